"""What may be told of small numbers, and what an attacker is taken to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# The usual limit for publishing counts of people; no statute sets it.
THRESHOLD = 5
LEAST_THRESHOLD = 2
# Which rules a proof was made by: raised when the method changes.
VERSION = 1
# "No upper bound", far above every count that is read
MANY = 10**12


class ZeroRule(StrEnum):
    """What a zero tells (nollregel): it is shown, or protected like a small number."""

    SHOWN = "shown"
    PROTECTED = "protected"


class Attacker(StrEnum):
    """What somebody who wants to know has (angripare), besides what is published and the sums.

    ``SUBTRACTION`` knows that no count is negative. ``RULE`` knows the policy too, and in the strongest
    case which hidden numbers are small and which were hidden to guard them.
    """

    SUBTRACTION = "subtraction"
    RULE = "rule"


class Mark(StrEnum):
    """Why a number is not published (dold uppgift); also what the rule lets an attacker say of it."""

    SMALL = "small"  # under the threshold
    GUARD = "guard"  # at least the threshold, hidden so that a small one cannot be computed
    POOLED = "pooled"  # a cell or total that is told only together with others: 0 or more
    SMALL_ROW = "small-row"  # the total of a row that is pooled because it is small
    TAKEN_ROW = "taken-row"  # the total of a row that is not small, pooled for the others' sake
    LARGE_ROW = "large-row"  # a total without a place in print: of a row that is told, so not small


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """What may be told (utlämnanderegel): counts of people, whole numbers.

    Counts of 1 to ``threshold`` - 1 are protected, and 0 too where ``zeros`` says so. ``rounding`` is
    the base that published counts are rounded to, 1 for none. Raises ValueError for a threshold under 2,
    and for a base over twice the threshold.
    """

    threshold: int = THRESHOLD
    zeros: ZeroRule = ZeroRule.SHOWN
    rounding: int = 1

    def __post_init__(self) -> None:
        if self.threshold < LEAST_THRESHOLD:
            raise ValueError(f"Gränsen ska vara minst {LEAST_THRESHOLD}.")
        if not 1 <= self.rounding <= 2 * self.threshold:
            # Past that a count that may be shown would be rounded to nobody
            raise ValueError(f"Avrundningen ska vara 1-{2 * self.threshold}.")

    @property
    def least(self) -> int:
        """The smallest count that is protected: 0 or 1."""
        return 1 if self.zeros is ZeroRule.SHOWN else 0

    @property
    def kinds_are_known(self) -> bool:
        """Answer whether the strongest attacker may know which hidden numbers are small.

        Not when only 1 is small: to know that it is small would be to know it.
        """
        return self.threshold - 1 > self.least

    def is_small(self, count: int) -> bool:
        """Answer whether a count is protected."""
        return self.least <= count < self.threshold

    def range_of(self, mark: Mark, attacker: Attacker, *, kinds: bool) -> tuple[int, int]:
        """Give the least and the most that an attacker must think a number of that mark may be.

        ``kinds``: the attacker knows the mark, and not only that the number is hidden.
        """
        if attacker is Attacker.SUBTRACTION or mark is Mark.POOLED:
            return 0, MANY
        if mark is Mark.LARGE_ROW or (kinds and mark in (Mark.GUARD, Mark.TAKEN_ROW)):
            return self.threshold, MANY
        return self.least, self.threshold - 1 if kinds else MANY

    def rounded(self, count: int) -> int:
        """Give a count as it is published: the nearest multiple of the base, a half upwards."""
        base = self.rounding
        return (2 * count + base) // (2 * base) * base

    def range_behind(self, published: int) -> tuple[int, int]:
        """Give the least and the most that a published count may be; only none is rounded to 0."""
        base = self.rounding
        if not published or base == 1:
            return published, published
        return max(published - base // 2, self.threshold), published + (base - 1) // 2

    def as_json(self) -> dict[str, object]:
        """Give the policy as a proof states it."""
        return {
            "version": VERSION,
            "threshold": self.threshold,
            "zeros": self.zeros.value,
            "rounding": self.rounding,
        }
