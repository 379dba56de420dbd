"""Forecasts of waits on simulated queues: how far off, how often in their range, and how fast.

Run from the project's root: `.venv/bin/python -m benchmarks waiting`. One queue with 12 places, 19.5
joiners a year, stays of 300 days in the mean, leaving at a rate of 1/900 a day; in a steady state,
and 180 days after a cut to 8 places. The truth is the median wait of those who join in the next 120
days and start. Errors are estimate less truth, in days.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean, median

from samverk.analytics.waiting.forecast import outlook
from samverk.analytics.waiting.history import EndKind, Entry, Places, Queue, Stay
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.spells import spells
from samverk.analytics.waiting.survival import aalen_johansen, kaplan_meier, waits_until
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made, truth

RUNS = 1_500
WORLDS = 300
YEAR, TWO_YEARS = TODAY - timedelta(days=365), TODAY - timedelta(days=730)
CASES = {"steady": Made(), "after a cut": Made(after_cut=8)}

Method = Callable[[Queue], float | None]


def middle(waits: list[int]) -> float | None:
    """Give the median, None of none."""
    return median(waits) if waits else None


def joined(queue: Queue, since: date) -> Queue:
    """Keep those who joined after ``since``."""
    return Queue(queue.name, queue.observed, tuple(e for e in queue.entries if e.clock > since))


def waits_of(entries: tuple[Entry, ...]) -> list[int]:
    """Give the waits so far, or to their end."""
    return [entry.total_wait(TODAY) for entry in entries]


def started_of_joiners(queue: Queue) -> float | None:
    """Look at those who joined in a year and have started."""
    return middle(waits_of(joined(queue, YEAR).started(YEAR, TODAY)))


def cut_at_the_end(queue: Queue) -> float | None:
    """Count waits that are still open as if they ended today."""
    recent = joined(queue, TWO_YEARS).entries
    kept = [e for e in recent if e.ending is None or e.ending.kind is EndKind.STARTED]
    return middle(waits_of(tuple(kept)))


def waiting_so_far(queue: Queue) -> float | None:
    """Väntande."""
    return middle(waits_of(queue.waiting(TODAY)))


def served(queue: Queue) -> float | None:
    """Genomförda."""
    return middle(waits_of(queue.started(YEAR, TODAY)))


def by_kaplan_meier(queue: Queue) -> float | None:
    """Kaplan-Meier of those who joined in two years."""
    seen = spells(joined(queue, TWO_YEARS), queue.observed, TODAY)
    return waits_until(kaplan_meier(seen), 0.5).value


def by_aalen_johansen(queue: Queue) -> float | None:
    """Aalen-Johansen of the same: when half of those who start have."""
    curve = aalen_johansen(spells(joined(queue, TWO_YEARS), queue.observed, TODAY))
    return waits_until(curve, curve.steps[-1].share / 2).value if curve.steps else None


def length_by_throughput(queue: Queue) -> float | None:
    """Divide the queue by the starts of a year."""
    starts = len(queue.started(YEAR, TODAY))
    return len(queue.waiting(TODAY)) * 365 / starts if starts else None


LOOKING_BACK: dict[str, Method] = {
    "started, of those who joined in 12 months": started_of_joiners,
    "open waits cut at today": cut_at_the_end,
    "Väntande": waiting_so_far,
    "Genomförda, 12 months": served,
    "Kaplan-Meier, joined in 24 months": by_kaplan_meier,
    "Aalen-Johansen, joined in 24 months": by_aalen_johansen,
    "queue / starts of a year": length_by_throughput,
}


@dataclass
class Held:
    """How a method has held: its errors in days, and runs without an answer."""

    errors: list[float] = field(default_factory=list)
    silent: int = 0

    def add(self, estimate: float | None, came: float) -> None:
        """Add a run."""
        if estimate is None:
            self.silent += 1
        else:
            self.errors.append(estimate - came)

    def __str__(self) -> str:
        if not self.errors:
            return "no answer"
        error = f"{fmean(self.errors):+.0f} d, size {fmean(map(abs, self.errors)):.0f} d"
        return f"{error}, no answer {self.silent}" if self.silent else error


def measure(case: Made, runs: int) -> tuple[float, dict[str, Held], float, float]:
    """Answer the mean truth, how each method held, the forecast's bias and its coverage."""
    held = {name: Held() for name in (*LOOKING_BACK, "Aktuellt väntetidsläge")}
    truths: list[float] = []
    inside = 0
    for seed in range(runs):
        queue = made(case, seed)
        came, known = truth(queue), queue.as_known(TODAY)
        found = outlook(known, TODAY, Settings(worlds=WORLDS, seed=seed)).joiners
        if came is None or found is None or found.low is None or found.high is None:
            continue
        truths.append(came)
        inside += found.low <= came <= found.high
        held["Aktuellt väntetidsläge"].add(found.middle, came)
        for name, method in LOOKING_BACK.items():
            held[name].add(method(known), came)
    bias = fmean(held["Aktuellt väntetidsläge"].errors)
    return fmean(truths), held, bias, inside / len(truths)


def long_queue(people: int = 500, places: int = 60) -> Queue:
    """Make a queue of so many who wait, with two years of stays behind it."""
    first = TODAY - timedelta(days=800)
    entries = tuple(
        Entry(f"{n:04}", day, day)
        for n, day in ((n, TODAY - timedelta(days=n * 700 // people)) for n in range(people))
    )
    gone = tuple(
        Stay(first + timedelta(days=n), first + timedelta(days=n + 120 + n % 160), "A")
        for n in range(500)
    )
    under_way = tuple(Stay(TODAY - timedelta(days=3 * n), None, "A") for n in range(places))
    return Queue("A", first, entries, gone + under_way, (Places("A", first, places, places),))


def run(runs: int = RUNS) -> list[tuple[str, str]]:
    """Measure both cases and the speed."""
    rows: list[tuple[str, str]] = []
    for name, case in CASES.items():
        mean, held, bias, covered = measure(case, runs)
        rows.append((f"{name}: true wait, mean of {runs} runs", f"{mean:.0f} d"))
        rows += [(f"{name}: {method}", str(one)) for method, one in held.items()]
        rows.append((f"{name}: bias of the forecast (aim within 10 d)", f"{bias:+.1f} d"))
        rows.append((f"{name}: in the 80 % range (aim 75-85 %)", f"{covered:.1%}"))
    queue = long_queue()
    outlook(queue, TODAY, Settings(worlds=10))
    start = time.perf_counter()
    outlook(queue, TODAY, Settings(worlds=1_000))
    rows.append(
        (
            "1,000 worlds of a queue of 500, one core (aim 2 s)",
            f"{time.perf_counter() - start:.2f} s",
        )
    )
    return rows


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
