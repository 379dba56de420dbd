"""What a decision led to: agreements, what they paid for, how many took part, and what each cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from samverk.analytics.disclosure.policy import THRESHOLD
from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.queries.agreements import AgreementRow, agreement_row, steps_told
from samverk.federation.queries.paid_for import (
    NOTHING,
    Agreement,
    MembershipFact,
    StatedReturn,
    agreements_about,
    agreements_resting_on,
    certified_by_year,
    facts_of_decisions,
    returns_of,
    years_of,
)
from samverk.interventions.queries import Delivery, deliveries_by_intervention
from samverk.rules.agreements.stretches import Span
from samverk.rules.amounts import kr
from samverk.rules.cost_per_unit import Cost, Lack, Number, PerUnit, Unit, cost_per_unit
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date
from samverk.thread.numbers import (
    WITH_COST,
    Around,
    flow_of,
    numbers_of,
    results_by_year,
    tables_of,
)

# Answers whether the reader may see claims of a payee in a federation (organisations, ids)
Reads = Callable[[int, int], bool]
NOT_YOURS = (
    "Vad som är attesterat visas för alla när året är slut och antalet deltaganden för samma dagar är"
    " publicerat. Annars läses det av förbundets ekonomi och av utförarens ekonom."
)

# What is told of the cost itself, or is no more missing than it
SAID_ELSEWHERE = frozenset({NOT_YOURS, WITH_COST})


@dataclass(frozen=True, slots=True)
class UnitCost:
    """How many of a unit there were, and what each cost (kostnad per enhet), or why it is not told."""

    number: Number
    ruling: Ruling[PerUnit | Lack]


@dataclass(frozen=True, slots=True)
class LedYear:
    """A year of an agreement: what is certified, each unit, and what became of referrals (``flow``)."""

    year: int
    cost: Cost
    units: tuple[UnitCost, ...]
    flow: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class LedAgreement:
    """An agreement that rests on a decision (överenskommelse som beslutet ledde till).

    ``grounds`` say how it does; ``years`` are the latest first; ``reads`` is whether the reader may see
    its claims.
    """

    row: AgreementRow
    grounds: tuple[str, ...]
    deliveries: tuple[Delivery, ...]
    years: tuple[LedYear, ...]
    reads: bool

    @property
    def agreement(self) -> Agreement:
        """The agreement itself."""
        return self.row.agreement


@dataclass(frozen=True, slots=True)
class LedReturn:
    """What a paper says went back to a member for interventions, and what each of them cost."""

    row: StatedReturn
    cost: UnitCost


class Missing(NamedTuple):
    """What is not known of an agreement's year (uppgift som saknas), and why."""

    agreement: str
    year: int
    text: str


