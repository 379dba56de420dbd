"""Whether what has a first and a last day runs in a calendar year (pågår under året)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


class Runs(StrEnum):
    """Whether something runs in a year; unknown where the day that would tell is missing."""

    YES = "ja"
    NO = "nej"
    UNKNOWN = "okänt"


def runs_in(starts_on: date | None, ends_on: date | None, year: int) -> Ruling[Runs]:
    """Answer whether any day from the first to the last lies in ``year``.

    No last day means that none is set: it goes on. Without a first day it is only sure for the year of
    the last day, and after it.
    """
    if starts_on and starts_on.year > year:
        return Ruling(Runs.NO, (Reason(f"Den börjar {starts_on}, efter året."),))
    if ends_on and ends_on.year < year:
        return Ruling(Runs.NO, (Reason(f"Den slutade {ends_on}, före året."),))
    if starts_on or (ends_on and ends_on.year == year):
        return Ruling(Runs.YES, (Reason("Minst en av dess dagar ligger under året."),))
    return Ruling(Runs.UNKNOWN, (Reason("Startdagen är inte registrerad."),))


EXAMPLES = (
    Example(
        runs_in,
        {"starts_on": date(2025, 12, 31), "ends_on": None, "year": 2025},
        Runs.YES,
        "räknat för hand: började på årets sista dag",
    ),
    Example(
        runs_in,
        {"starts_on": None, "ends_on": date(2026, 1, 1), "year": 2025},
        Runs.UNKNOWN,
        "konstruerat: slutade efter året, startdagen saknas",
    ),
)
