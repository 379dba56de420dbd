"""A whole meeting in short (sammanställning): how each item ended, and how each vote fell.

However many items and votes there are, the number of questions to the database is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, prefetch_related_objects

from samverk.meetings.models import (
    AgendaItem,
    ElectionHeld,
    ElectionRequested,
    MadeReservation,
    Meeting,
    Motion,
    NotTakingPart,
    StepTaken,
)
from samverk.meetings.queries.course import election_lines
from samverk.meetings.queries.elections import page_of
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
    cast = ballots_of(step for item in items for step in _taken(item))
    asked = questions_of(items, roster)
    rows = tuple(
        replace(
            _row(item, roster, serving[item.turn or 1].value, cast), question=asked.get(item.pk)
        )
        for item in items
    )
    return Summary(meeting, rows)


def _items(meeting: Meeting) -> list[AgendaItem]:
    steps = StepTaken.objects.filter(undone=False).order_by("number")
    rows = (
        meeting.items.filter(turn__isnull=False)
        .select_related("outcome", "draft", "kept_secret")
        .prefetch_related(
            Prefetch("motions", Motion.objects.select_related("mover", "refusal")),
            "motions__supports__person",
            Prefetch("steps", steps, to_attr="taken"),
            "reservations__person",
            Prefetch("not_taking_part", NotTakingPart.objects.filter(struck_why="").order_by("id")),
            Prefetch("elections_requested", ElectionRequested.objects.order_by("-pk")),
            Prefetch("elections_requested__held", ElectionHeld.objects.order_by("-pk")),
        )
        .order_by("turn")
    )
    found: list[AgendaItem] = [*rows]
    for item in found:
        item.meeting = meeting
    return found


def _taken(item: AgendaItem) -> Sequence[StepTaken]:
    return item.taken  # type: ignore[attr-defined, no-any-return]


def _row(item: AgendaItem, roster: Roster, serving: Serving, cast: Ballots) -> SummaryRow:
    steps = _taken(item)
    motions = sorted(item.motions.all(), key=lambda each: each.number)
    matter = matter_of(item, getattr(item, "draft", None), motions, roster)
    settled = replay(matter, history_of(steps)).value.settled
    ballots = {step.step: cast[step.pk] for step in steps if step.pk in cast}
    votes = [vote for each in settled for vote in each.votes]
    outcome = getattr(item, "outcome", None) if item.settled_at else None
    return SummaryRow(
        item,
        tuple(outcome.decisions) if outcome else (),
        settled,
        tuple(
            VoteRow(vote, vote_told(vote), sides_of(ballots.get(vote.step, ()))) for vote in votes
        ),
        tuple(item.reservations.all()),
        len(serving.people),
        tuple(roster.title(person) for person in serving.aside),
        _out(item, roster, serving),
        None,
        tuple(words for each in settled if (words := deferral_told(matter, each))),
        _election(item),
        refusals_in(matter, motions),
    )


def _out(item: AgendaItem, roster: Roster, serving: Serving) -> tuple[str, ...]:
    people = [row.person_id for row in item.not_taking_part.all()]
    return tuple(roster.title(each) for each in people if each in serving.people)


def _election(item: AgendaItem) -> tuple[str, ...]:
    """Tell of the election last asked for in an item."""
    request = next(iter(item.elections_requested.all()), None)
    if request is None:
        return ()
    held = next(iter(request.held.all()), None)
    return tuple(election_lines(page_of(request, held, item)))
