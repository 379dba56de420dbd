"""Finds personal numbers (personnummer) and coordination numbers (samordningsnummer), however written.

Ten or twelve digits whose day exists (18 § folkbokföringslagen (1991:481)); a coordination number has
60 added to the day. The looser a number is written, the more must speak for it: see ``_verdict``.
An organisation number never is one: its third digit is at least 2, and no month begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverk.rules.masking.kinds import Hit, HitKind
from samverk.rules.masking.runs import BLANK, DASHED, SHORTEST, Gap, Run, runs_in

_LONG = 12
_LAST = 4
_COORDINATION = 60
_CENTURIES = (18, 19, 20)
_MOST_ALIKE = 2
_DIGEST = 32
# A word that says what the digits after it are, up to the first of them
_TOLD = re.compile(
    r"(?:pers(?:on)?[\s.]*n|p[-.]?nr|sam(?:ordnings)?[\s.]*n)\D{0,24}(?=\d)", re.IGNORECASE
)
_CALLED = re.compile(r"(?:\btel|\btfn|\bmob|telefon)\D{0,24}(?=\d)", re.IGNORECASE)
_HEX = frozenset("0123456789abcdefABCDEF")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A text, and where the digits begin that it says are a personal number, or a telephone's."""

    text: str
    told: frozenset[int]
    called: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Window:
    """Ten or twelve digits of a run, and what stands between them."""

    paper: _Paper
    run: Run
    first: int
    size: int

    @property
    def start(self) -> int:
        return self.run.at[self.first]

    @property
    def end(self) -> int:
        return self.run.at[self.first + self.size - 1] + 1

    @property
    def digits(self) -> list[int]:
        return self.run.values[self.first : self.first + self.size]

    @property
    def inner(self) -> list[Gap]:
        """The gaps within: ``inner[i]`` stands before digit ``i + 1``."""
        return self.run.gaps[self.first + 1 : self.first + self.size]

    @property
    def before(self) -> Gap:
        return self.run.gaps[self.first]

    @property
    def after(self) -> Gap:
        return self.run.gaps[self.first + self.size]

    @property
    def joint(self) -> Gap:
        """The gap before the last four digits."""
        return self.inner[self.size - _LAST - 1]

    @property
    def day_gaps(self) -> list[Gap]:
        """The gaps within the date."""
        return self.inner[: self.size - _LAST - 1]

    @property
    def last_gaps(self) -> list[Gap]:
        """The gaps within the last four digits."""
        return self.inner[self.size - _LAST :]

    @property
    def is_tight(self) -> bool:
        """Whether the date and the last four are each in one piece."""
        return not any(gap is not Gap.NONE for gap in (*self.day_gaps, *self.last_gaps))

    @property
    def last(self) -> int:
        """The last four digits as a number."""
        a, b, c, d = self.digits[-_LAST:]
        return a * 1000 + b * 100 + c * 10 + d


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
    kinds = {one.kind, other.kind}
    kind = HitKind.PERSONAL_NUMBER if HitKind.PERSONAL_NUMBER in kinds else HitKind.PROBABLE_NUMBER
    end = max(one.end, other.end)
    return Hit(kind, text[one.start : end], one.start, end)


def _found(text: str) -> Iterator[Hit]:
    told, called = (
        frozenset(match.end() for match in pattern.finditer(text)) for pattern in (_TOLD, _CALLED)
    )
    paper = _Paper(text, told, called)
    for run in runs_in(text):
        for first in range(len(run) - SHORTEST + 1):
            for size in (_LONG, SHORTEST):
                if first + size <= len(run) and _may_be_day(run, first + size - _LAST - 4):
                    window = _Window(paper, run, first, size)
                    kind = _verdict(window)
                    if kind is not None:
                        start, end = window.start, window.end
                        yield Hit(kind, text[start:end], start, end)


def _may_be_day(run: Run, at: int) -> bool:
    """Answer whether month and day can be one, before anything dearer is asked."""
    month = run.values[at] * 10 + run.values[at + 1]
    day = (run.values[at + 2] * 10 + run.values[at + 3]) % _COORDINATION
    return 1 <= month <= 12 and 1 <= day <= 31


def _verdict(window: _Window) -> HitKind | None:
    """Judge ten or twelve digits that look like a day and four more. None: something else."""
    if not (_stands_alone(window) and _has_day(window)):
        return None
    if Gap.FAR in window.inner:
        return None
    run, first, size = window.run, window.first, window.size
    alike = run.sure[first : first + size].count(False)
    is_right = is_checked("".join(map(str, window.digits[-SHORTEST:])))
    if alike:
        return HitKind.PERSONAL_NUMBER if is_right and _is_certain(window, alike) else None
    is_told = window.start in window.paper.told
    if is_right and (is_told or _is_written_so(window)):
        return HitKind.PERSONAL_NUMBER
    if not is_right and (is_told or _is_firm(window)):
        return HitKind.PROBABLE_NUMBER
    return None


def _stands_alone(window: _Window) -> bool:
    """Answer whether no other digit is written together with these."""
    run, first, after = window.run, window.first, window.first + window.size
    if window.before is Gap.NONE and run.sure[first - 1]:
        return False
    if window.after is Gap.NONE and run.sure[after]:
        return False
    if window.is_tight and window.joint in DASHED:
        return True
    # One day after another, or a number with decimals
    if window.after is Gap.DASH or (window.after is Gap.POINT and window.joint is not Gap.NONE):
        return False
    return window.before not in {Gap.DASH, Gap.POINT} or window.joint is Gap.NONE


