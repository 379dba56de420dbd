"""When a delivery that begins in groups begins."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.foundation import clock
from samverk.interventions.models.deliveries import Delivery


@pghistory.track()
class CohortStart(models.Model):
    """A day when a group begins (gruppstart), and the last day to apply for it.

    ``places`` is None when nobody has said how many. One that is called off stays, with why.
    ``recorded_on`` is the day that the start became known here, None of one from before it was kept.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="starts")
    starts_on = models.DateField("startar")
    apply_by = models.DateField("sista dag att söka", null=True, blank=True)
    places = models.PositiveIntegerField("platser", null=True, blank=True)
    called_off = models.CharField("varför den är inställd", max_length=300, blank=True)

    recorded_on = models.DateField("registrerat", default=clock.today, null=True, blank=True)

    class Meta:
        verbose_name = "gruppstart"
        verbose_name_plural = "gruppstarter"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "starts_on"], name="cohort_start_once"),
            models.CheckConstraint(
                condition=Q(apply_by__isnull=True) | Q(apply_by__lte=F("starts_on")),
                name="applied_for_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"start {self.starts_on}"
