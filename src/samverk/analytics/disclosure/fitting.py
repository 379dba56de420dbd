"""Finds whole tables that keep every sum within bounds: what an attacker can still believe in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samverk.analytics.disclosure.linear import (
    NEAR,
    Floats,
    Ints,
    Sums,
    all_hold,
    new_solver,
    sum_matrix,
)
from samverk.analytics.disclosure.narrowing import narrowed

if TYPE_CHECKING:
    import highspy

# How much worse than the best a whole table may be, of those asked for first: it is found many times sooner
_GAP = 0.9


class Fitting:
    """The tables that fit what is known, asked for one at a time; a column for each number still open.

    ``least`` and ``most`` are what each number may be once the sums are taken into account: a number
    where they are equal is no column, and is computable by the sums alone.
    """

    def __init__(self, sums: Sums, least: Ints, most: Ints) -> None:
        """Take the sums and what each number may be. Raises ValueError when no table fits."""
        self.least, self.most = narrowed(sums, least, most)
        if (self.least > self.most).any():
            raise ValueError("Ingen tabell passar det som är publicerat.")
        self.solves = 0
        self._matrix = sum_matrix(sums)
        self._open: Ints = np.flatnonzero(self.least < self.most)
        self._every = np.arange(len(self._open), dtype=np.int32)
        self._solver = new_solver()
        self._solver.passModel(self._model())
        self._bound(self.least, self.most)

    def first(self) -> Ints:
        """Find any table that fits. Raises ValueError when none does."""
        found = self._whole_of(self._run())
        if found is None:
            found = self._integer()
        if found is None:
            raise ValueError("Ingen tabell passar det som är publicerat.")
        return found

    def stay_near(self, table: Ints, far: int) -> None:
        """Look no further than so far from a table, number by number."""
        self.least = np.maximum(self.least, table - far)
        self.most = np.minimum(self.most, table + far)
        self._bound(self.least, self.most)

    def pulled(self, weights: Floats, table: Ints, cells: Ints) -> Ints | None:
        """Find a table where the weighted sum is less than in ``table``, with other ``cells``.

        None when there is none, as the linear program alone proves or else the integer program. The
        weights are 0 but for ``cells``.
        """
        self._solver.changeColsCost(len(self._every), self._every, weights[self._open])
        found = self._run()
        if found is None:
            raise ArithmeticError("Lösaren gav inget svar.")
        if np.abs(found - table)[cells].max(initial=0) < NEAR:
            # Nothing that is not whole does better either, so that no table does
            return None
        self._solver.changeObjectiveOffset(-float(weights[self._open] @ table[self._open]))
        whole = self._whole_of(found)
        if whole is None:
            whole = self._among(np.abs(found - table) > NEAR, table)
        return whole if _differs(whole, table, cells) else self._best(table, cells)

    def _among(self, moved: NDArray[np.bool_], table: Ints) -> Ints | None:
        """Find a whole table, good though not the best, where only what a broken one moved is moved."""
        self._bound(np.where(moved, self.least, table), np.where(moved, self.most, table))
        self._solver.setOptionValue("mip_rel_gap", _GAP)
        found = self._integer()
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._bound(self.least, self.most)
        return found

    def _best(self, table: Ints, cells: Ints) -> Ints | None:
        """Find the best whole table; None when it has the same ``cells``."""
        found = self._integer()
        if found is None:
            raise ArithmeticError("Lösaren gav inget svar.")
        return found if _differs(found, table, cells) else None

    def _integer(self) -> Ints | None:
        import highspy

        kinds = highspy.HighsVarType
        self._require(kinds.kInteger)
        # Nothing of one is used by the next, as is when a linear program is asked again
        self._solver.setOptionValue("presolve", "on")
        found = self._run()
        self._solver.setOptionValue("presolve", "off")
        self._require(kinds.kContinuous)
        return self._whole_of(found)

    def _require(self, kind: highspy.HighsVarType) -> None:
        every = np.full(len(self._every), int(kind), np.uint8)
        self._solver.changeColsIntegrality(len(self._every), self._every, every)

    def _run(self) -> Floats | None:
        import highspy

        self.solves += 1
        found = self.least.astype(np.float64)
        if not len(self._open):
            return found
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found[self._open] = self._solver.getSolution().col_value
        return found

    def _whole_of(self, found: Floats | None) -> Ints | None:
        if found is None:
            return None
        whole = np.rint(found)
        if np.abs(found - whole).max(initial=0) > NEAR:
            return None
        counts: Ints = whole.astype(np.int64)
        inside = ((self.least <= counts) & (counts <= self.most)).all()
        return counts if inside and all_hold(self._matrix, counts) else None

    def _bound(self, least: Ints | Floats, most: Ints | Floats) -> None:
        lower, upper = (each[self._open].astype(np.float64) for each in (least, most))
        self._solver.changeColsBounds(len(self._every), self._every, lower, upper)

    def _model(self) -> highspy.HighsLp:
        """Write the sums over the open numbers; what is known of the others is on the right-hand side."""
        import highspy

        at = np.full(len(self.least), -1, np.int64)
        at[self._open] = np.arange(len(self._open))
        starts, columns, factors = self._matrix
        is_open = at[columns] >= 0
        row = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        known = np.where(is_open, 0, factors * self.least[columns])
        right = -np.bincount(row, known, len(starts) - 1)
        lengths = np.bincount(row, is_open, len(starts) - 1).astype(np.int64)
        kept = lengths > 0
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._open), int(kept.sum())
        model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(len(self._open))
        model.row_lower_ = model.row_upper_ = right[kept].astype(np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int32)
        model.a_matrix_.index_ = at[columns][is_open].astype(np.int32)
        model.a_matrix_.value_ = factors[is_open].astype(np.float64)
        return model


def _differs(found: Ints | None, table: Ints, cells: Ints) -> bool:
    return found is not None and bool((found != table)[cells].any())
