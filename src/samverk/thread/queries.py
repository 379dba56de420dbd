"""Gathers the chain of a membership across organisations, as of a chosen day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef
from samverk.federation import queries as federation
from samverk.federation.queries import FactRow, Member
from samverk.rules.bylaws import terms_on
from samverk.rules.fees import Interval
from samverk.rules.membership import FactKind, MembershipStatus
from samverk.rules.ruling import Ruling
from samverk.rules.withdrawal import NoticeYear, effect_per_notice_year
from samverk.thread.costs import (
    MemberCosts,
    OutcomeCost,
    StatedFigure,
    computed_from,
    costs_of,
    first_stated,
    implied_totals,
    outcome_costs,
    stated_in,
)
from samverk.thread.led_to import led_to as led_to

# How far from the events the picture is stretched to show the chosen day.
MARGIN_YEARS = 5


@dataclass(frozen=True, slots=True)
class Hesitation:
    """What waiting cost (vad väntan kostade): the first proposal, the decision, and each year's effect.

    ``fee`` is what each year's cost is counted with, None when no paper states any.
    """

    proposed: FactRow
    decided: FactRow
    fee: StatedFigure | None
    ruling: Ruling[tuple[NoticeYear, ...]]


@dataclass(frozen=True, slots=True)
class Thread:
    """One member's part of the chain: its status on the chosen day and what led there.

    ``fee`` is the latest fee that a paper states, up to the chosen day's year.
    """

    member: Member
    status: Ruling[MembershipStatus]
    costs: MemberCosts
    hesitation: Hesitation | None
    fee: StatedFigure | None

    @property
    def outcomes(self) -> tuple[OutcomeCost, ...]:
        """The possible outcomes with their cost; none unless the status is unknown after an exit."""
        return outcome_costs(self.status.value, self.costs)

    @property
    def computed_fee(self) -> Interval | None:
        """The yearly fee as computed, where no paper states one up to the chosen day's year."""
        return None if self.fee or self.costs.ruling is None else self.costs.ruling.value

    @property
    def joined(self) -> FactRow | None:
        """The latest fact that tells when it became a member, of those that count on the chosen day."""
        day = self.status.value.day
        joined = (f for f in self.member.facts if f.fact.kind is FactKind.JOINED)
        found = [f for f in joined if f.fact.had_happened(day)]
        return max(found, key=lambda f: f.fact.order, default=None)

    @property
    def steps(self) -> tuple[FactRow, ...]:
        """Its facts in order, but for that it joined."""
        kept = (f for f in self.member.facts if f.fact.kind is not FactKind.JOINED)
        return tuple(sorted(kept, key=lambda f: f.fact.order))


@dataclass(frozen=True, slots=True)
class MembershipThread:
    """The chain of a federation's memberships on ``day``.

    ``threads`` are the members something has happened to; ``quiet`` the others. ``computed_from`` is
    the day of the latest figure behind the computed fees, None when none is known.
    """

    federation: directory.OrganisationRef
    day: date
    threads: tuple[Thread, ...]
    quiet: tuple[Member, ...]
    arrows: tuple[decisions.Arrow, ...]
    earlier: date | None
    later: date | None
    last_known: date | None
    years: range
    computed_from: date | None

    @property
    def computes_from_later(self) -> bool:
        """Answer whether a computed fee rests on figures that nobody had on the chosen day."""
        return self.computed_from is not None and self.computed_from > self.day


def membership_thread(slug: str, day: date) -> MembershipThread:
    """Gather the chain of the federation at ``slug``; raises NotFoundError."""
    return chain_of(directory.organisation_by_slug(slug), day)


def chain_of(home: OrganisationRef, day: date) -> MembershipThread:
    """Gather the chain of a federation."""
    members = federation.members(home.id)
    counted = federation.populations(members)
    vectors = [people for _, people in counted]
    moving = [m for m in members if any(f.fact.kind is not FactKind.JOINED for f in m.facts)]
    total = implied_totals(members, vectors)
    years = _years(moving, day)
    threads = []
    for member in moving:
        status = member.status_on(day)
        costs = costs_of(member, status.value, years, total, vectors)
        threads.append(
            Thread(member, status, costs, _hesitation(member), stated_in(member, day.year))
        )
    days = event_days(moving)
    return MembershipThread(
        home,
        day,
        tuple(threads),
        tuple(m for m in members if m not in moving),
        tuple(decisions.arrows_to(_decision_ids(moving))),
        max((d for d in days if d < day), default=None),
        min((d for d in days if d > day), default=None),
        max(days, default=None),
        years,
        computed_from(members, (day for day, _ in counted)),
    )


def event_days(members: Iterable[Member]) -> list[date]:
    """List the days when something known happened or a court ruled, and those after each exit."""
    days: set[date] = set()
    for member in members:
        steps = [f.fact for f in member.facts if f.fact.kind is not FactKind.JOINED]
        for fact in steps:
            days |= {fact.day} if fact.day else set()
            days |= {act.day for act in fact.courts}
        last = member.status_on(date.max).value
        exits = [o.fee_until for o in last.outcomes if o.fee_until] + [last.effective]
        days |= {date.fromordinal(d.toordinal() + 1) for d in exits if d}
    return sorted(days)


def _years(members: Sequence[Member], day: date) -> range:
    """Cover the years of all events, and those on to the chosen one when it is near them."""
    years = [event.year for event in event_days(members)] or [day.year]
    first = day.year if 0 < years[0] - day.year <= MARGIN_YEARS else years[0]
    last = day.year if 0 < day.year - years[-1] <= MARGIN_YEARS else years[-1]
    return range(first, last + 1)


def _decision_ids(members: Iterable[Member]) -> set[int]:
    return {f.row.decision_id for m in members for f in m.facts if f.row.decision_id}


def _hesitation(member: Member) -> Hesitation | None:
    """Compare notice in the year of the first exit proposal on paper with the year of the decision."""
    proposed = _first(member, FactKind.EXIT_PROPOSED, papers_only=True)
    decided = _first(member, FactKind.COUNCIL_DECIDED_EXIT)
    if not (proposed and decided and proposed.fact.day and decided.fact.day):
        return None
    waited = decided.fact.day.year - proposed.fact.day.year
    terms = terms_on(member.terms, proposed.fact.day)
    if waited < 1 or terms is None:
        return None
    fee = first_stated(member)
    yearly = fee.amount if fee else None
    ruling = effect_per_notice_year(proposed.fact.day, terms, years=waited + 1, yearly_fee=yearly)
    return Hesitation(proposed, decided, fee, ruling)


def _first(member: Member, kind: FactKind, *, papers_only: bool = False) -> FactRow | None:
    rows = [
        f
        for f in member.facts
        if f.fact.kind is kind and f.fact.day and (f.row.document_id or not papers_only)
    ]
    return min(rows, key=lambda f: f.fact.order, default=None)
