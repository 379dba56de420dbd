"""How right the forecasts would have been, made anew for days gone by with what was known then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean, median

from samverk.analytics.waiting.forecast import Range, outlook
from samverk.analytics.waiting.history import EndKind, Entry, Origin, Queue
from samverk.analytics.waiting.proportions import Share, share
from samverk.analytics.waiting.settings import Settings

# Less history than this says too little of stays to be judged by.
LEAST_KNOWN_DAYS = 365
# Fewer worlds than a forecast: what is judged is many of them together.
MOST_WORLDS = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast of the past and what came (prov): the median wait of those who joined, in days."""

    day: date
    forecast: Range
    outcome: float

    @property
    def inside(self) -> bool:
        """Answer whether the outcome lay in the range."""
        low, high = self.forecast.low, self.forecast.high
        return (low is None or low <= self.outcome) and (high is None or self.outcome <= high)


@dataclass(frozen=True, slots=True)
class BackTest:
    """How the forecasts have held (träffsäkerhet).

    ``inside`` should be near eight of ten. ``bias`` is the mean of forecast less outcome in days and
    ``error`` the mean size of it, both None without trials. Trials close in time share people, so
    the interval of ``inside`` is narrower than it should be.
    """

    trials: tuple[Trial, ...]
    inside: Share
    bias: float | None
    error: float | None


def backtest(
    queue: Queue, day: date, settings: Settings | None = None, *, every: int = 90
) -> BackTest:
    """Forecast every ``every`` days of the history known on ``day``, and compare with what came.

    A day counts only when all who joined in its window had started or left by ``day``, and so did
    all of earlier days: else only the short waits would be compared.
    """
    chosen = settings or Settings()
    chosen = replace(chosen, worlds=min(chosen.worlds, MOST_WORLDS))
    trials = tuple(_trials(queue.as_known(day), day, chosen, every))
    errors = [t.forecast.middle - t.outcome for t in trials if t.forecast.middle is not None]
    return BackTest(
        trials=trials,
        inside=share(sum(trial.inside for trial in trials), len(trials)),
        bias=fmean(errors) if errors else None,
        error=fmean(map(abs, errors)) if errors else None,
    )


def joiners_median(queue: Queue, day: date, joining_days: int) -> float | None:
    """Give the median wait of those who joined in the window after ``day`` and started; None of none."""
    waits = [
        (entry.ending.day - entry.clock).days
        for entry in _joined(queue, day, joining_days)
        if entry.ending is not None and entry.ending.kind is EndKind.STARTED
    ]
    return float(median(waits)) if waits else None


def _trials(queue: Queue, day: date, settings: Settings, every: int) -> Iterator[Trial]:
    window = settings.joining_days
    past = queue.observed + timedelta(days=LEAST_KNOWN_DAYS)
    while past + timedelta(days=window) <= day:
        if any(entry.ending is None for entry in _joined(queue, past, window)):
            return
        outcome = joiners_median(queue, past, window)
        found = outlook(queue, past, settings).joiners
        if outcome is not None and found is not None:
            yield Trial(past, found, outcome)
        past += timedelta(days=every)


def _joined(queue: Queue, day: date, joining_days: int) -> list[Entry]:
    last = day + timedelta(days=joining_days)
    return [e for e in queue.entries if e.origin is Origin.JOINED and day < e.entered <= last]
