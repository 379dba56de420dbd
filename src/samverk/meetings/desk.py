"""The piles that meetings lay on the start page's desk: steps, signatures and notices that wait."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.meetings.models import Meeting
from samverk.meetings.queries import (
    NoticeRow,
    Stage,
    awaiting,
    bodies_reached,
    meetings_between,
    notices_left,
    sorted_by,
    steps_waiting,
    unfinished_before,
    unplaced,
)
from samverk.meetings.steps import TONES
from samverk.rules import meeting_tasks
from samverk.rules.wording import running_date

BEHIND, AHEAD = timedelta(days=30), timedelta(days=21)


def meetings(visit: Visit) -> Pile:
    """Lay the steps that wait of the reader's own meetings, from a month ago to three weeks ahead.

    One that is older stays until its minutes are adjusted.
    """
    bodies = _own_bodies(visit)
    first, last = visit.day - BEHIND, visit.day + AHEAD
    found = unfinished_before(first, bodies=bodies) if bodies else []
    found += meetings_between(first, last, bodies=bodies) if bodies else []
    planned = [m for m in found if m.cancelled_on is None]
    tasks = tuple(_task(meeting, task) for meeting, task in steps_waiting(planned, visit.day))
    why = (
        "Det som ska göras före och efter ett sammanträde, med sista dag efter lag och reglemente."
    )
    return Pile("Sammanträden", "sammantraden", why, tasks)


def _own_bodies(visit: Visit) -> list[int]:
    """List the bodies whose meetings the reader holds, by a role there or in the organisation."""
    return sorted(bodies_reached(visit.actor, Right.HOLD_MEETING))


def signatures(visit: Visit) -> Pile:
    """Lay the minutes that wait for the reader's own signature."""
    tasks = tuple(_to_sign(stage) for stage in awaiting(visit.actor))
    why = "Protokoll som väntar på att du justerar dem eller lämnar dem tillbaka."
    return Pile("Att justera", "att-justera", why, tasks)


def _to_sign(stage: Stage) -> Task:
    label = f"Protokoll {stage.span}, {stage.adjustment.meeting}"
    url = reverse("adjustment", args=[stage.adjustment.pk])
    late = stage.days_left < 0
    state = f"Justeras senast {running_date(stage.limit.value.latest)}"
    return Task(label, url, "attention" if late else "running", state)


def notices(visit: Visit) -> Pile:
    """Lay the notices that are gone from a board, not put up, or to be taken down where we cannot."""
    bodies = _own_bodies(visit)
    rows = notices_left(bodies, visit.day) if bodies else []
    tasks = tuple(task for task in map(_of_notice, rows) if task)
    why = "Är ett anslag borta löper överklagandetiden inte ut."
    return Pile("Anslag", "anslag", why, tasks)


def _of_notice(row: NoticeRow) -> Task | None:
    elsewhere = [one for one in row.to_take_down if not one.posting.kept_here]
    for rows, tone, what in (
        (row.missing, "attention", "Borta från"),
        (row.waiting, "unknown", "Anslagsdag saknas för"),
        (elsewhere, "neutral", "Kan tas ned från"),
    ):
        if rows:
            names = ", ".join(one.posting.board.short_name for one in rows)
            label = f"Anslag om {row.stage.span}, {row.meeting}"
            url = reverse("notice", args=[row.notice.pk])
            return Task(label, url, tone, f"{what} {names}")
    return None


def _task(meeting: Meeting, task: meeting_tasks.Task) -> Task:
    name = task.step.value
    label = f"{name[:1].upper()}{name[1:]}, {meeting.body} {meeting.day}"
    until = f", senast {running_date(task.deadline)}" if task.deadline else ""
    state = f"{task.state.value[:1].upper()}{task.state.value[1:]}{until}"
    return Task(label, reverse("meeting", args=[meeting.pk]) + "#steg", TONES[task.state], state)


def extracts(visit: Visit) -> Pile:
    """Lay the extracts that have come and that nobody has put in a case."""
    mine = sorted_by(visit.actor)
    tasks = tuple(
        Task(
            str(one),
            reverse("incoming_extract", args=[one.pk]),
            "attention",
            f"Inkom {running_date(localdate(one.received_at))}",
            f"Till {one.body}",
        )
        for one in (unplaced(mine, limit=20) if mine else ())
    )
    why = "En inkommen handling ska registreras så snart den har kommit in (5 kap. 1 § OSL)."
    return Pile("Inkomna utdrag som inte är fördelade", "utdrag", why, tasks)
