"""All 80 federations with 10 years behind them: their year and member pages, the split, and SIE files.

Run from the project's root: `.venv/bin/python -m benchmarks federation`. Pages are timed as in
``pages``. The state's amounts, the fees and the counts are made up; more questions than the aim stop
the benchmark, a slow machine does not.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)

FEDERATIONS, TOWNS = 80, 290
YEARS = range(2016, 2026)
# An agreement for each, with a claim a week
INTERVENTIONS, CLAIMS = 5, 500
VOUCHERS = 50_000
ROUNDS, WARM_UP = 100, 5
# p95 in seconds, and questions to the database
PAGE_AIM, MOST_QUERIES = 0.060, 15
# An agreement's page gathers ten kinds of rows
MOST_OF_AGREEMENT = 17
SPLIT_AIM, SIE_AIM = 0.005, 2.0
FOUNDED = date(2010, 1, 1)


def found(number: int) -> Any:
    """Make one federation: its members since it was founded, its board's diary, and a paper in it."""
    from samverk.directory import actions as directory
    from samverk.federation import actions
    from samverk.foundation.actors import system
    from samverk.registry import actions as registry

    setup, key = system("Mätningen"), f"förbund/{number}"
    new = directory.NewOrganisation("federation", f"Förbund {number}", f"F{number}", f"f{number}")
    home = directory.add_organisation(setup, new, key=key)
    board = directory.add_body(
        setup, directory.NewBody(home.pk, "federation_board", "Styrelsen"), key=f"{key}/styrelse"
    )
    case = registry.open_case(
        setup, registry.NewCase(board.pk, "Bidrag", FOUNDED), key=f"{key}/ärende"
    )
    paper = registry.register_document(
        setup,
        registry.NewDocument(case.pk, "outgoing", "memo", FOUNDED, "Bidrag"),
        key=f"{key}/handling",
    )
    for name, kind, share in _members(number):
        member = organisation(kind, name)
        joined = actions.NewMember(home.pk, member, share, FOUNDED, "Förbundet bildades.")
        actions.admit_member(setup, joined, key=f"{key}/{name}")
    terms = actions.NewTerms(home.pk, 3, "calendar-years", "§ 20", FOUNDED, "Förbundsordningen")
    actions.set_terms(setup, terms, key=f"{key}/ordning")
    return home, paper


def _members(number: int) -> Iterator[tuple[str, str, str]]:
    yield "Försäkringskassan", "agency", "state"
    yield "Arbetsförmedlingen", "agency", "state"
    yield f"Region {number % 21}", "region", "region"
    for town in range(number, TOWNS, FEDERATIONS):
        yield f"Kommun {town}", "municipality", "municipality"


def organisation(kind: str, name: str) -> int:
    """Add an organisation, or find it; answer its id."""
    from samverk.directory import actions as directory
    from samverk.directory.models import Organisation
    from samverk.foundation.actors import system

    there = Organisation.objects.filter(name=name).first()
    new = directory.NewOrganisation(kind, name, name)
    made = there or directory.add_organisation(system("Mätningen"), new, key=f"org/{name}")
    return made.pk


def fill_years(home: Any, paper: Any) -> None:
    """Give a federation ten years: amounts and keys, fees and what goes back, interventions and counts."""
    from samverk.federation.models import (
        CountReport,
        DistributionKey,
        Intervention,
        Membership,
        Population,
        StateAmount,
        StatedFee,
        StatedReturn,
    )

    same = {"document": paper}
    DistributionKey.objects.create(
        federation=home, kind="population", from_date=FOUNDED, counted_on=FOUNDED, **same
    )
    StateAmount.objects.bulk_create(
        StateAmount(federation=home, year=year, amount=5_000_000 + year, **same) for year in YEARS
    )
    towns = list(Membership.objects.filter(federation=home, share="municipality"))
    Population.objects.bulk_create(
        Population(
            municipality_id=t.member_id, counted_on=FOUNDED, people=10_000 + t.pk, source="M"
        )
        for t in towns
    )
    money = [(town, year) for town in towns for year in YEARS]
    StatedFee.objects.bulk_create(
        StatedFee(membership=town, year=year, amount=600_000, precision=1_000, **same)
        for town, year in money
    )
    StatedReturn.objects.bulk_create(
        StatedReturn(membership=town, year=year, amount=900_000, interventions=50, **same)
        for town, year in money
    )
    made = Intervention.objects.bulk_create(
        Intervention(federation=home, name=f"Insats {n}", orientation="individual")
        for n in range(INTERVENTIONS)
    )
    CountReport.objects.bulk_create(
        CountReport(
            intervention=one,
            measure="took_part",
            from_date=date(year, 1, 1),
            to_date=date(year, 12, 31),
            home_id=town.member_id,
            women=12,
            men=9,
            source="Mätningen",
        )
        for one in made
        for town, year in money
    )


