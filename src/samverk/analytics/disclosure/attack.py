"""The attacker: finds which protected numbers can be computed from what is published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from samverk.analytics.disclosure.fitting import Fitting
from samverk.analytics.disclosure.linear import Floats, Ints
from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark
from samverk.analytics.disclosure.system import Edition, System, marks_of

# How far from a table that fits others are looked for. A nearer bound can only call more numbers
# computable, never fewer
_FAR = 1_000
_SEED = 1


@dataclass(frozen=True, slots=True)
class View:
    """What an attacker has (angriparens underlag): of the hidden values, no more than the marks tell.

    ``published`` and ``marks`` are by place in the system's cells, and together cover all of them.
    ``kinds``: the strongest attacker knows the marks too, and not only that a number is hidden.
    """

    system: System
    policy: DisclosurePolicy
    published: Mapping[int, int]
    marks: Mapping[int, Mark]
    kinds: bool

    def with_published(self, place: int, count: int) -> View:
        """Give what an attacker has once one more number is published."""
        published = {**self.published, place: self.policy.rounded(count)}
        marks = {each: mark for each, mark in self.marks.items() if each != place}
        return replace(self, published=published, marks=marks)

    def bounds(self, attacker: Attacker) -> tuple[Ints, Ints]:
        """Give the least and the most of every number, as that attacker must think."""
        ranges = [
            self.policy.range_behind(self.published[place])
            if place in self.published
            else self.policy.range_of(self.marks[place], attacker, kinds=self.kinds)
            for place in range(len(self.system.cells))
        ]
        both = np.array(ranges, np.int64)
        return both[:, 0], both[:, 1]


def view_of(
    system: System, editions: Sequence[Edition], counts: Ints, policy: DisclosurePolicy
) -> View:
    """Take away from the true values what is not published."""
    marks = marks_of(system, editions, policy)
    published = {
        place: policy.rounded(int(counts[place]))
        for place in range(len(system.cells))
        if place not in marks
    }
    return View(system, policy, published, marks, kinds=policy.kinds_are_known)


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attack found (angrepp). ``tables`` are tables that fit all that the attacker knows.

    ``intervals`` gives the least and the most that each number that is not published is in them;
    where they are equal every table that fits has that value.
    """

    attacker: Attacker
    intervals: Mapping[int, tuple[int, int]]
    solves: int
    tables: tuple[tuple[int, ...], ...]

    @property
    def computed(self) -> dict[int, int]:
        """The numbers that are not published and can be computed all the same, with their values."""
        return {place: low for place, (low, high) in self.intervals.items() if low == high}


def leaks_in(view: View, found: Attack) -> set[int]:
    """Give the places of the protected numbers that an attack computes: a computed value is the true one."""
    is_protected, policy = view.system.is_protected, view.policy
    return {place for place, count in found.computed.items() if is_protected(place, count, policy)}


def attack(
    view: View,
    attacker: Attacker,
    known: Sequence[tuple[int, ...]] = (),
    only: Collection[int] | None = None,
) -> Attack:
    """Look for tables that fit, until every number not published has two values or provably one.

    Each round pulls all numbers that have had one value so far, each with a weight of its own. While
    a pull moves some of them, they are done. When neither the strongest pull up nor down moves any,
    every table that fits has the same weighted sum of them; with weights drawn at random that means
    the same numbers. ``known`` are tables that fit, as those that a stronger attacker found. ``only``:
    the numbers (places) that are asked about; the others are left as they come.
    Raises ValueError when no table fits, as when what is published does not add up.
    """
    hunt = _Hunt(view, attacker, known, only)
    while len(left := hunt.undecided()):
        weights = hunt.weights(left)
        if not any([hunt.pull(weights, left), hunt.pull(-weights, left)]):
            break
    return hunt.ended()


class _Hunt:
    """One attack under way."""

    def __init__(
        self,
        view: View,
        attacker: Attacker,
        known: Sequence[tuple[int, ...]],
        only: Collection[int] | None,
    ) -> None:
        self._attacker = attacker
        self._places = np.array(sorted(view.marks), np.int64)
        self._fitting = Fitting(view.system.sums, *view.bounds(attacker))
        # What the sums alone settle needs no solver
        settled = self._fitting.least == self._fitting.most
        self._is_asked = ~settled[self._places]
        if only is not None:
            self._is_asked &= np.isin(self._places, list(only))
        self._random = np.random.default_rng(_SEED)
        self._tables = [np.array(table, np.int64) for table in known] or [self._fitting.first()]
        found = np.array(self._tables)[:, self._places]
        self._low, self._high = found.min(0), found.max(0)
        self._fitting.stay_near(self._tables[0], _FAR)

    def undecided(self) -> Ints:
        """List the numbers that have had one value so far."""
        left: Ints = self._places[(self._low == self._high) & self._is_asked]
        return left

    def weights(self, cells: Ints) -> Floats:
        """Draw a weight and a direction for each."""
        weights = np.zeros(len(self._fitting.least))
        signs = self._random.choice([-1.0, 1.0], len(cells))
        weights[cells] = signs * self._random.uniform(1, 2, len(cells))
        return weights

    def pull(self, weights: Floats, cells: Ints) -> bool:
        """Find a table where the weighted sum is less; answer whether a number moved."""
        table = self._fitting.pulled(weights, self._tables[0], cells)
        if table is None:
            return False
        self._tables.append(table)
        self._low = np.minimum(self._low, table[self._places])
        self._high = np.maximum(self._high, table[self._places])
        return True

    def ended(self) -> Attack:
        bounds = zip(self._low.tolist(), self._high.tolist(), strict=True)
        return Attack(
            self._attacker,
            dict(zip(self._places.tolist(), bounds, strict=True)),
            self._fitting.solves,
            tuple(tuple(table.tolist()) for table in self._tables),
        )
