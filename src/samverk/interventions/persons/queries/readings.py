"""Who has read about persons: an authority's log, and the extract about one person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from samverk.foundation.acts import KINDS
from samverk.foundation.models import AuditEvent, RoleAssignment, User
from samverk.foundation.reads import SECRET_READ
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.queries.joined import records_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority

ON_A_PAGE, MOST_PAGED = 50, 10_000
SUBJECT = Person._meta.label


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading (läsning): when, who in which roles, of whom, and what.

    ``person`` is the id and ``pseudonym`` what stands for it in the log.
    """

    at: datetime
    who: str
    roles: str
    person: str
    pseudonym: str
    what: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which readings to list: of a day and of a reader (user id), None for all."""

    day: date | None = None
    user: int | None = None

    def __str__(self) -> str:
        return f"dag: {self.day or 'alla'}, användare: {self.user or 'alla'}"


def _noted(home: Authority) -> QuerySet[AuditEvent]:
    read = Q(kind=SECRET_READ) | Q(kind__startswith="persons.")
    rows = AuditEvent.objects.filter(
        read, organisation=home.organisation, body=home.body, subject_type=SUBJECT
    )
    return rows.order_by("-recorded_at", "pk")


def readings_at(
    home: Authority, choice: Choice, number: int
) -> tuple[list[ReadingLine], Page[AuditEvent]]:
    """List a page of who has read about whom at an authority, the latest first.

    The pages reach the latest ``MOST_PAGED``; what is older is found by its day.
    """
    rows = _noted(home)
    if choice.day is not None:
        start = timezone.make_aware(datetime.combine(choice.day, time.min))
        after = timezone.make_aware(datetime.combine(choice.day + timedelta(days=1), time.min))
        rows = rows.filter(recorded_at__gte=start, recorded_at__lt=after)
    if choice.user is not None:
        rows = rows.filter(actor=choice.user)
    # To count a million readings takes longer than to read a page of them
    page: Page[AuditEvent] = _Latest(rows, ON_A_PAGE).get_page(number)
    return _lines(list(page.object_list)), page


class _Latest(Paginator):  # type: ignore[type-arg]
    """Pages of the latest readings: counted as far as they reach, and not put in order for that."""

    object_list: QuerySet[AuditEvent]

    @cached_property
    def count(self) -> int:
        """How many there are, ``MOST_PAGED`` at most."""
        return self.object_list.order_by()[:MOST_PAGED].count()


def readings_of(person: uuid.UUID, home: Authority) -> list[ReadingLine]:
    """List everybody who has read about a person at an authority, the latest first."""
    # The log has what was read under the id that the record had then; ids alone come out
    with unread([home.body]):
        known = [str(one) for one in records_of(person)]
    return _lines(list(_noted(home).filter(subject_id__in=known)))


def readers_at(body: int) -> list[tuple[int, str]]:
    """List those (user id, name) who may have read at an authority (body id): who has had a role."""
    held = RoleAssignment.objects.filter(body=body)
    return [
        (one.pk, str(one))
        for one in User.objects.filter(pk__in=held.values("user")).order_by("full_name", "pk")
    ]


def _lines(rows: list[AuditEvent]) -> list[ReadingLine]:
    roles = _roles(rows)
    return [
        ReadingLine(
            one.recorded_at,
            one.actor_name,
            ", ".join(roles.get((one.actor_id, one.body_id, _day(one)), ())),
            one.subject_id,
            one.subject_label,
            KINDS.get(one.kind, one.kind),
        )
        for one in rows
    ]


def _day(event: AuditEvent) -> date:
    return timezone.localtime(event.recorded_at).date()


def _roles(rows: list[AuditEvent]) -> dict[tuple[int | None, int | None, date], list[str]]:
    """Answer the roles that each reader held at the authority on each of the days."""
    given = RoleAssignment.objects.filter(
        user__in={one.actor_id for one in rows}, body__in={one.body_id for one in rows}
    )
    held = list(given.prefetch_related("ends").order_by("pk")) if rows else []
    return {
        (user, body, day): [
            one.get_role_display()
            for one in held
            if (one.user_id, one.body_id) == (user, body) and _held(one, day)
        ]
        for user, body, day in {(one.actor_id, one.body_id, _day(one)) for one in rows}
    }


def _held(role: RoleAssignment, day: date) -> bool:
    last = [one.last_day for one in role.ends.all()]
    if role.to_date is not None:
        last.append(role.to_date)
    return role.from_date <= day and all(day <= one for one in last)
