"""A linear program whose rows are sums that hold, solved by HiGHS again and again as it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import highspy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A count is whole people: what the solver gives this near a whole number is meant as one
NEAR = 1e-6
# (whole, parts) by cell number
Sums = Sequence[tuple[int, Sequence[int]]]


def sum_matrix(sums: Sums) -> tuple[Ints, Ints, Ints]:
    """Give the sums as a sparse matrix by row: where each row starts, its columns, their factors."""
    starts, columns, factors = [0], [], []
    for whole, parts in sums:
        columns += [*parts, whole]
        factors += [1] * len(parts) + [-1]
        starts.append(len(columns))
    kind = np.int64
    return np.array(starts, kind), np.array(columns, kind), np.array(factors, kind)


def sums_hold(sums: Sums, counts: Ints) -> bool:
    """Answer, exactly, whether every whole is the sum of its parts."""
    return all_hold(sum_matrix(sums), counts)


def all_hold(matrix: tuple[Ints, Ints, Ints], counts: Ints) -> bool:
    """Answer, exactly, whether the sums of a matrix hold."""
    starts, columns, factors = matrix
    return not np.add.reduceat(factors * counts[columns], starts[:-1]).any()


class Program:
    """Moves (avvikelser) from a table that keep every sum: column j up, and column n + j down.

    ``set_room`` bounds both; the sum of what ``set_costs`` says is minimised.
    """

    def __init__(self, sums: Sums, size: int) -> None:
        """Take the sums over ``size`` cells. No cell may move until it is given room."""
        self.size, self.solves = size, 0
        self._matrix = sum_matrix(sums)
        self._solver = new_solver()
        self._solver.passModel(_model(self._matrix, size))
        self._every = np.arange(2 * size, dtype=np.int32)

    def set_room(self, up: Ints, down: Ints, least_up: Ints | None = None) -> None:
        """Say how far each cell may move up and down, and where asked how far up it must."""
        lower = np.zeros(2 * self.size)
        if least_up is not None:
            lower[: self.size] = least_up
        upper = np.concatenate([up, down]).astype(np.float64)
        self._solver.changeColsBounds(2 * self.size, self._every, lower, upper)

    def set_costs(self, up: Floats, down: Floats) -> None:
        """Say what a step up or down costs, cell by cell."""
        self._solver.changeColsCost(2 * self.size, self._every, np.concatenate([up, down]))

    def force(self, cell: int, step: int) -> None:
        """Hold one cell to a move of just ``step``."""
        self._bound(cell, max(step, 0), max(step, 0))
        self._bound(self.size + cell, max(-step, 0), max(-step, 0))

    def release(self, cell: int, up: float, down: float) -> None:
        """Let a cell move freely again, as far as told."""
        self._bound(cell, 0, up)
        self._bound(self.size + cell, 0, down)

    def _bound(self, column: int, lower: float, upper: float) -> None:
        self._solver.changeColBounds(column, float(lower), float(upper))

    def moves(self) -> Ints | None:
        """Find the cheapest whole moves; None when there are none.

        Where the linear program's answer is no whole numbers, it is solved as an integer program.
        """
        found = self._run()
        whole = None if found is None else self._whole(found)
        if found is None or whole is not None:
            return whole
        self._require_whole(required=True)
        found = self._run()
        self._require_whole(required=False)
        return None if found is None else self._whole(found)

    def _require_whole(self, *, required: bool) -> None:
        import highspy

        kinds = highspy.HighsVarType
        kind = kinds.kInteger if required else kinds.kContinuous
        every = np.full(2 * self.size, int(kind), np.uint8)
        self._solver.changeColsIntegrality(2 * self.size, self._every, every)

    def _run(self) -> Floats | None:
        import highspy

        self.solves += 1
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        both = np.array(self._solver.getSolution().col_value)
        moves: Floats = both[: self.size] - both[self.size :]
        return moves

    def _whole(self, moves: Floats) -> Ints | None:
        whole = np.rint(moves)
        if np.abs(moves - whole).max(initial=0) > NEAR:
            return None
        counts: Ints = whole.astype(np.int64)
        return counts if all_hold(self._matrix, counts) else None


def new_solver() -> highspy.Highs:
    """Make a solver that keeps to one core and says nothing."""
    import highspy

    solver = highspy.Highs()
    # One core, and nothing on stdout: that is where answers go
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("presolve", "off"),
        ("mip_rel_gap", 0.0),
        ("random_seed", 0),
    ):
        solver.setOptionValue(option, value)
    return solver


def _model(matrix: tuple[Ints, Ints, Ints], size: int) -> highspy.HighsLp:
    import highspy

    starts, columns, factors = matrix
    rows = len(starts) - 1
    up_and_down = np.stack([columns, columns + size], 1).ravel()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = 2 * size, rows
    model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(2 * size)
    model.row_lower_ = model.row_upper_ = np.zeros(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = (2 * starts).astype(np.int32)
    model.a_matrix_.index_ = up_and_down.astype(np.int32)
    model.a_matrix_.value_ = np.stack([factors, -factors], 1).ravel().astype(np.float64)
    return model
