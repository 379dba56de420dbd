"""Finds personal numbers (personnummer) and coordination numbers (samordningsnummer), however written.

Ten or twelve digits whose day exists (18 § folkbokföringslagen (1991:481)); a coordination number has
60 added to the day. The looser a number is written, the more must speak for it: see ``_verdict``.
An organisation number never is one: its third digit is at least 2, and no month begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.rules.masking.forms import is_certain, is_firm, is_known_form, stands_alone
from samverk.rules.masking.kinds import Hit, HitKind
from samverk.rules.masking.others import (
    is_called,
    is_dated,
    is_digest,
    is_moment,
    is_period,
    is_whole_period,
)
from samverk.rules.masking.runs import DASHED, Gap, Run, runs_in
from samverk.rules.masking.window import COORDINATION, LAST, LONG, SHORT, Paper, Window
from samverk.rules.masking.window import is_checked as is_checked

# A word that says what the digits after it are, up to the first of them
_TOLD = re.compile(
    r"(?:pers(?:on)?[\s.]{0,3}n|p[-.]?nr|sam(?:ordnings)?[\s.]{0,3}n)\D{0,24}(?=\d)", re.IGNORECASE
)
_CALLED = re.compile(r"(?:\btel|\btfn|\bmob|telefon)\D{0,24}(?=\d)", re.IGNORECASE)
# Of two that overlap, the surer
_ORDER = (HitKind.PERSONAL_NUMBER, HitKind.PROBABLE_NUMBER, HitKind.POSSIBLE_NUMBER)


def numbers_in(text: str) -> tuple[Hit, ...]:
    """List the numbers of a text in their order; those that overlap are one."""
    found: list[Hit] = []
    for hit in sorted(_found(text), key=lambda one: (one.start, -one.end)):
        if found and hit.start < found[-1].end:
            found[-1] = _joined(text, found[-1], hit)
        else:
            found.append(hit)
    return tuple(found)


def _joined(text: str, one: Hit, other: Hit) -> Hit:
    kind = min(one.kind, other.kind, key=_ORDER.index)
    end = max(one.end, other.end)
    return Hit(kind, text[one.start : end], one.start, end)


def _found(text: str) -> Iterator[Hit]:
    told, called = (
        frozenset(match.end() for match in pattern.finditer(text)) for pattern in (_TOLD, _CALLED)
    )
    paper = Paper(text, told, called)
    for run in runs_in(text):
        for first in range(len(run) - SHORT + 1):
            for size in (LONG, SHORT):
                if first + size <= len(run) and _may_be_day(run, first + size - LAST - 4):
                    window = Window(paper, run, first, size)
                    kind = _verdict(window)
                    if kind is not None:
                        start, end = window.start, window.end
                        yield Hit(kind, text[start:end], start, end)


def _may_be_day(run: Run, at: int) -> bool:
    """Answer whether month and day can be one, before anything dearer is asked."""
    month = run.values[at] * 10 + run.values[at + 1]
    day = (run.values[at + 2] * 10 + run.values[at + 3]) % COORDINATION
    return 1 <= month <= 12 and 1 <= day <= 31


def _verdict(window: Window) -> HitKind | None:
    """Judge ten or twelve digits that look like a day and four more. None: something else."""
    if Gap.FAR in window.inner or not (stands_alone(window) and window.has_day):
        return None
    if window.alike:
        return HitKind.PERSONAL_NUMBER if window.is_checked and is_certain(window) else None
    if window.start in window.paper.told:
        return HitKind.PERSONAL_NUMBER if window.is_checked else HitKind.PROBABLE_NUMBER
    if window.is_checked:
        return _right(window)
    return HitKind.PROBABLE_NUMBER if is_firm(window) and not is_period(window) else None


def _right(window: Window) -> HitKind | None:
    """Judge digits with the right check digit, of which one in ten has it by chance."""
    if is_called(window) or is_digest(window) or is_moment(window) or not is_known_form(window):
        return None
    is_by_chance = is_dated(window) or (window.joint in DASHED and is_whole_period(window))
    return HitKind.POSSIBLE_NUMBER if is_by_chance else HitKind.PERSONAL_NUMBER
