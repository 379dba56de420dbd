"""What the members pay for a year: the state's amount, and the key by which municipalities split."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.federation.models.membership import Membership
from samverk.federation.models.money import StatedIn
from samverk.rules import contributions


class KeyKind(models.TextChoices):
    """By what the municipalities split their part (fördelningsgrund)."""

    POPULATION = contributions.KeyKind.POPULATION.value, "folkmängd en viss dag"
    EQUAL = contributions.KeyKind.EQUAL.value, "lika för alla"
    FIXED = contributions.KeyKind.FIXED.value, "fasta andelar i procent"
    TABLE = contributions.KeyKind.TABLE.value, "egna fördelningstal"


@pghistory.track()
class DistributionKey(StatedIn):
    """How the municipalities have agreed to split their part (fördelningsnyckel), from a day on.

    A version is never changed: the next one begins on a later day. ``counted_on`` is the day of the
    populations that it follows, for that kind alone.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="keys")
    kind = models.CharField("grund", max_length=20, choices=KeyKind.choices)
    from_date = models.DateField("gäller från")
    counted_on = models.DateField("folkmängd per den", null=True, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "fördelningsnyckel"
        verbose_name_plural = "fördelningsnycklar"
        constraints = [
            models.UniqueConstraint(fields=["federation", "from_date"], name="one_key_from_a_day"),
            models.CheckConstraint(
                condition=Q(kind="population") ^ Q(counted_on__isnull=True),
                name="population_key_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(document__isnull=True),
                name="key_from_one_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} från {self.from_date}"


@pghistory.track()
class KeyWeight(models.Model):
    """A municipality's number in a key (fördelningstal); fixed shares in thousandths of a per cent."""

    key = models.ForeignKey(DistributionKey, models.CASCADE, related_name="weights")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    weight = models.PositiveIntegerField("tal")

    class Meta:
        verbose_name = "fördelningstal"
        verbose_name_plural = "fördelningstal"
        constraints = [
            models.UniqueConstraint(fields=["key", "membership"], name="weight_of_a_member_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="weight_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.weight}"


@pghistory.track()
class StateAmount(StatedIn):
    """What the state contributes for a year (statens medel), in whole kronor, with its paper.

    All else follows from it (5 §). Rows are only added: a later one for the year is a new version.
    """

    federation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="state_amounts"
    )
    year = models.PositiveSmallIntegerField("år")
    amount = models.PositiveBigIntegerField("belopp i kronor")
    note = models.CharField("anteckning", max_length=200, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "statens medel"
        verbose_name_plural = "statens medel"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(document__isnull=True),
                name="state_amount_from_one_paper",
            )
        ]

    def __str__(self) -> str:
        return f"{self.federation} {self.year}: {self.amount} kr"