@dataclass(frozen=True, slots=True)
class LedTo:
    """What a decision led to (vad beslutet ledde till).

    ``following`` are the decisions that came of it, ``facts`` what it and they did to memberships.
    """

    decision: Decision
    following: tuple[Decision, ...]
    facts: tuple[MembershipFact, ...]
    agreements: tuple[LedAgreement, ...]
    returns: tuple[LedReturn, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing, each thing once for an agreement's year: few that are not told are not."""
        found = (
            Missing(one.agreement.name, year.year, reason.text)
            for one in self.agreements
            for year in one.years
            for unit in year.units
            if unit.ruling.value is Lack.UNKNOWN
            for reason in unit.ruling.reasons
            if reason.text not in SAID_ELSEWHERE
        )
        return tuple(dict.fromkeys(found))


def led_to(decision: int, today: date, reads: Reads) -> LedTo:
    """Gather what a decision (id) led to until ``today``, in as many questions whatever it led to.

    What the reader may not see is left out here, so that no page or file can tell it. Raises
    NotFoundError.
    """
    found = decisions.decision_by_id(decision)
    reached = decisions.following([found.pk])
    after = decisions.decisions_by_id(reached - {found.pk})
    facts = facts_of_decisions(reached)
    memberships = {fact.membership_id for fact in facts}
    agreements = agreements_resting_on(reached, memberships)
    named = {one.pk: one for one in (found, *after)}
    around = _around(agreements, today, reads)
    costs = certified_by_year([one.pk for one in agreements])
    return LedTo(
        found,
        tuple(after),
        tuple(facts),
        tuple(
            _led(
                agreement_row(one, today),
                tuple(_grounds(one, named, facts)),
                around[one.pk],
                costs.get(one.pk, {}),
                (today, _may_read(one, reads)),
            )
            for one in agreements
        ),
        tuple(_returned(row) for rows in returns_of(memberships).values() for row in rows),
    )


def _may_read(found: Agreement, reads: Reads) -> bool:
    return reads(found.payee.member_id, found.federation_id)


def _around(agreements: Sequence[Agreement], today: date, reads: Reads) -> dict[int, Around]:
    interventions = {one.intervention_id for one in agreements}
    others = agreements_about(interventions)
    deliveries = deliveries_by_intervention(interventions)
    tables = tables_of(one.federation_id for one in agreements)
    readable = [one for one in agreements if _may_read(one, reads)]
    results = results_by_year(
        (each for one in readable for each in deliveries.get(one.intervention_id, ())),
        (year for one in readable for year in years_of(one, today)),
    )
    return {
        one.pk: Around(
            others.get(one.intervention_id, ()),
            deliveries.get(one.intervention_id, ()),
            tables[one.federation_id],
            results if one in readable else None,
        )
        for one in agreements
    }


def _led(
    row: AgreementRow,
    grounds: tuple[str, ...],
    around: Around,
    costs: Mapping[int, Cost],
    reader: tuple[date, bool],
) -> LedAgreement:
    today, reads = reader
    found = row.agreement
    years = tuple(
        _year(found, year, costs.get(year, Cost(None, lacking=NOTHING)), around, reader)
        for year in reversed(years_of(found, today))
    )
    return LedAgreement(row, grounds, around.own_deliveries(found), years, reads)


def _is_open(cost: Cost, year: int, numbers: Iterable[Number], today: date) -> bool:
    """Answer whether anybody may read what a year cost: it tells of no fewer than is told already.

    The year has ended, so that no month is told by how the sum grows, and those who took part on the
    same days are told and not few.
    """
    span = cost.span
    if year >= today.year or span is None:
        return False
    return any(
        one.unit is Unit.PARTICIPATION
        and one.count is not None
        and one.count >= THRESHOLD
        and one.span is not None
        and span.from_date <= one.span.from_date
        and one.span.to_date <= span.to_date
        for one in numbers
    )


def _year(
    found: Agreement, year: int, cost: Cost, around: Around, reader: tuple[date, bool]
) -> LedYear:
    today, reads = reader
    numbers = numbers_of(found, year, around, cost)
    if not reads:
        # Days of places would tell for which days something is certified
        numbers = [one for one in numbers if one.unit is not Unit.PLACE_DAY]
    shown = cost if reads or _is_open(cost, year, numbers, today) else Cost(None, lacking=NOT_YOURS)
    units = tuple(UnitCost(number, cost_per_unit(shown, number, THRESHOLD)) for number in numbers)
    return LedYear(year, shown, units, tuple(flow_of(found, year, around)))


def _grounds(
    found: Agreement, named: Mapping[int, Decision], facts: Collection[MembershipFact]
) -> Iterable[str]:
    """Tell how an agreement rests on decisions: by its own steps, or by who is a member."""
    for name, step in steps_told(found):
        for pk in dict.fromkeys((step.decision_id, step.payee_decision_id)):
            if pk and pk in named:
                yield f"{named[pk].place}: {name} {running_date(step.happened_on)}"
    for fact in facts:
        if fact.membership_id == found.payee_id or fact.membership_id in found.parties:
            role = "utförare" if fact.membership_id == found.payee_id else "part i samverkan"
            member = fact.membership.member.short_name
            yield f"{member} är {role}, och beslutet rör medlemskapet: {fact.get_kind_display()}"


def _returned(row: StatedReturn) -> LedReturn:
    """Divide what a paper states by the interventions that it states, as it states them."""
    span = Span(date(row.year, 1, 1), date(row.year, 12, 31))
    source = str(row.decision or row.document or "ingen handling angiven")
    if row.precision > 1:
        source += f", uppgivet i hela {kr(row.precision * 100)}"
    number = Number(Unit.INTERVENTION, row.interventions, span, source)
    ruling = cost_per_unit(Cost(row.amount * 100, span, source), number, THRESHOLD)
    return LedReturn(row, UnitCost(number, ruling))
