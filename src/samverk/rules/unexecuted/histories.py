"""From what has happened to a decision to its waits (händelser till väntan).

Only events that did happen count: what was entered in error is not among them, an execution or a close
that was opened again never ended the wait, and an interruption that was taken away never began one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.wording import running_date

# What begins a wait, ends it, or takes either back
BREAKS = frozenset(
    {
        ExecutionEvent.EXECUTE,
        ExecutionEvent.INTERRUPT,
        ExecutionEvent.CLOSE,
        ExecutionEvent.REOPEN,
        ExecutionEvent.UNDO_INTERRUPTION,
    }
)
# What puts an earlier event right has no day of its own in the wait
_RIGHTS = frozenset({ExecutionEvent.REOPEN, ExecutionEvent.UNDO_INTERRUPTION})


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a decision (händelse), on the day it happened."""

    event: ExecutionEvent
    on: date


@dataclass(frozen=True, slots=True)
class Granted:
    """A decision as the register has it (beviljat): its key, type and day.

    ``clock_from`` is the day the wait is counted from when the board has let the day of the decision
    that it replaces stand; None when it is counted from the decision itself.
    """

    decision: str
    kind: str
    decided_on: date
    clock_from: date | None = None

    @property
    def began_on(self) -> date:
        """The day the first wait begins."""
        return self.clock_from or self.decided_on


def waits_of(granted: Granted, happened: Iterable[Happened]) -> Ruling[tuple[Wait, ...]]:
    """Find every wait of a decision: the first from its day, and one from each interruption.

    ``happened`` comes in the order it was registered, which is the order of the steps. Elapsed time is
    told from the decision, also after an interruption. Raises ValueError with a Swedish text where the
    events cannot have happened in that order.
    """
    first = Wait(granted.decision, granted.kind, granted.decided_on, granted.began_on)
    waits = [first]
    for one in happened:
        if one.event in BREAKS:
            _check_day(one, waits[-1])
            _follow(waits, one)
    reasons = [Reason(_told(wait)) for wait in waits]
    if granted.clock_from is not None and granted.clock_from != granted.decided_on:
        reasons.append(
            Reason(
                f"Nämnden har låtit tiden räknas från {running_date(granted.clock_from)}, dagen för"
                " beslutet som det här ersätter. Ingen regel om det är känd."
            )
        )
    return Ruling(tuple(waits), tuple(reasons))


def _check_day(one: Happened, wait: Wait) -> None:
    if one.event in _RIGHTS:
        return
    earliest = wait.ended_on if one.event is ExecutionEvent.INTERRUPT else wait.began_on
    if earliest is not None and one.on < earliest:
        what = "verkställdes" if one.event is ExecutionEvent.INTERRUPT else "började väntan"
        raise ValueError(
            f"{running_date(one.on)} går inte: {running_date(earliest)} {what}. Ange en dag därefter."
        )


def _follow(waits: list[Wait], one: Happened) -> None:
    """Let an event change the last wait, or begin one."""
    last = waits[-1]
    if one.event is ExecutionEvent.REOPEN:
        waits[-1] = replace(last, ended_on=None, end=None)
    elif one.event is ExecutionEvent.UNDO_INTERRUPTION:
        if last.cause is not Cause.INTERRUPTION or last.ended_on is not None:
            raise ValueError("Det som tas bort ska vara ett avbrott som pågår.")
        waits.pop()
    elif one.event is ExecutionEvent.INTERRUPT:
        if last.end is not End.EXECUTED:
            raise ValueError("Det som avbryts ska ha varit verkställt.")
        waits.append(
            replace(last, began_on=one.on, cause=Cause.INTERRUPTION, ended_on=None, end=None)
        )
    elif one.event is ExecutionEvent.EXECUTE:
        waits[-1] = replace(last, ended_on=one.on, end=End.EXECUTED)
    else:
        waits[-1] = replace(last, ended_on=one.on, end=End.CLOSED)


def _told(wait: Wait) -> str:
    began = "beslutsdagen" if wait.began_on == wait.decided_on else "det tidigare beslutet"
    if wait.cause is Cause.INTERRUPTION:
        began = "avbrottet"
    since = f"Väntan räknas från {began}, {running_date(wait.began_on)}"
    if wait.ended_on is None:
        return f"{since}, och pågår."
    how = "verkställdes" if wait.end is End.EXECUTED else "avslutades"
    return f"{since}, till {running_date(wait.ended_on)}, då beslutet {how}."


_DECIDED, _EXECUTED, _BROKEN = date(2024, 1, 10), date(2024, 3, 1), date(2024, 9, 2)
EXAMPLES = (
    Example(
        waits_of,
        {
            "granted": Granted("K1", "Kontaktperson", _DECIDED),
            "happened": (
                Happened(ExecutionEvent.EXECUTE, _EXECUTED),
                Happened(ExecutionEvent.INTERRUPT, _BROKEN),
            ),
        },
        (
            Wait(
                "K1", "Kontaktperson", _DECIDED, _DECIDED, Cause.DECISION, _EXECUTED, End.EXECUTED
            ),
            Wait("K1", "Kontaktperson", _DECIDED, _BROKEN, Cause.INTERRUPTION),
        ),
        "konstruerat: verkställt före tre månader och sedan avbrutet",
    ),
)
