"""A meeting's steps as its page shows them: state in words with a tone, deadline, where it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
# Who answers for a step where nobody else has been named; the chair is responsible for calling and
# minutes by law (KL 5 kap. 13, 15 and 65 §§)
USUAL_OWNERS = {
    Step.CALL: "ordföranden",
    Step.DISPATCH: "sekreteraren",
    Step.ATTENDANCE: "sekreteraren",
    Step.ITEMS: "ordföranden",
    Step.MINUTES: "sekreteraren, på ordförandens ansvar",
    Step.ADJUSTMENT: "ordföranden och justerarna",
    Step.NOTICE: "sekreteraren",
    Step.EXTRACTS: "sekreteraren",
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
    """One step: its name, how far it has come, who answers for it, and what may be done now."""

    name: str
    tone: str
    task: Task
    owner: str
    ruling: Ruling[Task]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """What a reader may (behörighet): hold the meeting, and read the draft of its minutes."""

    holding: Permission
    reading: Permission


def steps_of(
    meeting: Meeting,
    tasks: Sequence[Ruling[Task]],
    access: Access,
    owners: Mapping[str, str],
) -> tuple[StepRow, ...]:
    """Show all eight steps in order; ``owners`` are those named, by step."""
    return tuple(_row(meeting, ruling, access, owners) for ruling in tasks)


def _row(
    meeting: Meeting, ruling: Ruling[Task], access: Access, owners: Mapping[str, str]
) -> StepRow:
    task = ruling.value
    name = task.step.value
    return StepRow(
        name[:1].upper() + name[1:],
        TONES[task.state],
        task,
        owners.get(task.step.value, USUAL_OWNERS[task.step]),
        ruling,
        tuple(_offers(meeting, task, access)),
    )


def _offers(meeting: Meeting, task: Task, access: Access) -> list[Offer]:
    """Offer what may be done with a step; adjustment and notice are followed by their readers too."""
    if meeting.cancelled_on:
        return []
    if task.step is Step.EXTRACTS:
        url = reverse("expediting", args=[meeting.pk])
        return [Offer("Till expedieringen", url, access.holding)] if meeting.opened_at else []
    if task.step in AFTER:
        label, part = AFTER[task.step]
        url = reverse("adjusting", args=[meeting.pk]) + part
        return [Offer(label, url, access.reading)] if meeting.opened_at else []
    return [] if task.state is TaskState.DONE else _left(meeting, task, access.holding)


def _left(meeting: Meeting, task: Task, permission: Permission) -> list[Offer]:
    """Offer what is left to do before and at the meeting."""
    if task.step in NOTED:
        return _before(meeting, task, permission)
    if task.step is Step.MINUTES and meeting.opened_at:
        return [Offer("Till protokollet", reverse("minutes", args=[meeting.pk]), permission)]
    if task.step in {Step.ATTENDANCE, Step.ITEMS} and meeting.opened_at:
        return [Offer("Till mötesrummet", reverse("hall", args=[meeting.pk]), permission)]
    return []


def _before(meeting: Meeting, task: Task, permission: Permission) -> list[Offer]:
    """Offer to call and send from here, or to note that it was done elsewhere."""
    if task.step is Step.DISPATCH and task.state is TaskState.INCOMPLETE:
        return [Offer("Se hur breven gick", reverse("letters", args=[meeting.pk]), permission)]
    label, kind = NOTED[task.step]
    found = [Offer(label, reverse("new_meeting_fact", args=[meeting.pk, kind]), permission)]
    if not meeting.opened_at:
        url = reverse("dispatch", args=[meeting.pk])
        found.insert(0, Offer("Skicka kallelse och handlingar", url, permission))
    if task.step is Step.CALL:
        url = reverse("new_meeting_fact", args=[meeting.pk, "tillkannagivet"])
        found.append(Offer("Anteckna tillkännagivandet", url, permission))
    return found
