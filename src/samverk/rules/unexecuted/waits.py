"""One wait (väntan): from the decision, or from an interruption, until it is carried out or closed.

A decision that is carried out, interrupted and carried out again has two waits. Each becomes
reportable by itself, and is reported every quarter until it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from samverk.rules.periods import add_months
from samverk.rules.unexecuted.quarters import Quarter, quarter_of

LIMIT_MONTHS = 3


class Cause(StrEnum):
    """What the wait began with (orsak)."""

    DECISION = "decision"
    INTERRUPTION = "interruption"


class End(StrEnum):
    """How a wait ended (utfall)."""

    EXECUTED = "executed"
    CLOSED = "closed"
    # What an old list says when it tells the two together
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait of a decision (väntan på verkställighet).

    ``decision`` names the decision; it says nothing of a person. ``decided_on`` is kept for an
    interrupted one too: the elapsed time is told from it. ``began_on`` is the day its three months are
    counted from; it may be before the decision, where the board has let an earlier day stand.
    ``ended_on`` is None while it lasts. ``act`` is the one that the decision was taken under ("SoL" or
    "LSS"), "" where that is not known.
    """

    decision: str
    kind: str
    decided_on: date
    began_on: date
    cause: Cause = Cause.DECISION
    ended_on: date | None = None
    end: End | None = None
    act: str = ""

    @property
    def fee_from(self) -> date:
        """The day the two years of the special fee are counted from: decision or interruption."""
        return self.decided_on if self.cause is Cause.DECISION else self.began_on

    @property
    def first_reportable(self) -> date:
        """The first day on which more than three months have passed."""
        return first_reportable(self.began_on)

    @property
    def first_counted(self) -> Quarter | None:
        """The quarter it is first counted as not carried out at the end of; None when it ended before."""
        quarter = quarter_of(self.first_reportable)
        return quarter if self.ended_on is None or self.ended_on > quarter.last_day else None

    @property
    def is_reportable_when_ended(self) -> bool:
        """Answer whether it had become reportable before it ended; also while it lasts."""
        return self.ended_on is None or self.ended_on >= self.first_reportable

    def elapsed(self, day: date) -> int:
        """Count the days from the decision to ``day``, also for an interrupted one."""
        return (day - self.decided_on).days


@lru_cache(maxsize=20_000)
def first_reportable(day: date) -> date:
    """Find the day after three calendar months; see ``three_months`` for the reasons."""
    return add_months(day, LIMIT_MONTHS) + timedelta(days=1)
