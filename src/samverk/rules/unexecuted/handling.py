"""How a favourable decision is handled until it is carried out (verkställighetens gång), as a table of steps.

An offer is no execution, and a "no" to an offer neither carries out nor closes: the decision goes on
being reported. What is carried out can be interrupted, and then it waits anew.
"""

from __future__ import annotations

from enum import StrEnum

from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Ruling


class Handler(StrEnum):
    """In what capacity a step is taken (roll)."""

    CASE_OFFICER = "handläggare"
    REPORTER = "rapportör"
    IMPORT = "import"


class ExecutionState(StrEnum):
    """How far a decision has come (läge)."""

    WAITING = "waiting"
    PARTLY = "partly"
    EXECUTED = "executed"
    INTERRUPTED = "interrupted"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered_in_error"


class ExecutionEvent(StrEnum):
    """What happens to a decision (händelse)."""

    DECIDE = "decide"
    OFFER = "offer"
    ANSWER = "answer"
    SUPPORT = "support"
    EXPLAIN = "explain"
    FOLLOW_UP = "follow_up"
    CONSEQUENCE = "consequence"
    SPECIFY = "specify"
    AMEND = "amend"
    EXECUTE_PARTLY = "execute_partly"
    EXECUTE = "execute"
    INTERRUPT = "interrupt"
    CLOSE = "close"
    REOPEN = "reopen"
    UNDO_INTERRUPTION = "undo_interruption"
    CORRECT = "correct"


class OfferAnswer(StrEnum):
    """What the person said to an offer (svar på erbjudande)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NONE = "none"


OFFER_ANSWERS = {
    OfferAnswer.ACCEPTED: "tackade ja",
    OfferAnswer.DECLINED: "tackade nej",
    OfferAnswer.NONE: "svarade inte",
}


class Detail(StrEnum):
    """What is told in words beside a code, because the form asks for it (precisering)."""

    AREA = "area"
    TYPE = "type"
    PART = "part"
    NOTE = "note"


DETAILS = {
    Detail.AREA: "inriktning, när den är övrigt",
    Detail.TYPE: "typ av bostad eller annan insats",
    Detail.PART: "den del som inte är verkställd",
    Detail.NOTE: "upplysningar till IVO",
}
_S, _E = ExecutionState, ExecutionEvent
_BOARD = doers(Handler.CASE_OFFICER, Handler.REPORTER, Handler.IMPORT)
_REPORTER = doers(Handler.REPORTER)
# While it waits, wholly or in part: these are the ones that are reported
WAITING = (_S.WAITING, _S.PARTLY, _S.INTERRUPTED)
_REAL = (*WAITING, _S.EXECUTED, _S.CLOSED)
_WHILE_WAITING = (
    _E.OFFER,
    _E.ANSWER,
    _E.SUPPORT,
    _E.EXPLAIN,
    _E.FOLLOW_UP,
    _E.CONSEQUENCE,
)
EXECUTION: Machine[ExecutionState, ExecutionEvent, Handler] = Machine(
    "Beslutet",
    (
        Transition(None, _E.DECIDE, _S.WAITING, _BOARD),
        *(Transition(state, event, state, _BOARD) for state in WAITING for event in _WHILE_WAITING),
        # What was registered is put right, with both the old and the new kept
        *(Transition(state, _E.AMEND, state, _BOARD) for state in _REAL),
        # What the form asks for in words; an end is told in it too
        *(Transition(state, _E.SPECIFY, state, _BOARD) for state in _REAL),
        Transition(_S.WAITING, _E.EXECUTE_PARTLY, _S.PARTLY, _BOARD),
        Transition(_S.INTERRUPTED, _E.EXECUTE_PARTLY, _S.PARTLY, _BOARD),
        # More of it is carried out, and less is left
        Transition(_S.PARTLY, _E.EXECUTE_PARTLY, _S.PARTLY, _BOARD),
        *(Transition(state, _E.EXECUTE, _S.EXECUTED, _BOARD) for state in WAITING),
        Transition(_S.EXECUTED, _E.INTERRUPT, _S.INTERRUPTED, _BOARD),
        *(Transition(state, _E.CLOSE, _S.CLOSED, _BOARD) for state in WAITING),
        # Carried out or closed by mistake: the wait goes on as if it had not ended
        Transition(_S.CLOSED, _E.REOPEN, _S.WAITING, _REPORTER),
        Transition(_S.EXECUTED, _E.REOPEN, _S.WAITING, _REPORTER),
        # Interrupted by mistake: it was carried out all the time
        Transition(_S.INTERRUPTED, _E.UNDO_INTERRUPTION, _S.EXECUTED, _REPORTER),
        *(Transition(state, _E.CORRECT, _S.ENTERED_IN_ERROR, _REPORTER) for state in _REAL),
    ),
    {
        _S.WAITING: "ej verkställt",
        _S.PARTLY: "delvis verkställt",
        _S.EXECUTED: "verkställt",
        _S.INTERRUPTED: "avbrutet",
        _S.CLOSED: "avslutat utan att verkställas",
        _S.ENTERED_IN_ERROR: "felregistrerat",
    },
    {
        _E.DECIDE: "Registrera beslutet",
        _E.OFFER: "Anteckna ett erbjudande",
        _E.ANSWER: "Anteckna svaret",
        _E.SUPPORT: "Anteckna stöd under väntan",
        _E.EXPLAIN: "Ange skäl till dröjsmålet",
        _E.FOLLOW_UP: "Anteckna uppföljning av behovet",
        _E.CONSEQUENCE: "Anteckna konsekvenser för den enskilde",
        _E.SPECIFY: "Skriv mer till IVO",
        _E.AMEND: "Rätta uppgifter",
        _E.EXECUTE_PARTLY: "Delvis verkställt",
        _E.EXECUTE: "Verkställt",
        _E.INTERRUPT: "Verkställigheten avbröts",
        _E.CLOSE: "Avsluta utan verkställighet",
        _E.REOPEN: "Öppna igen",
        _E.UNDO_INTERRUPTION: "Ta bort avbrottet",
        _E.CORRECT: "Markera som felregistrerat",
    },
)


def reopened(ended_from: ExecutionState) -> ExecutionState:
    """Answer the state of a decision that is opened again: the one that it ended from.

    One that was interrupted waits again because of that, and is reported so.
    """
    return ended_from if ended_from in WAITING else ExecutionState.WAITING


def execution_step(
    state: ExecutionState | None, event: ExecutionEvent, handler: Handler
) -> Ruling[ExecutionState | None]:
    """Answer a decision's state after a step, None with the reason when it may not be taken."""
    return EXECUTION.take(state, event, handler)
