"""A whole meeting in short (sammanställning): how each item ended, and how each vote fell.

However many items and votes there are, the number of questions to the database is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from samverk.foundation.grouping import grouped
from samverk.meetings.models import (
    AgendaItem,
    MadeReservation,
    Meeting,
    Motion,
    NotTakingPart,
    StepTaken,
)
from samverk.meetings.queries.course import election_lines
from samverk.meetings.queries.elections import ElectionPage, elections_of
from samverk.meetings.queries.proceeding import (
    Ballots,
    Side,
    ballots_of,
    history_of,
    matter_of,
    sides_of,
)
from samverk.meetings.queries.questions import QuestionRow, questions_of
from samverk.meetings.queries.refusals import refusals_in
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.rules.propositions import Settled, VoteHeld, replay
from samverk.rules.propositions.told import deferral_told, vote_told
from samverk.rules.serving import Roster, Serving, serving_through


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote with what Ja and Nej meant and what settled it, and who voted what; no names of a closed one."""

    vote: VoteHeld
    told: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """An item in short: what it ended in, how its questions were settled, and who reserved.

    ``serving`` counts those who took part, ``aside`` names those out for jäv, ``out`` those who served and
    took no part in the decision. ``question`` is the interpellation or question that it is about.
    ``refused`` tells of the proposals that the chair did not put, ``grounds`` on what ground the matter
    was put off or not, ``election`` of a proportional one.
    """

    item: AgendaItem
    decisions: tuple[str, ...]
    settled: tuple[Settled, ...]
    votes: tuple[VoteRow, ...]
    reservations: tuple[MadeReservation, ...]
    serving: int
    aside: tuple[str, ...]
    out: tuple[str, ...] = ()
    question: QuestionRow | None = None
    grounds: tuple[str, ...] = ()
    election: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A meeting in short, its items in the order they were taken up."""

    meeting: Meeting
    rows: tuple[SummaryRow, ...]


def summary_of(meeting: Meeting) -> Summary:
    """Gather a meeting in short. What is secret is there only inside an opened compartment.

    Raises InputError when the body has no seats, or what was noted does not agree with them.
    """
    items = _items(meeting)
    prefetch_related_objects([meeting], "presided")
    roster = roster_of(meeting)
    events = events_of(meeting.presence.order_by("number"))
    with agreeing():
        serving = serving_through(roster, events, [item.turn or 1 for item in items])
    read = _read(items, roster)
    rows = tuple(_row(item, roster, serving[item.turn or 1].value, read) for item in items)
    return Summary(meeting, rows)


def _items(meeting: Meeting) -> list[AgendaItem]:
    rows = meeting.items.filter(turn__isnull=False)
    found = list(rows.select_related("outcome", "draft", "kept_secret").order_by("turn"))
    for item in found:
        item.meeting = meeting
    return found


class _Step(NamedTuple):
    """A step that is not undone, as the rules replay it."""

    pk: int
    kind: str
    step: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """What is stored of a meeting's items, by item (id): a page's rows are many, so they are plain."""

    motions: Mapping[int, list[Motion]]
    steps: Mapping[int, list[_Step]]
    cast: Ballots
    reservations: Mapping[int, list[MadeReservation]]
    out: Mapping[int, list[int]]
    questions: Mapping[int, QuestionRow]
    elections: Mapping[int, ElectionPage]


def _read(items: Sequence[AgendaItem], roster: Roster) -> _Read:
    motions = Motion.objects.filter(item__in=items).select_related("mover", "refusal")
    taken = StepTaken.objects.filter(item__in=items, undone=False).order_by("number")
    steps = grouped(
        (row[0], _Step(*row[1:])) for row in taken.values_list("item", "pk", "kind", "step", "data")
    )
    made = MadeReservation.objects.filter(item__in=items).select_related("person")
    out = NotTakingPart.objects.filter(item__in=items, struck_why="").order_by("id")
    return _Read(
        grouped((row.item_id, row) for row in motions.order_by("number")),
        steps,
        ballots_of(step for each in steps.values() for step in each),
        grouped((row.item_id, row) for row in made),
        grouped(out.values_list("item", "person")),
        questions_of(items, roster),
        elections_of(items),
    )


def _row(item: AgendaItem, roster: Roster, serving: Serving, read: _Read) -> SummaryRow:
    steps, motions = read.steps.get(item.pk, []), read.motions.get(item.pk, [])
    draft = getattr(item, "draft", None)
    matter = matter_of(item, draft, motions, roster, supported=False)
    settled = replay(matter, history_of(steps)).value.settled
    cast = {step.step: read.cast[step.pk] for step in steps if step.pk in read.cast}
    votes = [vote for each in settled for vote in each.votes]
    outcome = getattr(item, "outcome", None) if item.settled_at else None
    election = read.elections.get(item.pk)
    return SummaryRow(
        item,
        tuple(outcome.decisions) if outcome else (),
        settled,
        tuple(VoteRow(vote, vote_told(vote), sides_of(cast.get(vote.step, ()))) for vote in votes),
        tuple(read.reservations.get(item.pk, ())),
        len(serving.people),
        tuple(roster.title(person) for person in serving.aside),
        tuple(roster.title(who) for who in read.out.get(item.pk, ()) if who in serving.people),
        read.questions.get(item.pk),
        tuple(words for each in settled if (words := deferral_told(matter, each))),
        tuple(election_lines(election)) if election else (),
        refusals_in(matter, motions),
    )
