"""What needs somebody in a register: decisions that wait, and reported ones whose end has not been told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from samverk.execution.models import GrantedDecision
from samverk.execution.queries.register import needs
from samverk.execution.queries.sendings import decisions_of, ends_due
from samverk.rules.unexecuted.work_list import Listed, untold_end


def work(bodies: Collection[int], day: date) -> Sequence[tuple[Listed, GrantedDecision]]:
    """List all that needs somebody, the most pressing day first, each with its decision."""
    found = [*needs(bodies, day), *_ends(bodies)]
    found.sort(key=lambda one: (one[0].day, one[0].decision, one[0].need))
    return found


def _ends(bodies: Collection[int]) -> list[tuple[Listed, GrantedDecision]]:
    ends = ends_due(bodies)
    rows = decisions_of(ends)
    return [
        (untold_end(str(one.decision), one.report.kind, ended_on), rows[one.decision])
        for one in ends
        if (ended_on := one.case.wait.ended_on) is not None
    ]
