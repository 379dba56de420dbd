"""The decisions behind a step of an agreement: one of each side, or of whoever gives notice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samverk.decisions import queries as decisions
from samverk.federation.models import Agreement, Share
from samverk.foundation.errors import InputError
from samverk.rules.agreements.agreement import (
    AgreementEvent,
    AgreementFacts,
    DecisionBehind,
)

# As the start, an amendment and an option need a decision of each side
BOTH_DECIDE = (AgreementEvent.DECIDE, AgreementEvent.AMEND, AgreementEvent.USE_OPTION)
ONE_DECIDES = (AgreementEvent.GIVE_NOTICE, AgreementEvent.REVOKE_NOTICE)


@dataclass(frozen=True, slots=True)
class Behind:
    """The decisions (ids) behind a step: the federation's, and the payee's own where both decide."""

    decision: int | None = None
    payee_decision: int | None = None


def with_decisions(
    facts: AgreementFacts, row: Agreement, event: AgreementEvent, given: Behind
) -> AgreementFacts:
    """Add the decisions that a step rests on. Raises InputError for one missing or of a stranger."""
    own, payee = row.federation_id, row.payee.member_id
    if event in ONE_DECIDES:
        return replace(facts, decision=_decision(given.decision, {own, payee}, "decision"))
    if event not in BOTH_DECIDE:
        return facts
    return replace(
        facts,
        decision=_decision(given.decision, {own}, "decision"),
        payee_decision=_decision(
            given.payee_decision,
            {payee},
            "payee_decision",
            # The state's agencies number no paragraphs
            has_paragraphs=row.payee.share != Share.STATE,
        ),
    )


WHOSE = {"decision": "förbundets", "payee_decision": "utförarens"}


def _decision(
    decision: int | None, homes: set[int], field: str, *, has_paragraphs: bool = True
) -> DecisionBehind:
    if decision is None:
        told = "Välj beslutet." if len(homes) > 1 else f"Välj {WHOSE[field]} beslut."
        raise InputError(told, field=field)
    found = decisions.decision_by_id(decision)
    if found.organisation_id not in homes:
        told = "" if len(homes) > 1 else f" Välj {WHOSE[field]} eget beslut."
        raise InputError(f"Beslutet är en annan organisations.{told}", field=field)
    return DecisionBehind(
        found.decided_on, found.paragraph, found.diary_number, has_paragraphs=has_paragraphs
    )
