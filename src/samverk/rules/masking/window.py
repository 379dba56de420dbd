"""Ten or twelve digits that may be a number: what they are, and what stands between and about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.masking.runs import Gap, Run

LONG, SHORT, LAST = 12, 10, 4
COORDINATION = 60
_CENTURIES = (18, 19, 20)
# Nobody who was born before has a number: they were first given in 1947
_EARLIEST = 1840


@dataclass(frozen=True, slots=True)
class Paper:
    """A text, and where the digits begin that it says are a personal number, or a telephone's."""

    text: str
    told: frozenset[int]
    called: frozenset[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Ten or twelve digits of a run."""

    paper: Paper
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
    def alike(self) -> int:
        """How many of them are letters."""
        return self.run.sure[self.first : self.first + self.size].count(False)

    @property
    def inner(self) -> list[Gap]:
        """The gaps within: ``inner[i]`` stands before digit ``i + 1``."""
        return self.run.gaps[self.first + 1 : self.first + self.size]

    @property
    def before(self) -> Gap:
        """The gap to the digit before; a letter that is like one is none, unless it is written together."""
        return self._to(self.first - 1, self.first)

    @property
    def after(self) -> Gap:
        """The gap to the digit after, likewise."""
        return self._to(self.first + self.size, self.first + self.size)

    def _to(self, other: int, at: int) -> Gap:
        gap = self.run.gaps[at]
        is_digit = 0 <= other < len(self.run) and self.run.sure[other]
        return gap if is_digit or gap is Gap.NONE else Gap.FAR

    @property
    def joint(self) -> Gap:
        """The gap before the last four digits."""
        return self.inner[self.size - LAST - 1]

    @property
    def day_gaps(self) -> list[Gap]:
        """The gaps within the date."""
        return self.inner[: self.size - LAST - 1]

    @property
    def last_gaps(self) -> list[Gap]:
        """The gaps within the last four digits."""
        return self.inner[self.size - LAST :]

    @property
    def rest(self) -> list[Gap]:
        """The gaps where a number has none, when it is written without signs in its date."""
        return [*self.day_gaps, *self.last_gaps]

    @property
    def is_tight(self) -> bool:
        """Whether the date and the last four are each in one piece."""
        return set(self.rest) == {Gap.NONE}

    @property
    def last(self) -> int:
        """The last four digits as a number."""
        return self.number(-LAST, LAST)

    def number(self, at: int, size: int) -> int:
        """Read ``size`` digits from ``at`` as a number."""
        digits = self.digits
        return int("".join(map(str, digits[at:][:size])))

    @property
    def has_day(self) -> bool:
        """Whether there is such a day."""
        year, month, day = (self.number(at, 2) for at in (-10, -8, -6))
        centuries = _CENTURIES if self.size == SHORT else (self.number(0, 2),)
        return any(
            is_day(century * 100 + year, month, day % COORDINATION)
            for century in centuries
            if century in _CENTURIES and century * 100 + year >= _EARLIEST
        )

    @property
    def is_checked(self) -> bool:
        """Whether the last digit is right."""
        return is_checked("".join(map(str, self.digits[-SHORT:])))


def is_day(year: int, month: int, day: int) -> bool:
    """Answer whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_checked(digits: str) -> bool:
    """Answer whether the last digit is right: the sum with the weights 2 and 1 ends in 0."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
