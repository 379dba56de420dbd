"""How far a meeting has come in its eight steps, and who answers for each.

Each step has a gatherer here that tells the rules what has happened, for many meetings at once and in
a fixed number of queries. A part of the room that knows more of a step adds a gatherer of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from samverk.directory import queries as directory
from samverk.directory.queries import BodyTerms
from samverk.meetings.models import (
    AgendaItem,
    LetterStep,
    LetterStepKind,
    Meeting,
    MeetingFact,
    MeetingFactKind,
    RunningText,
    StepOwner,
)
from samverk.meetings.queries.adjustment import Stage, stages_of_meetings
from samverk.meetings.queries.doors import budget_item
from samverk.meetings.queries.notices import NoticeRow, notices_of
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.adjustment import AdjustmentState
from samverk.rules.calling import NO_TERMS, CallingTerms
from samverk.rules.meeting_tasks import Count, Task, TaskFacts, TaskState, meeting_tasks
from samverk.rules.ruling import Ruling

# What a gatherer tells of a meeting: fields of ``TaskFacts`` by their names
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A meeting with its items, whose facts and presence have been read."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]


Gatherer = Callable[[Sequence[Subject], date], Mapping[int, Facts]]
GATHERERS: list[Gatherer] = []


def gathers(gather: Gatherer) -> Gatherer:
    """Let a function tell the rules of a step, for some meetings (by id) on a day."""
    GATHERERS.append(gather)
    return gather


def tasks_of(
    meeting: Meeting, items: Sequence[AgendaItem], today: date
) -> tuple[Ruling[Task], ...]:
    """Answer how far each of the meeting's eight steps has come, in a fixed number of queries.

    ``items`` are the meeting's, which its page has read already.
    """
    prefetch_related_objects([meeting], "facts", "presence")
    terms = directory.terms_on(meeting.body_id, meeting.day)
    by_body = {meeting.body_id: [terms] if terms else []}
    return _tasks([Subject(meeting, tuple(items))], by_body, today)[meeting.pk]


def steps_waiting(meetings: Sequence[Meeting], today: date) -> list[tuple[Meeting, Task]]:
    """List for each meeting the first step that is not done, or that is late, by its last day.

    The number of queries is the same for any number of meetings.
    """
    prefetch_related_objects(list(meetings), "facts", "items", "presence")
    subjects = [Subject(one, tuple(one.items.all())) for one in meetings]
    tasks = _tasks(subjects, directory.terms_of_bodies({m.body_id for m in meetings}), today)
    found = []
    for meeting in meetings:
        own = (each.value for each in tasks[meeting.pk])
        waiting = next((t for t in own if t.state is not TaskState.DONE and t.deadline), None)
        if waiting:
            found.append((meeting, waiting))
    return sorted(found, key=lambda pair: pair[1].deadline or date.max)


def owners_of(meeting: Meeting) -> dict[str, str]:
    """Answer who has been named for which steps (by value); a step that nobody has is left out."""
    rows = StepOwner.objects.filter(meeting=meeting).order_by("id")
    return {row.step: row.name for row in rows}


def _tasks(
    subjects: Sequence[Subject], terms: Mapping[int, Sequence[BodyTerms]], today: date
) -> dict[int, tuple[Ruling[Task], ...]]:
    gathered = [gather(subjects, today) for gather in GATHERERS]
    found = {}
    for meeting in (one.meeting for one in subjects):
        facts = _terms(meeting, terms.get(meeting.body_id, ()))
        for told in gathered:
            facts = replace(facts, **told.get(meeting.pk, {}))
        found[meeting.pk] = meeting_tasks(facts, today)
    return found


def _terms(meeting: Meeting, terms: Sequence[BodyTerms]) -> TaskFacts:
    own = next((each for each in terms if each.holds_on(meeting.day)), None)
    return TaskFacts(
        meeting=meeting.day,
        assembly=assembly_of(meeting.body.kind),
        terms=calling_terms(own),
    )


def calling_terms(own: BodyTerms | None) -> CallingTerms:
    """Give what a body's own rules say of calling as the rule has it; they may say nothing."""
    if own is None:
        return NO_TERMS
    return CallingTerms(own.calling_days, own.announce_days, own.source)


