"""Who has read about persons: an authority's log, and the extract about one person."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from django.utils.functional import cached_property

from samverk.foundation.models import AuditEvent, RoleAssignment, User
from samverk.foundation.planning import planned_for_values
from samverk.foundation.reading_lines import ReadingLine, reading_lines
from samverk.foundation.refused import READ_REFUSED, REFUSED_THING, asked_digest
from samverk.foundation.reviewed import REVIEWED, read_of
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.queries.held import person_tables
from samverk.interventions.persons.queries.joined import records_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority

ON_A_PAGE, MOST_PAGED = 50, 10_000
SUBJECT = Person._meta.label


@dataclass(frozen=True, slots=True)
class Choice:
    """Which readings to list: of a day and of a reader (user id), None for all."""

    day: date | None = None
    user: int | None = None

    def __str__(self) -> str:
        return f"dag: {self.day or 'alla'}, användare: {self.user or 'alla'}"


def _noted(home: Authority) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(
        read_of(REVIEWED) & Q(body=home.body) | refused_at(home), organisation=home.organisation
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
    with planned_for_values():
        page: Page[AuditEvent] = _Latest(rows, ON_A_PAGE).get_page(number)
        return reading_lines(list(page.object_list)), page


def refused_at(home: Authority) -> Q:
    """Pick what was refused to those at an authority, or to who works at none of the organisation's."""
    return Q(subject_type=REFUSED_THING) & (Q(body=home.body) | Q(body=None))


class _Latest(Paginator):  # type: ignore[type-arg]
    """Pages of the latest readings: counted as far as they reach, and not put in order for that."""

    object_list: QuerySet[AuditEvent]

    @cached_property
    def count(self) -> int:
        """How many there are, ``MOST_PAGED`` at most."""
        return self.object_list.order_by()[:MOST_PAGED].count()


def readings_of(person: uuid.UUID, home: Authority) -> list[ReadingLine] | None:
    """List everybody who has read about a person at an authority, or was refused to, the latest first.

    None for somebody who is not there, and was not as far as the log reaches.
    Those who were refused are told of wherever they work, as long as they asked for the person or for
    something of theirs. Which that was is found here, out of what there is of the person: nobody looked
    for it when they asked.
    """
    # The log has what was read under the id that the record had then; ids alone come out
    with unread([home.body]):
        known = list(records_of(person))
        is_here = Person.objects.filter(pk__in=known, controller=home.body).exists()
        things = {asked_digest(one): name for one, name in _things_of(known)}
    read = list(_noted(home).filter(subject_id__in=[str(one) for one in known]))
    # Of somebody who was removed the log alone knows where they were
    if not read and not is_here:
        return None
    things |= {asked_digest(one): "" for one in known}
    refused = AuditEvent.objects.filter(
        subject_type=REFUSED_THING, subject_id__in=list(things), kind=READ_REFUSED
    )
    both = sorted((*read, *refused), key=lambda one: one.recorded_at, reverse=True)
    lines = zip(both, reading_lines(both), strict=True)
    return [_naming(line, things.get(event.subject_id, "")) for event, line in lines]


def _naming(line: ReadingLine, thing: str) -> ReadingLine:
    return replace(line, what=f"{line.what}: {thing}") if thing else line


def _things_of(people: list[uuid.UUID]) -> Iterator[tuple[uuid.UUID, str]]:
    """Give everything there is of persons (ids), with what it is called, in one question."""
    first, *more = (
        model._default_manager.filter(person__in=people)
        .order_by()
        .annotate(thing=Value(str(model._meta.verbose_name)))
        .values_list("pk", "thing")
        for model in person_tables()
    )
    yield from first.union(*more, all=True)


def readers_at(body: int) -> list[tuple[int, str]]:
    """List those (user id, name) who may have read at an authority (body id): who has had a role."""
    held = RoleAssignment.objects.filter(body=body)
    return [
        (one.pk, str(one))
        for one in User.objects.filter(pk__in=held.values("user")).order_by("full_name", "pk")
    ]
