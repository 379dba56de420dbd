"""What stands of a decision after a step (det som gäller nu): its reason, its offer, whether it is answered.

It is of the wait that lasts: after an interruption nothing has been said or offered yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.rules.unexecuted.handling import ExecutionEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """What the latest steps have told: the code of the reason and its day, and the day of the offer."""

    reason: str = ""
    explained_on: date | None = None
    offered_on: date | None = None
    is_answered: bool = True


def standing_after(was: Standing, event: ExecutionEvent, day: date, code: str) -> Standing:
    """Work out what stands after a step. What is noted afterwards does not push the later away."""
    match event:
        case ExecutionEvent.INTERRUPT:
            return Standing()
        case ExecutionEvent.OFFER:
            latest = max(day, was.offered_on or day)
            return replace(was, offered_on=latest, is_answered=False)
        case ExecutionEvent.ANSWER:
            return replace(was, is_answered=True)
        case ExecutionEvent.EXPLAIN if was.explained_on is None or day >= was.explained_on:
            return replace(was, reason=code, explained_on=day)
        case _:
            return was
