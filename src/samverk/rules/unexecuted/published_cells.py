"""What stands in the cells of a published table: numbers, what is no number, and quarters in headings."""

from __future__ import annotations

import re

from samverk.rules.unexecuted.quarters import Quarter

MOST = 1_000_000
_SHOWN = 40
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"[1-4]\s?[-–'’/]\s?(2\d)(?!\d)")
_SPACE = r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_THOUSANDS = re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
_UNIT = re.compile(rf"{_SPACE}*(?:st|dagar|dgr)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"[-−–]?\d+(?:[.,]\d+)?", re.ASCII)
_EMPTY = frozenset({"", "-", "–", "—", "−"})
# What offices write where a number is small: "<5", "1–4", "..", "x"
_HIDDEN = re.compile(r"[<≤]\s*\d+|färre än \d+|\d+\s?[-–]\s?\d+|\.\.+|x{1,3}|\*+", re.IGNORECASE)
_ERROR = re.compile(r"#[A-ZÅÄÖ/0-9]{2,12}[!?]?")
# How a quarter is written in a heading, each with the way its number is told
_NUMBERED = (
    re.compile(
        r"(?<![a-zåäö])(?:q|kv|kvartal(?:et)?|k)\.?\s*-?\s*(?P<n>[1-4])(?!\d)", re.IGNORECASE
    ),
    re.compile(
        r"(?<!\d)(?P<n>[1-4])\s*[:.]?\s*(?:a|e)?\s*(?:kvartalet|kvartal|kv)\b", re.IGNORECASE
    ),
)
_ROMAN = re.compile(r"\b(?:kvartal(?:et)?|kv\.?)\s*(?P<n>I{1,3}|IV)\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?P<n>första|andra|tredje|fjärde)\s+kvartalet", re.IGNORECASE)
_MONTHS = re.compile(
    r"\b(?P<n>jan|apr|jul|okt)[a-z]*\.?\s*(?:-|–|till)\s*(?:mar|jun|sep|dec)", re.IGNORECASE
)
_WORDS = (
    (_ROMAN, ("i", "ii", "iii", "iv")),
    (_SAID, ("första", "andra", "tredje", "fjärde")),
    (_MONTHS, ("jan", "apr", "jul", "okt")),
)


class TableFaultError(ValueError):
    """The file is no table of unexecuted decisions; the text says in Swedish where and what to do."""


def quarter_number(heading: str) -> int | None:
    """Read which quarter of a year a heading is of; None when it is of none."""
    for pattern in _NUMBERED:
        if found := pattern.search(heading):
            return int(found["n"])
    for pattern, words in _WORDS:
        if found := pattern.search(heading):
            return words.index(found["n"].lower()) + 1
    return None


def years_in(text: str) -> set[int]:
    """Find the years that stand in a text."""
    return {int(one) for one in _YEAR.findall(text)}


def quarter_in(heading: str, year: int | None) -> Quarter | None:
    """Read the quarter of a heading, "Kv 4 2023" or "Q4"; ``year`` is of one that says none."""
    number = quarter_number(heading)
    if number is None:
        return None
    short, said = _SHORT_YEAR.search(heading), _YEAR.search(heading)
    told = int(said[1]) if said else (2000 + int(short[1]) if short else year)
    return Quarter(told, number) if told else None


def is_number(cell: str) -> bool:
    """Answer whether a number stands in a cell."""
    return bool(_NUMBER.fullmatch(_plain(cell)))


def is_error(cell: str) -> bool:
    """Answer whether what stands in a cell is a spreadsheet's own error."""
    return bool(_ERROR.fullmatch(cell.strip()))


def is_filled(cell: str) -> bool:
    """Answer whether anything stands in a cell, a dash not counted."""
    return cell.strip() not in _EMPTY


def number_in(cell: str, place: str) -> float | None:
    """Read the number of a cell, None for an empty one. Raises TableFaultError with the ``place``."""
    text = _plain(cell)
    if text in _EMPTY:
        return None
    if not _NUMBER.fullmatch(text):
        raise TableFaultError(f"{place}: {_why_not(text)}")
    found = float(text.replace(",", ".").replace("−", "-").replace("–", "-"))
    if abs(found) > MOST:
        raise TableFaultError(
            f"{place}: ”{text[:_SHOWN]}” är för stort för att vara antal eller dagar."
        )
    return found


def _why_not(text: str) -> str:
    told = f"”{text[:_SHOWN]}”"
    if is_error(text):
        return f"{told} är ett fel i kalkylbladet. Rätta formeln."
    if _HIDDEN.fullmatch(text):
        return (
            f"{told} är ett dolt antal, och det går inte att räkna med. Pröva tabellen som den var"
            " innan antal doldes."
        )
    return f"{told} är inget tal. Skriv det med siffror."


def _plain(cell: str) -> str:
    return _UNIT.sub("", _THOUSANDS.sub("", cell.strip()))
