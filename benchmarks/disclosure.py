"""Disclosure control: tables of 2,000 numbers protected and proven, one of each shape.

Run from the project's root: `.venv/bin/python -m benchmarks disclosure`. The counts are made up, a third
of them small. The aim is for one core, and HiGHS is told to use no more; a slow machine does not stop
the benchmark, a number that can be computed does.
"""

from __future__ import annotations

import time

import numpy as np

from samverk.analytics.disclosure.editions import Part, Told, told_after
from samverk.analytics.disclosure.linear import Ints
from samverk.analytics.disclosure.linking import later_period
from samverk.analytics.disclosure.policy import DisclosurePolicy, ZeroRule
from samverk.analytics.disclosure.proof import faults_of, proof_of
from samverk.analytics.disclosure.protect import Protection, protect, protect_together, unguarded
from samverk.analytics.disclosure.table import Table

AIM = 3.0
SHAPES = ((200, 10), (45, 45), (1000, 2), (2000, 1))
POLICY = DisclosurePolicy(5)
ZEROS = DisclosurePolicy(5, ZeroRule.PROTECTED)
TEN = DisclosurePolicy(10)


def table(rows: int, columns: int, name: str = "Mätningen", seed: int = 1) -> Table:
    """Make a table with both totals, of counts as they are among people: many small, a few large."""
    drawn = np.random.default_rng(seed).negative_binomial(1.2, 0.11, (rows, columns))
    return Table(
        name,
        tuple(f"Rad {number}" for number in range(rows)),
        tuple(f"Kolumn {number}" for number in range(columns)),
        tuple(tuple(map(int, line)) for line in drawn),
        "Summa",
        "Summa",
    )


def timed(made: Table, policy: DisclosurePolicy) -> tuple[float, Protection]:
    """Protect a table, attack it, and write its proof; give the seconds. Raises SystemExit for a leak."""
    start = time.perf_counter()
    protection = protect(made, policy)
    proof_of(protection)
    spent = time.perf_counter() - start
    if protection.leaks:
        raise SystemExit(f"{len(protection.leaks)} antal går att räkna ut i {made.name}.")
    return spent, protection


def row(made: Table, policy: DisclosurePolicy, what: str) -> tuple[str, str]:
    """Measure one table."""
    spent, protection = timed(made, policy)
    (edition,) = protection.editions
    solves = sum(one.solves for one in protection.attacks)
    told = f"{spent:.2f} s (mål {AIM:.0f} s), {len(protection.protected)} små, {len(edition.hidden)} dolda"
    return what, f"{told}, {len(edition.pool)} rader ihop, {solves} frågor i provet, 0 läckor"


def run() -> list[tuple[str, str]]:
    """Measure each shape, stricter policies, a later period, and the check of a proof."""
    made = [(table(*shape), "x".join(map(str, shape))) for shape in SHAPES]
    rows = [row(each, POLICY, f"tabell {name}, gräns 5") for each, name in made]
    rows += [row(each, ZEROS, f"tabell {name}, gräns 5, nollor skyddas") for each, name in made]
    rows += [row(each, TEN, f"tabell {name}, gräns 10") for each, name in made]
    return [*rows, later(), editions(), checked(), *plain(made[2][0])]


def later() -> tuple[str, str]:
    """Measure a table that is published after an earlier one of which it holds the numbers."""
    first, added = table(200, 10, "våren"), table(200, 10, "tillkomna", seed=2)
    counts = np.array(first.counts) + np.array(added.counts)
    whole = tuple(tuple(map(int, line)) for line in counts)
    second = Table("året", first.rows, first.columns, whole, "Summa", "Summa")
    before = protect(first, POLICY)
    start = time.perf_counter()
    both = protect_together([second], POLICY, later_period(first, second), before.editions)
    spent = time.perf_counter() - start
    if both.leaks:
        raise SystemExit("En senare period läcker.")
    return "tabell 200x10 efter en tidigare period", f"{spent:.2f} s, {len(both.protected)} små"


def editions() -> tuple[str, str]:
    """Measure the third time that eight deliveries' counts of a growing year are told, with their parts."""
    parts = [Part("deltog", ("började",)), Part("deltog", ("slutade",))]
    parts += [Part("slutade", ("slutförde", "avbröt")), Part("slutade", ("nådde målen",))]
    told: list[Told] = []
    drawn = np.random.default_rng(7)
    counts = np.zeros((5, 8, 2), np.int64)
    for _ in range(3):
        counts[1:] += drawn.integers(0, 4, (4, 8, 2))
        counts[4] = np.minimum(counts[4], counts[2])
        began, done, broke, met = counts[1], counts[2], counts[3], counts[4]
        each = (began + done + broke + 1, began, done + broke, done, broke, met)
        names = ("deltog", "började", "slutade", "slutförde", "avbröt", "nådde målen")
        now = {name: _of(name, one) for name, one in zip(names, each, strict=True)}
        start = time.perf_counter()
        found = told_after(now, told, POLICY, parts)
        spent = time.perf_counter() - start
        if found.protection is None or found.protection.leaks:
            raise SystemExit("En utgåva läcker.")
        told.append(found.told)
    numbers = len(found.protection.view.system.cells)
    return "tredje utgåvan av åtta verksamheters år", f"{spent:.2f} s, {numbers} tal, 0 läckor"


def _of(name: str, counts: Ints) -> Table:
    rows = tuple(f"Verksamhet {number}" for number in range(len(counts)))
    each = tuple(tuple(map(int, line)) for line in counts)
    return Table(name, rows, ("kvinnor", "män"), each, "Alla", "Alla")


def checked() -> tuple[str, str]:
    """Measure how long it takes to check a kept proof, without a solver."""
    _, protection = timed(table(200, 10), POLICY)
    proof, shown = proof_of(protection), [protection.editions[0].shown(POLICY)]
    start = time.perf_counter()
    if faults_of(proof, shown):
        raise SystemExit("Beviset håller inte.")
    return "pröva beviset för tabell 200x10", f"{time.perf_counter() - start:.2f} s"


def plain(made: Table) -> list[tuple[str, str]]:
    """Tell what leaks from the same table when only its small numbers are hidden."""
    found = unguarded(made, POLICY)
    told = f"{found.by_subtraction} med subtraktion, {found.by_rule} med regeln, av {found.hidden}"
    return [("läckor i tabell 1000x2 när bara små antal döljs", told)]
