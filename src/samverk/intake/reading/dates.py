"""Dates as Swedish documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("mars", "mar"),
            ("april", "apr"),
            ("maj",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augusti", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
# One source for the citations, which embed it in longer patterns.
DATE_PATTERN = (
    r"(?:(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    rf"|\d{{1,2}}(?::e|:a|\.)? ?(?:{_WORDS})\.?,? (?:19|20)\d\d(?!\d)"
    r"|\d{1,2}/\d{1,2}[ -](?:19|20)\d\d(?!\d))"
)
# What follows digits tells most figures from dates; what stands before is looked at after.
# A pattern that begins with one sign of a set, not a repeat, is found several times faster.
_DIGITS = re.compile(r"[0-9]\d{0,3}(?=-\d\d-|/\d|(?::[ea]|\.)? ?[jfmasondJFMASOND])")
_DATE = re.compile(DATE_PATTERN, re.IGNORECASE)
_PARTS = re.compile(rf"(\d{{1,2}})(?::e|:a|\.)? ?({_WORDS})\.?,? (\d{{4}})", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})")
_NOT_BEFORE = frozenset("0123456789-")
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?: den)?,? ?|den )?"
_ALONE = re.compile(rf"{_WEEKDAY}({DATE_PATTERN})\.?", re.IGNORECASE)


class DateMention(NamedTuple):
    """A date in a text and where it stands."""

    day: date
    start: int
    end: int


def date_of(text: str) -> date | None:
    """Answer which day a printed date means; None for a day that is not in the calendar."""
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text[:10])
        if match := _PARTS.match(text):
            return date(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
        if match := _NUMERIC.match(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return None


def dates_in(text: str) -> Iterator[DateMention]:
    """Yield every date in a text, in order."""
    end = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start < end or (start and text[start - 1] in _NOT_BEFORE):
            continue
        match = _DATE.match(text, start)
        if match and (day := date_of(match[0])):
            end = match.end()
            yield DateMention(day, start, end)


def first_date(text: str) -> date | None:
    """Answer the first date in a text."""
    return next((mention.day for mention in dates_in(text)), None)


def date_alone(text: str) -> date | None:
    """Answer the date of a line that prints a date and nothing else, as in a page header."""
    if len(text) > 40 or not text:
        return None
    match = _ALONE.fullmatch(text)
    return date_of(match[1]) if match else None
