"""The year of a coordination federation: its dated duties, and how each of them stands."""

from __future__ import annotations

from samverk.rules.federation_year.budget import BudgetSays, budget_says
from samverk.rules.federation_year.duties import (
    ACT_FROM,
    CHOOSABLE,
    PROPOSED_DAYS,
    Basis,
    Duty,
    DutyKind,
    Exit,
    Interim,
    Party,
    YearTerms,
    given_day,
    is_election_year,
)
from samverk.rules.federation_year.members import exits_from
from samverk.rules.federation_year.standing import (
    DutyState,
    Standing,
    Urgency,
    is_time_to_remind,
    reminder_day,
    standing_of,
)
from samverk.rules.federation_year.year import EXAMPLES, Taking, federation_year

__all__ = [
    "ACT_FROM",
    "CHOOSABLE",
    "EXAMPLES",
    "PROPOSED_DAYS",
    "Basis",
    "BudgetSays",
    "Duty",
    "DutyKind",
    "DutyState",
    "Exit",
    "Interim",
    "Party",
    "Standing",
    "Taking",
    "Urgency",
    "YearTerms",
    "budget_says",
    "exits_from",
    "federation_year",
    "given_day",
    "is_election_year",
    "is_time_to_remind",
    "reminder_day",
    "standing_of",
]
