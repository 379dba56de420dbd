"""Lengths of time as they may be, with how unsure the history leaves us: a rate for each stretch.

A length has one rate of ending for each stretch of ages, cut where its own history has as many ends
in each. Given ``d`` ends in ``e`` days at risk, a rate is drawn from the gamma distribution of shape
``d`` and ``e`` days, so every drawn world is one that the history allows. Half an end more is spread
over the stretches (Jeffreys' prior for a rate): without it drawn lengths would be longer than those
seen. Lengths that are still running, and those seen from their middle only, count for the days in
which they were seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

# Ends to a stretch, and stretches at most: fewer stretches would hide a shape, more are noise.
ENDS_TO_A_STRETCH = 10
MOST_STRETCHES = 8
JEFFREYS = 0.5


@dataclass(frozen=True, slots=True)
class Length:
    """A length in days (längd), seen from the age ``seen_from`` to ``until``; did it end there?"""

    seen_from: float
    until: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Ages from ``start`` days (åldersintervall): how many ended in it, of how many days at risk."""

    start: float
    ended: float
    at_risk: float


def stretches(lengths: Sequence[Length], *, guess: float, weight: float) -> tuple[Stretch, ...]:
    """Cut the ages into stretches and count in each.

    ``guess`` is the mean length in days believed beforehand, and ``weight`` how many ends that
    belief is worth, spread over the stretches: it decides where the history is silent.
    """
    ends = sorted(one.until for one in lengths if one.ended)
    wanted = min(max(len(ends) // ENDS_TO_A_STRETCH, 1), MOST_STRETCHES)
    cuts = {max(ends[len(ends) * n // wanted] - 1, 0.0) for n in range(1, wanted)}
    starts = sorted({0.0, *cuts})
    bounds = zip(starts, [*starts[1:], float("inf")], strict=True)
    counted = [_counted(lengths, start, end) for start, end in bounds]
    share = weight / len(counted)
    return tuple(Stretch(o.start, o.ended + share, o.at_risk + share * guess) for o in counted)


def _counted(lengths: Iterable[Length], start: float, end: float) -> Stretch:
    days, ended = 0.0, 0
    for one in lengths:
        days += max(min(one.until, end) - max(one.seen_from, start), 0.0)
        ended += (one.ended and start < one.until <= end) or (one.ended and one.until == start == 0)
    return Stretch(start, ended, days)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Rates drawn for many worlds: ``rates[world, stretch]`` per day, from the ages ``starts``."""

    starts: Floats
    rates: Floats

    def remaining(self, ages: Floats, chances: Floats) -> Floats:
        """Give the days that remain, for ``chances[world, person]`` between 0 and 1.

        ``ages`` holds each person's days so far; a smaller chance is a longer time. Infinite where
        nothing ends.
        """
        import numpy as np

        passed = self._passed()
        piece = np.searchsorted(self.starts, ages, side="right") - 1
        used = passed[:, piece] + self.rates[:, piece] * (ages - self.starts[piece])
        return np.maximum(self._ages(used - np.log(chances), passed) - ages, 0.0)

    def quickened(self, since: Floats, ends: Floats, by: Floats) -> Floats:
        """Give the ages ``ends`` at which lengths end with every rate ``by[world]`` times as high.

        From each one's age ``since`` on; both are ``[world, person]``. Infinite ends stay so.
        """
        import numpy as np

        passed = self._passed()
        later = np.isfinite(ends) & (ends > since)
        first = np.where(later, since, 0.0)
        used = self._used(first, passed)
        more = self._used(np.where(later, ends, 0.0), passed) - used
        moved = self._ages(used + more / by[:, None], passed)
        return np.where(later, np.maximum(moved, first), ends)

    def _passed(self) -> Floats:
        """Give the sum of the rates before each stretch."""
        import numpy as np

        widths = np.diff(self.starts)
        return np.concatenate(
            [np.zeros((len(self.rates), 1)), np.cumsum(self.rates[:, :-1] * widths, axis=1)], axis=1
        )

    def _used(self, ages: Floats, passed: Floats) -> Floats:
        """Give the sum of the rates up to each age, ``[world, person]``."""
        import numpy as np

        piece = np.searchsorted(self.starts, ages, side="right") - 1
        worlds = np.arange(len(self.rates))[:, None]
        used: Floats = passed[worlds, piece] + self.rates[worlds, piece] * (
            ages - self.starts[piece]
        )
        return used

    def _ages(self, target: Floats, passed: Floats) -> Floats:
        """Give the age at which the rates sum up to a target; infinite where they never do."""
        import numpy as np

        lengths = np.full(target.shape, np.inf)
        with np.errstate(divide="ignore", invalid="ignore"):
            for n, start in enumerate(self.starts):
                rate, before = self.rates[:, n, None], passed[:, n, None]
                reached = target >= before
                lengths = np.where(reached & (rate > 0), start + (target - before) / rate, lengths)
        return lengths


def draw(cut: Sequence[Stretch], worlds: int, rng: Random) -> Drawn:
    """Draw rates for so many worlds; where no day was at risk and nothing ended the rate is 0."""
    import numpy as np

    rates = [[_rate(stretch, rng, JEFFREYS / len(cut)) for stretch in cut] for _ in range(worlds)]
    return Drawn(np.array([s.start for s in cut], dtype=float), np.array(rates, dtype=float))


def _rate(stretch: Stretch, rng: Random, more: float) -> float:
    if stretch.ended <= 0 or stretch.at_risk <= 0:
        return 0.0
    return rng.gammavariate(stretch.ended + more, 1 / stretch.at_risk)
