"""A value axis with round steps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values from ``low`` to ``high`` laid out between two coordinates, with ``step`` as grid."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Place a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """List the grid's values from low to high."""
        count = round((self.high - self.low) / self.step)
        return [self.low + index * self.step for index in range(count + 1)]


def round_step(span: float) -> float:
    """Choose the step 1, 2 or 5 times a power of ten that gives about five intervals."""
    raw = span / 5
    power: float = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)


def value_axis(
    values: Iterable[float], start: float, end: float, *, is_from_zero: bool = True
) -> ValueAxis:
    """Lay out an axis that holds every value; bars must begin at zero, intervals need not."""
    known = [*values, 0.0] if is_from_zero else list(values)
    low, high = min(known, default=0.0), max(known, default=0.0)
    if low == high:
        high = low + 1
    step = round_step(high - low)
    # What is counted in whole ones has no line at a half
    if all(float(one).is_integer() for one in known):
        step = max(step, 1.0)
    return ValueAxis(math.floor(low / step) * step, math.ceil(high / step) * step, step, start, end)
