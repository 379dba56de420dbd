"""Writes of the federation."""

from __future__ import annotations

from samverk.federation.actions.agreement_follow_up import (
    NewCostRule,
    Received,
    Settled,
    receive_report,
    set_cost_rule,
    settle_proposal,
)
from samverk.federation.actions.agreement_parts import (
    NewClosing,
    NewDuty,
    NewProposal,
    NewPurchase,
    NewSignature,
    Term,
    add_term,
)
from samverk.federation.actions.agreements import (
    AgreementMove,
    NewAgreement,
    add_agreement,
    change_agreement,
    move_agreement,
)
from samverk.federation.actions.amending import Amendment, NewOption, NewPlaces, NewTariff
from samverk.federation.actions.applications import (
    change_application,
    may_apply,
    may_change,
    may_read_application,
    may_read_drafts,
    send_application,
    withdraw_application,
    write_application,
)
from samverk.federation.actions.both_sides import Behind
from samverk.federation.actions.budgets import NewBudget, decide_budget, save_budget
from samverk.federation.actions.bylaws import (
    NewReading,
    NewSettings,
    record_reading,
    record_settings,
)
from samverk.federation.actions.calendar import close_calendar_link, make_calendar_link
from samverk.federation.actions.capacity import may_read_claims
from samverk.federation.actions.claim_steps import ClaimMove, move_claim
from samverk.federation.actions.claim_warnings import tend_claims
from samverk.federation.actions.claims import (
    Entered,
    NewClaim,
    correct_claim,
    enter_figures,
    make_claim,
)
from samverk.federation.actions.commitments import NewCommitment, add_commitment, move_commitment
from samverk.federation.actions.contributions import (
    NewKey,
    NewStateAmount,
    set_key,
    set_state_amount,
)
from samverk.federation.actions.equity import NewCeiling, NewEquity, set_ceiling, state_equity
from samverk.federation.actions.facts import (
    FACT_RECORDED,
    FACT_SET_ASIDE,
    NewFact,
    may_record,
    record_fact,
    set_aside_fact,
)
from samverk.federation.actions.interventions import (
    InterventionFacts,
    NewCounts,
    NewIntervention,
    change_intervention,
    enter_counts,
    register_intervention,
    set_aside_counts,
)
from samverk.federation.actions.ledger import NewLedger, send_claims
from samverk.federation.actions.members import (
    NewMember,
    NewTerms,
    add_member,
    admit_member,
    set_terms,
)
from samverk.federation.actions.money import (
    NewFee,
    NewIncome,
    NewPopulation,
    record_population,
    state_fee,
    state_income,
)
from samverk.federation.actions.national import (
    NewReport,
    NewTermsOfReport,
    record_national_report,
    set_national_terms,
)
from samverk.federation.actions.outcomes import (
    NewForecast,
    NewMapping,
    NewOutcome,
    import_outcome,
    set_mapping,
    state_forecast,
)
from samverk.federation.actions.populations import NewImport, import_populations
from samverk.federation.actions.reminders import send_reminders
from samverk.federation.actions.reports import NewYearReport, draft_report
from samverk.federation.actions.returns import NewReturn, state_return
from samverk.federation.actions.striking import strike_term
from samverk.federation.actions.told_days import ToldMonth, ToldRow, keep_days
from samverk.federation.actions.weighing import (
    BoardDecision,
    Recommendation,
    decide_application,
    register_application,
    weigh_application,
)
from samverk.federation.actions.year import (
    NewDutyNote,
    NewOwnDuty,
    NewYearSettings,
    add_own_duty,
    may_note,
    note_duty,
    set_year,
)
from samverk.federation.applications import TEXTS, Content
from samverk.federation.models import (
    Application,
    CountReport,
    Intervention,
    Membership,
    MembershipFact,
)
from samverk.federation.queries.claims import Figures
from samverk.rules.agreements.pricing import Cost, Counted

__all__ = [
    "FACT_RECORDED",
    "FACT_SET_ASIDE",
    "TEXTS",
    "AgreementMove",
    "Amendment",
    "Application",
    "Behind",
    "BoardDecision",
    "ClaimMove",
    "Content",
    "Cost",
    "CountReport",
    "Counted",
    "Entered",
    "Figures",
    "Intervention",
    "InterventionFacts",
    "Membership",
    "MembershipFact",
    "NewAgreement",
    "NewBudget",
    "NewCeiling",
    "NewClaim",
    "NewClosing",
    "NewCommitment",
    "NewCostRule",
    "NewCounts",
    "NewDuty",
    "NewDutyNote",
    "NewEquity",
    "NewFact",
    "NewFee",
    "NewForecast",
    "NewImport",
    "NewIncome",
    "NewIntervention",
    "NewKey",
    "NewLedger",
    "NewMapping",
    "NewMember",
    "NewOption",
    "NewOutcome",
    "NewOwnDuty",
    "NewPlaces",
    "NewPopulation",
    "NewProposal",
    "NewPurchase",
    "NewReading",
    "NewReport",
    "NewReturn",
    "NewSettings",
    "NewSignature",
    "NewStateAmount",
    "NewTariff",
    "NewTerms",
    "NewTermsOfReport",
    "NewYearReport",
    "NewYearSettings",
    "Received",
    "Recommendation",
    "Settled",
    "Term",
    "ToldMonth",
    "ToldRow",
    "add_agreement",
    "add_commitment",
    "add_member",
    "add_own_duty",
    "add_term",
    "admit_member",
    "change_agreement",
    "change_application",
    "change_intervention",
    "close_calendar_link",
    "correct_claim",
    "decide_application",
    "decide_budget",
    "draft_report",
    "enter_counts",
    "enter_figures",
    "import_outcome",
    "import_populations",
    "keep_days",
    "make_calendar_link",
    "make_claim",
    "may_apply",
    "may_change",
    "may_note",
    "may_read_application",
    "may_read_claims",
    "may_read_drafts",
    "may_record",
    "move_agreement",
    "move_claim",
    "move_commitment",
    "note_duty",
    "receive_report",
    "record_fact",
    "record_national_report",
    "record_population",
    "record_reading",
    "record_settings",
    "register_application",
    "register_intervention",
    "save_budget",
    "send_application",
    "send_claims",
    "send_reminders",
    "set_aside_counts",
    "set_aside_fact",
    "set_ceiling",
    "set_cost_rule",
    "set_key",
    "set_mapping",
    "set_national_terms",
    "set_state_amount",
    "set_terms",
    "set_year",
    "settle_proposal",
    "state_equity",
    "state_fee",
    "state_forecast",
    "state_income",
    "state_return",
    "strike_term",
    "tend_claims",
    "weigh_application",
    "withdraw_application",
    "write_application",
]
