"""How many came to an open activity: counts, with no key to any person."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.interventions.models.deliveries import Delivery


@pghistory.track()
class AttendanceCount(models.Model):
    """How many came on one day (antal besök): women, men, and those whose sex is not told."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="visits")
    held_on = models.DateField("dag")
    women = models.PositiveIntegerField("kvinnor")
    men = models.PositiveIntegerField("män")
    unknown = models.PositiveIntegerField("kön inte uppgivet", default=0)

    class Meta:
        verbose_name = "antal besök"
        verbose_name_plural = "antal besök"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "held_on"], name="visits_once_a_day")
        ]

    def __str__(self) -> str:
        # Without the number: it may be small
        return f"besök {self.held_on}"
