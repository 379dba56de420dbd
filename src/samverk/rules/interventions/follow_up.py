"""When an ended participation is followed up (uppföljning): three, six and twelve months after.

Counted in calendar months from the day it ended; a day that the month lacks is its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class FollowUpPoint(StrEnum):
    """Which follow-up it is (uppföljningstillfälle)."""

    M3 = "m3"
    M6 = "m6"
    M12 = "m12"


MONTHS = {FollowUpPoint.M3: 3, FollowUpPoint.M6: 6, FollowUpPoint.M12: 12}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up to make (uppföljning): which, and the first day that it is due."""

    point: FollowUpPoint
    due_on: date


def follow_ups(ended_on: date) -> Ruling[tuple[FollowUp, ...]]:
    """List the follow-ups of a participation that ended on a day, in the order they fall due."""
    found = tuple(FollowUp(point, add_months(ended_on, many)) for point, many in MONTHS.items())
    reasons = tuple(
        Reason(
            f"{MONTHS[one.point]} månader efter {running_date(ended_on)}: {running_date(one.due_on)}."
        )
        for one in found
    )
    return Ruling(found, reasons)


def due_on(ended_on: date, point: FollowUpPoint) -> date:
    """Answer the first day that one follow-up is due."""
    return add_months(ended_on, MONTHS[point])


EXAMPLES = (
    Example(
        follow_ups,
        {"ended_on": date(2022, 11, 30)},
        (
            FollowUp(FollowUpPoint.M3, date(2023, 2, 28)),
            FollowUp(FollowUpPoint.M6, date(2023, 5, 30)),
            FollowUp(FollowUpPoint.M12, date(2023, 11, 30)),
        ),
        "räknat för hand: februari saknar den trettionde",
    ),
)
