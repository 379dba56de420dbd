"""What a month of an authority's log holds for its review: the occasions, and what is known around each."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from samverk.foundation.lookups import SEARCHED
from samverk.foundation.models import AuditEvent, RoleAssignment, User
from samverk.foundation.reads import SECRET_READ
from samverk.foundation.reviewed import REVIEWED, Around
from samverk.interventions.persons.models import (
    Participation,
    Person,
    Protection,
    QueueEntry,
    Referral,
    SubjectRequest,
)
from samverk.interventions.persons.queries.emergency import EMERGENCY_READ
from samverk.interventions.persons.queries.readings import refused_at
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.log_review import Occasion, Span
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import OPEN, ReferralState
from samverk.rules.name_words import name_words

READ = (SECRET_READ, EMERGENCY_READ)
# What is in hand while it stands so; all else has ended with its latest step
LIVE: tuple[tuple[type[Any], Collection[str]], ...] = (
    (Referral, (*OPEN, ReferralState.DRAFT, ReferralState.ACCEPTED)),
    (
        QueueEntry,
        (QueueState.WAITING, QueueState.PAUSED, QueueState.OFFERED, QueueState.STARTING),
    ),
    (
        Participation,
        (
            ParticipationState.PLANNED,
            ParticipationState.ACTIVE,
            ParticipationState.INTERRUPTED,
        ),
    ),
)
DAYS_BEFORE = 90


def month_after(month: date) -> date:
    """Answer the first day of the month after one."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(day: date) -> date:
    """Answer the first day of the month before that of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _wall(moment: datetime) -> datetime:
    """Give a moment as the clock on the wall shows it, which is what the rules take."""
    return timezone.localtime(moment).replace(tzinfo=None)


def read_between(home: Authority, start: date, end: date) -> QuerySet[AuditEvent]:
    """Find an authority's readings of persons, and those refused, from a day until before another."""
    return AuditEvent.objects.filter(
        Q(kind__in=READ, subject_type__in=list(REVIEWED), body=home.body) | refused_at(home),
        organisation=home.organisation,
        recorded_at__gte=_moment(start),
        recorded_at__lt=_moment(end),
    ).order_by("recorded_at", "pk")


# What is grouped by: a month of a large authority is many lines
GROUPED = ("kind", "actor", "subject_type", "subject_id", "recorded_at")


@dataclass(slots=True)
class Found:
    """An occasion as it stands in the log (lästillfälle): its first line, how many, and what is known."""

    event: AuditEvent
    times: int
    occasion: Occasion


def occasions(home: Authority, month: date) -> list[Found]:
    """Gather a month's readings by reader, person and day, with what is known around each.

    The caller has opened the compartment to what nobody reads: only answers come out, no row.
    """
    groups: dict[tuple[object, ...], list[AuditEvent]] = defaultdict(list)
    for one in read_between(home, month, month_after(month)).only(*GROUPED):
        day = timezone.localtime(one.recorded_at).date()
        groups[one.actor_id, one.subject_type, one.subject_id, day].append(one)
    around = _Around(home, {rows[0] for rows in groups.values()})
    return [Found(rows[0], len(rows), around.of(rows)) for rows in groups.values()]


class _Around:
    """What is known around a month's readings: read once for all of them."""

    def __init__(self, home: Authority, events: Collection[AuditEvent]) -> None:
        ids: dict[str, set[str]] = defaultdict(set)
        for one in events:
            ids[one.subject_type].add(one.subject_id)
        things = [one for one in REVIEWED.values() if ids[one.label]]
        self.known = {one.label: one.around(ids[one.label]) for one in things}
        users = {one.actor_id for one in events}
        held = RoleAssignment.objects.filter(body=home.body).values("user")
        self.names = {one.label: _name_keys(home.body, users, one.word_key) for one in things}
        self.colleagues = {one.label: _name_keys(home.body, held, one.word_key) for one in things}

    def of(self, rows: list[AuditEvent]) -> Occasion:
        """Tell what is known around one reader's readings of one person on one day."""
        first = rows[0]
        emergency = any(one.kind == EMERGENCY_READ for one in rows)
        known = self.known.get(first.subject_type, {}).get(first.subject_id)
        if known is None:
            return Occasion(_wall(first.recorded_at), by_emergency=emergency)
        keys, own = known.name_keys, self.names[first.subject_type].get(first.actor_id or 0, [])
        colleagues = self.colleagues[first.subject_type].values()
        return Occasion(
            _wall(first.recorded_at),
            _was_protected(known, rows),
            emergency,
            tuple(Span(*days) for days in known.in_hand),
            bool(own) and own[-1] in keys,
            any(set(one) <= keys for one in colleagues if len(one) > 1),
        )


