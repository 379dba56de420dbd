"""How many places a delivery has, and who goes first in its queue."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.foundation import clock
from samverk.foundation.periods import ends_after_it_begins, no_overlap
from samverk.interventions.models.deliveries import Delivery


@pghistory.track()
class CapacityRow(models.Model):
    """How many places a delivery has between two days (platsliggare).

    ``funded`` are paid for, ``maximum`` fit, ``out_of_service`` are shut for a while. ``recorded_on``
    is the day that the numbers became known here: before it nobody could reckon with them.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="capacity")
    from_date = models.DateField("från och med")
    to_date = models.DateField("till och med", null=True, blank=True)
    funded = models.PositiveIntegerField("finansierade platser")
    maximum = models.PositiveIntegerField("som mest")
    out_of_service = models.PositiveIntegerField("stängda", default=0)
    reason = models.CharField("varför", max_length=300, blank=True)
    recorded_on = models.DateField("registrerat", default=clock.today)

    class Meta:
        verbose_name = "platser"
        verbose_name_plural = "platser"
        constraints = [
            ends_after_it_begins("capacity"),
            models.CheckConstraint(
                condition=Q(out_of_service__lte=F("maximum")), name="no_more_shut_than_there_are"
            ),
            no_overlap("one_capacity_a_day", "delivery"),
        ]

    def __str__(self) -> str:
        return f"platser i {self.delivery} från {self.from_date}"


@pghistory.track()
class PriorityClass(models.Model):
    """Who goes before others in a queue (prioritetsklass), published and decided by the board.

    ``rank`` 0 goes first. ``ground`` is the written ground that somebody is put in it. After
    ``last_day`` nobody more is; those who were keep their place.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="classes")
    rank = models.PositiveSmallIntegerField("ordning")
    name = models.CharField("namn", max_length=120)
    ground = models.CharField("grund", max_length=300)
    decided_in = models.CharField("enligt beslut", max_length=300, blank=True)
    last_day = models.DateField("sista dagen", null=True, blank=True)

    class Meta:
        verbose_name = "prioritetsklass"
        verbose_name_plural = "prioritetsklasser"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "rank"], name="priority_class_once")
        ]

    def __str__(self) -> str:
        return self.name
