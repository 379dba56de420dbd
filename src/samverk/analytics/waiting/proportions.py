"""Shares of a count with the interval of Wilson (1927), which holds for few and for 0 and all."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from samverk.analytics.waiting.quantiles import CONFIDENCE


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many (andel), with the interval of the share; all None of nobody."""

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None


def share(count: int, of: int, *, confidence: float = CONFIDENCE) -> Share:
    """Give the share with Wilson's interval; raises ValueError for more than there are."""
    if not 0 <= count <= of:
        raise ValueError(f"{count} av {of} är ingen andel.")
    if of == 0:
        return Share(0, 0, None, None, None)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = (count + z * z / 2) / (of + z * z)
    half = z * (count * (of - count) / of + z * z / 4) ** 0.5 / (of + z * z)
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return Share(count, of, count / of, low, high)
