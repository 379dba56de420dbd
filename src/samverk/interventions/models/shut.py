"""How many places whoever gives a delivery says are shut, beside what the catalogue says."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.foundation import clock
from samverk.foundation.periods import ends_after_it_begins, no_overlap
from samverk.interventions.models.deliveries import Delivery


@pghistory.track()
class ShutPlaces(models.Model):
    """Places that the provider itself has shut between two days (platser stängda av utföraren).

    It is what the provider says: no catalogue touches it. ``number`` 0 is that all are open again.
    ``recorded_on`` is the day that it became known here.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="shut_places")
    from_date = models.DateField("från och med")
    to_date = models.DateField("till och med", null=True, blank=True)
    number = models.PositiveIntegerField("stängda")
    reason = models.CharField("varför", max_length=300, blank=True)
    recorded_on = models.DateField("registrerat", default=clock.today)

    class Meta:
        verbose_name = "platser stängda av utföraren"
        verbose_name_plural = "platser stängda av utföraren"
        constraints = [
            ends_after_it_begins("shut_places"),
            no_overlap("one_shutting_a_day", "delivery"),
        ]

    def __str__(self) -> str:
        return f"stängda platser i {self.delivery} från {self.from_date}"
