"""What leaving was said to cost, kept as it was computed the day a notice or its withdrawal came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samverk.federation.models.membership import Membership, MembershipFact


class FrozenReport(models.Model):
    """A consequences report, frozen (fryst konsekvensrapport). Rows are only added, never computed anew.

    ``content`` is canonical JSON and ``sha256`` its digest; ``pdf`` says the same for people, with
    ``pdf_sha256``. ``fact`` is the decision to leave, the notice or the withdrawal that it was frozen at.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="frozen")
    fact = models.OneToOneField(MembershipFact, models.PROTECT, related_name="frozen")
    content = models.TextField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    pdf = models.BinaryField("utskrift")
    pdf_sha256 = models.CharField("utskriftens kontrollsumma", max_length=64)
    made_at = models.DateTimeField("fryst", auto_now_add=True)

    class Meta:
        verbose_name = "fryst konsekvensrapport"
        verbose_name_plural = "frysta konsekvensrapporter"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$", pdf_sha256__regex="^[0-9a-f]{64}$"),
                name="frozen_with_digests",
            )
        ]

    def __str__(self) -> str:
        return f"Konsekvensrapport: {self.fact}"
