"""What every act on minutes under adjustment stands on: the compartment, and the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Max, Model

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError
from samverk.meetings.models import Adjustment, AdjustmentStep, Meeting, Remark
from samverk.meetings.queries.adjustment import Stage, since_sent
from samverk.rules.adjustment import Move, Step, may_take

M = TypeVar("M", bound=Model)


def inside(meeting: Meeting, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act on minutes inside their compartment: secret paragraphs are printed too.

    Nothing secret leaves the compartment by it: what the actor sees of it is asked for anew.
    """
    with opened([meeting.body_id]):
        return acts.carry_out(act, work)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is taken: by whom (id), None for the secretary; in which words; today or earlier."""

    move: Move
    person: int | None = None
    text: str = ""
    day: date | None = None


def note_step(stage: Stage, taken: Taken, actor: Actor) -> AdjustmentStep:
    """Note a step that the rules let be taken. Raises ConflictError with the rule's words if not.

    What was sent was complete and has not changed since, so signing does not ask about that again.
    """
    _check(stage, Step(taken.move, taken.day or clock.today(), taken.person))
    step = add_step(stage.adjustment, taken, actor)
    if taken.text:
        controller = stage.adjustment.meeting.body_id if stage.is_secret else None
        Remark.objects.create(step=step, text=taken.text, controller_id=controller)
    return step


def add_step(adjustment: Adjustment, taken: Taken, actor: Actor) -> AdjustmentStep:
    """Add a step after the last one."""
    last = adjustment.steps.aggregate(last=Max("number"))["last"] or 0
    return AdjustmentStep.objects.create(
        adjustment=adjustment,
        number=last + 1,
        move=taken.move.value,
        person_id=taken.person,
        day=taken.day or clock.today(),
        noted_by=actor.name,
    )


def check_may_send(stage: Stage) -> None:
    """Refuse to send what is out or adjusted already, with the rule's words."""
    _check(stage, Step(Move.SEND, clock.today()))


def _check(stage: Stage, step: Step) -> None:
    people = [row.signer.person_id for row in stage.signers]
    ruling = may_take(step, since_sent(stage.steps), people, is_complete=True)
    if not ruling.value:
        raise ConflictError(ruling.reasons[0].text)
