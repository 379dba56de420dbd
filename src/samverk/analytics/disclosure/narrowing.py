"""Narrows what numbers may be by the sums alone, before any solver is asked."""

from __future__ import annotations

import numpy as np

from samverk.analytics.disclosure.linear import Ints, Sums, sum_matrix

# Bounds can close in on each other by one at a time: to stop early is only to leave more to the solver
_ROUNDS = 30


def narrowed(sums: Sums, least: Ints, most: Ints) -> tuple[Ints, Ints]:
    """Give the least and the most of every number once each sum has been taken into account.

    Every table that keeps the sums and the bounds keeps these too. Where a least is above its most, no
    table does.
    """
    if not len(sums):
        return least, most
    starts, columns, factors = sum_matrix(sums)
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    low, high = least.copy(), most.copy()
    for _ in range(_ROUNDS):
        # Each row says that its terms are 0 together: a term is what the others leave
        lower = np.where(factors > 0, low[columns], -high[columns])
        upper = np.where(factors > 0, high[columns], -low[columns])
        others_low = np.add.reduceat(lower, starts[:-1])[rows] - lower
        others_high = np.add.reduceat(upper, starts[:-1])[rows] - upper
        before = int((high - low).sum())
        np.maximum.at(low, columns, np.where(factors > 0, -others_high, others_low))
        np.minimum.at(high, columns, np.where(factors > 0, -others_low, others_high))
        if int((high - low).sum()) == before or (low > high).any():
            break
    return low, high
