"""The minutes as data: assembled from what was noted, checked for what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, prefetch_related_objects

from samverk.directory import queries as directory
from samverk.meetings.models import (
    AgendaItem,
    ConflictQuestion,
    Meeting,
    OfficialPresent,
    Recipients,
)
from samverk.meetings.queries.agenda import doubts_about
from samverk.meetings.queries.completeness import fact_of_minutes
from samverk.meetings.queries.conflict import (
    disqualified_at,
    question_facts,
    question_told,
    questions,
    standing,
)
from samverk.meetings.queries.elections import ElectionPage, elections_of
from samverk.meetings.queries.floor import Floor, floor_of
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.present import Waiting, officials_of, waiting_through
from samverk.meetings.queries.proceeding import (
    Proceeding,
    proceedings_of,
    with_proceeding,
)
from samverk.meetings.queries.questions import questions_of
from samverk.meetings.queries.reserving import judged_reservation
from samverk.rules.minutes import Completeness, completeness
from samverk.rules.minutes.facts import (
    MinutesFact,
)
from samverk.rules.minutes.layouts import DEFAULT, Layout
from samverk.rules.propositions import MatterKind
from samverk.rules.ruling import Ruling
from samverk.rules.serving import (
    Event,
    Roster,
    Service,
    served_intervals,
    serving_through,
)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """A meeting's minutes as far as they have come, and what they lack.

    ``served`` tells who served in which paragraphs; ``fact`` is what the check was made of.
    ``waiting`` are the substitutes who were present without serving, ``officials`` the others.
    """

    meeting: Meeting
    layout: Layout
    paragraphs: tuple[ParagraphRow, ...]
    served: tuple[tuple[str, Service], ...]
    check: Ruling[Completeness]
    fact: MinutesFact
    waiting: tuple[Waiting, ...] = ()
    officials: tuple[OfficialPresent, ...] = ()


def minutes_of(meeting: Meeting) -> MinutesPage:
    """Assemble the minutes. What is secret is there only inside an opened compartment.

    Raises InputError when the body has no seats.
    """
    items = _items(meeting)
    prefetch_related_objects([meeting], "presided")
    floor = floor_of(meeting)
    roster = floor.roster
    serving = serving_through(roster, floor.events, [item.turn or 1 for item in items])
    elections = elections_of([item for item in items if item.matter == MatterKind.ELECTION.value])
    asked, doubts = questions_of(items, roster), doubts_about(meeting)
    rows = tuple(
        replace(
            _row(found, serving[found.item.turn or 1].value.aside, floor, elections),
            question=asked.get(found.item.pk),
            doubts=doubts.get(found.item.pk, ()),
        )
        for found in proceedings_of(items, floor)
    )
    served = _served(roster, floor.events, items)
    terms = directory.terms_on(meeting.body_id, meeting.day)
    fact = fact_of_minutes(meeting, roster, rows, served, terms)
    layout = terms.layout if terms else DEFAULT
    waiting = waiting_through(roster, serving, items)
    others = officials_of(meeting)
    return MinutesPage(meeting, layout, rows, served, completeness(fact), fact, waiting, others)


def _conflict_questions(
    roster: Roster, item: AgendaItem
) -> tuple[tuple[str, dict[str, object]], ...]:
    rows = standing(item.conflict_questions.all())
    return tuple((question_told(roster, row), question_facts(roster, row)) for row in rows)


def recipients_of(item: int) -> list[str] | None:
    """List whom an item's decision is sent to; None when nobody has said."""
    found = Recipients.objects.filter(item=item).first()
    return list(found.names) if found else None


def _items(meeting: Meeting) -> list[AgendaItem]:
    rows = (
        with_proceeding(meeting.items.filter(turn__isnull=False))
        .select_related("case", "recipients")
        .prefetch_related(
            "texts",
            "reservations__person",
            "statements__person",
            Prefetch("conflict_questions", questions(ConflictQuestion.objects.all())),
        )
        .order_by("turn")
    )
    items: list[AgendaItem] = [*rows]
    for item in items:
        item.meeting = meeting
    return items


def _row(
    found: Proceeding, aside: Collection[int], floor: Floor, elections: Mapping[int, ElectionPage]
) -> ParagraphRow:
    item = found.item
    return ParagraphRow(
        item,
        found,
        frozenset(aside),
        {text.part: text for text in item.texts.all()},
        tuple((made, judged_reservation(found, made)) for made in item.reservations.all()),
        elections.get(item.pk),
        disqualified_at(floor.roster, floor.rows, aside, item.turn or 1),
        conflict_questions=_conflict_questions(floor.roster, item),
    )


def _served(
    roster: Roster, events: Sequence[Event], items: Sequence[AgendaItem]
) -> tuple[tuple[str, Service], ...]:
    numbers = {item.turn: item.paragraph for item in items if item.turn and item.paragraph}
    services = served_intervals(roster, events, numbers).value
    return tuple((roster.title(each.person), each) for each in services)
