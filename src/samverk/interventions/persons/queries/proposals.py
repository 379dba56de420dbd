"""Proposals as pages show them: at those who made them, and at those who answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from samverk.interventions.persons.models import (
    ChangeProposal,
    Participation,
    ProposalSide,
    Referral,
)
from samverk.interventions.persons.records import told
from samverk.rules.interventions.proposal import (
    KINDS,
    PROPOSAL,
    REJECT_REASONS,
    ProposalKind,
    ProposalState,
    RejectReason,
)

TONES: dict[str, str] = {
    ProposalState.OPEN: "attention",
    ProposalState.APPROVED: "good",
    ProposalState.REJECTED: "stopped",
}


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as it is shown (förslag): what, why, how it stands, and what was answered."""

    row: ChangeProposal
    why: str
    reply: str

    @property
    def kind(self) -> ProposalKind:
        """Of which kind it is."""
        return ProposalKind(self.row.kind)

    @property
    def kind_name(self) -> str:
        """Its kind in words."""
        return KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        """Answer whether it can be answered, or taken back."""
        return self.row.state == ProposalState.OPEN

    @property
    def is_sent(self) -> bool:
        """Answer whether our answer has gone to another installation that has not confirmed it."""
        return self.is_open and bool(self.row.answer)

    @property
    def state_name(self) -> str:
        """How it stands, in words."""
        return PROPOSAL.state_names[ProposalState(self.row.state)]

    @property
    def tone(self) -> str:
        """The tone of how it stands."""
        return TONES.get(self.row.state, "neutral")

    @property
    def reason_name(self) -> str:
        """Why it was not approved, in words; "" otherwise."""
        reason = self.row.reject_reason
        return REJECT_REASONS[RejectReason(reason)] if reason else ""


def proposals_of(part: Participation) -> list[ProposalLine]:
    """List what was proposed of a participation, the latest first. Its person is noted as read."""
    return _lines(ChangeProposal.objects.filter(participation=part))


def proposals_on(sent: Referral) -> list[ProposalLine]:
    """List what a referrer was asked about a referral, the latest first. Its person is noted as read."""
    return _lines(ChangeProposal.objects.filter(referral=sent, side=ProposalSide.RECEIVED))


def _lines(rows: QuerySet[ChangeProposal]) -> list[ProposalLine]:
    found = rows.select_related("person", "delivery").order_by("-proposed_on", "-recorded_at")
    return [
        ProposalLine(
            row,
            str(told(row.person, row).get("text", "")),
            str(told(row.person, row, "reply").get("text", "")) if row.reply else "",
        )
        for row in found
    ]


def asked_of(rows: Iterable[Referral]) -> dict[uuid.UUID, str]:
    """Answer, of each referral (id) that waits for an answer to a proposal, what is proposed."""
    shared = {row.pk for row in rows if row.shut_on is None}
    # Those that wait are few: their referrals need not be sent to be found
    found = to_answer().select_related("delivery").order_by("-proposed_on")
    return {row.referral_id: row.in_words for row in found if row.referral_id in shared}


def to_answer() -> QuerySet[ChangeProposal]:
    """Give the proposals that wait for a referrer's answer, in what is open."""
    return ChangeProposal.objects.filter(
        side=ProposalSide.RECEIVED, state=ProposalState.OPEN, answer=""
    )
