"""The attacker: finds which protected numbers can be computed from what is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samverk.analytics.disclosure.linear import Floats, Ints, Program
from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark
from samverk.analytics.disclosure.system import System

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


def attack(view: View, attacker: Attacker, known: Sequence[tuple[int, ...]] = ()) -> Attack:
    """Look for tables that fit, until every number not published has two values or provably one.

    Each round pulls all numbers that have had one value so far, each with a weight of its own. While
    a pull moves some of them, they are done. When neither the strongest pull up nor down moves any,
    every table that fits has the same weighted sum of them; with weights drawn at random that means
    the same numbers. ``known`` are tables that a stronger attacker found: they fit here too.
    Raises ValueError when no table fits, as when what is published does not add up.
    """
    hunt = _Hunt(view, attacker, known)
    while len(left := hunt.undecided()):
        weights = hunt.weights(left)
        if not any([hunt.pull(weights, left), hunt.pull(-weights, left)]):
            break
    return hunt.ended()


class _Hunt:
    """One attack under way."""

    def __init__(self, view: View, attacker: Attacker, known: Sequence[tuple[int, ...]]) -> None:
        self._attacker = attacker
        self._least, self._most = view.bounds(attacker)
        self._places = np.array(sorted(view.marks), np.int64)
        self._program = Program(view.system.sums, len(view.system.cells))
        self._random = np.random.default_rng(_SEED)
        self._tables = [np.array(table, np.int64) for table in known]
        if not self._tables:
            self._tables.append(self._first())
        found = np.array(self._tables)[:, self._places]
        self._low, self._high = found.min(0), found.max(0)
        start = self._tables[0]
        up, down = self._most - start, start - self._least
        self._program.set_room(np.minimum(up, _FAR), np.minimum(down, _FAR))

    def _first(self) -> Ints:
        """Find any table that fits: the moves to it from a table of zeros, whose sums hold."""
        zeros = np.zeros_like(self._least)
        self._program.set_room(self._most, zeros, self._least)
        found = self._program.moves()
        if found is None:
            raise ValueError("Ingen tabell passar det som är publicerat.")
        return found

    def undecided(self) -> Ints:
        """List the numbers that have had one value so far."""
        left: Ints = self._places[self._low == self._high]
        return left

    def weights(self, cells: Ints) -> Floats:
        """Draw a weight and a direction for each."""
        weights = np.zeros(len(self._least))
        signs = self._random.choice([-1.0, 1.0], len(cells))
        weights[cells] = signs * self._random.uniform(1, 2, len(cells))
        return weights

    def pull(self, weights: Floats, cells: Ints) -> bool:
        """Find the table where the weighted sum is the least; answer whether a number moved."""
        self._program.set_costs(weights, -weights)
        moves = self._program.moves()
        if moves is None:
            raise ArithmeticError("Lösaren gav inget svar.")
        if not moves[cells].any():
            return False
        table = self._tables[0] + moves
        self._tables.append(table)
        self._low = np.minimum(self._low, table[self._places])
        self._high = np.maximum(self._high, table[self._places])
        return True

    def ended(self) -> Attack:
        bounds = zip(self._low.tolist(), self._high.tolist(), strict=True)
        return Attack(
            self._attacker,
            dict(zip(self._places.tolist(), bounds, strict=True)),
            self._program.solves,
            tuple(tuple(table.tolist()) for table in self._tables),
        )
