"""Takes a step with a decision: an offer, an answer, a reason, an execution, an end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from samverk.execution.actions.history import Doing, locked, move
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.settings import book_of
from samverk.execution.zone import entered, handler_at
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right
from samverk.rules.unexecuted.code_books import CodeList
from samverk.rules.unexecuted.code_lists import CloseKind
from samverk.rules.unexecuted.handling import EXECUTION, OFFER_ANSWERS, Detail, ExecutionEvent
from samverk.rules.unexecuted.standing import standing_after
from samverk.rules.unexecuted.waits import Cause
from samverk.rules.wording import running_date

STEP_TAKEN = acts.kind("execution.step_taken", "Händelse i registret antecknad", is_quiet=True)
E = ExecutionEvent
# What only the one who answers for the reports may do
OF_THE_REPORTER = frozenset({E.REOPEN, E.UNDO_INTERRUPTION, E.CORRECT})
# What says nothing without words
NEEDS_WORDS = {
    E.SUPPORT: "Skriv vilket stöd som ges under väntan.",
    E.FOLLOW_UP: "Skriv vad uppföljningen visade.",
    E.CONSEQUENCE: "Skriv vilka konsekvenser väntan har.",
    E.SPECIFY: "Skriv det som ska stå i rapporten.",
    E.EXECUTE_PARTLY: "Skriv vilken del som inte är verkställd.",
    E.REOPEN: "Skriv varför beslutet öppnas igen.",
    E.UNDO_INTERRUPTION: "Skriv varför avbrottet är fel.",
    E.CORRECT: "Skriv varför beslutet är felregistrerat.",
}
OTHER_REASON = "annat"


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step (händelse): what, on which day, with which code, and what is written of it."""

    event: ExecutionEvent
    day: date
    code: str = ""
    note: str = field(default="", repr=False)


def take_step(
    actor: Actor, body: int, decision: uuid.UUID, new: NewStep, *, key: str
) -> GrantedDecision:
    """Take a step with a decision.

    Raises ConflictError for a step that its state does not allow, InputError for a day, a code or words
    that cannot be so, NotAllowedError for one that only the main reporter takes.
    """
    if new.event in (E.DECIDE, E.AMEND):
        raise InputError("Det görs på en egen sida.")
    right = Right.REPORT_EXECUTION if new.event in OF_THE_REPORTER else Right.HANDLE_EXECUTION
    with entered(actor, body, right) as home:
        row = locked(decision, body)
        act = acts.Act(
            actor,
            STEP_TAKEN,
            key,
            home.organisation,
            body=body,
            effective_on=new.day,
            content=(str(decision), new, new.note),
        )
        return acts.carry_out(act, lambda: _take(actor, row, new))


def _take(actor: Actor, row: GrantedDecision, new: NewStep) -> GrantedDecision:
    if new.event in NEEDS_WORDS and not new.note.strip():
        raise InputError(NEEDS_WORDS[new.event], field="note")
    _check_state(row, new.event)
    _TOLD.get(new.event, _nothing)(row, new)
    row.stands = standing_after(row.stands, new.event, new.day, new.code)
    doing = Doing(actor, handler_at(actor, row.controller_id), new.day, new.code, new.note)
    move(row, new.event, doing)
    return row


def _check_state(row: GrantedDecision, event: ExecutionEvent) -> None:
    """Say what may be done before what is written is judged, when the step cannot be taken at all."""
    if event not in EXECUTION.events_from(row.state):  # type: ignore[arg-type]
        name = EXECUTION.state_names[row.state]  # type: ignore[index]
        told = EXECUTION.event_names[event].lower()
        raise ConflictError(f"Beslutet är {name}: ”{told}” går inte nu. Ladda om sidan.")


def _nothing(_: GrantedDecision, new: NewStep) -> None:
    if new.code:
        raise InputError("Det steget har ingen kod.", field="code")


def _offer(row: GrantedDecision, new: NewStep) -> None:
    _within_the_wait(row, new)
    if (pending := _unanswered(row)) is not None:
        raise InputError(
            f"Erbjudandet {running_date(pending)} har inget svar än. Anteckna det först."
        )


def _answer(row: GrantedDecision, new: NewStep) -> None:
    if new.code not in set(OFFER_ANSWERS):
        raise InputError("Välj vad den enskilde svarade.", field="code")
    pending = _unanswered(row)
    if pending is None:
        raise InputError("Det finns inget erbjudande att svara på. Anteckna det först.")
    if new.day < pending:
        raise InputError(
            f"Svaret kan inte ha kommit före erbjudandet, {running_date(pending)}.", field="day"
        )


def _unanswered(row: GrantedDecision) -> date | None:
    """Find the day of the offer that waits for an answer: an earlier one may be noted afterwards."""
    if row.is_answered or row.offered_on is None:
        return None
    latest = row.steps.filter(event=E.OFFER).order_by("-number").first()
    return latest.happened_on if latest else row.offered_on


def _explain(row: GrantedDecision, new: NewStep) -> None:
    if not book_of(row.controller_id).is_used(CodeList.REASON, new.code, new.day):
        raise InputError("Välj ett skäl i listan.", field="code")
    if new.code == OTHER_REASON and not new.note.strip():
        raise InputError("Skriv vilket skälet är.", field="note")
    _within_the_wait(row, new)


def _within_the_wait(row: GrantedDecision, new: NewStep) -> None:
    """Refuse what happened before the interruption that the decision waits from."""
    wait = row.waits.filter(ended_on=None, cause=Cause.INTERRUPTION).first()
    if wait is not None and new.day < wait.began_on:
        raise InputError(
            f"Dagen är före avbrottet, {running_date(wait.began_on)}. Väntan efter det är en egen.",
            field="day",
        )


def _specify(_: GrantedDecision, new: NewStep) -> None:
    if new.code not in set(Detail):
        raise InputError("Välj vad du skriver om.", field="code")


def _close(row: GrantedDecision, new: NewStep) -> None:
    if not book_of(row.controller_id).is_used(CodeList.CLOSE, new.code, new.day):
        raise InputError("Välj varför beslutet avslutas.", field="code")
    if new.code == CloseKind.OTHER and not new.note.strip():
        raise InputError("Skriv varför beslutet avslutas.", field="note")


_TOLD: dict[ExecutionEvent, Callable[[GrantedDecision, NewStep], None]] = {
    E.OFFER: _offer,
    E.ANSWER: _answer,
    E.EXPLAIN: _explain,
    E.SPECIFY: _specify,
    E.CLOSE: _close,
}