FILL_AGREEMENTS = """
INSERT INTO federation_agreement (federation_id, intervention_id, payee_id, parties, name, kind,
                                  price_model, starts_on, ends_on, agreed_to, notice_months, claim_days,
                                  reporting, data_processing, state, recorded_at)
SELECT i.federation_id, i.id, (SELECT min(m.id) FROM federation_membership m
                               WHERE m.federation_id = i.federation_id AND m.share = 'municipality'),
       ARRAY(SELECT m.id FROM federation_membership m WHERE m.federation_id = i.federation_id),
       i.name, 'public_public', 'hour', DATE '2016-01-01', DATE '2025-12-31', DATE '2025-12-31', 3, 60,
       'Rapport',
       'Medlemmen', 'active', now()
FROM federation_intervention i WHERE i.name LIKE 'Insats %%'
"""
FILL_COMMITMENTS = """
INSERT INTO federation_commitment (agreement_id, from_date, to_date, amount, certified, state, note,
                                   recorded_at)
SELECT a.id, a.starts_on, a.ends_on, 100000000000, %s * 100000, 'approved', '', now()
FROM federation_agreement a WHERE a.name LIKE 'Insats %%'
"""
FILL_COMMITMENT_STEPS = """
INSERT INTO federation_commitmentstep (commitment_id, event, to_state, who, user_name, note, recorded_at)
SELECT id, 'approve', 'approved', 'matning', 'Mätningen', '', now() FROM federation_commitment
"""
FILL_CLAIMS = """
INSERT INTO federation_claim (agreement_id, number, from_date, to_date, commitment_id, state, amount,
                              approved, paid, recorded_at)
SELECT c.agreement_id, n, DATE '2016-01-04' + 7 * (n - 1), DATE '2016-01-10' + 7 * (n - 1), c.id,
       'paid', 100000, 100000, 100000, now()
FROM federation_commitment c, generate_series(1, %s) n
"""


def fill_claims(connection: Any) -> int:
    """Give every intervention an agreement with its claims, without their history; count the claims."""
    connection.execute("SET session_replication_role = replica")
    connection.execute(FILL_AGREEMENTS, [])
    connection.execute(FILL_COMMITMENTS, [CLAIMS])
    connection.execute(FILL_COMMITMENT_STEPS)
    made = connection.execute(FILL_CLAIMS, [CLAIMS]).rowcount
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("ANALYZE")
    return int(made)


def manager(homes: list[Any]) -> Any:
    """Make somebody who manages every federation, and so reads claims in the reports."""
    from samverk.accounts import actions as accounts
    from samverk.foundation import clock
    from samverk.foundation.actors import Role, system

    posts = tuple(accounts.Post(Role.MANAGER, home.pk, clock.today()) for home in homes)
    new = accounts.NewAccount("chef@matning.example", "Mätchefen", posts)
    return accounts.add_account(system("Mätningen"), new, key="mätchef")


