"""Days and numbers in forms that only a citation uses: "14.3.2024 § 5", "231127 § 140", "KF 140/2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.dates import DateMention
from samverk.intake.reading.fields.cited_bodies import body_right_before
from samverk.rules.diary import is_day_of_month

# "14.3.2024", or six figures that are a day: beside a § they are nothing else.
SHORT_DAY = (
    r"(?P<short>(?<![\d.,:/-])(?:(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)"
    r"|(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?![\d.]\d|\d))"
)
_BEFORE_SIGN = re.compile(rf"{SHORT_DAY}\)?,? ?\(?$")
_REACH = 16
# Two figures of a year from here on mean the 1900s.
_FIRST_SHORT_YEAR = 70
# The slash first, which is rarer than figures.
_YEAR = re.compile(r"/(?P<year>(?:19|20)?\d\d)(?![\w/:.-]*\d)")
_NUMBER = re.compile(r"(?<![\d/.,:-])\d{1,4}$")
_TO_NUMBER = re.compile(r"(?: (?:beslut|protokoll))? ")
_DECISION = (" beslut ", " protokoll ")
_LABEL = re.compile(
    r"\b(?:dnr|d:nr|diarie\w*|ärendenr|ärendenummer|beteckning)[.:]? ?\w{0,20} ?$", re.IGNORECASE
)


class Numbered(NamedTuple):
    """A decision cited by number and year: whose, which, and where it stands."""

    body: str
    number: int
    year: int
    start: int
    end: int


def short_days(text: str, signs: Sequence[int]) -> Iterator[DateMention]:
    """Yield the days in a short form right before a §."""
    for sign in signs:
        match = _BEFORE_SIGN.search(text, max(0, sign - _REACH), sign)
        if match and (day := short_day(match)):
            yield DateMention(day, match.start("short"), match.end("short"))


def short_day(match: re.Match[str]) -> date | None:
    """Answer the day a ``SHORT_DAY`` has found; None for one that is not in the calendar."""
    try:
        if match["y"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        return date(_whole_year(match["yy"]), int(match["mm"]), int(match["dd"]))
    except ValueError:
        return None


def _whole_year(printed: str) -> int:
    year = int(printed)
    if len(printed) == 4:
        return year
    return year + (1900 if year >= _FIRST_SHORT_YEAR else 2000)


def numbered(text: str) -> Iterator[Numbered]:
    """Yield the decisions cited as "KF 140/2023" or "kommunstyrelsens beslut 41/2022".

    A council keeps no diary of its own; another body's number is a diary's unless it is said
    to be of a decision.
    """
    for year in _YEAR.finditer(text):
        match = _NUMBER.search(text, max(0, year.start() - 5), year.start())
        if match is None or is_day_of_month(match[0] + year[0]):
            continue
        start = match.start()
        body = body_right_before(text, start, _TO_NUMBER)
        is_told = body is not None and (
            body.endswith("fullmäktige") or text.endswith(_DECISION, max(0, start - 11), start)
        )
        if body and is_told and not _LABEL.search(text, max(0, start - 60), start):
            yield Numbered(body, int(match[0]), _whole_year(year["year"]), start, year.end())
