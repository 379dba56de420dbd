"""Which authority receives those who are referred to a delivery."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import Kept, no_federation, only_added
from samverk.rules.interventions.unanswered import LEAST_DAYS, TAKE_UP_DAYS


class Team(Kept):
    """The team that receives for a delivery (mottagande team): ``controller`` is its authority.

    A referral that it has not taken up in time lapses, after two warnings. ``take_up_days`` is the time
    it had at first; what it has from a later day on is a row of terms. Which authority it is stays: all
    that is known of those who are referred is kept under it. Another takes over by a delivery of its own,
    to which the queue is moved.
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


class TeamTerms(Kept):
    """How long a team has to take a referral up, from a day on (teamets villkor). Rows are only added.

    A referral keeps the time that the team had on the day it came: nobody's wait for an answer is made
    longer or shorter afterwards. Of several from the same day the one that was registered last holds.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="terms")
    from_date = models.DateField("från och med")
    take_up_days = models.PositiveSmallIntegerField("dagar att börja bedöma")

    class Meta:
        verbose_name = "teamets villkor"
        verbose_name_plural = "teamets villkor"
        constraints = [
            models.CheckConstraint(
                condition=Q(take_up_days__gte=LEAST_DAYS), name="terms_with_time_for_two_warnings"
            )
        ]
        indexes = [models.Index(fields=["team", "-from_date", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"villkor {self.pk.hex[:8]}"
