"""The line that opens a paragraph of minutes: "§ 440  Dnr 2022KS554", "KF § 102 DNR: KU.2017.3"."""

from __future__ import annotations

import re
from typing import NamedTuple

from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.diary import diary_at_start, without_diary
from samverk.intake.reading.organs import ABBREVIATIONS

_HEADER = re.compile(
    r"(?:(?P<organ>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,5}) ?)?§\s*(?P<number>\d{1,4})(?:/\d{2,4})?(?!\d)(?P<rest>.*)"
)
_CONTINUED = re.compile(r"(?:,? ?(?:forts(?:ättning)?\.?|\(forts\.?\)))$", re.IGNORECASE)
_RANGE = re.compile(r"§§ ?(?P<first>\d{1,4}) ?(?:[-–]|och) ?(?P<last>\d{1,4})(?!\d)(?P<rest>.*)")
_LONGEST = 220


class Header(NamedTuple):
    """A paragraph's opening: its number, and the body, diary number and title on its line."""

    number: int
    organ: str | None
    diary: str | None
    title: str | None
    is_continued: bool
    diary_body: str | None = None
    # "§§ 141–142" opens several paragraphs with one text.
    last_number: int | None = None


def header_of(text: str, *, follows_text: bool) -> Header | None:
    """Answer the paragraph a line opens; None for running text that names one.

    ``follows_text`` tells that the line above is an unfinished sentence: a wrapped citation
    may put "§ 94" first on its line.
    """
    if "§" not in text[:12] or len(text) > _LONGEST:
        return None
    match = _HEADER.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    continued = _CONTINUED.search(rest)
    if continued:
        rest = rest[: continued.start()].strip()
    number, organ = int(match["number"]), _organ(match["organ"])
    if diary := diary_at_start(rest):
        title = rest[diary.end :].strip(" ,–-")
        return Header(number, organ, diary.text, title or None, bool(continued), diary.body)
    if not rest:
        is_open = follows_text and not continued
        return None if is_open else Header(number, organ, None, None, bool(continued))
    if follows_text or not _is_title(rest):
        return None
    title, found = without_diary(rest)
    return Header(number, organ, found, title or None, bool(continued))


def several_of(text: str) -> Header | None:
    """Answer the paragraphs opened as one, "§§ 141–142 Ärendena utgår"; a long range is no heading.

    A front page also names them so: ask what stands before.
    """
    match = _RANGE.match(text)
    rest = match["rest"].strip(" .:") if match else ""
    if match is None or (rest and not _is_title(rest)):
        return None
    first, last = int(match["first"]), int(match["last"])
    if not first < last <= first + 20:
        return None
    return Header(first, None, None, rest or None, is_continued=False, last_number=last)


def _organ(word: str | None) -> str | None:
    if word is None:
        return None
    return ABBREVIATIONS.get(word.upper(), word)


def _is_title(rest: str) -> bool:
    """Answer whether what follows the number reads as a title, not as the rest of a citation."""
    first = next(iter(dates_in(rest)), None)
    before = rest[: first.start] if first else rest
    if (first and first.start < 5) or before.strip(" ,(") in ABBREVIATIONS:
        return False
    return (rest[0].isupper() and len(rest) > 2 and not rest.endswith(".")) or (
        rest[0] in "–-:" and (len(rest) > 3 and rest.lstrip("–-: ")[:1].isupper())
    )
