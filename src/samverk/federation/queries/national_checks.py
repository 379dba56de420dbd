"""The national sheet held against what the federation knows from other places than the sheet's own rows.

State's amount against papers, budget and books; books against the annual report and certified claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from samverk.federation.models import Claim, NationalReport, RowKind, StatedEquity
from samverk.federation.queries import budgets
from samverk.federation.queries.equity import stated_years
from samverk.federation.queries.figures import stated_incomes
from samverk.federation.queries.national_figures import Gathering
from samverk.federation.rows import RowKey
from samverk.rules.agreements.claim import COUNTED, UNDER_WAY
from samverk.rules.agreements.stretches import month_end
from samverk.rules.amounts import kr, rounded
from samverk.rules.national_checks import Reported, Side, SumCheck, exactly, held
from samverk.rules.ruling import Ruling

LOCKED_KEYS = ("orientation", "method", "esf")
WHOLE_YEAR = 12
KRONA = 100
Checks = Iterator[Ruling[SumCheck]]


@dataclass(frozen=True, slots=True)
class Certified:
    """What claims say of an intervention's year (attesterat), in öre; ``straddles`` names a claim that also
    holds days of another year, ``waiting`` counts those not certified yet."""

    amount: int = 0
    number: int = 0
    waiting: int = 0
    straddles: str = ""


@dataclass(slots=True)
class Sources:
    """What the sheet's figures are held against, read once."""

    equity: dict[int, StatedEquity]
    reported_equity: NationalReport | None
    incomes: list[Side] = field(default_factory=list)
    claims: dict[int, Certified] = field(default_factory=dict)


def checks_of(found: Gathering, reports: list[NationalReport]) -> tuple[Ruling[SumCheck], ...]:
    """Make every check of a year; ``reports`` are all of the federation's, the earliest first."""
    before = [one for one in reports if one.year == found.year - 1]
    incomes = [
        Side("Uppgiven intäkt", row.low * KRONA, row.high * KRONA, f"{row.words} ({row.document})")
        for row in stated_incomes(found.federation)
        if row.year == found.year
    ]
    sources = Sources(
        stated_years(found.federation), before[-1] if before else None, incomes, _claims(found)
    )
    return (
        *_of_funds(found, sources),
        *_of_equity(found, sources),
        *_of_outcome(found, sources),
        *_of_claims(found, sources),
    )


def _of_funds(found: Gathering, sources: Sources) -> Checks:
    """Hold twice the state's amount against a paper's income, the decided budget and the books."""
    total = budgets.allotted(found.federation, found.year)
    told = f"dubbla statens belopp {found.year}"
    funds = exactly("Tilldelade medel", None if total is None else total * KRONA, told)
    nobody = exactly("Uppgiven intäkt", None, "ingen handling anger årets intäkt")
    for other in sources.incomes or [nobody]:
        yield held("Medel mot uppgiven intäkt", funds, other)
    rows = found.rows.values()
    paid = [r.amount for r in rows if r.kind == RowKind.REVENUE and _is_contribution(r.heading)]
    source = (
        found.budget_source if paid or not found.budget else "budgeten har ingen rad för bidrag"
    )
    other = exactly("Budgeterade bidrag", sum(paid) if paid else None, source)
    yield held("Medel mot beslutad budget", funds, other)
    booked = [
        v
        for k, v in found.spent.items()
        if k.kind == RowKind.REVENUE and _is_contribution(k.heading)
    ]
    amount = sum(booked) if booked and found.is_whole else None
    other = exactly("Bokförda bidrag", amount, _whole_source(found))
    yield held("Medel mot bokfört", funds, other, rounding=KRONA)


def _is_contribution(heading: str) -> bool:
    return "bidrag" in heading.casefold()


def _of_equity(found: Gathering, sources: Sources) -> Checks:
    """Hold the stated closing equity against that of the year before and the booked result."""
    stated, before = sources.equity.get(found.year), sources.equity.get(found.year - 1)
    sheet = exactly(
        "Uppgivet eget kapital",
        stated.closing if stated else None,
        stated.source if stated else "inte registrerat för året",
    )
    opening = before.closing if before else None
    source = f"uppgivet eget kapital {found.year - 1}"
    if (report := sources.reported_equity) and (kronor := _reported(report, "equity")) is not None:
        opening, source = kronor * KRONA, f"rapporterat {report.reported_on} för {report.year}"
    result = _result(found)
    amount = None if opening is None or result is None else opening + result
    other = exactly(
        "Förra årets eget kapital plus bokfört resultat",
        amount,
        f"{source}; {_whole_source(found)}",
    )
    yield held("Eget kapital mot bokfört resultat", sheet, other, rounding=KRONA)


def _reported(report: NationalReport, key: str) -> int | None:
    return next((one["value"] for one in report.figures if one["key"] == key), None)


def _result(found: Gathering) -> int | None:
    if not found.is_whole:
        return None
    return sum(v if k.kind == RowKind.REVENUE else -v for k, v in found.spent.items())


