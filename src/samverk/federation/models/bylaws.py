"""What the by-laws hold beyond leaving: where each required content stands, and what follows of it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.federation.models.membership import FederationTerms, Membership


@pghistory.track()
class BylawsReading(models.Model):
    """Where in the by-laws each required content stands (genomgång av förbundsordningen).

    ``places`` are {number of the content in 9 §: place in the by-laws}; what is not there is missing.
    Rows are only added, and the latest counts.
    """

    terms = models.ForeignKey(FederationTerms, models.CASCADE, related_name="readings")
    places = models.JSONField("platser", default=dict)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "genomgång av förbundsordning"
        verbose_name_plural = "genomgångar av förbundsordning"

    def __str__(self) -> str:
        return f"{self.terms}: {len(self.places)} punkter"


@pghistory.track()
class BylawsSettings(models.Model):
    """What follows from the by-laws (förbundsordningens inställningar), for as long as they hold.

    ``announced`` names the places of announcement, one a line. What the by-laws are not known to say
    is empty or None. Rows are only added, and the latest counts.
    """

    terms = models.ForeignKey(FederationTerms, models.CASCADE, related_name="settings")
    announced = models.TextField("anslagsplatser", blank=True)
    archive = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    auditors = models.PositiveSmallIntegerField("revisorer per medlem", null=True, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "förbundsordningens inställningar"
        verbose_name_plural = "förbundsordningens inställningar"

    def __str__(self) -> str:
        return f"{self.terms}: inställningar"


@pghistory.track()
class SeatRule(models.Model):
    """How many seats in the board the by-laws give a member (platser i styrelsen)."""

    settings = models.ForeignKey(BylawsSettings, models.CASCADE, related_name="seats")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    members = models.PositiveSmallIntegerField("ledamöter")
    substitutes = models.PositiveSmallIntegerField("ersättare")

    class Meta:
        verbose_name = "platser i styrelsen"
        verbose_name_plural = "platser i styrelsen"
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "membership"], name="seats_of_a_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.members} + {self.substitutes}"


@pghistory.track()
class MajorityRule(models.Model):
    """A matter that the by-laws ask a qualified majority for (kvalificerad majoritet)."""

    settings = models.ForeignKey(BylawsSettings, models.CASCADE, related_name="majorities")
    matter = models.CharField("ärende", max_length=200)
    numerator = models.PositiveSmallIntegerField("täljare")
    denominator = models.PositiveSmallIntegerField("nämnare")

    class Meta:
        verbose_name = "kvalificerad majoritet"
        verbose_name_plural = "kvalificerade majoriteter"
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "matter"], name="majority_of_a_matter_once"
            ),
            models.CheckConstraint(
                condition=Q(denominator__gt=F("numerator"), denominator__lt=F("numerator") * 2),
                name="majority_between_half_and_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}: {self.numerator}/{self.denominator}"