def timed(work: Callable[[int], object]) -> tuple[float, float, int]:
    """Answer p50 and p95 in seconds, and the questions of one round."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    times = []
    for number in range(WARM_UP + ROUNDS):
        start = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - start)
    with connection.execute_wrapper(count):
        work(0)
    kept = times[WARM_UP:]
    return statistics.median(kept), statistics.quantiles(kept, n=20)[-1], len(asked)


def page_rows(homes: list[Any]) -> list[tuple[str, str]]:
    """Measure the pages, another federation each time. Raises SystemExit for too many questions."""
    from django.db.models import Min
    from django.test import Client
    from django.urls import reverse

    from samverk.federation.models import Agreement, Claim, Membership

    client = Client(SERVER_NAME="localhost")
    client.force_login(manager(homes))
    towns = Membership.objects.filter(share="municipality").order_by("federation", "pk")
    member = {row.federation_id: row.pk for row in towns}

    def year(number: int) -> object:
        home = homes[number % len(homes)]
        return _answered(client, reverse("contributions_of_year", args=[home.slug, 2020]))

    def report(number: int) -> object:
        home = homes[number % len(homes)]
        place = reverse("member_report", args=[home.slug, member[home.pk]])
        return _answered(client, f"{place}?fran={YEARS[0]}&till={YEARS[-1]}")

    def computed(number: int) -> object:
        home = homes[number % len(homes)]
        place = reverse("member_report", args=[home.slug, member[home.pk]])
        return _answered(client, f"{place}?fran={YEARS[1]}&till={YEARS[-1] + 1}")

    def agreements(number: int) -> object:
        return _answered(client, reverse("agreements", args=[homes[number % len(homes)].slug]))

    paid = dict(Claim.objects.values_list("agreement__federation").annotate(Min("pk")))
    held = dict(Agreement.objects.values_list("federation").annotate(Min("pk")))

    def claims(number: int) -> object:
        return _answered(client, reverse("claims", args=[homes[number % len(homes)].slug]))

    def chosen(number: int) -> object:
        home = homes[number % len(homes)]
        place = reverse("claims", args=[home.slug])
        asked = f"?lage=betald&avtal={held[home.pk]}&fran={YEARS[1]}-01-01&sida=2"
        return _answered(client, place + asked)

    def claim(number: int) -> object:
        home = homes[number % len(homes)]
        return _answered(client, reverse("claim", args=[home.slug, paid[home.pk]]))

    def agreement(number: int) -> object:
        home = homes[number % len(homes)]
        return _answered(client, reverse("agreement", args=[home.slug, held[home.pk]]))

    def duties(number: int) -> object:
        home = homes[number % len(homes)]
        return _answered(client, reverse("federation_year", args=[home.slug, 2026]))

    rows = []
    for name, work in (
        ("the year's duties", duties),
        ("contributions of a year", year),
        ("member report, ten years", report),
        ("member report, a fee of it computed", computed),
        ("agreements", agreements),
        ("an agreement with its 500 claims", agreement),
        ("claims, the first page", claims),
        ("claims, the second page of a choice", chosen),
        ("a claim", claim),
    ):
        p50, p95, queries = timed(work)
        most = MOST_OF_AGREEMENT if work is agreement else MOST_QUERIES
        if queries > most:
            raise SystemExit(f"{name}: {queries} frågor, högst {most} är tillåtna")
        rows += [
            (f"{name}: p50", f"{p50 * 1000:.1f} ms"),
            (f"{name}: p95 (aim {PAGE_AIM * 1000:.0f} ms)", f"{p95 * 1000:.1f} ms"),
            (f"{name}: queries (aim {MOST_QUERIES})", str(queries)),
        ]
    return rows


def _answered(client: Any, address: str) -> Any:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} svarar {answer.status_code}")
    return answer


def split_rows() -> list[tuple[str, str]]:
    """Measure the split of a sum on all municipalities by population."""
    from samverk.rules.apportionment import apportion

    people = {f"Kommun {n}": 2_500 + 7_919 * n % 900_000 for n in range(TOWNS)}
    times = []
    for number in range(200):
        start = time.perf_counter()
        parts = apportion(350_000_000 + number, people)
        times.append(time.perf_counter() - start)
        if sum(parts.values()) != 350_000_000 + number:
            raise SystemExit("Delarna blir inte tillsammans det hela.")
    p95 = statistics.quantiles(times, n=20)[-1]
    aim = f"{SPLIT_AIM * 1000:.0f} ms"
    return [(f"split on {TOWNS} municipalities: p95 (aim {aim})", f"{p95 * 1000:.2f} ms")]


def sie_rows() -> list[tuple[str, str]]:
    """Measure a SIE file of many vouchers: written, and read again to the same."""
    from samverk.documents.sie import SieFile, SieRow, SieVoucher, sie_file
    from samverk.documents.sie_reading import read_sie

    days = [date(2025, 1 + n % 12, 1 + n % 28) for n in range(VOUCHERS)]
    vouchers = tuple(
        SieVoucher(
            "A",
            str(number + 1),
            day,
            f"Verifikation {number}",
            (SieRow("1510", 100 + number), SieRow("3010", -100 - number)),
        )
        for number, day in enumerate(days)
    )
    accounts = (("1510", "Fordringar"), ("3010", "Bidrag"))
    year = (date(2025, 1, 1), date(2025, 12, 31))
    paper = SieFile("Förbundet", "222000-0000", date(2026, 1, 2), year, accounts, vouchers)
    start = time.perf_counter()
    made = sie_file(paper)
    written = time.perf_counter() - start
    start = time.perf_counter()
    read = read_sie(made.content)
    again = time.perf_counter() - start
    if len(read.vouchers) != VOUCHERS:
        raise SystemExit("Alla verifikationer lästes inte.")
    return [
        (f"SIE file of {VOUCHERS} vouchers, written (aim {SIE_AIM:.0f} s)", f"{written:.2f} s"),
        ("the same file read (aim 2 s)", f"{again:.2f} s"),
    ]


def run(federations: int = FEDERATIONS) -> list[tuple[str, str]]:
    """Fill a database of its own with federations, and measure them in it."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    rows = [*split_rows(), *sie_rows()]
    with test_database(os.environ["SAMVERK_DATABASE"]) as place:
        from django.db import connections

        from samverk.foundation.postgres.roles import connect_as_superuser

        homes = []
        for number in range(federations):
            home, paper = found(number)
            fill_years(home, paper)
            homes.append(home)
        with connect_as_superuser(place.socket, os.environ["SAMVERK_DATABASE"]) as connection:
            claims = fill_claims(connection)
        rows += [("claims in the database", str(claims)), *page_rows(homes)]
        connections.close_all()
    return rows
