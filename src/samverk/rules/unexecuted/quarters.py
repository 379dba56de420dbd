"""Calendar quarters (kvartal), which the reports are made for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_TYPED = re.compile(r"(\d{4})\s*-?\s*(?:Q|KV|KVARTAL)\s*([1-4])", re.IGNORECASE)
_MONTHS = 3
# Before LSS there was nothing to report, and a year far off is a slip of the keys
MIN_YEAR, MAX_YEAR = 1994, 2100
_QUARTERS = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year (kvartal): ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return _first_day(self.year, self.number)

    @property
    def last_day(self) -> date:
        """The day as of which the quarter is counted."""
        return _last_day(self.year, self.number)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return self.plus(1)

    def plus(self, quarters: int) -> Quarter:
        """Find the quarter so many later, or earlier when negative."""
        year, place = divmod(self.index + quarters, _QUARTERS)
        return Quarter(year, place + 1)

    @property
    def index(self) -> int:
        """A number that grows by one with each quarter, to count with."""
        return self.year * _QUARTERS + self.number - 1

    def __str__(self) -> str:
        return f"kvartal {self.number} {self.year}"

    @property
    def code(self) -> str:
        """The quarter as typed, "2023Q1"."""
        return f"{self.year}Q{self.number}"


# A register is counted by asking for these once for each wait
@lru_cache(maxsize=2_000)
def _first_day(year: int, number: int) -> date:
    return date(year, _MONTHS * number - 2, 1)


@lru_cache(maxsize=2_000)
def _last_day(year: int, number: int) -> date:
    return Quarter(year, number).next.first_day - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """Find the quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def read_quarter(text: str) -> Quarter:
    """Read "2023Q1", "2023 kv 1" or "2023-Q1". Raises ValueError with a Swedish text."""
    found = _TYPED.fullmatch(text.strip())
    if found is None or not MIN_YEAR <= int(found[1]) <= MAX_YEAR:
        raise ValueError(
            f"Kvartalet skrivs som 2023Q1: året ({MIN_YEAR}–{MAX_YEAR}), Q och 1, 2, 3 eller 4."
        )
    return Quarter(int(found[1]), int(found[2]))
