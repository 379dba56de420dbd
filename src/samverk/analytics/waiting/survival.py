"""How waits go when not all have ended: Kaplan-Meier and Aalen-Johansen, with their intervals.

Kaplan-Meier answers how long one would wait who never gives up the place (a removal hides the rest
of that wait). Aalen-Johansen answers what becomes of all: a removal is an end of its own, and those
removed never start. Variances are Greenwood's and, for competing ends, the delta method
(Collett, Modelling Survival Data in Medical Research, 12.3); intervals are made on the log-log scale, so
that they stay between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, inf, log
from statistics import NormalDist

from samverk.analytics.waiting.quantiles import CONFIDENCE, Quantile
from samverk.analytics.waiting.spells import AtRisk, Exit, Spell

# What sums of many shares may be off by: nearer to none or all than this is none or all.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a curve (trappsteg): from ``day`` on the share is ``share``, with its interval."""

    day: int
    at_risk: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of shares by days waited (kurva), of ``n`` spells; ``base`` is the share before any.

    ``seen_to`` is the longest age seen: past it the curve says nothing. ``given`` is 0, or the wait
    that all have behind them whom the curve tells of, where too few were seen from the start.
    """

    n: int
    base: float
    steps: tuple[Step, ...]
    given: int
    seen_to: int

    def at(self, day: int) -> Step | None:
        """Give the step in force after ``day`` days; None outside what was seen or of nobody."""
        if not self.n or not self.given <= day <= self.seen_to:
            return None
        place = bisect_right([step.day for step in self.steps], day)
        return (
            self.steps[place - 1] if place else Step(day, self.n, self.base, self.base, self.base)
        )


@dataclass(frozen=True, slots=True)
class _Day:
    """What happened at one age: how many were at risk, and how many started and were removed."""

    day: int
    at_risk: int
    started: int
    removed: int


def kaplan_meier(spells: Sequence[Spell], *, confidence: float = CONFIDENCE) -> Curve:
    """Estimate the share still waiting, by days, among those who keep their place."""
    z, steps, survival, greenwood = _z(confidence), [], 1.0, 0.0
    given, days = _days(spells)
    for one in days:
        if not one.started:
            continue
        survival *= 1 - one.started / one.at_risk
        left = one.at_risk - one.started
        greenwood += one.started / (one.at_risk * left) if left else inf
        low, high = _log_log(survival, greenwood * survival**2 if left else 0.0, z)
        steps.append(Step(one.day, one.at_risk, survival, low, high))
    return Curve(len(spells), 1.0, tuple(steps), given, _seen_to(spells))


def aalen_johansen(
    spells: Sequence[Spell], cause: Exit = Exit.STARTED, *, confidence: float = CONFIDENCE
) -> Curve:
    """Estimate the share that has ended by ``cause``, by days, among all who joined."""
    z, steps, survival, share = _z(confidence), [], 1.0, 0.0
    given, days = _days(spells)
    sums = _Sums()
    for one in days:
        ours = one.started if cause is Exit.STARTED else one.removed
        share += survival * ours / one.at_risk
        sums.add(one, ours, survival, share)
        survival *= 1 - (one.started + one.removed) / one.at_risk
        if ours:
            low, high = _log_log(share, sums.variance(share), z)
            steps.append(Step(one.day, one.at_risk, share, low, high))
    return Curve(len(spells), 0.0, tuple(steps), given, _seen_to(spells))


def waits_until(curve: Curve, share: float) -> Quantile:
    """Give the days after which ``share`` have started, by a curve of either kind.

    The interval is that of the days whose own interval holds the share (Brookmeyer and Crowley).
    """
    falls = curve.base == 1.0
    wanted = 1 - share if falls else share

    def first(value: Callable[[Step], float]) -> int | None:
        reached = (
            step.day
            for step in curve.steps
            if (value(step) <= wanted + 1e-12 if falls else value(step) >= wanted - 1e-12)
        )
        return next(reached, None)

    early: Callable[[Step], float] = (lambda s: s.low) if falls else (lambda s: s.high)
    late: Callable[[Step], float] = (lambda s: s.high) if falls else (lambda s: s.low)
    return Quantile(first(lambda step: step.share), first(early), first(late))


def _days(spells: Sequence[Spell]) -> tuple[int, list[_Day]]:
    """Count each age at which something ended. At risk is who was seen on that day.

    Where everybody at risk ended and others were first seen later, the curve would have fallen to
    nothing by the early few: it begins anew after that age, which is given with the days.
    """
    risk = AtRisk(spells)
    started = Counter(one.until for one in spells if one.exit is Exit.STARTED)
    removed = Counter(one.until for one in spells if one.exit is Exit.REMOVED)
    given, days = 0, []
    for day in sorted(started | removed):
        at_risk = risk.on(day)
        days.append(_Day(day, at_risk, started[day], removed[day]))
        if at_risk == started[day] + removed[day] and risk.enters[-1] > day:
            given, days = day, []
    return given, days


@dataclass(slots=True)
class _Sums:
    """The delta method's three sums, kept so that each step adds to them once."""

    spread: float = 0.0
    spread_share: float = 0.0
    spread_square: float = 0.0
    own: float = 0.0
    shared: float = 0.0
    shared_share: float = 0.0

    def add(self, day: _Day, ours: int, survival: float, share: float) -> None:
        """Add the day on which the share became ``share``, from ``survival`` before it."""
        n, ended = day.at_risk, day.started + day.removed
        spread = ended / (n * (n - ended)) if n > ended else 0.0
        self.spread += spread
        self.spread_share += spread * share
        self.spread_square += spread * share**2
        self.own += survival**2 * ours * (n - ours) / n**3
        self.shared += survival * ours / n**2
        self.shared_share += survival * ours / n**2 * share

    def variance(self, share: float) -> float:
        """Give the variance of the share reached last."""
        first = share**2 * self.spread - 2 * share * self.spread_share + self.spread_square
        last = share * self.shared - self.shared_share
        return max(first + self.own - 2 * last, 0.0)


def _log_log(share: float, variance: float, z: float) -> tuple[float, float]:
    """Give the interval of a share; one of none or of all has no width on this scale."""
    if share <= _NOTHING:
        return 0.0, 0.0
    if share >= 1 - _NOTHING:
        return 1.0, 1.0
    if variance <= 0:
        return share, share
    spread = z * variance**0.5 / (share * abs(log(share)))
    return share ** exp(spread), share ** exp(-spread)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _seen_to(spells: Sequence[Spell]) -> int:
    return max((one.until for one in spells), default=0)
