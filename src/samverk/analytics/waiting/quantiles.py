"""Medians and percentiles of whole samples, with intervals that assume no shape of distribution.

The interval of a quantile runs between two of the sample's own values, chosen by the binomial
distribution so that each side misses at most half of what the confidence leaves
(Conover, Practical Nonparametric Statistics, 3.2). Where the sample is too small for a bound the
bound is None: it cannot be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

# Under this many a median is not shown: it would be one person's wait, more or less.
LEAST_FOR_A_MEDIAN = 10
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile (kvantil) with its interval, in days; a bound is None where none can be told.

    ``value`` is None where the data never reach the quantile, as when fewer than half have started.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The median and the 90th percentile of ``n`` waits (sammanfattning), in days, with the longest.

    Both are None under ``LEAST_FOR_A_MEDIAN``; ``longest`` is None when there is nobody.
    """

    n: int
    median: Quantile | None
    ninetieth: Quantile | None
    longest: int | None


def summary(waits: Sequence[int], *, confidence: float = CONFIDENCE) -> Summary:
    """Summarise waits in days, in any order."""
    longest = max(waits, default=None)
    if len(waits) < LEAST_FOR_A_MEDIAN:
        return Summary(len(waits), None, None, longest)
    median = quantile(waits, 0.5, confidence=confidence)
    return Summary(len(waits), median, quantile(waits, 0.9, confidence=confidence), longest)


def quantile(sample: Sequence[float], share: float, *, confidence: float = CONFIDENCE) -> Quantile:
    """Give the value that ``share`` of the sample do not exceed, with its interval.

    The median of an even number lies midway between the two in the middle. Raises ValueError for an
    empty sample.
    """
    if not sample:
        raise ValueError("Det finns inga värden att ta kvantilen av.")
    ordered = sorted(sample)
    below, above = _ranks(len(ordered), share, (1 - confidence) / 2)
    return Quantile(
        _value(ordered, share),
        None if below is None else ordered[below],
        None if above is None else ordered[above],
    )


def _value(ordered: Sequence[float], share: float) -> float:
    """Take the value at the rank, or midway to the next where the rank falls between two."""
    at = round(share * len(ordered), 9)
    if at != int(at):
        return ordered[int(at)]
    low, high = ordered[max(int(at) - 1, 0)], ordered[min(int(at), len(ordered) - 1)]
    return (low + high) / 2


def _ranks(n: int, share: float, miss: float) -> tuple[int | None, int | None]:
    """Give the indexes of the lower and the upper bound, each missing with at most ``miss``."""
    chances = [_binomial(n, k, share) for k in range(n + 1)]
    below, total = None, 0.0
    for k in range(n):
        total += chances[k]
        if total > miss:
            break
        below = k
    above, total = None, 0.0
    for k in range(n, 0, -1):
        total += chances[k]
        if total > miss:
            break
        above = k - 1
    return below, above


def _binomial(n: int, k: int, share: float) -> float:
    """Give the chance of ``k`` among ``n``, by logarithms: factorials outgrow a float."""
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(share) + (n - k) * log(1 - share))
