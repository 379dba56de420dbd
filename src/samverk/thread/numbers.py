"""How many took part for an agreement's money in a year: only what may be shown, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.federation import queries as federation
from samverk.federation.queries import CountTable, Measure
from samverk.federation.queries.paid_for import Agreement, place_days, years_of
from samverk.interventions.queries import Delivery
from samverk.rules.agreements.stretches import Span
from samverk.rules.apportionment import swedish_order
from samverk.rules.cost_per_unit import Cost, Number, Unit
from samverk.rules.count_periods import best_period

MEASURED = {
    Unit.PARTICIPATION: Measure.TOOK_PART,
    Unit.START: Measure.STARTED,
    Unit.END: Measure.ENDED,
}
OUTCOMES = (Unit.COMPLETION, Unit.GOAL, Unit.TO_WORK)
NOT_SENT = "Parten har inte redovisat antalet för året till förbundet."
NOT_TOLD = "Resultatet är inte redovisat till förbundet: parten skickar det när det är mätt."
NO_PLACES = "Överenskommelsen säger inte hur många platser den finansierar."


@dataclass(frozen=True, slots=True)
class Around:
    """What else there is of an agreement's intervention, and what has been counted of it.

    ``others`` are the decided agreements about it, the agreement itself too; ``deliveries`` where it
    is given, by whomever; ``tables`` the counts of its federation as they may be shown.
    """

    others: Sequence[Agreement]
    deliveries: Sequence[Delivery]
    tables: Sequence[CountTable]

    def own_deliveries(self, found: Agreement) -> tuple[Delivery, ...]:
        """List where the agreement's payee gives the intervention."""
        return tuple(one for one in self.deliveries if one.provider_id == found.payee.member_id)


def numbers_of(found: Agreement, year: int, around: Around, cost: Cost) -> list[Number]:
    """List an agreement's numbers of a year, one for each unit, known or not."""
    shared = _shared(found, year, around)
    told = [
        Number(unit, None, lacking=shared)
        if shared
        else _shown(found, unit, measure, _of_year(around.tables, measure, year))
        for unit, measure in MEASURED.items()
    ]
    return [
        *told,
        *(Number(unit, None, lacking=NOT_TOLD) for unit in OUTCOMES),
        _places(found, cost),
    ]


def _places(found: Agreement, cost: Cost) -> Number:
    """Count the funded days of just the days that the cost is for."""
    days = place_days(found, cost.span) if cost.span else None
    if cost.span and days is None:
        return Number(Unit.PLACE_DAY, None, lacking=NO_PLACES)
    return Number(Unit.PLACE_DAY, days, cost.span, "överenskommelsens finansierade platser")


def _shared(found: Agreement, year: int, around: Around) -> str:
    """Tell why what is counted of the whole intervention is not this agreement's; "" when it is."""
    last = date(year, 12, 31)
    paying = [one for one in around.others if one.pk != found.pk and year in years_of(one, last)]
    if paying:
        return (
            f"Antalet gäller hela insatsen, som {len(paying) + 1} överenskommelser betalar för:"
            " det går inte att dela upp på dem."
        )
    givers = {
        one.provider.short_name
        for one in around.deliveries
        if one.provider_id != found.payee.member_id and _runs(one, year)
    }
    if not givers:
        return ""
    told = ", ".join(sorted(givers, key=swedish_order))
    return f"Antalet gäller hela insatsen, som också ges av {told} utan den här överenskommelsen."


def _runs(one: Delivery, year: int) -> bool:
    return one.from_date.year <= year and (one.to_date is None or one.to_date.year >= year)


def _of_year(tables: Iterable[CountTable], measure: Measure, year: int) -> CountTable | None:
    """Find the count of everybody that tells most of a year, of those that lie within it."""
    within = {
        (one.from_date, one.to_date): one
        for one in tables
        if one.measure == measure
        and not one.home
        and one.from_date.year == year == one.to_date.year
    }
    best = best_period(within, date(year, 12, 31)).value
    return within[best] if best else None


def _shown(found: Agreement, unit: Unit, measure: Measure, table: CountTable | None) -> Number:
    """Read an intervention's own row in a table as it may be shown."""
    if table is None:
        return Number(unit, None, lacking=NOT_SENT)
    span, source = Span(table.from_date, table.to_date), "; ".join(table.sources)
    name = found.intervention.name
    rows = table.shown.value.rows
    row = next((one for one in rows if name in one.names), None)
    if row and row.names == (name,):
        return Number(unit, row.total, span, source)
    if row or table.shown.value.total is None:
        text = f"Antalet ({measure.label}) är så litet att det inte visas för sig."
        return Number(unit, None, span, source, text, is_withheld=True)
    return Number(unit, None, lacking=NOT_SENT)


def tables_of(federations: Iterable[int]) -> Mapping[int, list[CountTable]]:
    """Give the counts of some federations (ids) as they may be shown."""
    found: defaultdict[int, list[CountTable]] = defaultdict(list)
    for one in sorted(set(federations)):
        found[one] = federation.count_tables(one)
    return found
