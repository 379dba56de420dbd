"""Which meetings there are, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from samverk.directory import queries as directory
from samverk.directory.queries import BodyTerms
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, MeetingFact, MeetingFactKind
from samverk.meetings.queries.adjustment import Stage, stages_of_meetings
from samverk.meetings.queries.notices import NoticeRow, notices_of
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.adjustment import AdjustmentState
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


def announced_by(organisation: int, today: date) -> list[Meeting]:
    """List the meetings to come that an organisation's bodies have announced (KL 8 kap. 10-11 §§)."""
    found = _meetings().filter(
        body__organisation=organisation,
        day__gte=today,
        cancelled_on__isnull=True,
        facts__kind=MeetingFactKind.ANNOUNCED,
    )
    return list(found.distinct().order_by("day", "starts_at", "id"))


def tasks_of(
    meeting: Meeting, items: Sequence[AgendaItem], today: date
) -> tuple[Ruling[Task], ...]:
    """Answer how far each of the meeting's eight steps has come, in a fixed number of queries."""
    terms = directory.terms_on(meeting.body_id, meeting.day)
    return _tasks(meeting, items, terms, _ending([meeting], today), today)


def steps_waiting(meetings: Sequence[Meeting], today: date) -> list[tuple[Meeting, Task]]:
    """List for each meeting the first step that is not done, or that is late, by its last day.

    The number of queries is the same for any number of meetings.
    """
    prefetch_related_objects(list(meetings), "facts", "items", "presence")
    terms = directory.terms_of_bodies({m.body_id for m in meetings})
    ending = _ending(meetings, today)
    found = []
    for meeting in meetings:
        own = next((t for t in terms.get(meeting.body_id, ()) if t.holds_on(meeting.day)), None)
        tasks = [each.value for each in _tasks(meeting, meeting.items.all(), own, ending, today)]
        waiting = next((t for t in tasks if t.state is not TaskState.DONE and t.deadline), None)
        if waiting:
            found.append((meeting, waiting))
    return sorted(found, key=lambda pair: pair[1].deadline or date.max)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What has come after some meetings: their adjustments and notices, by meeting."""

    stages: dict[int, list[Stage]]
    notices: dict[int, list[NoticeRow]]


def _ending(meetings: Sequence[Meeting], today: date) -> _Ending:
    """Read what has come after meetings; those that are not opened cost no question."""
    opened = [one.pk for one in meetings if one.opened_at]
    stages = stages_of_meetings(opened) if opened else {}
    notices: dict[int, list[NoticeRow]] = {}
    for row in notices_of(stages, today) if stages else ():
        notices.setdefault(row.meeting.pk, []).append(row)
    return _Ending(stages, notices)


def _adjusted(meeting: Meeting, items: Sequence[AgendaItem], ending: _Ending) -> dict[str, Any]:
    """Tell of adjustment and notice what the rules of the steps ask for."""
    stages = ending.stages.get(meeting.pk, [])
    if not stages:
        return {}
    done = [each for each in stages if each.state is AdjustmentState.ADJUSTED]
    locked = {item.pk for each in done for item in each.items}
    sent = {item.pk for each in stages for item in each.items}
    taken_up = [item for item in items if item.turn]
    signers = [row for each in stages for row in each.signers]
    facts: dict[str, Any] = {
        "paragraphs": Count(sum(item.pk in sent for item in taken_up), len(taken_up)),
        "adjusters": Count(sum(row.signed_on is not None for row in signers), len(signers)),
    }
    if not meeting.ended_at or any(item.pk not in locked for item in taken_up):
        return facts
    return facts | _announced(done, ending.notices.get(meeting.pk, []))


def _announced(done: Sequence[Stage], notices: Sequence[NoticeRow]) -> dict[str, Any]:
    """Tell when all was adjusted, and how the notice of what was adjusted last was put up."""
    last = max(done, key=lambda each: each.ruling.value.adjusted_on or date.min)
    found: dict[str, Any] = {"adjusted": last.ruling.value.adjusted_on}
    own = next((row for row in notices if row.stage.adjustment.pk == last.adjustment.pk), None)
    if own is None:
        return found
    posted = [row.posted_on for row in own.postings if row.posted_on]
    found["boards"] = Count(len(posted) - len(own.missing), len(own.postings))
    return found | ({"posted": max(posted)} if posted else {})


def _tasks(
    meeting: Meeting,
    given: Iterable[AgendaItem],
    terms: BodyTerms | None,
    ending: _Ending,
    today: date,
) -> tuple[Ruling[Task], ...]:
    facts, items = first_days(meeting.facts.all()), list(given)
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
            items=_handled(meeting, items),
            **_adjusted(meeting, items, ending),
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
