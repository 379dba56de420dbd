"""Lines as running text that still knows its places.

Lines within a block are joined by a blank, a broken word is mended, a blank line or a bullet
ends the block. Patterns run over ``text``; ``place`` leads an offset back to its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samverk.intake.reading.model import Line, Place

_BULLETS = "•●▪◦\uf0b7\uf0a7·*–—-"
_BULLET = re.compile(rf"^[{_BULLETS}]\s+(?=\S)")
_POINT = re.compile(r"(\d{1,2})[.)] (?:[A-ZÅÄÖ]|att )")
# "2. anta planen" begins a point only after point 1: a wrapped sentence may begin with a figure.
_SMALL_POINT = re.compile(r"(\d{1,2})[.)] [a-zåäö]")
# A decision's clauses stand one to a line: "att anta planen, samt / att sända den vidare".
_BEFORE_CLAUSE = (
    *(",", ":", " samt", " och", " beslutar", " besluta"),
    *(" för egen del", " kommunfullmäktige", " regionfullmäktige"),
)
# Few lines begin so, which their first sign tells.
_STARTERS = frozenset("0123456789aAbcdefgh")
_CLAUSE = ("att ", "Att ")
# What a subordinate "att" belongs to: "under förutsättning / att medlemmarna samtycker".
_BEFORE_SUBORDINATE = (" förutsättning", " villkor", " innebär", " medför", " för", " så", " om")
# A shorter line has ended; a longer one may be wrapped.
_FULL_LINE = 60
_BROKEN = re.compile(r"[a-zåäö]-$")
# "2021-05-" above "18", "2024-" above "2025": the hyphen stays.
_BROKEN_DAY = re.compile(r"(?<![\d-])\d{4}-(?:\d\d-)?$")
# Words after a hyphen that is not a broken word: "vård- och omsorg", "socialtjänst- samt".
_HANGING = ("och ", "samt ", "eller ", "respektive ")


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text of a part; blocks are parted by a newline."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place(self, offset: int) -> Place:
        """Answer where the sign at ``offset`` is printed."""
        return self.places[max(0, bisect_right(self.starts, offset) - 1)]

    def sentence(self, start: int, end: int) -> str:
        """Answer the sentence around a span, at most 600 signs."""
        first = sentence_start(self.text, start)
        last = _END.search(self.text, end, min(len(self.text), end + 300))
        return self.text[first : last.start() + 1 if last else end + 300].strip()


_NEXT_SENTENCE = re.compile(r"[.!?](?= [A-ZÅÄÖ])")
_END = re.compile(r"[.!?](?= [A-ZÅÄÖ])|[.!?]?(?=\n)|[.!?]$")


# Votes, roll calls and reservations are looked for in one text after the other.
@lru_cache(maxsize=2)
def in_small_letters(text: str) -> str:
    """Answer a text in small letters, sign for sign, so that offsets lead to the same place.

    Patterns that need not tell small from large are found several times faster in it.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def sentence_start(text: str, offset: int) -> int:
    """Answer where the sentence that holds ``offset`` begins, at most 300 signs back."""
    floor = max(0, offset - 300)
    if offset > floor and text[offset - 1] in ".!?":
        return offset
    begin = max(floor, text.rfind("\n", floor, offset))
    for match in _NEXT_SENTENCE.finditer(text, begin, offset):
        begin = match.end()
    return begin


def prose_of(lines: Iterable[Line]) -> Prose:
    """Join lines to running text."""
    parts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length, last, point = 0, "", 0
    for line in lines:
        text = line.text
        if not text:
            last = ""
            continue
        if "  " in text or "\t" in text:
            text = " ".join(text.split())
        if text[0] == "|":
            if not text.strip("|-: "):
                continue
            last = ""
        bullet = _BULLET.match(text) if text[0] in _BULLETS else None
        if bullet:
            text = text[bullet.end() :]
        if not last or bullet or (text[0] in _STARTERS and _begins_block(last, text, point)):
            glue = "\n" if parts else ""
            point = _point(text) if text[0].isdigit() else point
        elif last[-1] != "-":
            glue = " "
        else:
            glue = _glue(last, text)
        if glue == "-":
            # The hyphen of a broken word goes; the halves become one.
            parts[-1] = parts[-1][:-1]
            length -= 1
            glue = ""
        parts.append(glue + text)
        length += len(glue)
        starts.append(length)
        places.append(line.place)
        length += len(text)
        last = text
    return Prose("".join(parts), tuple(starts) or (0,), tuple(places) or (Place(1),))


def joined(texts: Iterable[str]) -> str:
    """Answer the lines of a heading as one, a broken word mended."""
    whole = ""
    for text in texts:
        glue = _glue(whole, text) if whole.endswith("-") else " "
        whole = whole[:-1] + text if glue == "-" else f"{whole}{glue}{text}" if whole else text
    return whole


def _begins_block(last: str, text: str, point: int) -> bool:
    """Answer whether a line is a numbered point or a clause of its own; ``point`` is the last."""
    if text[0] in "aA" and text.startswith(_CLAUSE):
        is_short = last.startswith(_CLAUSE) and len(last) < _FULL_LINE
        return last.endswith(_BEFORE_CLAUSE) or (
            is_short and not last.endswith(_BEFORE_SUBORDINATE)
        )
    if not text[0].isdigit():
        return text[1:3] == ") " and text[0] in "abcdefgh"
    if _POINT.match(text):
        return True
    small = _SMALL_POINT.match(text)
    number = int(small[1]) if small else 0
    return number == point + 1 and (number > 1 or last.endswith(_BEFORE_CLAUSE))


def _point(text: str) -> int:
    """Answer which point of a list a line begins, 0 for none."""
    match = _POINT.match(text) or _SMALL_POINT.match(text)
    return int(match[1]) if match else 0


def _glue(last: str, text: str) -> str:
    """Answer what joins a line to one that ends in a hyphen: a hyphen mends a broken word."""
    if text[0].isdigit() and _BROKEN_DAY.search(last):
        return ""
    if not _BROKEN.search(last) or text.startswith(_HANGING):
        return " "
    return "-" if text[0].islower() else ""
