"""What happens beside an agreement: proposals to change it, reports owed, and places bought by others."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.federation.models.agreements import Agreement, OfAgreement
from samverk.federation.models.membership import Membership
from samverk.foundation.periods import ends_after_it_begins


@pghistory.track()
class ChangeProposal(OfAgreement):
    """A proposal to change an agreement (ändringsförslag); claims wait while it is open."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="proposals")
    text = models.TextField("förslag")
    proposed_on = models.DateField("lagt")

    class Meta:
        verbose_name = "ändringsförslag"
        verbose_name_plural = "ändringsförslag"

    def __str__(self) -> str:
        return f"Förslag {self.proposed_on}: {self.text[:60]}"


class ProposalEnd(models.TextChoices):
    """How a proposal ended (förslagets utgång)."""

    APPROVED = "approved", "godkänt"
    REJECTED = "rejected", "avslaget"
    WITHDRAWN = "withdrawn", "återtaget"
    REPLACED = "replaced", "ersatt av ett nytt"


@pghistory.track()
class ProposalOutcome(OfAgreement):
    """That a proposal is settled (avgjort förslag)."""

    proposal = models.OneToOneField(ChangeProposal, models.CASCADE, related_name="outcome")
    outcome = models.CharField("utgång", max_length=12, choices=ProposalEnd.choices)
    settled_on = models.DateField("avgjort")
    note = models.CharField("anteckning", max_length=300, blank=True)

    class Meta:
        verbose_name = "förslagets utgång"
        verbose_name_plural = "förslagens utgångar"

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_outcome_display()}"


@pghistory.track()
class ReportDuty(OfAgreement):
    """A report that the payee owes (redovisning), and by when."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="duties")
    name = models.CharField("redovisning", max_length=200)
    due_on = models.DateField("senast")

    class Meta:
        verbose_name = "redovisning"
        verbose_name_plural = "redovisningar"

    def __str__(self) -> str:
        return f"{self.name}, senast {self.due_on}"


@pghistory.track()
class ReportReceived(OfAgreement):
    """That a report has come in (lämnad redovisning)."""

    duty = models.OneToOneField(ReportDuty, models.CASCADE, related_name="received")
    received_on = models.DateField("lämnad")
    note = models.CharField("anteckning", max_length=300, blank=True)
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "lämnad redovisning"
        verbose_name_plural = "lämnade redovisningar"

    def __str__(self) -> str:
        return f"{self.duty.name}, lämnad {self.received_on}"


@pghistory.track()
class OutsidePurchase(OfAgreement):
    """Places that a state agency buys outside the agreement (köpta platser): counted, never claimed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="purchases")
    buyer = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    places = models.PositiveIntegerField("platser")
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    note = models.CharField("anteckning", max_length=300, blank=True)

    class Meta:
        verbose_name = "köpta platser"
        verbose_name_plural = "köpta platser"
        constraints = [
            ends_after_it_begins("purchase_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(places__gt=0), name="some_places_are_bought"),
        ]

    def __str__(self) -> str:
        return f"{self.buyer}: {self.places} platser"
