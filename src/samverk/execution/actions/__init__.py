"""What is done in the register; views and the demo come in here."""

from samverk.execution.actions.disposing import MOST_AT_ONCE, carry_out_register_disposal
from samverk.execution.actions.importing import (
    NewFile,
    ask_import,
    choose_columns,
    drop_import,
    upload_register_file,
)
from samverk.execution.actions.protecting import (
    ask_to_lift,
    end_handler,
    lift_protection,
    name_handler,
    protect,
)
from samverk.execution.actions.publishing import (
    NewHarmTest,
    NewPublication,
    publish_quarter,
    try_harm,
    withdraw_quarter,
)
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
from samverk.execution.actions.running import clear_files, run_import
from samverk.execution.actions.sending import NewSending, mark_sent, withdraw_sent
from samverk.execution.actions.settings import (
    NewCode,
    NewSetting,
    decide_setting,
    write_code,
)
from samverk.execution.actions.steps import NewStep, take_step
from samverk.execution.actions.taking_over import agree_takeover, ask_takeover
from samverk.execution.actions.telling import NewQuarterReport, tell_quarter

__all__ = [
    "MOST_AT_ONCE",
    "Amended",
    "NewCode",
    "NewDecision",
    "NewDisposal",
    "NewFile",
    "NewHarmTest",
    "NewHold",
    "NewPublication",
    "NewQuarterReport",
    "NewRegisterPlan",
    "NewSending",
    "NewSetting",
    "NewStep",
    "agree_takeover",
    "amend_decision",
    "ask_import",
    "ask_takeover",
    "ask_to_lift",
    "carry_out_register_disposal",
    "choose_columns",
    "clear_files",
    "decide_register_disposal",
    "decide_register_plan",
    "decide_setting",
    "drop_import",
    "end_handler",
    "hold_decision",
    "let_decision_go",
    "lift_protection",
    "mark_sent",
    "name_handler",
    "protect",
    "publish_quarter",
    "register_decision",
    "remind_of_register",
    "run_import",
    "take_step",
    "tell_quarter",
    "try_harm",
    "try_register_plan",
    "upload_register_file",
    "withdraw_quarter",
    "withdraw_sent",
    "write_code",
]
