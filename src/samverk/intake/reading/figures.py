"""Numbers as Swedish documents print them: with blanks, decimal comma, or in words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_WORDS = re.findall(
    r"\w+",
    """noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton
    sjutton arton nitton tjugo""",
)
_TENS = {"trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80}
NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS)} | _TENS | {"ett": 1, "ingen": 0}
NUMBER_WORDS |= {
    ten_word + unit_word: ten + unit
    for ten_word, ten in ({"tjugo": 20} | _TENS).items()
    for unit, unit_word in [*enumerate(_WORDS[1:10], 1), (1, "ett")]
}
# Counts of persons: digits, or a word up to a hundred and ninety-nine.
_HUNDRED = "(?:ett)?hundra"
COUNT_PATTERN = (
    rf"(?:\d{{1,3}}|(?:(?:{_HUNDRED})?(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
    rf"|{_HUNDRED})(?![a-zåäö]))"
)
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"\s*(?:st|kr|tkr|mnkr|%)\.?$", re.IGNORECASE)
_GROUPING = re.compile(r"(?<=\d)[ .](?=\d{3}(?:\D|$))")
_FIGURE = re.compile(r"[-−–]?\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|[-−–]?\d+(?:[,.]\d+)?")


def count_of(text: str) -> int | None:
    """Answer a count in digits or words, "35" or "sju"."""
    lowered = text.strip().lower()
    if lowered.isdecimal():
        return int(lowered)
    head, hundred, rest = lowered.partition("hundra")
    if not hundred:
        return NUMBER_WORDS.get(lowered)
    if head not in ("", "ett"):
        return None
    below = NUMBER_WORDS.get(rest) if rest else 0
    return None if below is None else 100 + below


def decimal_of(text: str) -> Decimal | None:
    """Answer the number in a text such as "1 234,5" or "−0,7"; None if it is not only that."""
    compact = text.strip().replace("−", "-").replace("–", "-")
    if not _FIGURE.fullmatch(compact):
        return None
    compact = _GROUPING.sub("", compact).replace(",", ".")
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None


def cell_number(cell: str) -> Decimal | None:
    """Answer the number in a table's cell, which may name its unit: "1 st", "45 %"."""
    if not _DIGIT.search(cell):
        return None
    return decimal_of(_UNIT.sub("", cell.strip()))
