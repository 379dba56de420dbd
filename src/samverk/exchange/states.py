"""How far a message has come, told by its attempts: nothing of it is stored beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)


class Outcome(Enum):
    """How an attempt went (försök); ASKED is a person who asks for more, ASIDE one who ends it."""

    RECEIVED = "received"
    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"
    ASKED = "asked"
    ASIDE = "aside"


class State(Enum):
    """How far a message has come (meddelandets läge); the value is its Swedish name."""

    WAITING = "väntar"
    DELIVERED = "levererat, kvittot saknas"
    RECEIVED = "mottaget"
    REFUSED = "avvisat"
    GIVEN_UP = "kom inte fram"
    SET_ASIDE = "lagt åt sidan"


ENDS = {Outcome.REFUSED: State.REFUSED, Outcome.ASIDE: State.SET_ASIDE}


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: when, how it went, and why."""

    at: datetime
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a message stands: ``next_try`` is None when no more attempts are made."""

    state: State
    reason: str
    tries: int
    next_try: datetime | None

    @property
    def is_over(self) -> bool:
        """Answer whether nothing more happens by itself."""
        return self.next_try is None

    @property
    def needs_somebody(self) -> bool:
        """Answer whether a person has to look at it."""
        return self.state in {State.REFUSED, State.GIVEN_UP}


def standing(created: datetime, tries: Sequence[Try], now: datetime) -> Standing:
    """Tell where a message stands; ``tries`` come oldest first.

    A receipt ends it, whatever came before or after. A refusal does until somebody asks again, and
    so does one who sets it aside.
    """
    made = [one for one in tries if one.outcome not in {Outcome.ASKED, Outcome.ASIDE}]
    if received := next((t for t in made if t.outcome is Outcome.RECEIVED), None):
        return Standing(State.RECEIVED, received.reason, len(made), None)
    asked = max((n for n, t in enumerate(tries) if t.outcome is Outcome.ASKED), default=-1)
    begun = tries[asked].at if asked >= 0 else created
    since = tries[asked + 1 :]
    last = since[-1] if since else None
    if last and last.outcome in ENDS:
        return Standing(ENDS[last.outcome], last.reason, len(made), None)
    reason = last.reason if last else ""
    if now >= begun + GIVE_UP_AFTER:
        return Standing(State.GIVEN_UP, reason, len(made), None)
    waits = last and last.outcome is Outcome.DELIVERED
    state = State.DELIVERED if waits else State.WAITING
    return Standing(state, reason, len(made), last.at + wait(len(since)) if last else begun)


def wait(failures: int) -> timedelta:
    """Answer how long to wait after so many failures in a row: twice as long each time."""
    doublings: int = 2 ** min(max(failures - 1, 0), 20)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
