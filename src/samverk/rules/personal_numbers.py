"""Finds personal identity numbers in a text: read in, it is warned of; at a federation it is refused.

They are found by the detector that stops a publication. One with a wrong check digit is nobody's, and
is not refused here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from samverk.rules.masking.kinds import Hit, HitKind
from samverk.rules.masking.numbers import is_checked as is_checked
from samverk.rules.masking.numbers import numbers_in


def lines_with_numbers(lines: Iterable[str]) -> list[int]:
    """List the indexes of the lines that hold a personal identity number, or a part of one."""
    kept = list(lines)
    starts = list(accumulate((len(line) + 1 for line in kept), initial=0))
    found = {
        index
        for hit in _numbers("\n".join(kept))
        for index in range(bisect_right(starts, hit.start) - 1, bisect_right(starts, hit.end - 1))
    }
    return sorted(found)


def has_personal_number(text: str) -> bool:
    """Answer whether a personal identity number or coordination number (samordningsnummer) stands here."""
    return any(_numbers(text))


def _numbers(text: str) -> Iterator[Hit]:
    return (hit for hit in numbers_in(text) if hit.kind is HitKind.PERSONAL_NUMBER)
