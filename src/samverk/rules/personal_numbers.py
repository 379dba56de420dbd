"""Finds personal identity numbers in a text: read in, it is warned of; at a federation it is refused.

A number counts when its day exists and its check digit is right: ten or twelve digits, with
hyphen, plus, blank or nothing before the last four. Coordination numbers have 60 added to the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_DASH = r"[-\u2010\u2011\u2012\u2013\u2212+]"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d{_DASH})(?P<century>18|19|20)?"
    r"(?P<year>\d\d)[ -]?(?P<month>\d\d)[ -]?(?P<day>\d\d)"
    rf"[ \u00a0]?{_DASH}?[ \u00a0]?(?P<last>\d{{4}})(?!{_DASH}?\d)"
)
_COORDINATION = 60
_ANY_CENTURY = ("18", "19", "20")


def lines_with_numbers(lines: Iterable[str]) -> list[int]:
    """List the indexes of the lines that hold a personal identity number."""
    return [index for index, line in enumerate(lines) if has_personal_number(line)]


def has_personal_number(text: str) -> bool:
    """Answer whether a personal identity number or coordination number (samordningsnummer) stands here."""
    return any(_is_valid(match) for match in _NUMBER.finditer(text))


def _is_valid(match: re.Match[str]) -> bool:
    digits = match["year"] + match["month"] + match["day"] + match["last"]
    centuries = (match["century"],) if match["century"] else _ANY_CENTURY
    return is_checked(digits) and any(_is_day(century, match) for century in centuries)


def _is_day(century: str, match: re.Match[str]) -> bool:
    day = int(match["day"])
    try:
        date(int(century + match["year"]), int(match["month"]), day % _COORDINATION or day)
    except ValueError:
        return False
    return True


def is_checked(digits: str) -> bool:
    """Answer whether the last digit is right, as the sum with weights 2 and 1 has it."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
