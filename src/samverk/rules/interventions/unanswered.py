"""A referral that nobody takes up (obesvarad remiss): two warnings, and then it lapses.

No statute sets the days: each team has its own, and the referrer is told before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

# By no source: a month to take up a referral, and time to act on each warning
TAKE_UP_DAYS = 30
WARNINGS = (14, 7)
LEAST_DAYS = 15


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A referral that came and is not taken up: the team's days, and when it was warned of."""

    came_on: date
    days: int
    warned: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of it on a day (följd): the last day, the warning to give (0 for none), or its end."""

    last_day: date
    warning: int = 0
    lapses: bool = False


def due(given: Unanswered, day: date) -> Ruling[Due]:
    """Answer what is due on a day: the first warning, the second, or that it lapses.

    One warning a day at most, and none is left out: a second one that comes late, when no worker ran,
    moves the last day, so that as long is left as when it comes in time.
    """
    last = given.came_on + timedelta(days=given.days)
    if len(given.warned) >= len(WARNINGS):
        last = max(last, given.warned[-1] + timedelta(days=WARNINGS[-1]))
        if day > last:
            text = f"Ingen började bedöma remissen till och med {running_date(last)}."
            return Ruling(Due(last, lapses=True), (Reason(text),))
        return Ruling(
            Due(last), (Reason(f"Båda varningarna är givna: till {running_date(last)}."),)
        )
    nth = len(given.warned)
    is_due = (last - day).days <= WARNINGS[nth] and day not in given.warned
    # The second comes the day after the first at the soonest, and leaves as long as in time
    soonest = day + timedelta(days=WARNINGS[-1] + (0 if nth else 1))
    left = max(last, soonest) if is_due else last
    text = (
        f"Ingen har börjat bedöma remissen. Den förfaller om ingen gör det till och med"
        f" {running_date(left)}."
    )
    return Ruling(Due(left, nth + 1 if is_due else 0), (Reason(text),))


_CAME = date(2024, 3, 1)
EXAMPLES = (
    Example(
        due,
        {"given": Unanswered(_CAME, 30), "day": date(2024, 3, 17)},
        Due(date(2024, 3, 31), 1),
        "räknat för hand: fjorton dagar kvar",
    ),
    Example(
        due,
        {
            "given": Unanswered(_CAME, 30, (date(2024, 3, 17), date(2024, 3, 24))),
            "day": date(2024, 4, 1),
        },
        Due(date(2024, 3, 31), lapses=True),
        "räknat för hand: dagen efter den sista",
    ),
)
