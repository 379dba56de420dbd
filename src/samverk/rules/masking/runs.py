"""Reads the runs of digits in a text: every digit with its place, and what stands between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from samverk.rules.masking.signs import (
    ALIKE,
    BREAKS,
    DASH_SIGNS,
    POINT_SIGNS,
    UNSEEN_SIGNS,
    digit_of,
)

SHORTEST = 10
_FEWEST_SURE = 8
_WIDE, _WIDEST, _MOST_BREAKS, _MOST_DASHES = 3, 60, 4, 3
_BETWEEN = "".join(map(re.escape, sorted(DASH_SIGNS | POINT_SIGNS | UNSEEN_SIGNS)))
_START = rf"[\d{''.join(ALIKE)}]"
# Classes alone: nothing here can be tried in two ways, so the time is that of the length
_RUN = re.compile(rf"{_START}[\d\s{''.join(ALIKE)}{_BETWEEN}]{{{SHORTEST - 1},}}")


class Gap(Enum):
    """What stands between two digits, when signs that are not seen are left out."""

    NONE = "nothing"
    SPACE = "one to three blanks"
    BREAK = "a new line, with what it is indented by"
    DASH = "a dash or a plus, with nothing else"
    LOOSE_DASH = "a dash or a plus with blanks about it"
    BROKEN_DASH = "a dash or a plus, and a new line"
    POINT = "a point or another small sign"
    FAR = "so much or so mixed that the digits do not belong together"


DASHED = frozenset({Gap.DASH, Gap.LOOSE_DASH, Gap.BROKEN_DASH})
BLANK = frozenset({Gap.SPACE, Gap.BREAK})


@dataclass(frozen=True, slots=True)
class Run:
    """Digits of a text in their order. ``gaps[i]`` stands before digit ``i``; the first and last are FAR.

    ``sure`` is false for a letter that is like a digit. ``at`` has the digits' places in the text.
    """

    values: list[int]
    sure: list[bool]
    at: list[int]
    gaps: list[Gap]

    def __len__(self) -> int:
        return len(self.values)


def runs_in(text: str) -> Iterator[Run]:
    """Give the runs of a text that are long enough to hold a number, in one reading of it."""
    for match in _RUN.finditer(text):
        found = match.group()
        if sum(map(str.isdecimal, found)) >= _FEWEST_SURE:
            run = _read(found, match.start())
            if len(run) >= SHORTEST:
                yield run


class _Between:
    """Counts the signs since the last digit."""

    __slots__ = ("blanks", "breaks", "dashes", "points")

    def __init__(self) -> None:
        self.blanks = self.breaks = self.dashes = self.points = 0

    def take(self, sign: str) -> None:
        if sign in UNSEEN_SIGNS:
            return
        if sign in DASH_SIGNS:
            self.dashes += 1
        elif sign in POINT_SIGNS:
            self.points += 1
        elif sign in BREAKS:
            self.breaks += 1
        else:
            self.blanks += 1

    def gap(self) -> Gap:
        if self.points:
            alone = self.points == 1 and not (self.blanks or self.breaks or self.dashes)
            return Gap.POINT if alone else Gap.FAR
        if self.blanks > _WIDEST or self.breaks > _MOST_BREAKS or self.dashes > _MOST_DASHES:
            return Gap.FAR
        return self._dashed() if self.dashes else self._blank()

    def _dashed(self) -> Gap:
        if self.breaks:
            return Gap.BROKEN_DASH
        return Gap.LOOSE_DASH if self.blanks else Gap.DASH

    def _blank(self) -> Gap:
        if self.breaks:
            return Gap.BREAK
        if self.blanks:
            return Gap.SPACE if self.blanks <= _WIDE else Gap.FAR
        return Gap.NONE


def _read(found: str, start: int) -> Run:
    run = Run([], [], [], [Gap.FAR])
    between = _Between()
    for place, sign in enumerate(found, start):
        digit = digit_of(sign)
        value = ALIKE.get(sign) if digit is None else digit
        if value is None:
            between.take(sign)
            continue
        if run.values:
            run.gaps.append(between.gap())
        between = _Between()
        run.values.append(value)
        run.sure.append(digit is not None)
        run.at.append(place)
    run.gaps.append(Gap.FAR)
    return run
