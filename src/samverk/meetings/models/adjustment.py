"""Adjusting the minutes: which paragraphs together, each version that was sent, and who did what."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.meeting import Meeting
from samverk.meetings.models.proceeding import Guarded
from samverk.rules.adjustment import Move


def locked() -> pgtrigger.Protect:
    """Let the database itself refuse that a row is changed or removed, whoever asks."""
    return pgtrigger.Protect(name="locked", operation=pgtrigger.Update | pgtrigger.Delete)


class Method(models.TextChoices):
    """How the signers sign (justeringssätt)."""

    ELECTRONIC = "electronic", "elektronisk underskrift"
    PAPER = "paper", "underskrift på papper"


class Capacity(models.TextChoices):
    """In what capacity somebody adjusts."""

    CHAIR = "chair", "ordförande"
    ADJUSTER = "adjuster", "justerare"


@pghistory.track()
class Adjustment(models.Model):
    """Paragraphs that are adjusted together (justering): they share notice and appeal time.

    One is ``immediate`` when it was begun at the meeting itself. How far it has come is told by its
    steps and never stored.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="adjustments")
    number = models.PositiveSmallIntegerField("nummer")
    immediate = models.BooleanField("omedelbart", default=False)
    begun_at = models.DateTimeField("påbörjad", auto_now_add=True)

    class Meta:
        verbose_name = "justering"
        verbose_name_plural = "justeringar"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="adjustment_numbered_once")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"Justering {self.number}, {self.meeting}"


@pghistory.track()
class AdjustedItem(models.Model):
    """A paragraph of an adjustment (paragraf i justeringen); each is adjusted in one alone."""

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="adjusted")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="adjusted_in")

    class Meta:
        verbose_name = "paragraf i justeringen"
        verbose_name_plural = "paragrafer i justeringen"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"§ {self.item.paragraph} i {self.adjustment}"


@pghistory.track()
class MinutesVersion(models.Model):
    """The minutes as they were sent once (protokollsversion), and how they are to be signed."""

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    method = models.CharField("sätt", max_length=12, choices=Method.choices)
    sent_at = models.DateTimeField("skickad", auto_now_add=True)
    sent_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "protokollsversion"
        verbose_name_plural = "protokollsversioner"
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "number"], name="version_numbered_once")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"version {self.number} av {self.adjustment}"


@pghistory.track()
class Signer(models.Model):
    """Somebody who is to sign a version (undertecknare), in order.

    One who is ``barred`` was away for jäv in a secret paragraph of it, and gets no part of that.
    """

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="signers")
    number = models.PositiveSmallIntegerField("ordning")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    capacity = models.CharField("egenskap", max_length=10, choices=Capacity.choices)
    barred = models.BooleanField("jävig i den sekretessbelagda delen", default=False)

    class Meta:
        verbose_name = "undertecknare"
        verbose_name_plural = "undertecknare"
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="signer_numbered_once"),
            models.UniqueConstraint(fields=["version", "person"], name="signer_once"),
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_capacity_display()}"


class MinutesPrint(Guarded):
    """A PDF of a version (protokollsfil): as sent, and anew after each signature.

    ``content`` is what it was printed from, canonical JSON, in the one that was sent. What is
    secret is printed by itself, behind the wall.
    """

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="prints")
    signatures = models.PositiveSmallIntegerField("underskrifter", default=0)
    content = models.TextField("innehåll", blank=True)
    pdf = models.BinaryField("fil")
    sha256 = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "protokollsfil"
        verbose_name_plural = "protokollsfiler"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "signatures", "controller"],
                nulls_distinct=False,
                name="print_once_for_each_signature",
            )
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"fil till {self.version}"


@pghistory.track()
class AdjustmentStep(models.Model):
    """What somebody did with the minutes (justeringssteg), as the rules replay it.

    ``person`` is None for what the secretary does. ``noted_by`` names whoever entered it.
    """

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("nummer")
    move = models.CharField("åtgärd", max_length=30, choices=[(m.value, m.value) for m in Move])
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    day = models.DateField("dag")
    noted_by = models.CharField("antecknat av", max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "justeringssteg"
        verbose_name_plural = "justeringssteg"
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "number"], name="adjustment_step_once")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.adjustment}: {self.move}"


@pghistory.track()
class Remark(Guarded):
    """What somebody who returns the minutes wants changed (anmärkning), or why they are recalled."""

    step = models.OneToOneField(AdjustmentStep, models.PROTECT, related_name="remark")
    text = models.TextField("anmärkning")

    class Meta:
        verbose_name = "anmärkning"
        verbose_name_plural = "anmärkningar"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"anmärkning i {self.step.adjustment}"
