"""Which authority receives those who are referred to a delivery."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import Kept, no_federation, only_added
from samverk.rules.interventions.unanswered import LEAST_DAYS, TAKE_UP_DAYS


class Team(Kept):
    """The team that receives for a delivery (mottagande team): ``controller`` is its authority.

    A referral that it has not taken up within ``take_up_days`` lapses, after two warnings.
    """

    delivery = models.OneToOneField(
        "interventions.Delivery", models.PROTECT, related_name="receiving_team"
    )
    take_up_days = models.PositiveSmallIntegerField("dagar att börja bedöma", default=TAKE_UP_DAYS)

    class Meta:
        verbose_name = "mottagande team"
        verbose_name_plural = "mottagande team"
        constraints = [
            models.CheckConstraint(
                condition=Q(take_up_days__gte=LEAST_DAYS), name="time_for_two_warnings"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"team {self.pk.hex[:8]}"
