"""When a quarter is reported (rapportfönster): from one day of the year to another, after the quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.wording import MONTHS

_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
# A year without a 29 February: a window that begins or ends then would not be there each year
_COMMON_YEAR = 2023
FAULT = "Skriv fönstret som MM-DD--MM-DD, till exempel 07-01--08-31."


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a year between which a report is taken (fönster): month and day of both."""

    opens: tuple[int, int]
    closes: tuple[int, int]

    def __str__(self) -> str:
        (month, day), (end_month, end_day) = self.opens, self.closes
        return f"{month:02}-{day:02}--{end_month:02}-{end_day:02}"

    @property
    def words(self) -> str:
        """The window in running text."""
        opens, closes = (f"{day} {MONTHS[month - 1]}" for month, day in (self.opens, self.closes))
        return f"{opens} till {closes}"


DEFAULT_WINDOWS = {
    1: Window((4, 1), (4, 30)),
    2: Window((7, 1), (8, 31)),
    3: Window((10, 1), (10, 31)),
    4: Window((1, 1), (1, 31)),
}


def read_window(text: str) -> Window:
    """Read "07-01--08-31". Raises ValueError with a Swedish text."""
    parts = [_DAY.fullmatch(one.strip()) for one in text.split("--")]
    if len(parts) != len(("opens", "closes")) or not all(parts):
        raise ValueError(FAULT)
    opens, closes = ((int(one[1]), int(one[2])) for one in parts if one is not None)
    for month, day in (opens, closes):
        _check_day(month, day)
    return Window(opens, closes)


def _check_day(month: int, day: int) -> None:
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError as fault:
        raise ValueError(f"{month:02}-{day:02} finns inte i kalendern varje år.") from fault


def window_days(window: Window, quarter: Quarter) -> tuple[date, date]:
    """Find a window's days for a quarter: the first such ones after it has ended."""
    first = quarter.next.first_day
    opens = date(first.year, *window.opens)
    if opens < first:
        opens = date(first.year + 1, *window.opens)
    closes = date(opens.year, *window.closes)
    return opens, closes if closes >= opens else date(opens.year + 1, *window.closes)
