"""How many took part for an agreement's money in a year: only what may be shown, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.analytics.disclosure.policy import THRESHOLD
from samverk.federation import queries as federation
from samverk.federation.queries import CountTable, Measure
from samverk.federation.queries.paid_for import Agreement, place_days, years_of
from samverk.interventions.queries import Delivery, Result, results_of
from samverk.interventions.queries.results import numbers_of as numbers_of_results
from samverk.interventions.queries.results import summed
from samverk.rules.agreements.stretches import Span
from samverk.rules.apportionment import swedish_order
from samverk.rules.cost_per_unit import Cost, Number, Unit
from samverk.rules.count_periods import best_period

MEASURED = {
    Unit.PARTICIPATION: Measure.TOOK_PART,
    Unit.START: Measure.STARTED,
    Unit.END: Measure.ENDED,
    Unit.COMPLETION: Measure.COMPLETED,
    Unit.GOAL: Measure.GOALS_MET,
    Unit.TO_WORK: Measure.TO_WORK,
    Unit.VISIT: Measure.VISITS,
}
# What became of referrals and places in the queue: nobody pays for one of them
FLOW = {
    Unit.REFERRAL: Measure.REFERRED,
    Unit.RETURN: Measure.RETURNED,
    Unit.LAPSE: Measure.LAPSED,
    Unit.REMOVAL: Measure.REMOVED,
}
MEASURES = {**MEASURED, **FLOW}
OUTCOMES = frozenset({Unit.COMPLETION, Unit.GOAL, Unit.TO_WORK})
NOT_SENT = "Parten har inte redovisat antalet för året till förbundet."
NOT_TOLD = "Resultatet är inte redovisat till förbundet: parten skickar det när det är mätt."
NOT_PUBLISHED = "Inget antal är publicerat för året."
WITH_COST = "Platsdagarna räknas för de dagar som är attesterade."
NO_PLACES = "Överenskommelsen säger inte hur många platser den finansierar."


# What parties have told of deliveries (ids), by measure
Results = Mapping[tuple[int, Measure], Result]


@dataclass(frozen=True, slots=True)
class Around:
    """What else there is of an agreement's intervention, and what has been counted of it.

    ``others`` are the decided agreements about it, the agreement itself too; ``deliveries`` where it
    is given, by whomever; ``tables`` the counts of its federation as everybody may see them;
    ``results`` by year what parties have told of each delivery, None for who may not see that.
    """

    others: Sequence[Agreement]
    deliveries: Sequence[Delivery]
    tables: Sequence[CountTable]
    results: Mapping[int, Results] | None

    def own_deliveries(self, found: Agreement) -> tuple[Delivery, ...]:
        """List where the agreement's payee gives the intervention."""
        return tuple(one for one in self.deliveries if one.provider_id == found.payee.member_id)


def numbers_of(found: Agreement, year: int, around: Around, cost: Cost) -> list[Number]:
    """List an agreement's numbers of a year, one for each unit, known or not.

    What the payee has told of its own deliveries comes first, then what is entered for the whole
    intervention where the agreement is alone about it.
    """
    own = around.own_deliveries(found)
    told = [
        _told(found, year, unit, around) or _entered(found, year, unit, around)
        for unit in MEASURED
        # Only what is open to all has visits
        if unit is not Unit.VISIT or not all(one.needs_referral for one in own)
    ]
    return [*told, _places(found, cost)]


def flow_of(found: Agreement, year: int, around: Around) -> list[Number]:
    """List what became of an agreement's referrals and queue in a year; none without referrals."""
    own = around.own_deliveries(found)
    if not any(one.needs_referral for one in own):
        return []
    return [
        _told(found, year, unit, around) or _entered(found, year, unit, around) for unit in FLOW
    ]


def _told(found: Agreement, year: int, unit: Unit, around: Around) -> Number | None:
    """Read what the payee has told of its deliveries; None when it has told nothing of them."""
    own = [one for one in around.own_deliveries(found) if _runs(one, year)]
    if unit is Unit.VISIT:
        own = [one for one in own if not one.needs_referral]
    results = (around.results or {}).get(year, {})
    rows = [results.get((one.pk, MEASURES[unit])) for one in own]
    known = [row for row in rows if row]
    if not known:
        return None
    spans = {Span(row.source.from_date, row.source.as_of) for row in known}
    if len(known) < len(rows) or len(spans) > 1:
        text = "Alla verksamheter är inte redovisade för samma dagar."
        return Number(unit, None, lacking=text)
    if shared := _paying(found, year, around, payee=found.payee_id):
        return Number(unit, None, lacking=shared)
    total = summed(numbers_of_results(known)).total
    (span,), source = spans, "; ".join(sorted({str(row.source) for row in known}))
    if total is None or 0 < total < THRESHOLD:
        text = f"Antalet ({MEASURES[unit].label}) är dolt: det är så litet att det inte visas."
        return Number(unit, None, span, source, text, is_withheld=True)
    return Number(unit, total, span, source)


