"""When a status is measured to count as the one at the start, at the end, or at a follow-up.

No law or source sets how near is near: the numbers are the installation's own, with defaults here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Windows:
    """How many days around a start, an end and a follow-up's due day count (mätfönstrens bredd)."""

    around: int = 30
    before_due: int = 14
    after_due: int = 45


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a measurement counts on (mätfönster), both included."""

    first: date
    last: date


class Timeliness(StrEnum):
    """How a measurement lies to its window (mätningens tid)."""

    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"


def window_around(day: date, windows: Windows) -> Window:
    """Compute the days near a start or an end."""
    near = timedelta(days=windows.around)
    return Window(day - near, day + near)


def follow_up_window(ended_on: date, point: FollowUpPoint, windows: Windows) -> Window:
    """Compute the days that one follow-up of a participation that ended on a day counts on."""
    due = due_on(ended_on, point)
    first, last = timedelta(days=windows.before_due), timedelta(days=windows.after_due)
    return Window(due - first, due + last)


def timeliness(day: date, window: Window) -> Ruling[Timeliness]:
    """Answer whether a day is before, in or after a window."""
    found = Timeliness.IN_TIME
    if day < window.first:
        found = Timeliness.EARLY
    elif day > window.last:
        found = Timeliness.LATE
    text = f"Räknas från {running_date(window.first)} till och med {running_date(window.last)}."
    return Ruling(found, (Reason(text),))


EXAMPLES = (
    Example(
        timeliness,
        {"day": date(2024, 10, 31), "window": Window(date(2024, 9, 1), date(2024, 10, 30))},
        Timeliness.LATE,
        "konstruerat: dagen efter fönstrets sista",
    ),
)
