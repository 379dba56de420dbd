"""Which days may be told together, so that none of what is told is of fewer than five people.

Days by home municipality are added up until at least so many people are behind each sum (gruppering).
The sums are of different days: no one of them is had by taking one from another. First the home
municipalities of a delivery are pooled, then the deliveries of an intervention; when that is not
enough a sum that could stand by itself is pooled too, and at last nothing is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

# Which delivery (id) and which home municipality (id): None where several are told together
Label = tuple[int | None, int | None]
TOGETHER: Label = (None, None)


@dataclass(frozen=True, slots=True)
class DayShare:
    """One person's days in one delivery (dagar för en person), one number for each stretch of the month.

    ``who`` tells people apart and nothing else. ``home`` is None for whom no home is told of: with a
    protected identity, without consent to follow-up, or not known. Who only has a correction has no
    days of the month itself.
    """

    who: int
    delivery: int
    home: int | None
    days: tuple[int, ...]

    @property
    def label(self) -> Label:
        """Where the days stand when they are told by themselves."""
        return self.delivery, self.home


@dataclass(frozen=True, slots=True)
class Grouped:
    """How days are told (grupper): each label with its shares, and those of whom nothing is told."""

    told: dict[Label, tuple[DayShare, ...]]
    withheld: tuple[DayShare, ...] = ()


def enough(shares: Sequence[DayShare], least: int) -> bool:
    """Answer whether so many people are behind the days of each stretch that has any, and some are."""
    stretches = range(max((len(one.days) for one in shares), default=0))
    many = [len({one.who for one in shares if one.days[n]}) for n in stretches]
    return any(many) and all(not number or number >= least for number in many)


def grouped(shares: Sequence[DayShare], least: int) -> Grouped:
    """Group the days of an intervention in a month so that at least ``least`` people are in each sum."""
    cells: dict[Label, list[DayShare]] = defaultdict(list)
    for one in shares:
        cells[one.label].append(one)
    told: dict[Label, list[DayShare]] = {}
    rest: dict[int, list[DayShare]] = defaultdict(list)
    for label, ones in cells.items():
        if label[1] is not None and enough(ones, least):
            told[label] = ones
        else:
            rest[ones[0].delivery] += ones
    left: list[DayShare] = []
    for delivery, ones in rest.items():
        if enough(ones, least):
            told[delivery, None] = ones
        else:
            left += ones
    while left and not enough(left, least):
        if not told:
            return Grouped({}, tuple(left))
        left += told.pop(_smallest(told, {one.delivery for one in left}))
    if left:
        deliveries = {one.delivery for one in left}
        told[(deliveries.pop(), None) if len(deliveries) == 1 else TOGETHER] = left
    return Grouped({label: tuple(ones) for label, ones in told.items()})


def _smallest(told: dict[Label, list[DayShare]], near: set[int]) -> Label:
    """Pick what is pooled too: of the same deliveries first, and there the fewest people."""

    def order(label: Label) -> tuple[bool, int, str]:
        return label[0] not in near, len({one.who for one in told[label]}), str(label)

    return min(told, key=order)


def may_correct(changed: int, left: int, least: int) -> bool:
    """Answer whether a correction may stand by itself, beside the sum that it corrects.

    ``changed`` people are behind it, and after it ``left`` are behind the sum. Whoever has both has the
    days of those who are left.
    """
    return changed >= least and (not left or left >= least)
