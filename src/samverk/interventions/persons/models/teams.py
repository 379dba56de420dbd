"""Which authority receives those who are referred to a delivery."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class Team(Kept):
    """The team that receives for a delivery (mottagande team): ``controller`` is its authority."""

    delivery = models.OneToOneField(
        "interventions.Delivery", models.PROTECT, related_name="receiving_team"
    )

    class Meta:
        verbose_name = "mottagande team"
        verbose_name_plural = "mottagande team"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"team {self.pk.hex[:8]}"