def _was_protected(known: Around, rows: list[AuditEvent]) -> bool:
    return any(
        start <= rows[-1].recorded_at and (end is None or rows[0].recorded_at < end)
        for start, end in known.protected
    )


def around_persons(ids: Collection[str]) -> dict[str, Around]:
    """Tell what is known around persons (ids), out of the open compartment."""
    people = list(Person.objects.filter(pk__in=ids))
    known = [one.pk for one in people]
    spans = _spans(known)
    protected: dict[uuid.UUID, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for row in Protection.objects.filter(person__in=known):
        protected[row.person_id].append((row.recorded_at, row.lifted_at))
    return {
        str(one.pk): Around(
            tuple((span.from_date, span.to_date) for span in (*spans[one.pk], _registered(one))),
            tuple(protected[one.pk]),
            frozenset(one.name_keys),
        )
        for one in people
    }


def _registered(person: Person) -> Span:
    """Give the day when somebody was registered: whoever does that has them in hand that day."""
    day = timezone.localtime(person.recorded_at).date()
    return Span(day, day)


def _spans(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Span]]:
    """Give the days when there was something in hand about each person."""
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for model, live in LIVE:
        rows = model.objects.filter(person__in=people).annotate(last=Max("steps__recorded_at"))
        for row in rows.only("person", "recorded_at", "state"):
            start = timezone.localtime(row.recorded_at).date()
            over = None if row.state in live else timezone.localtime(row.last or row.recorded_at)
            found[row.person_id].append(Span(start, over.date() if over else None))
    for asked in SubjectRequest.objects.filter(person__in=people):
        found[asked.person_id].append(Span(asked.received_on, asked.answered_on))
    return found


def _name_keys(body: int, users: Any, word_key: Callable[[int, str], str]) -> dict[int, list[str]]:
    """Give the keyed digests of each user's names, as those of persons are kept: surname last."""
    return {
        one.pk: [word_key(body, word) for word in name_words(one.full_name)]
        for one in User.objects.filter(pk__in=users)
    }


def searched_much(home: Authority, month: date, most: int) -> list[tuple[AuditEvent, int]]:
    """List each day of a month when somebody searched more than ``most`` times: its first line, how many."""
    rows = AuditEvent.objects.filter(
        kind=SEARCHED,
        organisation=home.organisation,
        body=home.body,
        recorded_at__gte=_moment(month),
        recorded_at__lt=_moment(month_after(month)),
    ).order_by("recorded_at", "pk")
    days: dict[tuple[int | None, date], list[AuditEvent]] = defaultdict(list)
    for one in rows:
        days[one.actor_id, timezone.localtime(one.recorded_at).date()].append(one)
    return [(found[0], len(found)) for found in days.values() if len(found) > most]


def people_a_day(home: Authority, start: date, end: date) -> dict[int, Counter[date]]:
    """Count of how many persons each user (id) read on each day that they read of somebody."""
    seen: dict[int, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = read_between(home, start, end).filter(subject_type__in=list(REVIEWED))
    for user, person, moment in rows.values_list("actor", "subject_id", "recorded_at"):
        seen[user or 0][timezone.localtime(moment).date()].add(person)
    return {
        user: Counter({day: len(people) for day, people in days.items()})
        for user, days in seen.items()
    }


def earlier_days(days: Counter[date], day: date) -> list[int]:
    """List how many persons somebody read of on each of their earlier days that is near enough."""
    first = day - timedelta(days=DAYS_BEFORE)
    return [many for one, many in sorted(days.items()) if first <= one < day]
