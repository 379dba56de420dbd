"""Which meetings there are, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet, prefetch_related_objects

from samverk.directory import queries as directory
from samverk.directory.queries import BodyTerms
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, MeetingFact, MeetingFactKind
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.calling import CallingTerms
from samverk.rules.meeting_tasks import Count, Task, TaskFacts, TaskState, meeting_tasks
from samverk.rules.ruling import Ruling


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body__organisation", "chair")


def meeting_by_id(meeting: int) -> Meeting:
    """Answer which meeting this is; raises NotFoundError."""
    found = _meetings().filter(pk=meeting).first()
    if found is None:
        raise NotFoundError("Sammanträdet finns inte.")
    return found


def meetings_between(
    first: date, last: date, *, bodies: Iterable[int] | None = None
) -> list[Meeting]:
    """List the meetings from a day to a day, in time order, of some bodies (ids) or all."""
    found = _meetings().filter(day__gte=first, day__lte=last)
    if bodies is not None:
        found = found.filter(body__in=list(bodies))
    return list(found.order_by("day", "starts_at", "id"))


def held_before(
    day: date, *, bodies: Iterable[int] | None = None, limit: int = 20
) -> list[Meeting]:
    """List the latest meetings before a day, latest first."""
    found = _meetings().filter(day__lt=day)
    if bodies is not None:
        found = found.filter(body__in=list(bodies))
    return list(found.order_by("-day", "-starts_at", "-id")[:limit])


def tasks_of(
    meeting: Meeting, items: Sequence[AgendaItem], today: date
) -> tuple[Ruling[Task], ...]:
    """Answer how far each of the meeting's eight steps has come, in three queries at most."""
    return _tasks(meeting, items, directory.terms_on(meeting.body_id, meeting.day), today)


def steps_waiting(meetings: Sequence[Meeting], today: date) -> list[tuple[Meeting, Task]]:
    """List for each meeting the first step that is not done, or that is late, by its last day.

    The number of queries is the same for any number of meetings.
    """
    prefetch_related_objects(list(meetings), "facts", "items", "presence")
    terms = directory.terms_of_bodies({m.body_id for m in meetings})
    found = []
    for meeting in meetings:
        own = next((t for t in terms.get(meeting.body_id, ()) if t.holds_on(meeting.day)), None)
        tasks = [each.value for each in _tasks(meeting, meeting.items.all(), own, today)]
        waiting = next((t for t in tasks if t.state is not TaskState.DONE and t.deadline), None)
        if waiting:
            found.append((meeting, waiting))
    return sorted(found, key=lambda pair: pair[1].deadline or date.max)


def _tasks(
    meeting: Meeting, items: Iterable[AgendaItem], terms: BodyTerms | None, today: date
) -> tuple[Ruling[Task], ...]:
    facts = first_days(meeting.facts.all())
    return meeting_tasks(
        TaskFacts(
            meeting=meeting.day,
            assembly=assembly_of(meeting.body.kind),
            terms=CallingTerms(
                terms.calling_days if terms else None,
                terms.announce_days if terms else None,
                terms.source if terms else "",
            ),
            announced=facts.get(MeetingFactKind.ANNOUNCED),
            called=facts.get(MeetingFactKind.CALLED),
            dispatched=facts.get(MeetingFactKind.DISPATCHED),
            attendance=Count(1, 1) if meeting.presence.all() else None,
            items=_handled(meeting, list(items)),
        ),
        today,
    )


def first_days(facts: Iterable[MeetingFact]) -> dict[str, date]:
    """Answer the first day of each kind of fact."""
    found: dict[str, date] = {}
    for fact in facts:
        found[fact.kind] = min(fact.happened_on, found.get(fact.kind, fact.happened_on))
    return found


def _handled(meeting: Meeting, items: Sequence[AgendaItem]) -> Count | None:
    """Count the items with an outcome; None before the meeting is opened."""
    if meeting.opened_at is None:
        return None
    done = sum(item.struck_on is not None or item.settled_at is not None for item in items)
    return Count(done, len(items))
