"""Equity as annual reports state it, and the table of ceilings that the user keeps."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class StatedEquity(models.Model):
    """A year's equity as a paper states it (eget kapital), in öre. A later row for a year takes over.

    ``income`` is the year's whole revenue as stated, None where the paper does not say.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    opening = models.BigIntegerField("ingående i öre")
    result = models.BigIntegerField("resultat i öre")
    closing = models.BigIntegerField("utgående i öre")
    income = models.BigIntegerField("intäkter i öre", null=True, blank=True)
    source = models.CharField("källa", max_length=300)
    recorded_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "eget kapital"
        verbose_name_plural = "eget kapital"

    def __str__(self) -> str:
        return f"Eget kapital {self.year}"


@pghistory.track()
class CeilingTable(models.Model):
    """How much equity may be (taktabell), from a day on, with its source. No figures are built in."""

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    from_date = models.DateField("gäller från")
    source = models.CharField("källa", max_length=300)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "taktabell"
        verbose_name_plural = "taktabeller"

    def __str__(self) -> str:
        return f"Tak för eget kapital från {self.from_date}"


@pghistory.track()
class CeilingStep(models.Model):
    """A step (steg): from an income in öre, an amount in öre or hundredths of a per cent of the income."""

    table = models.ForeignKey(CeilingTable, models.CASCADE, related_name="steps")
    from_income = models.BigIntegerField("från intäkter i öre")
    amount = models.BigIntegerField("tak i öre", null=True, blank=True)
    hundredths = models.PositiveIntegerField("tak i hundradels procent", null=True, blank=True)

    class Meta:
        verbose_name = "steg i tak"
        verbose_name_plural = "steg i tak"
        constraints = [
            models.UniqueConstraint(fields=["table", "from_income"], name="ceiling_step_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) ^ Q(hundredths__isnull=True),
                name="ceiling_is_amount_or_share",
            ),
        ]

    def __str__(self) -> str:
        return f"Från {self.from_income} öre"
