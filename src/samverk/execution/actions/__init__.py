"""What is done in the register; views and the demo come in here."""

from samverk.execution.actions.protecting import end_handler, lift_protection, name_handler, protect
from samverk.execution.actions.registering import (
    Amended,
    NewDecision,
    amend_decision,
    register_decision,
)
from samverk.execution.actions.steps import NewStep, take_step
from samverk.execution.actions.telling import NewQuarterReport, tell_quarter

__all__ = [
    "Amended",
    "NewDecision",
    "NewQuarterReport",
    "NewStep",
    "amend_decision",
    "end_handler",
    "lift_protection",
    "name_handler",
    "protect",
    "register_decision",
    "take_step",
    "tell_quarter",
]
