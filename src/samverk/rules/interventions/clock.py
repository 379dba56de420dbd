"""The clock of a wait (väntetid): from the referral's first submission to the first day.

It goes on through redirection and transfer. The adjusted wait leaves out pauses, and the days that the
referrer took to complete the referral.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count in the adjusted wait (paus); ``to_date`` is the day it ended, or None."""

    from_date: date
    to_date: date | None


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody has waited (väntetid), in days: in all, and without the pauses."""

    total: int
    adjusted: int


def wait(start: date, stop: date, pauses: Iterable[Pause] = ()) -> Ruling[Wait]:
    """Count the days from the clock's start to ``stop``: the first day, or the day of the question.

    Pauses may overlap each other and reach outside: each day is left out once. Raises ValueError
    when the clock stops before it starts.
    """
    if stop < start:
        raise ValueError("Klockan stannar innan den startar.")
    total = (stop - start).days
    away = _days(start, stop, pauses)
    reasons = [
        Reason(f"Klockan startade {running_date(start)}: {total} dagar till {running_date(stop)}.")
    ]
    if away:
        text = f"Pausad, eller under komplettering, {away} av dagarna: {total - away} utan dem."
        reasons.append(Reason(text))
    return Ruling(Wait(total, total - away), tuple(reasons))


def _days(start: date, stop: date, pauses: Iterable[Pause]) -> int:
    """Count the days that at least one pause covers."""
    spans = sorted((max(one.from_date, start), min(one.to_date or stop, stop)) for one in pauses)
    days, reached = 0, start
    for first, last in spans:
        begin = max(first, reached)
        if last > begin:
            days += (last - begin).days
            reached = last
    return days


EXAMPLES = (
    Example(
        wait,
        {
            "start": date(2022, 1, 10),
            "stop": date(2022, 9, 27),
            "pauses": (Pause(date(2022, 3, 1), date(2022, 4, 1)),),
        },
        Wait(260, 229),
        "räknat för hand: 31 dagars paus",
    ),
)