@gathers
def called(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Tell when each meeting was announced and called, and its papers sent."""
    found = {}
    for one in subjects:
        meeting, days = one.meeting, first_days(one.meeting.facts.all())
        found[meeting.pk] = {
            "sets_budget": budget_item(meeting, one.items) is not None,
            "announced": days.get(MeetingFactKind.ANNOUNCED),
            "called": days.get(MeetingFactKind.CALLED),
            "dispatched": days.get(MeetingFactKind.DISPATCHED),
        }
    return found


@gathers
def delivered(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Tell how many of the letters have gone out, where papers were sent by letter from here."""
    sent = [one.meeting.pk for one in subjects if _was_sent(one.meeting)]
    if not sent:
        return {}
    steps = LetterStep.objects.filter(letter__dispatch__meeting__in=sent)
    gone: dict[int, set[int]] = {}
    all_of: dict[int, set[int]] = {}
    for meeting, letter, kind in steps.values_list("letter__dispatch__meeting", "letter", "kind"):
        all_of.setdefault(meeting, set()).add(letter)
        if kind == LetterStepKind.SENT:
            gone.setdefault(meeting, set()).add(letter)
    return {
        meeting: {"deliveries": Count(len(gone.get(meeting, ())), len(letters))}
        for meeting, letters in all_of.items()
    }


def _was_sent(meeting: Meeting) -> bool:
    return any(fact.kind == MeetingFactKind.DISPATCHED for fact in meeting.facts.all())


@gathers
def attended(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Tell whether the roll has been called."""
    called_in = (one.meeting for one in subjects if one.meeting.presence.all())
    return {meeting.pk: {"attendance": Count(1, 1)} for meeting in called_in}


@gathers
def handled(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Count the items with an outcome; nothing before the meeting is opened."""
    found: dict[int, Facts] = {}
    for one in subjects:
        if one.meeting.opened_at is not None:
            done = sum(i.struck_on is not None or i.settled_at is not None for i in one.items)
            found[one.meeting.pk] = {"items": Count(done, len(one.items))}
    return found


@gathers
def written(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Count the open paragraphs that the secretary has written in; nothing before there are any.

    What is written of a secret item is behind the wall here, so it is not counted.
    """
    taken_up = {
        one.meeting.pk: {item.pk for item in one.items if item.turn and not item.secret}
        for one in subjects
        if one.meeting.opened_at is not None
    }
    items = set().union(*taken_up.values())
    if not items:
        return {}
    rows = RunningText.objects.filter(item__in=items).exclude(text="")
    texts = set(rows.values_list("item", flat=True))
    return {
        meeting: {"paragraphs": Count(len(own & texts), len(own))}
        for meeting, own in taken_up.items()
        if own & texts
    }


@gathers
def adjusted(subjects: Sequence[Subject], today: date) -> dict[int, Facts]:
    """Tell of adjustment and notice; meetings that are not opened cost no question."""
    opened = [one for one in subjects if one.meeting.opened_at]
    stages = stages_of_meetings([one.meeting.pk for one in opened]) if opened else {}
    if not stages:
        return {}
    notices: dict[int, list[NoticeRow]] = {}
    for row in notices_of(stages, today):
        notices.setdefault(row.meeting.pk, []).append(row)
    return {
        one.meeting.pk: _adjusted(one, own, notices.get(one.meeting.pk, []))
        for one in opened
        if (own := stages.get(one.meeting.pk))
    }


def _adjusted(subject: Subject, stages: Sequence[Stage], notices: Sequence[NoticeRow]) -> Facts:
    done = [each for each in stages if each.state is AdjustmentState.ADJUSTED]
    locked = {item.pk for each in done for item in each.items}
    sent = {item.pk for each in stages for item in each.items}
    taken_up = [item for item in subject.items if item.turn]
    signers = [row for each in stages for row in each.signers]
    facts: Facts = {
        "paragraphs": Count(sum(item.pk in sent for item in taken_up), len(taken_up)),
        "adjusters": Count(sum(row.signed_on is not None for row in signers), len(signers)),
    }
    if not subject.meeting.ended_at or any(item.pk not in locked for item in taken_up):
        return facts
    return facts | _announced(done, notices)


def _announced(done: Sequence[Stage], notices: Sequence[NoticeRow]) -> Facts:
    """Tell when all was adjusted, and how the notice of what was adjusted last was put up."""
    last = max(done, key=lambda each: each.ruling.value.adjusted_on or date.min)
    found: Facts = {"adjusted": last.ruling.value.adjusted_on}
    own = next((row for row in notices if row.stage.adjustment.pk == last.adjustment.pk), None)
    if own is None:
        return found
    posted = [row.posted_on for row in own.postings if row.posted_on]
    found["boards"] = Count(len(posted) - len(own.missing), len(own.postings))
    return found | ({"posted": max(posted)} if posted else {})


def first_days(facts: Iterable[MeetingFact]) -> dict[str, date]:
    """Answer the first day of each kind of fact."""
    found: dict[str, date] = {}
    for fact in facts:
        found[fact.kind] = min(fact.happened_on, found.get(fact.kind, fact.happened_on))
    return found
