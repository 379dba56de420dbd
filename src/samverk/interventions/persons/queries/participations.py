"""Participations as the case worker meets them: fixed lists, and one with all that belongs to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samverk.interventions.persons.models import (
    Goal,
    Hold,
    Measurement,
    Participation,
    ParticipationStep,
    Point,
    Struck,
)
from samverk.interventions.persons.queries.assigned import without_responsible
from samverk.interventions.persons.queries.due import follow_ups_due
from samverk.interventions.persons.queries.measured import of_latest_turn
from samverk.interventions.persons.queries.parts import Asked, Part, part, part_read
from samverk.interventions.persons.queries.steps import (
    PARTICIPATION_DONE,
    StepLine,
    by_whom,
    entered_on,
    steps_of,
    with_joinings,
)
from samverk.interventions.persons.records import text_of, told
from samverk.rules.interventions.follow_up import FollowUp, FollowUpPoint, due_on, follow_ups
from samverk.rules.interventions.participation import (
    END_REASONS,
    ENDED,
    EndReason,
    ParticipationState,
)
from samverk.rules.ruling import Ruling

DUE = "folj-upp"
# The lists of those who take part, each under its id
AT_WORK = {
    "planerade": ParticipationState.PLANNED,
    "pagaende": ParticipationState.ACTIVE,
    "uppehall": ParticipationState.INTERRUPTED,
}
Due = tuple[Participation, FollowUp]


@dataclass(frozen=True, slots=True)
class Work:
    """A case worker's lists (arbetslistor): the participations by list (id), and the follow-ups due."""

    lists: dict[str, Part[Participation]]
    due: Part[Due]


def work_of(bodies: Sequence[int], asked: Asked, today: date, *, of: int | None = None) -> Work:
    """Read a case worker's lists at authorities (body ids): which rows, then what is shown of those.

    Only those that somebody (``of``, a user id) is responsible for, and those that nobody is; without
    it the whole team's. Participations stand with the earliest start first, follow-ups with the longest
    due first.
    """
    ours = Participation.objects.filter(controller__in=bodies)
    if of is not None:
        ours = ours.filter(Q(responsible=of) | without_responsible(today))
    found = {
        ident: part_read(
            ident, asked, ours.filter(state=state).order_by("starts_on", "recorded_at", "pk"), list
        )
        for ident, state in AT_WORK.items()
    }
    due = _due_part(ours, asked, today)
    shown = [*(pk for one in found.values() for pk in one), *(pk for pk, _ in due)]
    beside = Participation.objects.select_related(
        "delivery", "responsible", "person__controller__organisation"
    )
    rows = beside.in_bulk(shown)
    return Work(
        {
            ident: one.showing([rows[pk] for pk in one if pk in rows])
            for ident, one in found.items()
        },
        due.showing([(rows[pk], one) for pk, one in due if pk in rows]),
    )


def _due_part(
    ours: QuerySet[Participation], asked: Asked, today: date
) -> Part[tuple[Any, FollowUp]]:
    """Cut what is asked for out of all the follow-ups that are due, each with whose (id) it is."""
    if not asked.shows(DUE):
        return Part(DUE, (), 0)
    found = follow_ups_due(ours, today, asked.rows)
    if not found.rows and asked.number > 1:
        return _due_part(ours, replace(asked, number=1), today)
    rows = [
        (pk, FollowUp(point := FollowUpPoint(which), due_on(ended, point)))
        for pk, ended, which, _ in found.rows
    ]
    return part(DUE, asked, rows, found.total)


def points_of(participations: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """Answer which points are measured in the latest turn, with the participation (id) of each."""
    rows = of_latest_turn().filter(participation__in=list(participations))
    return set(rows.values_list("participation", "point"))


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up as it is shown: when it falls due, and what was measured or why not."""

    name: str
    point: str
    due_on: date
    made: Measurement | None
    is_due: bool


def history(row: Participation) -> list[StepLine]:
    """List a participation's steps, the first first. The caller has noted that its person is read."""
    steps = steps_of(ParticipationStep, row)
    lines = [
        StepLine(
            one.event,
            by_whom(PARTICIPATION_DONE[one.event], one),
            one.happened_on,
            one.user_name,
            one.party.short_name,
            END_REASONS[EndReason(one.reason)] if one.reason in set(EndReason) else "",
            str(told(row.person, one, "note").get("text", "")) if one.note else "",
            entered_on(one),
        )
        for one in steps
    ]
    return with_joinings(row, steps, lines)


def goals_of(row: Participation) -> list[tuple[Goal, str]]:
    """List a participation's goals with their texts. The caller has noted that its person is read.

    Those that were entered in error are in ``struck_of``.
    """
    rows = Goal.objects.filter(participation=row, struck__isnull=True)
    return [(one, text_of(row.person, one)) for one in rows.order_by("recorded_at", "pk")]


def struck_of(row: Participation) -> list[tuple[Struck, str, str]]:
    """List what of a participation was entered in error: each with what it was, and what was wrong.

    The caller has noted that its person is read.
    """
    of = Q(measurement__participation=row) | Q(goal__participation=row)
    rows = Struck.objects.filter(of).select_related("measurement", "goal")
    return [
        (
            one,
            f"Målet: {text_of(row.person, one.goal)}"
            if one.goal
            else f"Status {one.measurement.get_point_display()}",  # type: ignore[union-attr]
            text_of(row.person, one, "why"),
        )
        for one in rows.order_by("recorded_at", "pk")
    ]


def report_of(row: Participation) -> str:
    """Open the report of the end; "" for none. The caller has noted that its person is read."""
    return str(told(row.person, row, "report").get("text", "")) if row.report else ""


def holds_of(row: Participation) -> list[Hold]:
    """List a participation's pauses, the first first."""
    return list(Hold.objects.filter(participation=row).order_by("from_date", "recorded_at"))


def measurements_of(row: Participation) -> tuple[dict[str, Measurement], list[Measurement]]:
    """Answer what counts as measured at each point, late or not, and all that was measured before."""
    rows = Measurement.objects.filter(participation=row).select_related("struck")
    everything = list(rows.order_by("turn", "number"))
    now = {
        one.point: one
        for one in everything
        if not hasattr(one, "struck") and (one.turn == row.turn or one.point == Point.ENTRY)
    }
    return now, [one for one in everything if now.get(one.point) is not one]


def follow_up_lines(
    row: Participation, made: dict[str, Measurement], today: date
) -> Ruling[tuple[FollowUpLine, ...]] | None:
    """List the follow-ups of an ended participation; None for one that is not, or is not followed."""
    if row.ended_on is None or row.state not in ENDED or not row.is_followed:
        return None
    due = follow_ups(row.ended_on)
    lines = tuple(
        FollowUpLine(
            Point(one.point.value).label,
            one.point.value,
            one.due_on,
            made.get(one.point.value),
            one.due_on <= today and one.point.value not in made,
        )
        for one in due.value
    )
    return Ruling(lines, due.reasons)
