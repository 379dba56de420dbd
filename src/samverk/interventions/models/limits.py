"""How long a pause or a participation in a delivery may last, by the decision behind it."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

from samverk.foundation.periods import ends_after_it_begins, no_overlap
from samverk.interventions.models.deliveries import Delivery
from samverk.rules.interventions.limits import LIMITS


@pghistory.track()
class TimeLimit(models.Model):
    """The most days that something in a delivery may last (längsta tid), between two days."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="limits")
    kind = models.CharField(
        "gäller", max_length=12, choices=[(k.value, v) for k, v in LIMITS.items()]
    )
    days = models.PositiveSmallIntegerField("högst så många dagar")
    decided_in = models.CharField("enligt beslut", max_length=300, blank=True)
    from_date = models.DateField("från och med")
    to_date = models.DateField("till och med", null=True, blank=True)

    class Meta:
        verbose_name = "längsta tid"
        verbose_name_plural = "längsta tider"
        constraints = [
            ends_after_it_begins("time_limit"),
            no_overlap("one_limit_a_day", "delivery", "kind"),
            models.CheckConstraint(condition=Q(days__gte=1), name="a_limit_is_a_day_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} i {self.delivery}: {self.days} dagar"

    def is_in_force(self, day: date) -> bool:
        """Answer whether it holds for what begins on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)