def _entered(found: Agreement, year: int, unit: Unit, around: Around) -> Number:
    """Read what is entered for the whole intervention, where it is all the agreement's."""
    if shared := _paying(found, year, around) or _given_by_others(found, year, around):
        return Number(unit, None, lacking=shared)
    lacking = NOT_TOLD if unit in OUTCOMES else NOT_SENT
    if around.results is None:
        lacking = NOT_PUBLISHED
    tables = [one for one in around.tables if one.measure == MEASURES[unit]]
    return _shown(found, unit, _of_year(tables, found.intervention.name, year), lacking)


def _places(found: Agreement, cost: Cost) -> Number:
    """Count the funded days of just the days that the cost is for."""
    if cost.span is None:
        return Number(Unit.PLACE_DAY, None, lacking=WITH_COST)
    days = place_days(found, cost.span)
    if days is None:
        return Number(Unit.PLACE_DAY, None, lacking=NO_PLACES)
    return Number(Unit.PLACE_DAY, days, cost.span, "överenskommelsens finansierade platser")


def _paying(found: Agreement, year: int, around: Around, payee: int | None = None) -> str:
    """Tell that others pay for the same, of one payee (membership) or of any; "" when none does."""
    last = date(year, 12, 31)
    paying = [
        one
        for one in around.others
        if one.pk != found.pk
        and (payee is None or one.payee_id == payee)
        and year in years_of(one, last)
    ]
    if not paying:
        return ""
    return (
        f"Antalet gäller hela insatsen, som {len(paying) + 1} överenskommelser betalar för:"
        " det går inte att dela upp på dem."
    )


def _given_by_others(found: Agreement, year: int, around: Around) -> str:
    """Tell who else gives the intervention in a year; "" when nobody does."""
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


def _of_year(tables: Iterable[CountTable], name: str, year: int) -> CountTable | None:
    """Find the count of everybody that tells most of a year, of those that lie within it.

    A period in which the intervention is not counted tells nothing of it, however long it is: others
    may have been. Only where none tells of it does one that is withheld altogether.
    """
    of_year = [
        one for one in tables if not one.home and one.from_date.year == year == one.to_date.year
    ]
    told = [one for one in of_year if any(name in row.names for row in one.shown.value.rows)]
    withheld = [one for one in of_year if not one.shown.value.rows]
    within = {(one.from_date, one.to_date): one for one in told or withheld}
    best = best_period(within, date(year, 12, 31)).value
    return within[best] if best else None


def _shown(found: Agreement, unit: Unit, table: CountTable | None, lacking: str) -> Number:
    """Read an intervention's own row in a table as it may be shown; without one it is ``lacking``."""
    if table is None:
        return Number(unit, None, lacking=lacking)
    span, source = Span(table.from_date, table.to_date), "; ".join(table.sources)
    name = found.intervention.name
    rows = table.shown.value.rows
    row = next((one for one in rows if name in one.names), None)
    if row and row.names == (name,) and row.total is not None:
        return Number(unit, row.total, span, source)
    if row or not rows:
        text = f"Antalet ({MEASURES[unit].label}) är så litet att det inte visas för sig."
        return Number(unit, None, span, source, text, is_withheld=True)
    return Number(unit, None, lacking=lacking)


def tables_of(federations: Iterable[int]) -> Mapping[int, list[CountTable]]:
    """Give the counts of some federations (ids) as they may be shown."""
    found: defaultdict[int, list[CountTable]] = defaultdict(list)
    for one in sorted(set(federations)):
        found[one] = federation.count_tables(one)
    return found


def results_by_year(deliveries: Iterable[Delivery], years: Iterable[int]) -> dict[int, Results]:
    """Give what parties have told of some deliveries, by year: two questions for each year."""
    ids = [one.pk for one in deliveries]
    return {year: results_of(ids, year) for year in sorted(set(years))} if ids else {}
