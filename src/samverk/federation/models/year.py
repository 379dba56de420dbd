"""The federation's year: its own days and duties, who answers for each, and how it stands."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.federation.models.money import StatedIn
from samverk.rules import federation_year


class Interim(models.TextChoices):
    """Whether the by-laws ask for an interim report (delårsrapport)."""

    UNKNOWN = federation_year.Interim.UNKNOWN.value, "det är inte känt"
    YES = federation_year.Interim.YES.value, "ja, förbundsordningen kräver det"
    NO = federation_year.Interim.NO.value, "nej, förbundsordningen säger inget"


class DutyState(models.TextChoices):
    """How a duty stands (läge)."""

    LEFT = federation_year.DutyState.LEFT.name, "kvar"
    DONE = federation_year.DutyState.DONE.name, "klar"
    NOT_NEEDED = federation_year.DutyState.NOT_NEEDED.name, "behövs inte"


@pghistory.track()
class YearSettings(models.Model):
    """The days that the federation has chosen (årets inställningar), from a year on.

    ``days`` are {kind of duty: "MM-DD"} of those that no law sets. Rows are only added: the latest of
    the latest year counts.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    from_year = models.PositiveSmallIntegerField("från år")
    days = models.JSONField("dagar", default=dict)
    interim = models.CharField(
        "delårsrapport", max_length=10, choices=Interim.choices, default=Interim.UNKNOWN
    )
    section = models.CharField("paragraf", max_length=40, blank=True)
    vat_months = models.PositiveSmallIntegerField("månader per momsansökan", default=3)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "årets inställningar"
        verbose_name_plural = "årets inställningar"
        constraints = [
            models.CheckConstraint(condition=Q(vat_months__in=[1, 3]), name="vat_by_month_or_three")
        ]

    def __str__(self) -> str:
        return f"{self.federation}: inställningar från {self.from_year}"


@pghistory.track()
class OwnDuty(models.Model):
    """A duty that the federation has given itself (egen uppgift). ``why`` says what asks for it."""

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    text = models.CharField("uppgift", max_length=200)
    due = models.DateField("sista dag")
    why = models.CharField("grund", max_length=300, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "egen uppgift"
        verbose_name_plural = "egna uppgifter"

    def __str__(self) -> str:
        return f"{self.text}, {self.due}"


@pghistory.track()
class DutyNote(StatedIn):
    """What is noted of a duty of a year (anteckning om uppgift): owner, reminder and state.

    ``code`` names the duty within ``year``. Rows are only added, and the latest counts. One that is done
    has its day; one that is not needed says why.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    code = models.CharField("uppgift", max_length=60)
    owner = models.ForeignKey(
        "foundation.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    reminder_days = models.PositiveSmallIntegerField("dagar före", null=True, blank=True)
    state = models.CharField("läge", max_length=12, choices=DutyState.choices)
    done_on = models.DateField("klar den", null=True, blank=True)
    why = models.CharField("skäl", max_length=300, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "anteckning om uppgift"
        verbose_name_plural = "anteckningar om uppgifter"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DutyState.DONE) ^ Q(done_on__isnull=True),
                name="only_a_done_duty_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.NOT_NEEDED, why=""), name="not_needed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(document__isnull=True),
                name="duty_done_by_one_paper",
            ),
            models.CheckConstraint(
                condition=Q(reminder_days__isnull=True) | Q(owner__isnull=False),
                name="reminder_has_a_receiver",
            ),
        ]
        indexes = [models.Index(fields=["federation", "year", "code", "-id"])]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.get_state_display()}"


@pghistory.track()
class DutyReminder(models.Model):
    """A reminder that was sent (påminnelse), once for each owner and last day of a duty."""

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    code = models.CharField("uppgift", max_length=60)
    owner = models.ForeignKey("foundation.User", models.PROTECT, related_name="+")
    due = models.DateField("sista dag")
    sent_at = models.DateTimeField("skickad", auto_now_add=True)

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year", "code", "owner", "due"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year} till {self.owner}"


@pghistory.track()
class CalendarLink(models.Model):
    """The secret address of the year's calendar (kalenderlänk), as a digest of its last part.

    Rows are only added: the latest of a federation counts, and one with "" closes the address.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    digest = models.CharField("kontrollsumma", max_length=64, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "kalenderlänk"
        verbose_name_plural = "kalenderlänkar"
        indexes = [models.Index(fields=["federation", "-id"])]

    def __str__(self) -> str:
        return f"{self.federation}: kalenderlänk"
