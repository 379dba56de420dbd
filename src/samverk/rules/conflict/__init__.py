"""Conflict of interest (jäv): who is disqualified in a matter, and what follows from it.

The trap: the council's rule is narrower than the boards', and so are its effects. A board's member
must leave the room; the act does not say so of the council's.
"""

from samverk.rules.conflict.effects import FREE, Conflict
from samverk.rules.conflict.grounds import BOARD_GROUNDS, Claim, Excuse, Ground, Role
from samverk.rules.conflict.question import decides_own_conflict
from samverk.rules.conflict.ruling import conflict

__all__ = [
    "BOARD_GROUNDS",
    "FREE",
    "Claim",
    "Conflict",
    "Excuse",
    "Ground",
    "Role",
    "conflict",
    "decides_own_conflict",
]
