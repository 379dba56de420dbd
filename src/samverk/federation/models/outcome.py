"""Outcome by row and month, how accounts lead to rows, and the manager's forecasts."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.federation.models.budget import OfRow, RowKind, belongs_once


class Target(models.TextChoices):
    """Where an account leads (kontots mål): a kind of row, or outside the budget."""

    REVENUE = RowKind.REVENUE.value, "intäkt"
    ADMINISTRATION = RowKind.ADMINISTRATION.value, "administration"
    INTERVENTION = RowKind.INTERVENTION.value, "insats"
    OUTSIDE = "outside", "utanför"


class SourceKind(models.TextChoices):
    """What an outcome was read from (källans slag)."""

    SIE = "sie", "SIE 4"
    XLSX = "xlsx", "Excel"


@pghistory.track()
class AccountMapping(models.Model):
    """How accounts lead to rows (kontering), for years that begin on ``from_date`` or later.

    Never changed: a later one takes its place, and the latest recorded of a day holds.
    """

    federation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="account_mappings"
    )
    from_date = models.DateField("gäller från")
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "kontokoppling"
        verbose_name_plural = "kontokopplingar"

    def __str__(self) -> str:
        return f"Kontokoppling från {self.from_date}"


@pghistory.track()
class AccountRule(models.Model):
    """A line of a mapping (kontoregel): accounts ``first`` to ``last``, and an object if one is named.

    The first line that fits holds.
    """

    mapping = models.ForeignKey(AccountMapping, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField("ordning")
    first = models.CharField("från konto", max_length=8)
    last = models.CharField("till konto", max_length=8)
    dimension = models.CharField("dimension", max_length=20, blank=True)
    code = models.CharField("objekt", max_length=40, blank=True)
    kind = models.CharField("mål", max_length=20, choices=Target.choices)
    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="+", null=True, blank=True
    )
    heading = models.CharField("rubrik", max_length=100, blank=True)

    class Meta:
        verbose_name = "kontoregel"
        verbose_name_plural = "kontoregler"
        constraints = [
            models.UniqueConstraint(fields=["mapping", "position"], name="account_rule_in_order"),
            models.CheckConstraint(
                condition=Q(kind="intervention") ^ Q(intervention__isnull=True),
                name="account_rule_names_its_intervention",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} till {self.last}"

    @property
    def name(self) -> str:
        """The row it leads to; "" for outside the budget."""
        return self.intervention.name if self.intervention else self.heading


@pghistory.track()
class OutcomeImport(models.Model):
    """A file of a year's outcome that was read in whole (inläst utfall), through a month.

    One is in force for a year: that which no other replaces. Those replaced stay.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    through = models.PositiveSmallIntegerField("till och med månad")
    kind = models.CharField("slag", max_length=10, choices=SourceKind.choices)
    file_name = models.CharField("fil", max_length=200)
    sha256 = models.CharField("kontrollsumma", max_length=64)
    note = models.CharField("anteckning", max_length=200, blank=True)
    mapping = models.ForeignKey(
        AccountMapping, models.PROTECT, related_name="+", null=True, blank=True
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    recorded_at = models.DateTimeField("inläst", auto_now_add=True)

    class Meta:
        verbose_name = "inläst utfall"
        verbose_name_plural = "inlästa utfall"
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year"],
                condition=Q(replaces__isnull=True),
                name="first_outcome_of_a_year_once",
            ),
            models.CheckConstraint(
                condition=Q(through__gte=1, through__lte=12), name="outcome_through_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"Utfall {self.year}, {self.file_name}"


@pghistory.track()
class Outcome(OfRow):
    """What a row cost or brought in during a month (utfall), in öre; below zero when put right."""

    read_in = models.ForeignKey(OutcomeImport, models.CASCADE, related_name="rows")
    month = models.PositiveSmallIntegerField("månad")
    amount = models.BigIntegerField("belopp i öre")

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        constraints = [
            belongs_once("outcome_belongs_once"),
            models.UniqueConstraint(
                fields=["read_in", "kind", "intervention", "heading", "month"],
                nulls_distinct=False,
                name="outcome_of_a_month_once",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="outcome_in_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, månad {self.month}: {self.amount} öre"


@pghistory.track()
class RowForecast(OfRow):
    """The manager's own figure for a row's whole year (prognos), in öre, with its day and reason."""

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    amount = models.BigIntegerField("belopp i öre")
    made_on = models.DateField("gjord den")
    reason = models.CharField("skäl", max_length=500)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "prognos"
        verbose_name_plural = "prognoser"
        constraints = [belongs_once("forecast_belongs_once")]

    def __str__(self) -> str:
        return f"Prognos {self.year}, {self.name}"
