"""Whether participant-days and the number of participants that a party tells can both be right.

Nobody takes part more than once a day in one delivery: so many days are at least so many participants.
Both numbers have been told already, so that they are held against each other tells nothing new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.agreements.stretches import Span
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import month_and_year, running_date


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """Participant-days that are told of a month (månadens deltagardagar), of an intervention and a party."""

    month: Span
    days: int


@dataclass(frozen=True, slots=True)
class PeopleTold:
    """How many participations are told of a period (antal deltaganden) that has the month in it."""

    period: Span
    people: int


def days_fit(told: DaysOfMonth, counted: PeopleTold) -> Ruling[bool]:
    """Answer whether so many days can be of so few participants. Raises ValueError for another period."""
    if counted.period.common(told.month) != told.month:
        raise ValueError("the month is not in the period that was counted")
    most = counted.people * told.month.days
    day, last = running_date(counted.period.from_date), running_date(counted.period.to_date)
    text = (
        f"{told.days} deltagardagar är berättade för {month_and_year(told.month.from_date)}. Antalet"
        f" deltaganden från {day} till {last} är {counted.people}, och så många kan ha högst {most} dagar"
        f" den månaden ({counted.people} × {told.month.days})."
    )
    return Ruling(told.days <= most, (Reason(text),))


_JANUARY = Span(date(2024, 1, 1), date(2024, 1, 31))
_YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
EXAMPLES = (
    Example(
        days_fit,
        {"told": DaysOfMonth(_JANUARY, 310), "counted": PeopleTold(_YEAR, 10)},
        True,
        "räknat för hand: tio deltar alla dagar",
    ),
    Example(
        days_fit,
        {"told": DaysOfMonth(_JANUARY, 311), "counted": PeopleTold(_YEAR, 10)},
        False,
        "räknat för hand: en dag mer än tio kan ha",
    ),
)
