"""What membership costs, year by year: as stated, as computed, and until when it is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from samverk.federation.queries import Member
from samverk.rules.fee_fit import span_of
from samverk.rules.fees import Interval, fee_interval, implied_total, share_of
from samverk.rules.membership import IsMember, MembershipStatus, Outcome
from samverk.rules.ruling import Ruling

People = Mapping[str, int]
Vectors = tuple[tuple[tuple[str, int], ...], ...]


class Owed(Enum):
    """Whether a year's fee is owed (avgiftsskyldig)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A year's fee as a paper states it, in whole kronor, with the paper's name and its day.

    ``day`` is None where the paper prints none.
    """

    year: int
    amount: int
    source: str
    day: date | None = None

    def is_later_than(self, day: date) -> bool:
        """Answer whether the paper came after ``day``, so that nobody could read it then."""
        return self.day is not None and self.day > day


@dataclass(frozen=True, slots=True)
class YearCost:
    """One member's fee of one year: stated figures, and the computed interval where it can be."""

    year: int
    stated: tuple[StatedFigure, ...]
    computed: Interval | None
    owed: Owed

    def stated_on(self, day: date) -> StatedFigure | None:
        """Answer the figure to show on ``day``: the last that was known, else the last of all."""
        known = [figure for figure in self.stated if not figure.is_later_than(day)]
        return next(reversed(known or self.stated), None)


@dataclass(frozen=True, slots=True)
class MemberCosts:
    """A member's years, and the ruling behind the computed interval; None without populations."""

    years: tuple[YearCost, ...]
    ruling: Ruling[Interval] | None


def implied_totals(members: Sequence[Member], vectors: Sequence[People]) -> Interval | None:
    """Span the totals that all stated fees imply, over every population that may lie behind."""
    fees = tuple((m.name, fee.amount, fee.precision) for m in members for fee in m.fees)
    return _implied(fees, _key(vectors)) if fees and vectors else None


def _key(vectors: Sequence[People]) -> Vectors:
    return tuple(tuple(people.items()) for people in vectors)


# Fractions over many populations are slow, and the figures seldom change.
@lru_cache(maxsize=64)
def _implied(fees: tuple[tuple[str, int, int], ...], vectors: Vectors) -> Interval:
    spans = [
        implied_total(span.low, span.high, *_shares(name, vectors)).value
        for name, span in ((name, span_of(amount, unit)) for name, amount, unit in fees)
    ]
    return Interval(min(span.low for span in spans), max(span.high for span in spans))


@lru_cache(maxsize=256)
def _fee_span(total: Interval, vectors: Vectors, name: str) -> Ruling[Interval]:
    return fee_interval(total, [dict(people) for people in vectors], name)


def _shares(name: str, vectors: Vectors) -> tuple[Fraction, Fraction]:
    shares = [share_of(dict(people), name) for people in vectors]
    return min(shares), max(shares)


def costs_of(
    member: Member,
    status: MembershipStatus,
    years: range,
    total: Interval | None,
    vectors: Sequence[People],
) -> MemberCosts:
    """Lay out a member's fee for each of ``years`` as the status on the chosen day has it."""
    ruling = _fee_span(total, _key(vectors), member.name) if total and vectors else None
    computed = ruling.value if ruling else None
    return MemberCosts(
        tuple(
            YearCost(year, _stated(member, year), computed, owed_in(year, status)) for year in years
        ),
        ruling,
    )


def first_stated(member: Member) -> StatedFigure | None:
    """Answer the stated fee of the earliest year; None when no paper states any."""
    return _stated(member, member.fees[0].year)[0] if member.fees else None


def computed_from(members: Iterable[Member], counted: Iterable[date]) -> date | None:
    """Answer the day of the latest paper or count of people behind the computed fees, if known."""
    stated = (fee.stated_on for member in members for fee in member.fees)
    return max((day for day in (*stated, *counted) if day), default=None)


def _stated(member: Member, year: int) -> tuple[StatedFigure, ...]:
    return tuple(
        StatedFigure(fee.year, fee.amount, str(fee.decision or fee.document or ""), fee.stated_on)
        for fee in member.fees
        if fee.year == year
    )


def stated_in(member: Member, year: int) -> StatedFigure | None:
    """Answer the latest stated fee of ``year`` or before; None when no paper states any."""
    fee = member.fee_in(year)
    return _stated(member, fee.year)[-1] if fee else None


def owed_in(year: int, status: MembershipStatus) -> Owed:
    """Answer whether the fee of ``year`` is owed, as the status has it.

    After a day that rests on an assumption nobody knows; after one that does not, nothing is owed.
    """
    fee = status.fee
    if fee is None:
        return Owed.UNKNOWN
    if fee.until is None:
        return Owed.UNKNOWN if fee.is_conditional else Owed.YES
    if date(year, 1, 1) <= fee.until:
        return Owed.YES
    return Owed.UNKNOWN if fee.is_conditional else Owed.NO


@dataclass(frozen=True, slots=True)
class OutcomeCost:
    """One possible outcome with what it costs up to the chosen day's year, whole kronor.

    ``years`` are those after the first possible exit day whose fee hangs on the outcome; ``span``
    their sum as computed, None when no fee can be computed. ``is_least`` says that the fee may go on
    for longer: the outcome tells only its earliest last day.
    """

    outcome: Outcome
    years: range
    span: Interval | None
    is_least: bool = False


def outcome_costs(status: MembershipStatus, costs: MemberCosts) -> tuple[OutcomeCost, ...]:
    """Price the outcomes of an unknown status: leaving ends the fee, staying goes on with it."""
    first = min((o.fee_until for o in status.outcomes if o.fee_until), default=None)
    if first is None:
        return tuple(OutcomeCost(outcome, range(0), None) for outcome in status.outcomes)
    yearly = costs.ruling.value if costs.ruling else None
    return tuple(_priced(o, first, status.day, yearly) for o in status.outcomes)


def _priced(outcome: Outcome, first: date, day: date, yearly: Interval | None) -> OutcomeCost:
    last = min(outcome.fee_until or day, day).year
    years = range(first.year + 1, last + 1)
    span = Interval(yearly.low * len(years), yearly.high * len(years)) if yearly and years else None
    is_least = outcome.fee_until is not None and outcome.is_member is IsMember.UNKNOWN
    return OutcomeCost(outcome, years, span, is_least)
