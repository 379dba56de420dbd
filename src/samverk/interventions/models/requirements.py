"""Who an intervention is for: dated rules with the decision behind them."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samverk.foundation.periods import ends_after_it_begins
from samverk.interventions.models.deliveries import Delivery
from samverk.rules.interventions.eligibility import TEST_DAYS
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS, Horizon


@pghistory.track()
class Requirement(models.Model):
    """A rule of who a delivery is for (målgruppskrav), tried on a stated day.

    An age limit, both ages included, where people live (its ``homes``), who may refer (its
    ``parties``), what people live on, or how soon they are thought to work or study (``horizon``).
    ``blocks`` is False for a rule that only warns.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="requirements")
    youngest = models.PositiveSmallIntegerField("yngst", null=True, blank=True)
    oldest = models.PositiveSmallIntegerField("äldst", null=True, blank=True)
    incomes = ArrayField(
        models.CharField(max_length=14, choices=list(LIVELIHOODS.items())),
        verbose_name="försörjning",
        default=list,
        blank=True,
    )
    horizon = models.CharField(
        "tidshorisont",
        max_length=6,
        choices=[(k.value, v) for k, v in HORIZONS.items() if k is not Horizon.LATER],
        blank=True,
    )
    tested_on = models.CharField(
        "prövas", max_length=10, choices=[(k.value, v) for k, v in TEST_DAYS.items()]
    )
    blocks = models.BooleanField("hindrar", default=True)
    decided_in = models.CharField("enligt beslut", max_length=300, blank=True)
    from_date = models.DateField("gäller från och med")
    to_date = models.DateField("gäller till och med", null=True, blank=True)

    class Meta:
        verbose_name = "målgruppskrav"
        verbose_name_plural = "målgruppskrav"
        constraints = [
            ends_after_it_begins("requirement"),
            models.CheckConstraint(
                condition=Q(youngest__isnull=True)
                | Q(oldest__isnull=True)
                | Q(oldest__gte=F("youngest")),
                name="ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"krav för {self.delivery} från {self.from_date}"


@pghistory.track()
class RequiredHome(models.Model):
    """A municipality that a requirement lets in (hemkommun)."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="homes")
    municipality = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "hemkommun"
        verbose_name_plural = "hemkommuner"
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "municipality"], name="required_home_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)


@pghistory.track()
class RequiredParty(models.Model):
    """A party that a requirement lets refer (remitterande part)."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "remitterande part"
        verbose_name_plural = "remitterande parter"
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "organisation"], name="required_party_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
