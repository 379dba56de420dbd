"""Chooses which further numbers to hide, so that no protected one can be computed.

A protected number is safe when a table that the rule could also have made has another value there. The
difference of two such tables is a move that keeps every sum. So for each protected number the cheapest
move that changes it is found, and the published numbers that it changes are hidden as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samverk.analytics.disclosure.fitting import Fitting
from samverk.analytics.disclosure.linear import Floats, Ints, Program, Sums

_FAR = 1_000
_SEED = 2
# How much work searches for one number at a time may be: they find the cheapest, but take their time
_WORK = 60_000
# Tries at each price before it is raised
_TRIES = 3
_RAISE = 2.0


@dataclass(frozen=True, slots=True)
class Room:
    """What the numbers may be (spelrum) in a table that the rule could have made, cell by cell.

    ``prices`` is what it costs to hide a number that is published, 0 for one that is hidden already,
    and ``can_hide`` tells which of the published may be hidden at all.
    """

    counts: Ints
    least: Ints
    most: Ints
    prices: Floats
    can_hide: NDArray[np.bool_]

    def up_and_down(self) -> tuple[Ints, Ints]:
        """Give how far each number may move."""
        may = (self.prices == 0) | self.can_hide
        up = np.where(may, np.minimum(self.most - self.counts, _FAR), 0)
        down = np.where(may, np.minimum(self.counts - self.least, _FAR), 0)
        return up, down


class Guard:
    """The search for guards (sekundärt dolda). Everything found is kept: what is hidden stays hidden."""

    def __init__(self, sums: Sums, room: Room) -> None:
        """Take the sums between the numbers and the room that each has."""
        self._sums, self._counts = sums, room.counts
        self._program = Program(sums, len(room.counts))
        self._random = np.random.default_rng(_SEED)
        self._prices = room.prices.copy()
        self._moved = np.zeros(len(room.counts), bool)
        self.hidden: set[int] = set()
        self.give_room(room)

    def give_room(self, room: Room) -> None:
        """Change how far the numbers may move, as when totals may be hidden too."""
        self._up, self._down = Room(
            room.counts, room.least, room.most, self._prices, room.can_hide
        ).up_and_down()
        self._program.set_room(self._up, self._down)

    def guard(self, cells: Iterable[int]) -> list[int]:
        """Make the numbers safe; list those that cannot be, with the numbers that may be hidden."""
        wanted = np.array(sorted(cells), np.int64)
        self._free_already(wanted)
        self._together(wanted)
        self._program.set_room(self._up, self._down)
        return [cell for cell in self._left(wanted).tolist() if not self._alone(cell)]

    def _left(self, cells: Ints) -> Ints:
        return cells[~self._moved[cells]]

    def _free_already(self, cells: Ints) -> None:
        """Find those that move without anything more being hidden."""
        shown = self._prices > 0
        up, down = np.where(shown, 0, self._up), np.where(shown, 0, self._down)
        fitting = Fitting(self._sums, self._counts - down, self._counts + up)
        while len(left := self._left(cells)):
            pull = np.zeros(len(self._prices))
            pull[left] = self._random.choice([-1.0, 1.0], len(left)) * self._random.uniform(
                1, 2, len(left)
            )
            tables = [fitting.pulled(each, self._counts, left) for each in (pull, -pull)]
            moves = [table - self._counts for table in tables if table is not None]
            kept = [self._keep(each, left) for each in moves]
            if not any(kept):
                break

    def _together(self, cells: Ints) -> None:
        """Buy moves for many at once, cheap ones first: each may cost a price that is raised by steps."""
        for price in self._price_steps():
            for _ in range(_TRIES):
                left = self._left(cells)
                if len(left) * len(self._prices) <= _WORK:
                    return
                if not self._bought(left, price):
                    break

    def _price_steps(self) -> Iterable[float]:
        charged = self._prices[(self._prices > 0) & (self._up + self._down > 0)]
        if not len(charged):
            return
        price = float(charged.min()) * _RAISE
        while price < charged.max() * 2 * _RAISE:
            yield price
            price *= _RAISE

    def _bought(self, cells: Ints, price: float) -> bool:
        """Find the move that saves the most when one step of each cell, up or down, is worth ``price``."""
        up, down = self._up.copy(), self._down.copy()
        rises = self._random.random(len(cells)) < 0.5
        rising, falling = cells[rises], cells[~rises]
        up[rising], down[rising] = np.minimum(up[rising], 1), 0
        down[falling], up[falling] = np.minimum(down[falling], 1), 0
        self._program.set_room(up, down)
        costs_up, costs_down = self._prices.copy(), self._prices.copy()
        costs_up[rising], costs_down[falling] = -price, -price
        self._program.set_costs(costs_up, costs_down)
        return self._keep(self._program.moves(), cells)

    def _alone(self, cell: int) -> bool:
        """Find the cheapest move of one step for one cell, up or down; answer whether there is any."""
        if self._moved[cell]:
            return True
        self._program.set_costs(self._prices, self._prices)
        found: list[tuple[float, Ints]] = []
        for step, room in ((1, self._up[cell]), (-1, self._down[cell])):
            if room < 1:
                continue
            self._program.force(cell, step)
            moves = self._program.moves()
            if moves is not None:
                found.append((float(self._prices @ np.abs(moves)), moves))
        self._program.release(cell, self._up[cell], self._down[cell])
        if found:
            self._keep(min(found, key=lambda each: each[0])[1], np.array([cell]))
        return bool(found)

    def _keep(self, moves: Ints | None, cells: Ints) -> bool:
        """Hide what a move changes, and note what it proves; answer whether it moves any of ``cells``."""
        if moves is None or not moves[cells].any():
            return False
        changed = moves != 0
        self._moved |= changed
        self.hidden |= set(np.flatnonzero(changed & (self._prices > 0)).tolist())
        self._prices[changed] = 0
        return True
