"""What ten or twelve digits can be, that look like a number and are not: days, periods, amounts."""

from __future__ import annotations

from calendar import monthrange

from samverk.rules.masking.runs import BLANK, Gap
from samverk.rules.masking.window import LONG, SHORT, Window, is_day

_DIGEST = 32
_HEX = frozenset("0123456789abcdefABCDEF")
_LEAP = 2000


def is_called(window: Window) -> bool:
    """Answer whether it is a telephone number in one piece: one that is said to be, and begins with 0."""
    is_one_piece = window.size == SHORT and set(window.inner) == {Gap.NONE}
    return is_one_piece and not window.digits[0] and window.start in window.paper.called


def is_digest(window: Window) -> bool:
    """Answer whether it lies in a digest: letters a to f and digits, thirty-two or more together."""
    if set(window.inner) != {Gap.NONE}:
        return False
    text = window.paper.text
    start, end = window.start, window.end
    while start > 0 and window.end - start < _DIGEST and text[start - 1] in _HEX:
        start -= 1
    while end < len(text) and end - start < _DIGEST and text[end] in _HEX:
        end += 1
    return end - start >= _DIGEST


def is_moment(window: Window) -> bool:
    """Answer whether it is a day of this century and a time or a year: "2024-01-01 0930"."""
    is_time = window.last // 100 < 24 and window.last % 100 < 60
    is_year = 1900 <= window.last < 2100
    return _is_late_day(window) and (is_time or is_year)


def is_dated(window: Window) -> bool:
    """Answer whether it is a day of this century as days are written, and a figure: "2024-01-01 4010"."""
    return _is_late_day(window) and Gap.DASH in window.day_gaps


def _is_late_day(window: Window) -> bool:
    return window.size == LONG and window.digits[0] == 2 and window.joint in BLANK


def are_days(window: Window) -> bool:
    """Answer whether it is two short days side by side: "190108 180324"."""
    if window.size != LONG or window.inner[5] not in BLANK:
        return False
    return all(is_day(_LEAP, window.number(at + 2, 2), window.number(at + 4, 2)) for at in (0, 6))


def is_period(window: Window) -> bool:
    """Answer whether the last four are a later day of the year: "230115-0630"."""
    month, day = divmod(window.last, 100)
    return is_day(_LEAP, month, day) and window.last >= window.number(-8, 4)


def is_whole_period(window: Window) -> bool:
    """Answer whether it is so many whole months: "230101-1231"."""
    if not is_period(window):
        return False
    month, day = divmod(window.last, 100)
    # A February of either length
    return window.number(-6, 2) == 1 and day in {
        monthrange(year, month)[1] for year in (2000, 2001)
    }


def is_thousands(window: Window) -> bool:
    """Answer whether it is from one amount to another: "120 000 - 1 500"."""
    blanks = [at for at, gap in enumerate(window.inner) if gap is Gap.SPACE]
    return window.size == SHORT and blanks == [2, 6]
