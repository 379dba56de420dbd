"""What is done in the register; views and the demo come in here."""

from samverk.execution.actions.disposing import MOST_AT_ONCE, carry_out_register_disposal
from samverk.execution.actions.protecting import end_handler, lift_protection, name_handler, protect
from samverk.execution.actions.registering import (
    Amended,
    NewDecision,
    amend_decision,
    register_decision,
)
from samverk.execution.actions.reminding import remind_of_register
from samverk.execution.actions.retention import (
    NewDisposal,
    NewHold,
    NewRegisterPlan,
    decide_register_disposal,
    decide_register_plan,
    hold_decision,
    let_decision_go,
    try_register_plan,
)
from samverk.execution.actions.settings import (
    NewCode,
    NewSetting,
    decide_setting,
    write_code,
)
from samverk.execution.actions.steps import NewStep, take_step
from samverk.execution.actions.telling import NewQuarterReport, tell_quarter

__all__ = [
    "MOST_AT_ONCE",
    "Amended",
    "NewCode",
    "NewDecision",
    "NewDisposal",
    "NewHold",
    "NewQuarterReport",
    "NewRegisterPlan",
    "NewSetting",
    "NewStep",
    "amend_decision",
    "carry_out_register_disposal",
    "decide_register_disposal",
    "decide_register_plan",
    "decide_setting",
    "end_handler",
    "hold_decision",
    "let_decision_go",
    "lift_protection",
    "name_handler",
    "protect",
    "register_decision",
    "remind_of_register",
    "take_step",
    "tell_quarter",
    "try_register_plan",
    "write_code",
]
