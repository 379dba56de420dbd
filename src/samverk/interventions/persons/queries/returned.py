"""Whose referrals came back in a year, and why: by party and home, and what they got instead.

Only those who have consented to follow-up and have no protected identity are in it, as in the other
tables of a year. The numbers are exact, for the party's own coordinator.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Min, Q

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Participation, Referral, Side
from samverk.interventions.persons.queries.answered import answered_with_team
from samverk.interventions.persons.queries.counts import UNKNOWN
from samverk.interventions.persons.queries.followed import is_protected, may_be_grouped
from samverk.interventions.persons.queries.outcomes import Table
from samverk.interventions.persons.queries.tallies import BEGAN
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on
from samverk.rules.interventions.referral import RETURN_REASONS, ReferralState, ReturnReason

BY_PARTY, BY_HOME = (
    "Återremitterade, efter skäl och part",
    "Återremitterade, efter skäl och hemkommun",
)
INSTEAD = "Återremitterade, och vad som hände hos oss inom sex månader"
ANSWERS_BY_PARTY, ANSWERS_BY_HOME = (
    "Svar på remisser, efter part",
    "Svar på remisser, efter hemkommun",
)
SENT_BACK, OTHER_ANSWER, NO_ANSWER = "återremitterades", "fick annat svar", "förföll utan svar"
ANSWERS = {
    ReferralState.RETURNED: SENT_BACK,
    ReferralState.ACCEPTED: OTHER_ANSWER,
    ReferralState.REDIRECTED: OTHER_ANSWER,
    ReferralState.LAPSED: NO_ANSWER,
}
BEGAN_HERE, REFERRED_HERE = "började i en verksamhet hos oss", "remitterades hit igen"
NOTHING_HERE, NOT_YET = "inget av det", "sex månader har inte gått"
WHAT_HAPPENED = (BEGAN_HERE, REFERRED_HERE, NOTHING_HERE, NOT_YET)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a delivery's team returned in a year (återremisser), in referrals, beside all its answers.

    ``counted`` are the returns in the tables; ``left_out`` have not consented to follow-up; whoever has
    a protected identity is in neither.
    """

    year: int
    counted: int
    left_out: int
    tables: tuple[Table, ...]


class _Answered(NamedTuple):
    """A referral that was answered, with no more of whose it is than its groups."""

    answer: str

    person: UUID
    day: date
    reason: str
    party: str
    home: str


def returned_in(
    delivery: Delivery, year: int, controllers: Collection[int], today: date
) -> Returned:
    """Count what a delivery's team returned in a year, at authorities (body ids), in four questions."""
    with unread(controllers):
        return returned_in_open(delivery, year, today)


def returned_in_open(delivery: Delivery, year: int, today: date) -> Returned:
    """Count the same where the compartments are open already, and read by nobody."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    told = may_be_grouped(today, delivery.provider_id, "entry__referral", of="subject")
    # The year's few are found by the days of their steps: all that ever came are many more
    rows = answered_with_team(span).filter(
        ~is_protected(), subject__delivery=delivery, subject__state__in=list(ANSWERS)
    )
    rows = rows.annotate(
        is_told=ExpressionWrapper(told, BooleanField()),
        party_name=F("subject__sender__short_name"),
        home_name=F("person__home__short_name"),
    )
    found = list(rows.order_by().values_list("is_told", "subject__state", *_READ))
    every = [
        _Answered(ANSWERS[ReferralState(state)], whose, day, reason, party, home or UNKNOWN)
        for is_told, state, whose, day, reason, party, home in found
        if is_told
    ]
    back = [one for one in every if one.answer == SENT_BACK]
    in_all = sum(state == ReferralState.RETURNED for _, state, *_ in found)
    if not back:
        return Returned(year, 0, in_all, ())
    tables = (*_tables(back, _instead(back, today)), *_rates(every))
    return Returned(year, len(back), in_all - len(back), tables)


_READ = ("person", "happened_on", "subject__return_reason", "party_name", "home_name")


def _rates(every: Sequence[_Answered]) -> Iterator[Table]:
    """Lay out how referrals were answered, so that returns have something to be compared with."""
    columns = list(dict.fromkeys(ANSWERS.values()))
    for title, label, groups in (
        (ANSWERS_BY_PARTY, "Remitterande part", [one.party for one in every]),
        (ANSWERS_BY_HOME, "Hemkommun", [one.home for one in every]),
    ):
        pairs = Counter(zip(groups, [one.answer for one in every], strict=True))
        yield _table(title, sorted(set(groups)), columns, pairs, label)


def _instead(back: Sequence[_Answered], today: date) -> list[str]:
    """Tell what each got here within six months: the first of what counts the most."""
    people = {one.person for one in back}
    began = Participation.objects.filter(person__in=people, state__in=BEGAN)
    starts = _by_person(began.values_list("person", "starts_on"))
    came = Referral.objects.filter(Q(person__in=people), side=Side.RECEIVED)
    again = _by_person(came.annotate(day=Min("steps__happened_on")).values_list("person", "day"))
    return [_what(one, starts[one.person], again[one.person], today) for one in back]


def _by_person(found: Iterable[tuple[UUID, date]]) -> defaultdict[UUID, list[date]]:
    """Gather days by whose they are, so that each is compared with their own alone."""
    days: defaultdict[UUID, list[date]] = defaultdict(list)
    for whose, day in found:
        days[whose].append(day)
    return days


def _what(one: _Answered, starts: list[date], again: list[date], today: date) -> str:
    until = due_on(one.day, FollowUpPoint.M6)
    if any(one.day <= day <= until for day in starts):
        return BEGAN_HERE
    if any(one.day < day <= until for day in again):
        return REFERRED_HERE
    return NOT_YET if today <= until else NOTHING_HERE


def _tables(back: Sequence[_Answered], instead: Sequence[str]) -> Iterator[Table]:
    reasons = [_words(one.reason) for one in back]
    rows = [name for name in RETURN_REASONS.values() if name in reasons]
    for title, groups in (
        (BY_PARTY, [one.party for one in back]),
        (BY_HOME, [one.home for one in back]),
    ):
        pairs = Counter(zip(reasons, groups, strict=True))
        yield _table(title, rows, sorted(set(groups)), pairs)
    pairs = Counter(zip(reasons, instead, strict=True))
    yield _table(INSTEAD, rows, [one for one in WHAT_HAPPENED if one in instead], pairs)


def _table(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    pairs: Counter[tuple[str, str]],
    label: str = "Skäl",
) -> Table:
    lines = tuple((row, tuple(pairs[row, column] for column in columns)) for row in rows)
    return Table(title, label, tuple(columns), lines)


def _words(reason: str) -> str:
    return RETURN_REASONS[ReturnReason(reason or ReturnReason.OTHER)]
