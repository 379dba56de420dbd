"""Whether a letter may be sent now, by what has happened to it (brevets gång).

A letter that may have gone out is never sent again by itself: a calling that comes twice makes
people ask which one holds. Whoever sent it is told, and decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

PATIENCE = timedelta(minutes=10)


class LetterState(StrEnum):
    """How a letter stands (brevets läge)."""

    QUEUED = "väntar"
    TRYING = "skickas"
    SENT = "skickat"
    FAILED = "försöks igen"
    REFUSED = "avvisat"
    UNSURE = "osäkert"


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to a letter (händelse), in its round."""

    state: LetterState
    round: int = 1


class Turn(StrEnum):
    """What the worker shall do with a letter (arbetarens tur)."""

    SEND = "send"
    LEAVE = "leave"
    DOUBT = "doubt"


def letter_state(events: Sequence[Happened]) -> LetterState:
    """Answer how a letter stands: the last thing that happened says it."""
    return events[-1].state if events else LetterState.QUEUED


def turn(events: Sequence[Happened], at: int) -> Turn:
    """Answer what the worker shall do in round ``at``.

    A try that nobody saw the end of is doubted: the server may have taken the letter before the
    worker fell. A round that somebody has begun anew is no longer the worker's of the old one.
    """
    if any(event.round > at for event in events):
        return Turn.LEAVE
    match letter_state([event for event in events if event.round == at]):
        case LetterState.QUEUED | LetterState.FAILED:
            return Turn.SEND
        case LetterState.TRYING:
            return Turn.DOUBT
        case _:
            return Turn.LEAVE


def may_send_again(state: LetterState, waited: timedelta) -> bool:
    """Answer whether a person may send a letter again: not while the worker still has it.

    After a while without a sign the worker is taken to be gone: nobody else will then send it.
    """
    return state not in {LetterState.QUEUED, LetterState.TRYING} or waited >= PATIENCE
