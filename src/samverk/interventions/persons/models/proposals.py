"""Proposals to change a participation: one row at those who propose, and one at those who answer."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added, stays
from samverk.interventions.persons.models.participations import Participation
from samverk.interventions.persons.models.referrals import Referral
from samverk.interventions.persons.models.steps import Step
from samverk.rules.interventions.participation import END_REASONS
from samverk.rules.interventions.proposal import (
    KINDS,
    PROPOSAL,
    REJECT_REASONS,
    Change,
    ProposalKind,
    ProposalState,
    in_words,
)


class ProposalSide(models.TextChoices):
    """Whose row of a proposal it is (sida)."""

    MADE = "made", "vårt förslag"
    RECEIVED = "received", "förslag att besvara"


class ChangeProposal(OfPerson):
    """A change of a participation that is proposed to the referrer (ändringsförslag).

    ``thread`` is the same at both, and ``referral`` each side's own. The participation is there at
    those who propose alone. ``sealed`` is the encrypted why, ``reply`` what the referrer wrote.
    ``answer`` is what was answered to another installation, whose own row decides what it became.
    """

    thread = models.UUIDField("tråd", default=uuid.uuid4, editable=False)
    side = models.CharField("sida", max_length=8, choices=ProposalSide.choices)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="proposals")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="proposals", null=True, blank=True
    )
    kind = models.CharField("slag", max_length=12, choices=[(k.value, v) for k, v in KINDS.items()])
    state = models.CharField(
        "läge", max_length=12, choices=[(k.value, v) for k, v in PROPOSAL.state_names.items()]
    )
    planned_end = models.DateField("sista dag", null=True, blank=True)
    extent = models.PositiveSmallIntegerField("omfattning i procent", null=True, blank=True)
    end_reason = models.CharField(
        "slutar för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in END_REASONS.items()],
    )
    delivery = models.ForeignKey(
        "interventions.Delivery", models.PROTECT, related_name="+", null=True, blank=True
    )
    sealed = models.BinaryField("förseglat skäl")
    proposed_on = models.DateField("föreslaget")
    answer = models.CharField(
        "vårt svar",
        max_length=12,
        blank=True,
        choices=[("approved", "godkänt"), ("rejected", "avslaget")],
    )
    answered_on = models.DateField("besvarat", null=True, blank=True)
    reject_reason = models.CharField(
        "avslaget för",
        max_length=12,
        blank=True,
        choices=[(k.value, v) for k, v in REJECT_REASONS.items()],
    )
    reply = models.BinaryField("förseglat svar", default=b"")

    class Meta:
        verbose_name = "förslag till ändring"
        verbose_name_plural = "förslag till ändringar"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "thread", "side"], name="proposal_copied_once"
            ),
            models.UniqueConstraint(
                fields=["referral", "kind"],
                condition=Q(state=ProposalState.OPEN.value),
                name="one_open_proposal_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(side="made", participation__isnull=False)
                | Q(side="received", participation__isnull=True),
                name="proposal_of_own_participation",
            ),
        ]
        indexes = [
            models.Index(
                fields=["controller", "side"], condition=Q(state="open"), name="open_proposals"
            )
        ]
        triggers = [
            no_federation(),
            stays(
                "thread",
                "side",
                "person",
                "referral",
                "participation",
                "kind",
                "planned_end",
                "extent",
                "end_reason",
                "delivery",
                "sealed",
                "proposed_on",
            ),
            pgtrigger.FSM(name="proposal_steps", field="state", transitions=PROPOSAL.pairs()),
        ]

    def __str__(self) -> str:
        return f"förslag {self.pk.hex[:8]}"

    @property
    def change(self) -> Change:
        """What is proposed, as the rules know it."""
        return Change(
            ProposalKind(self.kind),
            self.planned_end,
            self.extent,
            self.end_reason,
            str(self.delivery) if self.delivery else "",
        )

    @property
    def in_words(self) -> str:
        """What is proposed, in words. The delivery comes with the row."""
        return in_words(self.change)


class ProposalStep(Step):
    """A step of a proposal (förslagets händelse)."""

    subject = models.ForeignKey(ChangeProposal, models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "förslagets händelse"
        verbose_name_plural = "förslags händelser"
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="proposal_step_numbered")
        ]
        ordering = ["number"]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_id.hex[:8]}"
