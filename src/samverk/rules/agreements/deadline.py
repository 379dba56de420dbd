"""When a claim must be handed in: its last day, the two warnings before it, and when it expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.agreements.claim import ClaimEvent
from samverk.rules.example import Example
from samverk.rules.machine import refuse
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

# No source sets a time: each agreement has its own, and this stands in the form from the start
DEFAULT_CLAIM_DAYS = 60
# Days left at the first warning and at the second, by no source either: long enough to act
WARNINGS = (30, 7)


@dataclass(frozen=True, slots=True)
class Handing:
    """What the last day follows from (underlag för sista dag).

    ``made_on`` is the day of the step GENERATE, ``warned`` the days of the warnings that were given.
    """

    period_end: date
    days: int
    made_on: date
    warned: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a claim must be handed in (sista dag), and how close that is.

    ``level`` is how many warnings are called for by now. One that has not been warned twice is not past.
    """

    last_day: date
    is_past: bool
    warning: str = ""
    level: int = 0


def usual_last_day(period_end: date, days: int) -> date:
    """Answer the last day to hand in a claim that was made in time."""
    return period_end + timedelta(days=days)


def deadline(given: Handing, day: date) -> Ruling[Deadline]:
    """Answer the last day to hand in a claim; two warnings come before it.

    One made anew after that day has as many days from when it was made. A second warning that comes
    late, when no worker ran, moves the last day: as long is left as when it comes in time.
    """
    usual = usual_last_day(given.period_end, given.days)
    start = given.made_on if given.made_on > usual else given.period_end
    last, reasons = _last_day(given, start)
    level = sum((last - day).days <= limit for limit in WARNINGS) if day > start else 0
    are_given = len(given.warned) >= len(WARNINGS)
    is_past = day > last and are_given
    warning = "" if is_past or not level else _warning(level, last, day)
    return Ruling(Deadline(last, is_past, warning, level), reasons)


def _last_day(given: Handing, start: date) -> tuple[date, tuple[Reason, ...]]:
    last = start + timedelta(days=given.days)
    since = "periodens slut" if start == given.period_end else "att underlaget skapades på nytt"
    told = f"Överenskommelsen ger {given.days} dagar efter {since}: till {running_date(last)}."
    if len(given.warned) < len(WARNINGS):
        return last, (Reason(told),)
    moved = given.warned[-1] + timedelta(days=WARNINGS[-1])
    if moved <= last:
        return last, (Reason(told),)
    late = f"Den andra varningen kom sent: sista dagen blev {running_date(moved)}."
    return moved, (Reason(told), Reason(late))


def _warning(level: int, last: date, day: date) -> str:
    left = (last - day).days
    if left >= 0:
        return f"Varning {level}: {left} dagar kvar att lämna in, till {running_date(last)}."
    return f"Sista dagen var {running_date(last)}, men två varningar har inte givits. Lämna in nu."


def warning_due(given: Handing, day: date) -> Ruling[int]:
    """Answer which warning is to be given on ``day``: 1, 2, or 0 for none. Never two on one day."""
    found = deadline(given, day)
    count = len(given.warned)
    is_due = count < found.value.level and (not count or given.warned[-1] < day)
    return Ruling(count + 1 if is_due else 0, found.reasons)


def refused_as_past(event: ClaimEvent, due: Deadline) -> Ruling[None] | None:
    """Refuse to hand in what is past its last day."""
    if event is ClaimEvent.SUBMIT and due.is_past:
        told = running_date(due.last_day)
        return refuse(f"Sista dagen att lämna in var {told}. Be förbundet om ett nytt underlag.")
    return None


def refused_as_late(period_end: date, days: int, day: date) -> Ruling[None] | None:
    """Refuse a payee to make a claim itself after the last day: then the federation gives it anew."""
    last = usual_last_day(period_end, days)
    if day > last:
        told = running_date(last)
        return refuse(f"Sista dagen att lämna in var {told}. Be förbundet om ett nytt underlag.")
    return None


_GIVEN = Handing(date(2024, 1, 31), 60, date(2024, 2, 1))
EXAMPLES = (
    Example(
        warning_due,
        {"given": _GIVEN, "day": date(2024, 3, 1)},
        1,
        "konstruerat: 30 dagar före den 31 mars",
    ),
    Example(
        warning_due,
        {"given": _GIVEN, "day": date(2024, 2, 29)},
        0,
        "konstruerat: 31 dagar före den 31 mars",
    ),
)
