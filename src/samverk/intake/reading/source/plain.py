"""Text and Markdown to lines with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from samverk.intake.reading.model import Line, Place

_TAG = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|span|p|br)\s{0,3}/?>", re.IGNORECASE)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_SIGNS = "#*<_\\"
_MARKUP = re.compile(f"[{re.escape(_SIGNS)}]")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\ufeff": ""})
_ODD_SIGNS = "\u00a0\u202f\u2007\u2009\ufeff\u00ad\ufffe\x02"
_ODD = re.compile(f"[{_ODD_SIGNS}]")
# A soft hyphen ends a line in many PDFs; PDFium itself writes it as U+FFFE or U+0002.
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe\x02]$")
# Every text has a line 1: the first lines' places are shared.
_place = lru_cache(maxsize=4096)(Place)


def plain_lines(text: str) -> Iterable[Line]:
    """Yield the lines of a text file; a form feed starts a new line and is not text."""
    raws = text.splitlines()
    places = map(_place, range(1, len(raws) + 1))
    # Most texts hold few of the signs: looking once is cheaper than line by line.
    if not text.isascii() and any(sign in text for sign in _ODD_SIGNS):
        return map(line_of, raws, places)
    if not any(sign in text for sign in _SIGNS):
        return map(Line, places, raws, map(str.strip, raws))
    has_markup = _MARKUP.search
    return [
        _with_markup(raw, raw, place) if has_markup(raw) else Line(place, raw, raw.strip())
        for place, raw in zip(places, raws, strict=True)
    ]


def line_of(raw: str, place: Place) -> Line:
    """Build a line: ``text`` is what is said, without Markdown signs and outer blanks."""
    text = _without_odd_signs(raw) if _ODD.search(raw) else raw
    if not _MARKUP.search(text):
        return Line(place, raw, text.strip())
    return _with_markup(raw, text, place)


def _with_markup(raw: str, text: str, place: Place) -> Line:
    plain, is_heading = _without_markup(text)
    return Line(place, raw, plain, is_heading)


def _without_odd_signs(raw: str) -> str:
    text = raw.translate(_BLANKS)
    return _SOFT_HYPHEN.sub("-", text.rstrip()).replace("\u00ad", "")


def _without_markup(text: str) -> tuple[str, bool]:
    is_heading = bool(_HEADING.match(text))
    if is_heading:
        text = _HEADING.sub("", text).rstrip("# ")
    if "<" in text:
        text = _TAG.sub("", text)
    stripped = text.strip()
    if stripped.startswith("**") or stripped.endswith("**"):
        is_heading = True
    # Only doubled signs are markup: a single asterisk may mark a row in a table, more are a rule.
    if stripped.strip("_*"):
        text = text.replace("**", "").replace("__", "").replace("\\", "")
    return text.strip(), is_heading
