"""Adds a step to a decision's history, and works out its waits anew."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.records import sealed
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.rules.unexecuted.handling import (
    EXECUTION,
    ExecutionEvent,
    ExecutionState,
    Handler,
    reopened,
)
from samverk.rules.unexecuted.histories import Granted, Happened, waits_of


@dataclass(frozen=True, slots=True)
class Doing:
    """Who takes a step, in what capacity, on which day it happened, with what code and note.

    ``kept`` is sealed beside the note, and shown on no page.
    """

    actor: Actor
    hand: Handler
    day: date
    code: str = ""
    note: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Leave out the note: it may tell of the person."""
        return f"Doing({self.hand}, {self.day}, {self.code})"


def locked(decision: uuid.UUID, body: int) -> GrantedDecision:
    """Lock a decision of the open compartment. Raises NotFoundError, the same for one that is hidden."""
    # Others may meanwhile add rows that refer to it, as when all of a person's are protected
    found = (
        GrantedDecision.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=decision, controller=body)
        .first()
    )
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


def move(row: GrantedDecision, event: ExecutionEvent, doing: Doing) -> RegisterStep:
    """Take a step with a locked decision: its state, its step and its waits.

    Raises ConflictError for a step that is not to be taken, InputError for a day that cannot be.
    """
    before = ExecutionState(row.state) if row.state else None
    ruling = EXECUTION.take(before, event, doing.hand)
    if ruling.value is None:
        raise ConflictError(" ".join(reason.text for reason in ruling.reasons))
    if doing.day > clock.today():
        raise InputError("Dagen är i framtiden. Registrera det när det har hänt.", field="day")
    if doing.day < row.decided_on:
        raise InputError("Dagen är före beslutet.", field="day")
    row.state = _state_after(row, event, ruling.value).value
    row.save(force_insert=row._state.adding)
    step = _add(row, event, before, doing)
    keep_waits(row)
    return step


_ENDS = (ExecutionEvent.EXECUTE, ExecutionEvent.CLOSE)


def _state_after(
    row: GrantedDecision, event: ExecutionEvent, told: ExecutionState
) -> ExecutionState:
    """Give the state after a step; one that is opened again is as it was before it ended."""
    if event is not ExecutionEvent.REOPEN:
        return told
    ended = row.steps.filter(event__in=_ENDS).order_by("-number").first()
    return told if ended is None else reopened(ExecutionState(ended.from_state))


def _add(
    row: GrantedDecision, event: ExecutionEvent, before: ExecutionState | None, doing: Doing
) -> RegisterStep:
    step = RegisterStep(
        controller_id=row.controller_id,
        decision=row,
        number=row.steps.count() + 1,
        event=event.value,
        from_state=before.value if before else "",
        to_state=row.state,
        hand=doing.hand.name.lower(),
        happened_on=doing.day,
        user_id=doing.actor.user,
        user_name=doing.actor.name,
        code=doing.code,
    )
    if doing.note.strip():
        step.note = sealed(row, step, {**doing.kept, "text": doing.note.strip()})
    step.save(force_insert=True)
    return step


def keep_waits(row: GrantedDecision) -> None:
    """Write a decision's waits as its steps make them. Raises InputError for days that cannot follow."""
    happened = [
        Happened(ExecutionEvent(event), day)
        for event, day in row.steps.order_by("number").values_list("event", "happened_on")
    ]
    granted = Granted(str(row.pk), row.kind, row.decided_on, row.clock_from)
    try:
        waits = waits_of(granted, happened).value
    except ValueError as fault:
        raise InputError(str(fault), field="day") from fault
    wanted = {} if row.state == ExecutionState.ENTERED_IN_ERROR else dict(enumerate(waits, 1))
    kept = {one.nth: one for one in row.waits.all()}
    for nth in kept.keys() - wanted.keys():
        kept[nth].delete()
    for nth, wait in wanted.items():
        one = kept.get(nth) or RegisterWait(controller_id=row.controller_id, decision=row, nth=nth)
        one.cause, one.began_on = wait.cause.value, wait.began_on
        one.reportable_on, one.ended_on = wait.first_reportable, wait.ended_on
        one.end = wait.end.value if wait.end else ""
        one.save()
