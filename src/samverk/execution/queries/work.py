"""What needs somebody in a register: decisions that wait, and reported ones whose end has not been told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from samverk.execution.queries.register import needs
from samverk.execution.queries.sendings import ends_due
from samverk.rules.unexecuted.board_settings import Decided
from samverk.rules.unexecuted.work_list import Listed, untold_end


def work(
    bodies: Collection[int], day: date, decided: Mapping[int, Sequence[Decided]] | None = None
) -> Sequence[Listed]:
    """List all that needs somebody, the most pressing day first; see ``decisions_of`` for whose it is."""
    found = [*needs(bodies, day, decided), *_ends(bodies)]
    found.sort(key=lambda one: (one.day, one.decision, one.need))
    return found


def _ends(bodies: Collection[int]) -> list[Listed]:
    return [
        untold_end(str(one.decision), one.report.kind, ended_on)
        for one in ends_due(bodies)
        if (ended_on := one.case.wait.ended_on) is not None
    ]
