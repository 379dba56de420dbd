"""What an exit would touch: agreements and places, and those who live in the municipality, as counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.federation.models import Measure, Share, StatedReturn
from samverk.federation.queries import CountTable, Member
from samverk.federation.queries.agreements import AgreementRow, last_day
from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.count_periods import Period, best_period
from samverk.rules.fee_fit import span_of
from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known, missing
from samverk.rules.wording import NO_BREAK
from samverk.web import swedish

IN_FORCE = (AgreementState.DECIDED, AgreementState.ACTIVE, AgreementState.NOTICE_GIVEN)


@dataclass(frozen=True, slots=True)
class Touched:
    """An agreement that an exit touches: those who leave carry it out, or are parties in it.

    ``outlasts`` says that it holds after the exit; None while the exit's day is not known.
    """

    name: str
    carried_out_by: str
    is_payee: bool
    places: int | None
    last_day: date
    outlasts: bool | None

    @property
    def told(self) -> str:
        """Say what it is, in a phrase."""
        places = f", {self.places} platser" if self.places else ""
        role = "utför" if self.is_payee else "är part"
        return f"{self.name} (medlemmen {role}{places}, till {self.last_day})"


@dataclass(frozen=True, slots=True)
class People:
    """How many who live in the municipality (antal), in the period told; None where too few.

    ``is_mixed`` says that it adds up different periods of several municipalities.
    """

    number: int | None
    period: str
    source: str
    is_mixed: bool = False

    @property
    def known(self) -> Known:
        """How it is known: a sum of different periods is no count that anybody has made."""
        if self.number is None:
            return Known.MISSING
        return Known.MODELLED if self.is_mixed else Known.KNOWN

    @property
    def told(self) -> str:
        """Say it with its period."""
        if self.number is None:
            return f"för få för att visas, {self.period}"
        return f"{swedish.number(self.number)} deltaganden, {self.period}"


def touched_by(
    agreements: Sequence[AgreementRow], gone: frozenset[int], last: date | None
) -> tuple[Touched, ...]:
    """List the agreements in force that those who leave (memberships) take part in before they do.

    One that begins after the exit is not touched by it: a day of notice may lie far back.
    """
    return tuple(
        Touched(
            row.agreement.name,
            row.agreement.payee.member.short_name,
            row.agreement.payee_id in gone,
            row.agreement.places,
            last_day(row.agreement),
            None if last is None else last_day(row.agreement) > last,
        )
        for row in agreements
        if row.state in IN_FORCE
        and gone & {row.agreement.payee_id, *row.agreement.parties}
        and (last is None or row.agreement.starts_on <= last)
    )


def people_of(
    tables: Sequence[CountTable], members: Sequence[Member], measure: Measure, day: date
) -> People | None:
    """Sum counts of those who live where members leave, for the year before ``day``; None when none are told.

    The period is the one that covers most of that year, and the same for all where they share one; of
    those who wait, the last known. The counts may be shown: one too small leaves no sum.
    """
    towns = {m.name for m in members if m.membership.share == Share.MUNICIPALITY}
    told = {town: _by_period(tables, town, measure) for town in towns}
    if not told or not all(told.values()):
        return None
    shared = set.intersection(*(set(one) for one in told.values()))
    found = {town: one[_best(shared or set(one), measure, day)] for town, one in told.items()}
    totals = [table.shown.value.total for table in found.values()]
    days = dict.fromkeys(table.period for table in found.values())
    sources = "; ".join(dict.fromkeys(s for table in found.values() for s in table.sources))
    shown = [total for total in totals if total is not None]
    number = sum(shown) if len(shown) == len(totals) else None
    return People(number, "; ".join(days), sources, is_mixed=len(days) > 1)


def _by_period(
    tables: Sequence[CountTable], town: str, measure: Measure
) -> dict[Period, CountTable]:
    own = (one for one in tables if one.measure is measure and one.home == town)
    return {(one.from_date, one.to_date): one for one in own}


def _best(periods: set[Period], measure: Measure, day: date) -> Period:
    if measure is Measure.WAITING:
        return max(periods, key=lambda one: (one[1], one[0]))
    best = best_period(periods, day).value
    assert best is not None
    return best


def back_to(returns: Sequence[StatedReturn], members: Sequence[Member]) -> Figure:
    """Answer what goes back a year to those who leave, as last stated; missing when one is not told.

    Amounts of different years added up are no year that any paper states.
    """
    latest = {row.membership_id: row for row in sorted(returns, key=lambda row: (row.year, row.pk))}
    rows = [latest[m.membership.pk] for m in members if m.membership.pk in latest]
    if len(rows) < len(members):
        return missing("det som går tillbaka är inte registrerat")
    spans = [span_of(row.amount, row.precision) for row in rows]
    total = Interval(sum(s.low for s in spans), sum(s.high for s in spans))
    years = ", ".join(dict.fromkeys(str(row.year) for row in rows))
    mark = ", preliminärt" if any(row.preliminary for row in rows) else ""
    amount = swedish.number(sum(row.amount for row in rows))
    source = "; ".join(dict.fromkeys(str(row.decision or row.document) for row in rows))
    known = Known.KNOWN if len({row.year for row in rows}) == 1 else Known.MODELLED
    return Figure(total, known, f"uppgivet i {source}", f"{amount}{NO_BREAK}kr ({years}{mark})")
