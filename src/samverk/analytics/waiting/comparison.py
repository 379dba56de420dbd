"""Do groups wait equally? The log-rank test, and the same asked by shuffling people between groups.

The log-rank test trusts a large-sample distribution. The permutation test trusts nothing but that
the groups would be alike if they waited alike, and is the one to read when groups are small. Both
take late entries into account. A removal hides the rest of a wait, as in Kaplan-Meier.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import TYPE_CHECKING

from samverk.analytics.waiting.spells import AtRisk, Exit, Spell

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SHUFFLES = 2_000
# How many are shuffled at a time: the numbers of a large queue have to fit in the memory
AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class LogRank:
    """The test's answer (log-rank-test): chi-square, degrees of freedom and p, 0 to 1.

    ``expected`` is, by group, how many starts it would have had if all waited alike.
    """

    chi_square: float
    freedom: int
    p: float
    started: Mapping[str, int]
    expected: Mapping[str, float]


def log_rank(groups: Mapping[str, Sequence[Spell]]) -> LogRank | None:
    """Compare the groups' waits; None when there is nothing to compare."""
    names = sorted(name for name, spells in groups.items() if spells)
    started = {name: sum(s.exit is Exit.STARTED for s in groups[name]) for name in names}
    if len(names) < 2 or not sum(started.values()):
        return None
    risk = {name: AtRisk(groups[name]) for name in names}
    ended = {
        name: Counter(s.until for s in groups[name] if s.exit is Exit.STARTED) for name in names
    }
    expected = dict.fromkeys(names, 0.0)
    size = len(names) - 1
    spread = [[0.0] * size for _ in range(size)]
    for day in sorted(set().union(*ended.values())):
        at_risk = [risk[name].on(day) for name in names]
        n, d = sum(at_risk), sum(ended[name][day] for name in names)
        for name, here in zip(names, at_risk, strict=True):
            expected[name] += d * here / n
        _spread(spread, at_risk, n, d)
    beyond = [started[name] - expected[name] for name in names[:-1]]
    solved = _solve(spread, beyond)
    if solved is None:
        return None
    chi = sum(b * s for b, s in zip(beyond, solved, strict=True))
    return LogRank(chi, size, chi_square_tail(chi, size), started, expected)


def permutation_p(
    groups: Mapping[str, Sequence[Spell]], *, seed: int, shuffles: int = SHUFFLES
) -> float | None:
    """Answer how often shuffled groups differ as much as these, between 0 and 1; None as above.

    The same seed gives the same answer. The groups' own order counts as one shuffle, so p is never 0.
    """
    names = sorted(name for name, spells in groups.items() if spells)
    pooled = [one for name in names for one in sorted(groups[name], key=_in_order)]
    if len(names) < 2 or not any(one.exit is Exit.STARTED for one in pooled):
        return None
    import numpy as np

    scores = np.array([_scores(pooled)])
    sizes = np.array([len(groups[name]) for name in names])
    rng = np.random.default_rng(seed)
    far, as_far = _distances(scores, sizes)[0] - 1e-9, 1
    for first in range(0, shuffles, AT_ONCE):
        rows = scores.repeat(min(AT_ONCE, shuffles - first), axis=0)
        as_far += int((_distances(rng.permuted(rows, axis=1), sizes) >= far).sum())
    return as_far / (shuffles + 1)


def chi_square_tail(value: float, freedom: int) -> float:
    """Give the chance that a chi-square variable exceeds ``value``: the upper incomplete gamma."""
    a, x = freedom / 2, value / 2
    if x <= 0:
        return 1.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while term > total * 1e-16:
            n += 1
            term *= x / n
            total += term
        return max(1 - front * total, 0.0)
    return front * _fraction(a, x)


def _fraction(a: float, x: float) -> float:
    """Compute the continued fraction of the upper incomplete gamma (Lentz)."""
    b = x + 1 - a
    c, d = 1e300, 1 / b
    found = d
    for n in range(1, 500):
        part = -n * (n - a)
        b += 2
        d = 1 / (part * d + b)
        c = b + part / c
        found *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return found


def _spread(spread: list[list[float]], at_risk: Sequence[int], n: int, d: int) -> None:
    """Add the day's covariance (hypergeometric) of the groups but the last."""
    if n < 2:
        return
    factor = d * (n - d) / (n - 1)
    for i, row in enumerate(spread):
        for j in range(len(row)):
            row[j] += factor * at_risk[i] / n * ((i == j) - at_risk[j] / n)


def _solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float] | None:
    """Solve the equations by elimination; None when they have no single answer."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for n in range(size):
        best = max(range(n, size), key=lambda r: abs(rows[r][n]))
        if abs(rows[best][n]) < 1e-12:
            return None
        rows[n], rows[best] = rows[best], rows[n]
        for r in range(size):
            if r != n:
                ratio = rows[r][n] / rows[n][n]
                rows[r] = [a - ratio * b for a, b in zip(rows[r], rows[n], strict=True)]
    return [row[-1] / row[n] for n, row in enumerate(rows)]


def _scores(pooled: Sequence[Spell]) -> list[float]:
    """Give each spell its start less what was to be expected of it, if all waited alike."""
    risk = AtRisk(pooled)
    ended = Counter(one.until for one in pooled if one.exit is Exit.STARTED)
    days = sorted(ended)
    sums = [0.0]
    for day in days:
        sums.append(sums[-1] + ended[day] / risk.on(day))
    return [
        (one.exit is Exit.STARTED)
        - (sums[bisect_right(days, one.until)] - sums[bisect_left(days, one.seen_from)])
        for one in pooled
    ]


def _distances(
    scores: npt.NDArray[np.float64], sizes: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Measure of each row how far the groups' mean scores lie from nothing, weighed by their sizes."""
    import numpy as np

    firsts = np.concatenate(([0], sizes[:-1].cumsum()))
    sums = np.add.reduceat(scores, firsts, axis=1)
    found: npt.NDArray[np.float64] = (sums**2 / sizes).sum(axis=1)
    return found


def _in_order(one: Spell) -> tuple[int, int, str]:
    return one.seen_from, one.until, one.exit.value
