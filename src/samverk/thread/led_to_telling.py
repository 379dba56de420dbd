"""What a decision led to, in words and as rows: the sentence above, the cells, and what files hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from samverk.federation.queries.paid_for import Agreement
from samverk.rules.amounts import kr
from samverk.rules.apportionment import swedish_order
from samverk.rules.cost_per_unit import Cost, Lack, Number, PerUnit, Unit
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date
from samverk.thread.led_to import NOT_YOURS, LedAgreement, LedTo, LedYear, UnitCost

NOT_SHOWN = "visas inte"
COUNTED = {
    Unit.INTERVENTION: "Insatser",
    Unit.PARTICIPATION: "Deltaganden",
    Unit.START: "Påbörjade deltaganden",
    Unit.END: "Avslutade deltaganden",
    Unit.COMPLETION: "Fullföljda deltaganden",
    Unit.GOAL: "Nådde sina mål",
    Unit.TO_WORK: "Till arbete eller studier",
    Unit.VISIT: "Besök i öppen verksamhet",
    Unit.PLACE_DAY: "Finansierade platsdagar",
    Unit.REFERRAL: "Remisser hos teamet",
    Unit.RETURN: "Återremitterade",
    Unit.LAPSE: "Remisser som inte fick svar i tid",
    Unit.REMOVAL: "Avförda ur kön utan plats",
}


class Cell(NamedTuple):
    """A cell of the table: its words, and the tone that picks an icon, "" for a plain figure."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ToldUnit:
    """A row of the table: what was counted, how many, what each cost, and why."""

    name: str
    unit: str
    count: Cell
    each: Cell
    why: Ruling[PerUnit | Lack]


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year of an agreement as it is shown; ``claims_url`` leads to its claims, "" for those who may not.

    ``flow`` are the referrals and the queue: name, how many, and why that is not known.
    """

    year: int
    cost: str
    claims_url: str
    rows: tuple[ToldUnit, ...]
    flow: tuple[tuple[str, Cell, str], ...]


@dataclass(frozen=True, slots=True)
class ToldAgreement:
    """An agreement as it is shown, the latest year first."""

    led: LedAgreement
    years: tuple[ToldYear, ...]


def told_agreements(found: LedTo) -> list[ToldAgreement]:
    """Tell each agreement."""
    return [
        ToldAgreement(one, tuple(_year(one, year) for year in one.years))
        for one in found.agreements
    ]


def _year(led: LedAgreement, found: LedYear) -> ToldYear:
    cost = found.cost
    if cost.ore is None or cost.span is None:
        told = cost.lacking
    else:
        first, last = running_date(cost.span.from_date), running_date(cost.span.to_date)
        part = " Mer kan tillkomma för de dagarna." if cost.is_part else ""
        told = f"{kr(cost.ore)} är attesterade för {first} till {last}.{part}"
    url = claims_url(led.agreement, cost) if led.reads else ""
    flow = tuple((COUNTED[one.unit], count_cell(one), one.lacking) for one in found.flow)
    return ToldYear(found.year, told, url, tuple(map(told_unit, found.units)), flow)


def claims_url(found: Agreement, cost: Cost) -> str:
    """Give the address of the claims that a cost is summed of."""
    place = reverse("claims", args=[found.federation.slug])
    days = f"&fran={cost.span.from_date}&till={cost.span.to_date}" if cost.span else ""
    return f"{place}?avtal={found.pk}{days}"


def told_unit(found: UnitCost) -> ToldUnit:
    """Tell a unit: a number that is not known is never a nought."""
    number = found.number
    return ToldUnit(
        COUNTED[number.unit], number.unit, count_cell(number), each_cell(found), found.ruling
    )


def count_cell(number: Number) -> Cell:
    """Tell how many there were."""
    if number.is_withheld:
        return Cell(NOT_SHOWN, "locked")
    if number.count is None:
        return Cell(Lack.UNKNOWN.value, "unknown")
    return Cell(f"{number.count:,}".replace(",", "\N{NO-BREAK SPACE}"))


def each_cell(found: UnitCost) -> Cell:
    """Tell what each cost."""
    match found.ruling.value:
        case PerUnit() as per:
            return Cell(f"{per.holds} {kr(per.each)}".strip())
        case Lack.UNKNOWN:
            hidden = _is_hidden(found)
            return Cell(NOT_SHOWN, "locked") if hidden else Cell(Lack.UNKNOWN.value, "unknown")
        case Lack.FEW as lack:
            return Cell(lack.value, "locked")
        case Lack.NONE as lack:
            return Cell(lack.value, "neutral")


def _is_hidden(found: UnitCost) -> bool:
    """Answer whether it is only this reader who is not told."""
    return any(reason.text == NOT_YOURS for reason in found.ruling.reasons)


def sentence_of(found: LedTo) -> str:
    """Tell in a few sentences what the decision led to, and how much is missing."""
    if not found.agreements:
        return "Inget som är registrerat visar att beslutet har lett till någon överenskommelse."
    names = sorted({one.agreement.intervention.name for one in found.agreements}, key=swedish_order)
    number = len(found.agreements)
    what = "en överenskommelse" if number == 1 else f"{number} överenskommelser"
    told = [f"Beslutet ligger bakom {what} om {_and(names)}.", *_latest(found)]
    if lacking := len(found.missing):
        told.append(f"{lacking} {'uppgift' if lacking == 1 else 'uppgifter'} saknas.")
    return " ".join(told)


def _latest(found: LedTo) -> Iterable[str]:
    """Tell of the latest year that something is known of."""
    years = sorted({year.year for one in found.agreements for year in one.years}, reverse=True)
    for year in years:
        rows = [each for one in found.agreements for each in one.years if each.year == year]
        counts = [n for row in rows if (n := _took_part(row)) is not None]
        costs = [row.cost.ore for row in rows if row.cost.ore is not None]
        if counts:
            yield f"År {year} deltog {sum(counts)}, räknat i deltaganden{_of(counts, rows)}."
        if costs:
            yield f"För {year} är {kr(sum(costs))} attesterade{_of(costs, rows)}."
        if counts or costs:
            return


def _took_part(found: LedYear) -> int | None:
    units = (one.number for one in found.units)
    return next((one.count for one in units if one.unit is Unit.PARTICIPATION), None)


def _of(known: list[int], rows: list[LedYear]) -> str:
    """Say of how many agreements something is known, where it is not of all."""
    return "" if len(known) == len(rows) else f" (känt för {len(known)} av {len(rows)})"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


HEAD = (
    "Beslut",
    "Överenskommelse",
    "Utförare",
    "Insats",
    "År",
    "Enhet",
    "Antal",
    "Antalet från",
    "Antalet till",
    "Attesterat, kronor",
    "Kostnaden från",
    "Kostnaden till",
    "Kostnad per enhet, kronor",
    "Gäller",
    "Skäl",
)


class ExportRow(NamedTuple):
    """A row of the files; amounts in öre, None for what is not known or not shown."""

    agreement: str
    payee: str
    intervention: str
    year: int
    unit: str
    number: int | None
    counted_from: date | None
    counted_to: date | None
    certified: int | None
    paid_from: date | None
    paid_to: date | None
    each: int | None
    holds: str
    why: str


def export_rows(found: LedTo) -> list[ExportRow]:
    """Give the table with every agreement, year and unit, as the reader may see it."""
    return [
        _exported(one, year, unit)
        for one in found.agreements
        for year in one.years
        for unit in year.units
    ]


def _exported(led: LedAgreement, year: LedYear, found: UnitCost) -> ExportRow:
    number, cost, value = found.number, year.cost, found.ruling.value
    per = value if isinstance(value, PerUnit) else None
    return ExportRow(
        led.agreement.name,
        led.agreement.payee.member.name,
        led.agreement.intervention.name,
        year.year,
        number.unit.value,
        None if number.is_withheld else number.count,
        number.span.from_date if number.span else None,
        number.span.to_date if number.span else None,
        cost.ore,
        cost.span.from_date if cost.span else None,
        cost.span.to_date if cost.span else None,
        per.each if per else None,
        (per.holds.value or "exakt") if per else each_cell(found).text,
        " ".join(one.text for one in (*found.ruling.reasons, *found.ruling.remarks)),
    )
