"""The line that opens a paragraph of minutes: "§ 440  Dnr 2022KS554", "KF § 102 DNR: KU.2017.3"."""

from __future__ import annotations

import re
from typing import NamedTuple

from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.diary import diary_at_start, without_diary
from samverk.intake.reading.organs import ABBREVIATIONS

_HEADER = re.compile(
    r"(?:(?:(?P<organ>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,5}) ?)?§\s*|(?:Paragraf|PARAGRAF)\s+)"
    r"(?P<number>\d{1,4})(?:/\d{2,4})?(?!\d)(?:[.:](?=\s|$))?(?P<rest>.*)"
)
_CONTINUED = re.compile(r"(?:,? ?(?:forts(?:ättning)?\.?|\(forts\.?\)))$", re.IGNORECASE)
# "§ 77 forts.     KS 2024/201"
_CONTINUED_FIRST = re.compile(r"(?:forts(?:ättning)?\.?|\(forts\.?\))(?=\s)", re.IGNORECASE)
_RANGE = re.compile(r"§§ ?(?P<first>\d{1,4}) ?(?:[-–]|och) ?(?P<last>\d{1,4})(?!\d)(?P<rest>.*)")
# "Val av justerare ........ 3" in a list of contents
_LEADERS = re.compile(r"\s*(?:\.{2,}|…+|(?:\. ){2,}\.?)[. …]*\d{1,4}$")
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
    # What the line says in whole sentences: "§ 3 Föregående protokoll. Läggs till handlingarna."
    says: str | None = None


def may_open(text: str) -> bool:
    """Answer whether a line is worth asking if it opens a paragraph: few are."""
    return "§" in text[:12] or text.startswith(("Paragraf ", "PARAGRAF "))


def header_of(text: str, *, follows_text: bool) -> Header | None:
    """Answer the paragraph a line opens; None for running text that names one.

    ``follows_text`` tells that the line above is an unfinished sentence: a wrapped citation
    may put "§ 94" first on its line.
    """
    match = _HEADER.match(text) if len(text) <= _LONGEST and may_open(text) else None
    if match is None:
        return None
    rest = match["rest"].strip()
    if rest[-1:].isdigit() and (".." in rest or "…" in rest or ". ." in rest):
        rest = _LEADERS.sub("", rest)
    continued = _CONTINUED.search(rest) or _CONTINUED_FIRST.match(rest)
    if continued:
        rest = (rest[: continued.start()] + rest[continued.end() :]).strip()
    number, organ = int(match["number"]), _organ(match["organ"])
    if diary := diary_at_start(rest):
        # A class code may end in a point: "00123/2021 2.6."
        title = rest[diary.end :].strip(" ,–-").lstrip(". ")
        return Header(number, organ, diary.text, title or None, bool(continued), diary.body)
    if not rest:
        is_open = not continued and (follows_text or text.endswith("."))
        return None if is_open else Header(number, organ, None, None, bool(continued))
    if follows_text or not _is_title(rest):
        return None
    title, found = without_diary(rest)
    return Header(number, organ, found, title or None, bool(continued))


def said_of(text: str) -> Header | None:
    """Answer the paragraph a line opens and at once says a sentence of, "§ 3 Styrelsen godkänner.".

    A citation at the beginning of a text looks the same: ask what number stands before.
    """
    match = _HEADER.match(text) if len(text) <= _LONGEST and may_open(text) else None
    rest = match["rest"].strip() if match else ""
    if match is None or (rest and not _is_title(rest.rstrip("."))):
        return None
    title, stop, says = rest.partition(". ")
    if not stop:
        title, says = "", rest
    organ = _organ(match["organ"])
    return Header(
        int(match["number"]), organ, None, title or None, is_continued=False, says=says or None
    )


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
