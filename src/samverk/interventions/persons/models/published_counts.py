"""What a party has published of a year, exact: what is published later is protected together with it."""

from __future__ import annotations

from django.db import models

from samverk.interventions.models import YearSubject
from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class PublishedCounts(Kept):
    """The exact counts behind published tables (publicerade tabellers antal). Rows are only added.

    They hold no person and never leave the zone. ``tables`` tells which of the counts are hidden.
    """

    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    subject = models.CharField("ämne", max_length=20, choices=YearSubject.choices)
    tables = models.JSONField("tabeller")

    class Meta:
        verbose_name = "publicerade tabellers antal"
        verbose_name_plural = "publicerade tabellers antal"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "delivery", "year", "subject"], name="counts_published_once"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.year}"


class InterventionCounts(Kept):
    """The exact counts behind an intervention's published tables (insatsens antal). Rows are only added.

    ``deliveries`` are those that they are sums over, in the tables' order: the code, and the municipality
    where all of it was given, "" when in several. ``tables`` tell their role, and what is hidden.
    """

    intervention = models.ForeignKey("federation.Intervention", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    deliveries = models.JSONField("verksamheter")
    tables = models.JSONField("tabeller")

    class Meta:
        verbose_name = "insatsens publicerade antal"
        verbose_name_plural = "insatsens publicerade antal"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "intervention", "year"], name="an_intervention_counted_once"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"insatsens antal {self.year}"
