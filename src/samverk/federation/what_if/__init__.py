"""What leaving would cost: one or several members, a decision's day, and the by-laws of that day."""

from __future__ import annotations

from samverk.federation.what_if.asked import Asked, OwnRegi, tried_terms
from samverk.federation.what_if.grounds import Grounds, grounds_of, money_grounds_of
from samverk.federation.what_if.scenario import MemberExit, Scenario, SplitRow, scenario_of

__all__ = [
    "Asked",
    "Grounds",
    "MemberExit",
    "OwnRegi",
    "Scenario",
    "SplitRow",
    "grounds_of",
    "money_grounds_of",
    "scenario_of",
    "tried_terms",
]
