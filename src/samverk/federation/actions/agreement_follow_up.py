"""Settling proposals of change, receiving reports, and saying which costs may be paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from samverk.federation.actions.agreement_parts import check_paper
from samverk.federation.models import (
    ChangeProposal,
    CostRule,
    ProposalEnd,
    ProposalOutcome,
    ReportDuty,
    ReportReceived,
)
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right, may, require

M = TypeVar("M", bound=models.Model)
PROPOSAL_SETTLED = acts.kind("federation.proposal_settled", "Ändringsförslag avgjort")
REPORT_RECEIVED = acts.kind("federation.report_received", "Redovisning lämnad")
COST_RULE_SET = acts.kind("federation.cost_rule_set", "Kostnadsslag registrerat")


@dataclass(frozen=True, slots=True)
class Settled:
    """How a proposal ended, and when."""

    outcome: str
    settled_on: date
    note: str = ""


def settle_proposal(actor: Actor, proposal: int, new: Settled, *, key: str) -> ProposalOutcome:
    """Settle a proposal. Raises NotFoundError, InputError, and ConflictError when it is settled."""
    found = ChangeProposal.objects.select_related("agreement").filter(pk=proposal).first()
    if found is None:
        raise NotFoundError("Förslaget finns inte.")
    federation = found.agreement.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    if new.outcome not in ProposalEnd.values:
        raise InputError("Välj utgång.", field="outcome")
    act = acts.Act(actor, PROPOSAL_SETTLED, key, federation, content=(proposal, new))
    values = asdict(new)
    return acts.carry_out(
        act,
        lambda: _once(
            lambda: ProposalOutcome.objects.create(proposal=found, **values),
            "Förslaget är redan avgjort.",
        ),
    )


def _once(make: Callable[[], M], told: str) -> M:
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as fault:
        raise ConflictError(told) from fault


@dataclass(frozen=True, slots=True)
class Received:
    """When a report came in, and the paper (id) if it is registered."""

    received_on: date
    note: str = ""
    document: int | None = None


def receive_report(actor: Actor, duty: int, new: Received, *, key: str) -> ReportReceived:
    """Record that a report has come in. Raises NotFoundError, and ConflictError when it is recorded."""
    found = ReportDuty.objects.select_related("agreement__payee").filter(pk=duty).first()
    if found is None:
        raise NotFoundError("Redovisningen finns inte.")
    federation = found.agreement.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    if new.document is not None:
        check_paper(found.agreement, new.document)
    act = acts.Act(actor, REPORT_RECEIVED, key, federation, content=(duty, new))
    return acts.carry_out(
        act,
        lambda: _once(
            lambda: ReportReceived.objects.create(
                duty=found,
                received_on=new.received_on,
                note=new.note,
                document_id=new.document,
            ),
            "Redovisningen är redan registrerad som lämnad.",
        ),
    )


@dataclass(frozen=True, slots=True)
class NewCostRule:
    """What a federation says of a kind of cost, and by what source."""

    federation: int
    name: str
    is_eligible: bool
    source: str


def set_cost_rule(actor: Actor, new: NewCostRule, *, key: str) -> CostRule:
    """Say whether a kind of cost may be paid; the latest word counts. Raises InputError without a source."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not new.name.strip() or not new.source.strip():
        raise InputError("Ange kostnadsslagets namn och källa.", field="source")
    act = acts.Act(actor, COST_RULE_SET, key, new.federation, content=new)
    return acts.carry_out(
        act,
        lambda: CostRule.objects.create(
            federation_id=new.federation,
            name=new.name.strip(),
            is_eligible=new.is_eligible,
            source=new.source.strip(),
        ),
    )
