"""What membership costs as papers state it, and the populations that the fee follows."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.federation.models.membership import Membership


class StatedIn(models.Model):
    """Where a figure is printed (källa): a decision's paragraph or a document."""

    decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="+", null=True, blank=True
    )
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True


@pghistory.track()
class StatedFee(StatedIn):
    """A yearly fee as a paper states it (uppgiven avgift), in whole kronor.

    ``precision`` is the unit it was stated in, in kronor: "644 tkr" is 644 000 with precision 1 000.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="fees")
    year = models.PositiveSmallIntegerField("år")
    amount = models.PositiveBigIntegerField("belopp i kronor")
    precision = models.PositiveIntegerField("angivet i hela", default=1)

    class Meta:
        verbose_name = "uppgiven avgift"
        verbose_name_plural = "uppgivna avgifter"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "year", "amount", "decision", "document"],
                nulls_distinct=False,
                name="stated_fee_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.year}: {self.amount} kr"

    @property
    def stated_on(self) -> date | None:
        """The day of the paper that states it; None where the paper prints none."""
        if self.decision:
            return self.decision.decided_on
        return self.document.dated_on if self.document else None


@pghistory.track()
class StatedReturn(StatedIn):
    """What goes back to a member in a year as a paper states it (ersättning), in whole kronor.

    ``interventions`` is for how many interventions, None where the paper does not tell;
    ``preliminary`` what the paper itself calls that. ``precision`` is as for a fee.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="returns")
    year = models.PositiveSmallIntegerField("år")
    amount = models.PositiveBigIntegerField("belopp i kronor")
    precision = models.PositiveIntegerField("angivet i hela", default=1)
    interventions = models.PositiveIntegerField("antal insatser", null=True, blank=True)
    preliminary = models.BooleanField("preliminärt", default=False)

    class Meta:
        verbose_name = "uppgiven ersättning"
        verbose_name_plural = "uppgivna ersättningar"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "year", "amount", "decision", "document"],
                nulls_distinct=False,
                name="stated_return_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.year}: {self.amount} kr åter"


@pghistory.track()
class StatedIncome(StatedIn):
    """The federation's income from its members for a year (intäkt), as an interval in kronor.

    ``words`` is how it was stated ("drygt 14 mnkr"); the interval is a person's reading of it.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="incomes")
    year = models.PositiveSmallIntegerField("år")
    low = models.PositiveBigIntegerField("lägst, kronor")
    high = models.PositiveBigIntegerField("högst, kronor")
    words = models.CharField("uttryckt som", max_length=100)

    class Meta:
        verbose_name = "uppgiven intäkt"
        verbose_name_plural = "uppgivna intäkter"
        constraints = [
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="income_low_to_high"),
            models.UniqueConstraint(fields=["federation", "year", "words"], name="income_once"),
        ]

    def __str__(self) -> str:
        return f"{self.federation} {self.year}: {self.words}"


@pghistory.track()
class PopulationImport(models.Model):
    """A file of populations that was read in whole (inläst folkmängd), with its source and checksum.

    ``codes`` are the municipalities' codes that were used, {code: short name}.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    file_name = models.CharField("fil", max_length=200)
    sha256 = models.CharField("kontrollsumma", max_length=64)
    counted_on = models.DateField("per den")
    source = models.CharField("källa", max_length=300)
    codes = models.JSONField("kommunkoder", default=dict)
    recorded_at = models.DateTimeField("inläst", auto_now_add=True)

    class Meta:
        verbose_name = "inläst folkmängd"
        verbose_name_plural = "inlästa folkmängder"

    def __str__(self) -> str:
        return f"{self.file_name}, {self.counted_on}"


@pghistory.track()
class Population(models.Model):
    """How many lived in a municipality on a day (folkmängd), with its source."""

    municipality = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="populations"
    )
    counted_on = models.DateField("per den")
    people = models.PositiveIntegerField("antal")
    source = models.CharField("källa", max_length=300)
    read_in = models.ForeignKey(
        PopulationImport, models.PROTECT, related_name="rows", null=True, blank=True
    )

    class Meta:
        verbose_name = "folkmängd"
        verbose_name_plural = "folkmängder"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "counted_on"], name="population_counted_once"
            )
        ]

    def __str__(self) -> str:
        people = f"{self.people:,}".replace(",", "\N{NO-BREAK SPACE}")
        return f"{self.municipality} {self.counted_on}: {people} personer"
