"""The pile that meetings lay on the start page's desk: what must be done before or after one."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import RIGHTS, Right
from samverk.meetings.models import Meeting
from samverk.meetings.queries import meetings_between, sorted_by, steps_waiting, unplaced
from samverk.meetings.steps import TONES
from samverk.rules import meeting_tasks
from samverk.rules.wording import running_date

BEHIND, AHEAD = timedelta(days=30), timedelta(days=21)


def meetings(visit: Visit) -> Pile:
    """Lay the steps that wait of the reader's own meetings, from a month ago to three weeks ahead."""
    bodies = [
        held.body
        for held in visit.actor.roles
        if held.body is not None and Right.HOLD_MEETING in RIGHTS[held.role]
    ]
    found = meetings_between(visit.day - BEHIND, visit.day + AHEAD, bodies=bodies) if bodies else []
    planned = [m for m in found if m.cancelled_on is None]
    tasks = tuple(_task(meeting, task) for meeting, task in steps_waiting(planned, visit.day))
    why = (
        "Det som ska göras före och efter ett sammanträde, med sista dag efter lag och reglemente."
    )
    return Pile("Sammanträden", "sammantraden", why, tasks)


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
