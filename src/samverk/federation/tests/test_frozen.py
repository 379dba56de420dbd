"""Consequences reports: frozen once at a notice and at its withdrawal, and never computed anew."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from samverk.federation import actions, queries
from samverk.federation.models import FrozenReport, MembershipFact
from samverk.federation.tests.founding import by_laws, found_federation, paper_of, with_members
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.seals.canonical import canonical, digest
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.registry import actions as registry

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
NOTICE = date(2024, 2, 1)


@pytest.fixture
def home(cast):
    return found_federation()


@pytest.fixture
def norrvik(home):
    member = with_members(home)["Norrvik"]
    by_laws(home)
    paper = paper_of(home)
    key = actions.NewKey(home.pk, "equal", date(2009, 1, 1), document=paper.pk)
    actions.set_key(SETUP, key, key="nyckel")
    amount(home, 2024, 1_000_000, paper)
    return member


def amount(home, year, kronor, paper):
    new = actions.NewStateAmount(home.pk, year, kronor, document=paper.pk)
    actions.set_state_amount(SETUP, new, key=f"belopp/{year}/{kronor}")


def letter(home, day=NOTICE):
    case = home.bodies.first().cases.first()
    new = registry.NewDocument(case.pk, "incoming", "exit_notice", day, "Uppsägning")
    return registry.register_document(SETUP, new, key=f"brev/{day}")


def record(home, member, kind="notice_received", day=NOTICE, key="k", **more):
    paper = letter(home, day or TODAY)
    fact = actions.NewFact(member.pk, kind, day, document=paper.pk, **more)
    return actions.record_fact(SETUP, fact, key=key)


def content(report):
    return json.loads(report.content)


def test_a_notice_freezes_what_leaving_costs(home, norrvik):
    fact = record(home, norrvik)
    told = content(fact.frozen)
    assert (told["frozen_at"], told["member"]) == ("notice", "Norrviks kommun")
    assert told["counted_from"]["day"] == "2024-02-01"
    assert told["report"]["effective"] == told["status"]["effective"] == "2027-12-31"
    # Half of 1 000 000, split in two, for four years
    years = told["report"]["fees"][0]["years"]
    assert {year: fee["kronor"] for year, fee in years.items()} == {
        str(year): [250_000, 250_000] for year in range(2024, 2028)
    }
    assert told["report"]["owed"]["kronor"] == [1_000_000, 1_000_000]


def test_a_withdrawal_freezes_one_more_counted_from_the_notice(home, norrvik):
    record(home, norrvik)
    fact = record(home, norrvik, "notice_withdrawn", date(2024, 3, 1), "k2")
    told = content(fact.frozen)
    assert (told["frozen_at"], told["counted_from"]["day"]) == ("withdrawal", "2024-02-01")
    assert "tog emot" in told["counted_from"]["what"]
    assert FrozenReport.objects.count() == 2


@pytest.mark.parametrize("kind", ["notice_sent", "notice_received"])
def test_both_facts_of_a_notice_freeze_their_own(home, norrvik, kind):
    assert record(home, norrvik, kind).frozen.membership == norrvik


def test_other_facts_freeze_nothing(home, norrvik):
    record(home, norrvik, "ended")
    assert not FrozenReport.objects.exists()


def test_the_digests_are_of_what_is_kept(home, norrvik):
    report = record(home, norrvik).frozen
    assert report.content == canonical(content(report))
    assert report.sha256 == digest(report.content)
    assert report.pdf_sha256 == digest(bytes(report.pdf))
    assert bytes(report.pdf).startswith(b"%PDF-")


def test_what_is_registered_later_changes_nothing(home, norrvik):
    report = record(home, norrvik).frozen
    before = report.content
    paper = letter(home, date(2024, 3, 2))
    amount(home, 2024, 9_000_000, paper)
    found = queries.frozen_by_id(report.pk)
    assert (found.row.content, found.is_whole) == (before, True)


def test_the_same_form_sent_twice_freezes_once(home, norrvik):
    made = [record(home, norrvik).frozen for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(ConflictError):
        record(home, norrvik, key="k2")
    assert FrozenReport.objects.count() == 1


def test_a_refused_fact_freezes_nothing(home, norrvik):
    with pytest.raises(InputError, match="inte varit än"):
        record(home, norrvik, day=date(2024, 3, 16))
    assert not FrozenReport.objects.exists()


def test_a_report_that_cannot_be_made_undoes_its_fact(home, norrvik, monkeypatch):
    def fails(_):
        raise RuntimeError("typst")

    monkeypatch.setattr("samverk.federation.actions.freezing.report_pdf", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(home, norrvik)
    assert not MembershipFact.objects.filter(kind="notice_received").exists()


def test_a_struck_fact_keeps_its_report(home, norrvik):
    fact = record(home, norrvik)
    actions.set_aside_fact(SETUP, fact, "Fel medlem", key="stryk")
    (report,) = queries.frozen_of(norrvik.pk)
    assert not report.fact.kept


def test_a_notice_without_a_day_is_counted_from_today_and_says_so(home, norrvik):
    told = content(record(home, norrvik, day=None).frozen)
    assert told["counted_from"] == {
        "day": TODAY.isoformat(),
        "what": "den dag rapporten frystes, eftersom ingen annan dag är känd",
    }
    assert told["fact"]["day"] is None


def test_what_cannot_be_counted_is_frozen_with_the_reason(home, norrvik):
    state = norrvik.federation.members.get(member__short_name="Försäkringskassan")
    told = content(record(home, state).frozen)
    assert told["report"] is None
    assert "kan inte lämna" in told["lacks"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE federation_frozenreport SET content = '{}'",
        "DELETE FROM federation_frozenreport",
    ],
)
def test_the_database_refuses_to_change_a_report(home, norrvik, statement):
    record(home, norrvik)
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_report_that_does_not_fit_its_digest_says_so(home, norrvik, client):
    fact = record(home, norrvik, "ended")
    row = FrozenReport.objects.create(
        membership=norrvik,
        fact=fact,
        content='{"a":1}',
        sha256="0" * 64,
        pdf=b"x",
        pdf_sha256="0" * 64,
    )
    assert not queries.frozen_by_id(row.pk).is_whole
    page = client.get(f"/forbund/fyrbaken/rapport/{row.pk}/").content.decode()
    assert "nej, kontrollsumman stämmer inte" in page


def test_the_report_is_read_and_fetched_as_it_was_frozen(home, norrvik, client):
    report = record(home, norrvik).frozen
    address = f"/forbund/fyrbaken/rapport/{report.pk}/"
    page = client.get(address).content.decode()
    assert "ja, kontrollsumman stämmer" in page
    assert "Avgifter sammanlagt" in page
    assert client.get(f"{address}rapport.pdf").content == bytes(report.pdf)
    assert client.get(f"{address}rapport.json").content.decode() == report.content
    member = client.get(f"/forbund/fyrbaken/medlem/{norrvik.pk}/").content.decode()
    assert f'href="{address}"' in member


def test_another_federations_address_does_not_lead_to_it(home, norrvik, client):
    from samverk.directory import actions as directory

    new = directory.NewOrganisation("federation", "Förbundet Ankaret", "Ankaret", "ankaret")
    directory.add_organisation(SETUP, new, key="annat")
    report = record(home, norrvik).frozen
    for end in ("", "rapport.pdf", "rapport.json"):
        assert client.get(f"/forbund/ankaret/rapport/{report.pk}/{end}").status_code == 404
    assert client.get("/forbund/fyrbaken/rapport/999999/").status_code == 404


def test_a_new_notice_is_counted_from_its_own_day_and_not_an_old_one(home, norrvik):
    record(home, norrvik, day=date(2015, 5, 1), key="gammal")
    record(home, norrvik, "notice_withdrawn", date(2016, 2, 1), "återtagen")
    sent = record(home, norrvik, "notice_sent", date(2024, 1, 15), "ny")
    assert content(sent.frozen)["counted_from"]["day"] == "2024-01-15"
    withdrawn = record(home, norrvik, "notice_withdrawn", date(2024, 2, 20), "åter igen")
    told = content(withdrawn.frozen)["counted_from"]
    assert told["day"] == "2024-01-15"
    assert "avsändes" in told["what"]
