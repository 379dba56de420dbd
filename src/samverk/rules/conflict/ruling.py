"""Whether somebody is disqualified in a matter, and what follows."""

from __future__ import annotations

from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.conflict.board import in_board
from samverk.rules.conflict.council import in_council
from samverk.rules.conflict.effects import Conflict
from samverk.rules.conflict.grounds import Claim
from samverk.rules.ruling import Ruling


def conflict(assembly: Assembly, claim: Claim, *, day: date | None = None) -> Ruling[Conflict]:
    """Answer what a claim of conflict means in a matter of a board or the council.

    Raises ValueError for a ground that is the council's own in a board, and for an employee's
    conflict in the council.
    """
    if assembly is Assembly.COUNCIL:
        return in_council(claim, day)
    return in_board(assembly, claim, day)
