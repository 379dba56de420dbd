"""What a board has told everybody of its quarters, the exact counts behind it, and the tests of harm."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samverk.foundation.kept import Kept, no_federation, only_added
from samverk.rules.unexecuted.quarters import Quarter, read_quarter


class Judgement(models.TextChoices):
    """What a test of harm came to (slutsats): secret unless it is clear that nobody is harmed."""

    CLEAR = "clear", "Det står klart att talen kan röjas utan skada eller men"
    NOT_CLEAR = "not_clear", "Det står inte klart: talen döljs"


class PublishedQuarter(models.Model):
    """A quarter as everybody may read it (publicerat kvartal): numbers that are told, and no others.

    It has no controller and stands behind no wall, for the public page opens no compartment. ``tables``
    has null for a number that is not told. ``is_exact``: told with its small numbers, after a test of harm.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    quarter = models.CharField("kvartal", max_length=6)
    definition = models.CharField("definition", max_length=14)
    tables = models.JSONField("tabeller")
    is_exact = models.BooleanField("fullt ut", default=False)
    published_on = models.DateField("publicerad")
    withdrawn_on = models.DateField("tillbakadragen", null=True, blank=True)

    class Meta:
        verbose_name = "publicerat kvartal"
        verbose_name_plural = "publicerade kvartal"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "quarter"],
                condition=Q(withdrawn_on=None),
                name="a_quarter_stands_published_once",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="kept_as_told",
                fields=["body", "quarter", "definition", "tables", "is_exact", "published_on"],
            ),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"publicerat {self.quarter}"

    @property
    def of_quarter(self) -> Quarter:
        """The quarter."""
        return read_quarter(self.quarter)


class HarmTest(Kept):
    """A test of harm (menprövning) before a quarter is told with its small numbers. Rows are only added.

    Secret unless it is clear that nobody is harmed (26 kap. 1 § OSL). ``digest`` is of the numbers that
    were tried: others need a test of their own. What it says never leaves the compartment.
    """

    quarter = models.CharField("kvartal", max_length=6)
    digest = models.CharField("kontrollsumma", max_length=64)
    disclosed = models.TextField("vad som röjs")
    recognised = models.TextField("vem som kan kännas igen")
    harm = models.TextField("vilken skada eller vilket men")
    judgement = models.CharField("slutsats", max_length=9, choices=Judgement.choices)
    tested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tested_by_name = models.CharField("prövad av", max_length=200)
    tested_on = models.DateField("prövad")

    class Meta:
        verbose_name = "menprövning"
        verbose_name_plural = "menprövningar"
        constraints = [
            models.CheckConstraint(
                condition=~Q(disclosed="") & ~Q(recognised="") & ~Q(harm=""),
                name="harm_test_says_all",
            )
        ]
        indexes = [models.Index(fields=["controller", "quarter", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"menprövning {self.pk.hex[:8]}"


class ToldCounts(Kept):
    """The exact counts behind a published quarter (publicerade antal). Rows are only added.

    ``tables`` also tell which counts are hidden. What was withdrawn stays: somebody has read it. One
    told with its small numbers has the test of harm, which another than who published it has made.
    """

    published = models.OneToOneField(PublishedQuarter, models.PROTECT, related_name="+")
    tables = models.JSONField("tabeller")
    harm_test = models.ForeignKey(HarmTest, models.PROTECT, related_name="+", null=True, blank=True)
    tested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_by_name = models.CharField("publicerad av", max_length=200)

    class Meta:
        verbose_name = "publicerade antal ur registret"
        verbose_name_plural = "publicerade antal ur registret"
        constraints = [
            models.CheckConstraint(
                condition=Q(harm_test=None, tested_by=None)
                | (Q(tested_by__isnull=False) & ~Q(tested_by=F("published_by"))),
                name="published_exact_by_two",
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"publicerade antal {self.pk.hex[:8]}"
