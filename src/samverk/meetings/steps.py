"""A meeting's steps as its page shows them: state in words with a tone, deadline, where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from samverk.foundation.pages import Offer
from samverk.foundation.permissions import Permission
from samverk.meetings.models import Meeting
from samverk.rules.meeting_tasks import Step, Task, TaskState
from samverk.rules.ruling import Ruling

TONES = {
    TaskState.NOT_STARTED: "neutral",
    TaskState.INCOMPLETE: "running",
    TaskState.DONE: "good",
    TaskState.LATE: "attention",
    TaskState.UNKNOWN: "unknown",
}
# What is noted by hand before the meeting
NOTED = {
    Step.CALL: ("Anteckna kallelsen", "kallat"),
    Step.DISPATCH: ("Anteckna utskicket", "utskickat"),
}
# What is followed on one page, also when it is done
AFTER = {Step.ADJUSTMENT: ("Till justeringen", ""), Step.NOTICE: ("Till anslaget", "#anslag")}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its name, how far it has come, and what may be done about it now."""

    name: str
    tone: str
    task: Task
    ruling: Ruling[Task]
    offers: tuple[Offer, ...]


def steps_of(
    meeting: Meeting, tasks: Sequence[Ruling[Task]], permission: Permission, reading: Permission
) -> tuple[StepRow, ...]:
    """Show all eight steps in order: what may be done with each, and followed by its readers."""
    return tuple(_row(meeting, ruling, permission, reading) for ruling in tasks)


def _row(
    meeting: Meeting, ruling: Ruling[Task], permission: Permission, reading: Permission
) -> StepRow:
    task = ruling.value
    name = task.step.value
    return StepRow(
        name[:1].upper() + name[1:],
        TONES[task.state],
        task,
        ruling,
        tuple(_offers(meeting, task, permission, reading)),
    )


def _offers(
    meeting: Meeting, task: Task, permission: Permission, reading: Permission
) -> list[Offer]:
    if meeting.cancelled_on:
        return []
    if task.step in AFTER:
        label, part = AFTER[task.step]
        url = reverse("adjusting", args=[meeting.pk]) + part
        return [Offer(label, url, reading)] if meeting.opened_at else []
    return [] if task.state is TaskState.DONE else _left(meeting, task, permission)


def _left(meeting: Meeting, task: Task, permission: Permission) -> list[Offer]:
    """Offer what is left to do before and at the meeting."""
    if task.step in NOTED:
        label, kind = NOTED[task.step]
        found = [Offer(label, reverse("new_meeting_fact", args=[meeting.pk, kind]), permission)]
        if task.step is Step.CALL:
            url = reverse("new_meeting_fact", args=[meeting.pk, "tillkannagivet"])
            found.append(Offer("Anteckna tillkännagivandet", url, permission))
        return found
    if task.step is Step.MINUTES and meeting.opened_at:
        return [Offer("Till protokollet", reverse("minutes", args=[meeting.pk]), permission)]
    if task.step in {Step.ATTENDANCE, Step.ITEMS} and meeting.opened_at:
        return [Offer("Till mötesrummet", reverse("hall", args=[meeting.pk]), permission)]
    return []
