"""Statistics that are worked out and published in the background, when a coordinator has asked for it."""

from __future__ import annotations

from django.db import models

from samverk.interventions.models import YearSubject
from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class StatisticsAsked(Kept):
    """That a year is to be published (beställd publicering): a delivery's subject, or an intervention's.

    Rows are only added.
    """

    delivery = models.ForeignKey(
        "interventions.Delivery", models.PROTECT, related_name="+", null=True, blank=True
    )
    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="+", null=True, blank=True
    )
    subject = models.CharField("ämne", max_length=20, choices=YearSubject.choices, blank=True)
    year = models.PositiveSmallIntegerField("år")
    asked_by = models.CharField("beställd av", max_length=200)

    class Meta:
        verbose_name = "beställd publicering"
        verbose_name_plural = "beställda publiceringar"
        indexes = [models.Index(fields=["controller", "year", "-recorded_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivery=None, intervention__isnull=False, subject="")
                | (models.Q(delivery__isnull=False, intervention=None) & ~models.Q(subject="")),
                name="of_a_delivery_or_an_intervention",
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"publicering {self.year}"


class StatisticsTried(Kept):
    """What came of it (publiceringens utfall): it is out, or why it is not. Rows are only added."""

    asked = models.OneToOneField(StatisticsAsked, models.PROTECT, related_name="tried")
    fault = models.CharField("vad som hindrade", max_length=400, blank=True)

    class Meta:
        verbose_name = "publiceringens utfall"
        verbose_name_plural = "publiceringars utfall"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return self.fault or "publicerat"
