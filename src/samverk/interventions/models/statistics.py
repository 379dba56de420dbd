"""Tables of counts that have been published, each with the proof that it tells of nobody."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models

from samverk.interventions.models.deliveries import Delivery


class YearSubject(models.TextChoices):
    """What is told of a year (vad årets tabeller handlar om)."""

    TOOK_PART = "took_part", "Hur många deltog?"
    OUTCOMES = "outcomes", "Hur gick det?"
    RETURNS = "returns", "Vilka remisser kom tillbaka?"

    @property
    def unit(self) -> str:
        """What its tables count, in words."""
        return "remisser" if self is YearSubject.RETURNS else "deltaganden"


@pghistory.track()
class PublishedStatistics(models.Model):
    """What was published of a delivery's year (publicerad statistik): each subject once. Rows are only added.

    ``tables`` are the tables as shown: null for a number that is not told. ``proof`` is the attack run
    on them, which anybody may check again. Nothing here is a person, and no small number is here.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="statistics")
    year = models.PositiveSmallIntegerField("år")
    subject = models.CharField(
        "ämne", max_length=20, choices=YearSubject.choices, default=YearSubject.TOOK_PART
    )
    tables = models.JSONField("tabeller")
    proof = models.JSONField("bevis")
    published_by = models.CharField("publicerad av", max_length=200)
    published_on = models.DateField("publicerad")

    class Meta:
        verbose_name = "publicerad statistik"
        verbose_name_plural = "publicerad statistik"
        constraints = [
            # Published twice, two versions of a table could be compared
            models.UniqueConstraint(
                fields=["delivery", "year", "subject"], name="a_subject_of_a_year_published_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"statistik {self.year}"


@pghistory.track()
class InterventionStatistics(models.Model):
    """What a party published of an intervention's year over its deliveries (insatsens statistik): once.

    Rows are only added. ``tables`` and ``proof`` are as those of a delivery. ``published_by`` is the
    party's authority: each tells of the deliveries where it receives people.
    """

    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="statistics"
    )
    provider = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    tables = models.JSONField("tabeller")
    proof = models.JSONField("bevis")
    published_by = models.CharField("publicerad av", max_length=200)
    published_on = models.DateField("publicerad")

    class Meta:
        verbose_name = "insatsens statistik"
        verbose_name_plural = "insatsers statistik"
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "provider", "published_by", "year"],
                name="an_interventions_year_published_once",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"insatsens statistik {self.year}"