def _has_day(window: _Window) -> bool:
    digits = window.digits
    year, month, number = (
        digits[i] * 10 + digits[i + 1] for i in range(window.size - 10, window.size - 4, 2)
    )
    centuries = _CENTURIES if window.size == SHORTEST else (digits[0] * 10 + digits[1],)
    return any(
        _is_day(century * 100 + year, month, number % _COORDINATION)
        for century in centuries
        if century in _CENTURIES
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_checked(digits: str) -> bool:
    """Answer whether the last digit is right: the sum with the weights 2 and 1 ends in 0."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_certain(window: _Window, alike: int) -> bool:
    """Answer whether letters among the digits are a scanner's: a number that is firmly written, alone."""
    ends = (window.before, window.after)
    return (
        alike <= _MOST_ALIKE
        and window.is_tight
        and window.joint is Gap.DASH
        and Gap.NONE not in ends
        and not _is_letter(window.paper.text[window.start - 1 : window.start])
        and not _is_letter(window.paper.text[window.end : window.end + 1])
    )


def _is_letter(sign: str) -> bool:
    return sign.isalnum()


def _is_firm(window: _Window) -> bool:
    """Answer whether digits are written as only such a number is, though its check digit is wrong.

    A period is written in the same way: "230101-1231" is a year, not a person.
    """
    if not (window.is_tight and window.joint in {Gap.DASH, Gap.BROKEN_DASH}):
        return False
    if Gap.DASH in {window.before, window.after}:
        return False
    digits = window.digits
    started = digits[-8] * 1000 + digits[-7] * 100 + digits[-6] * 10 + digits[-5]
    is_period = _is_day(2000, window.last // 100, window.last % 100) and window.last >= started
    return not is_period


def _is_written_so(window: _Window) -> bool:
    """Answer whether digits with the right check digit are written as such a number can be."""
    if _is_called(window) or _is_digest(window) or _is_moment(window):
        return False
    return (
        _is_plain(window)
        or _is_split_by_line(window)
        or _is_spaced_out(window)
        or _is_scattered(window)
    )


def _is_plain(window: _Window) -> bool:
    """Answer whether the date is in one piece, or its parts have one and the same sign between them."""
    return not any(gap is not Gap.NONE for gap in window.last_gaps) and _is_even(window.day_gaps)


def _is_even(gaps: list[Gap]) -> bool:
    if not any(gap is not Gap.NONE for gap in gaps):
        return True
    month, day = gaps[-4], gaps[-2]
    others = [gap for at, gap in enumerate(gaps) if at not in {len(gaps) - 4, len(gaps) - 2}]
    is_one_sign = month is day and month in {Gap.SPACE, Gap.DASH, Gap.POINT}
    return is_one_sign and not any(gap is not Gap.NONE for gap in others)


def _is_split_by_line(window: _Window) -> bool:
    """Answer whether one new line (or, in twelve digits, one blank) is all that has come between."""
    rest = [gap for gap in (*window.day_gaps, *window.last_gaps) if gap is not Gap.NONE]
    allowed = {Gap.BREAK, Gap.BROKEN_DASH} | ({Gap.SPACE} if window.size == _LONG else set())
    return len(rest) == 1 and rest[0] in allowed and not _has_century_apart(window)


def _is_scattered(window: _Window) -> bool:
    """Answer whether blanks have come in anywhere, where a dash before the last four holds it together."""
    rest = [*window.day_gaps, *window.last_gaps]
    if window.joint not in DASHED or any(gap is not Gap.NONE and gap not in BLANK for gap in rest):
        return False
    return not (_has_century_apart(window) or _is_thousands(window))


def _has_century_apart(window: _Window) -> bool:
    """Answer whether two digits stand before a number that is whole without them: "§ 19 850101-..."."""
    rest = [*window.day_gaps, *window.last_gaps]
    return (
        window.size == _LONG and rest[1] is not Gap.NONE and rest.count(Gap.NONE) == len(rest) - 1
    )


def _is_thousands(window: _Window) -> bool:
    """Answer whether it is from one amount to another: "120 000 - 1 500"."""
    if window.size == _LONG:
        return False
    blanks = [at for at, gap in enumerate(window.inner) if gap is Gap.SPACE]
    return blanks == [2, 6]


def _is_spaced_out(window: _Window) -> bool:
    """Answer whether every digit stands by itself, and these are all there are in the row."""
    joint = window.size - _LAST - 1
    rest = [gap for at, gap in enumerate(window.inner) if at != joint]
    alone = window.before is not Gap.SPACE and window.after is not Gap.SPACE
    return alone and all(gap is Gap.SPACE for gap in rest) and window.joint is not Gap.POINT


def _is_called(window: _Window) -> bool:
    """Answer whether it is a telephone number in one piece: one that is said to be, and begins with 0."""
    is_one_piece = window.size == SHORTEST and set(window.inner) == {Gap.NONE}
    return is_one_piece and not window.digits[0] and window.start in window.paper.called


def _is_digest(window: _Window) -> bool:
    """Answer whether it lies in a digest: letters a to f and digits, thirty-two or more together."""
    if set(window.inner) != {Gap.NONE}:
        return False
    start, end = window.start, window.end
    while start > 0 and window.end - start < _DIGEST and window.paper.text[start - 1] in _HEX:
        start -= 1
    while end < len(window.paper.text) and end - start < _DIGEST and window.paper.text[end] in _HEX:
        end += 1
    return end - start >= _DIGEST


def _is_moment(window: _Window) -> bool:
    """Answer whether it is a day of this century and a time or a year: "2024-01-01 0930"."""
    if window.size != _LONG or window.digits[0] != 2 or window.joint not in BLANK:
        return False
    is_time = window.last // 100 < 24 and window.last % 100 < 60
    is_year = 1900 <= window.last < 2100
    return is_time or is_year