def _of_outcome(found: Gathering, sources: Sources) -> Checks:
    """Hold the booked costs against the annual report: stated income less stated result."""
    spent = [v for k, v in found.spent.items() if k.kind != RowKind.REVENUE]
    sheet = exactly(
        "Bokförda kostnader", sum(spent) if found.is_whole else None, _whole_source(found)
    )
    stated = sources.equity.get(found.year)
    amount = stated.income - stated.result if stated and stated.income is not None else None
    source = stated.source if stated else "inte registrerat för året"
    other = exactly("Uppgiven intäkt minus uppgivet resultat", amount, source)
    yield held("Utfall mot årsredovisning", sheet, other, rounding=2 * KRONA)


def _whole_source(found: Gathering) -> str:
    if found.outcome.read_in and not found.is_whole:
        return f"utfallet är bara inläst till och med månad {found.outcome.through}"
    return found.outcome_source


def _of_claims(found: Gathering, sources: Sources) -> Checks:
    """Hold each intervention's booked cost against the claims certified for the same months."""
    for one in found.every:
        key = RowKey(RowKind.INTERVENTION, one.pk)
        claims = sources.claims.get(one.pk)
        if claims is None and key not in found.spent:
            continue
        booked = found.spent.get(key, 0) if found.outcome.read_in else None
        sheet = exactly("Bokfört utfall", booked, found.outcome_source)
        yield held(f"{one.name}: utfall mot rekvisitioner", sheet, _certified(claims))


def _certified(claims: Certified | None) -> Side:
    name = "Attesterade rekvisitioner"
    if claims is None:
        return exactly(name, None, "inga rekvisitioner för årets inlästa månader")
    if claims.straddles:
        return exactly(name, None, f"{claims.straddles} går över årets inlästa månader")
    source = f"{claims.number} attesterade"
    if claims.waiting:
        source += f", {claims.waiting} inte attesterade än"
    return exactly(name, claims.amount if claims.number else None, source)


def _claims(found: Gathering) -> dict[int, Certified]:
    """Sum the claims of each intervention (id) whose days lie in the months that are read in."""
    first = date(found.year, 1, 1)
    last = month_end(date(found.year, found.outcome.through or WHOLE_YEAR, 1))
    states = [*COUNTED, *UNDER_WAY]
    rows = Claim.objects.filter(
        agreement__federation=found.federation,
        state__in=states,
        to_date__gte=first,
        from_date__lte=last,
    ).select_related("agreement")
    sums: dict[int, Certified] = {}
    for row in rows.order_by("id"):
        intervention = row.agreement.intervention_id
        sums[intervention] = _added(sums.get(intervention, Certified()), row, (first, last))
    return sums


def _added(before: Certified, row: Claim, days: tuple[date, date]) -> Certified:
    if row.from_date < days[0] or row.to_date > days[1]:
        named = f"rekvisition {row.number} i {row.agreement.name}"
        return Certified(before.amount, before.number, before.waiting, before.straddles or named)
    if row.state in COUNTED:
        amount = before.amount + (row.approved or 0)
        return Certified(amount, before.number + 1, before.waiting, before.straddles)
    return Certified(before.amount, before.number, before.waiting + 1, before.straddles)


def last_reported(reports: list[NationalReport], year: int) -> dict[str, Reported]:
    """Answer each intervention's (id) locked fields as last reported, for ``year`` or one before it."""
    found: dict[str, Reported] = {}
    for report in sorted((r for r in reports if r.year <= year), key=_when):
        own = {one["key"]: one["own"] for one in report.figures}
        names = {one["key"]: one["name"].rpartition(": ")[0] for one in report.figures}
        for key in own:
            place, _, last = key.rpartition(".")
            if last == LOCKED_KEYS[0]:
                orientation, method, esf = (own.get(f"{place}.{name}", "") for name in LOCKED_KEYS)
                where = f"rapporten för {report.year} den {report.reported_on}"
                found[place.removeprefix("intervention.")] = Reported(
                    (orientation, method, esf), names[key], where
                )
    return found


def _when(report: NationalReport) -> tuple[int, date, int]:
    return report.year, report.reported_on, report.pk


def rounding_remarks(found: Gathering) -> Iterator[str]:
    """Say where the figures in whole kronor add up to another sum than the exact amounts."""
    budgeted = {key: row.amount for key, row in found.rows.items()}
    for name, amounts in (("budget", budgeted), ("utfall", found.spent)):
        each = [v for k, v in amounts.items() if k.kind == RowKind.INTERVENTION]
        each.append(sum(v for k, v in amounts.items() if k.kind == RowKind.ADMINISTRATION))
        written = sum(rounded(amount, KRONA) for amount in each) * KRONA
        if written != sum(each):
            yield (
                f"Bladets {name} i hela kronor blir {kr(written)} tillsammans, men är exakt "
                f"{kr(sum(each))}: varje uppgift är avrundad för sig."
            )
