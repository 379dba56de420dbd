"""What the minutes say beside the decision: running text, reservations, statements, adjusters."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.meeting import Meeting
from samverk.meetings.models.proceeding import NO_WORDS, Guarded


class StatementKind(models.TextChoices):
    """What somebody wants noted that is no reservation; an opinion is of one who does not serve."""

    STATEMENT = "statement", "särskilt yttrande"
    NOTE = "note", "protokollsanteckning"
    OPINION = "opinion", "antecknad mening"


@pghistory.track()
class RunningText(Guarded):
    """The secretary's own words in a part of a paragraph (löpande text), saved as they are typed.

    ``part`` names a part of ``samverk.rules.minutes.layouts``. ``version`` goes up by one for each save:
    who saves on an older one is told, and nothing is written over.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="texts")
    part = models.CharField("del", max_length=20)
    text = models.TextField("text", blank=True)
    version = models.PositiveIntegerField("version", default=1)
    saved_at = models.DateTimeField("sparad", auto_now=True)
    saved_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "löpande text"
        verbose_name_plural = "löpande texter"
        constraints = [
            models.UniqueConstraint(fields=["item", "part"], name="one_running_text_of_a_part")
        ]

    def __str__(self) -> str:
        return NO_WORDS.format("text") if self.controller_id else f"{self.part} i {self.item}"


@pghistory.track()
class MadeReservation(Guarded):
    """A reservation against a decision (reservation), as it was announced.

    ``against`` names the decision. ``chair_accepts`` is the chair's answer where the recorded vote
    speaks against it, None while nobody has asked.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="reservations")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    against = models.CharField("mot vilket beslut", max_length=300)
    announced_at = models.DateTimeField("anmäld")
    chair_accepts = models.BooleanField("godtagen av ordföranden", null=True, blank=True)

    class Meta:
        verbose_name = "reservation"
        verbose_name_plural = "reservationer"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person", "against"], name="one_reservation_against_a_decision"
            )
        ]

    def __str__(self) -> str:
        return NO_WORDS.format("reservation") if self.controller_id else self.title

    @property
    def title(self) -> str:
        """Name it by who made it, for those who may read the item."""
        return f"Reservation från {self.person}"


@pghistory.track()
class MadeStatement(Guarded):
    """A statement or note to the minutes (särskilt yttrande, protokollsanteckning)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="statements")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    kind = models.CharField("slag", max_length=10, choices=StatementKind.choices)
    text = models.TextField("text")

    class Meta:
        verbose_name = "yttrande"
        verbose_name_plural = "yttranden"

    def __str__(self) -> str:
        return NO_WORDS.format("yttrande") if self.controller_id else self.title

    @property
    def title(self) -> str:
        """Name it by kind and by whose it is, for those who may read the item."""
        return f"{self.get_kind_display().capitalize()} från {self.person}"


@pghistory.track()
class Recipients(models.Model):
    """Whom a decision is sent to (expedieras till); an empty list says nobody."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="recipients")
    names = models.JSONField("mottagare", default=list)

    class Meta:
        verbose_name = "mottagare"
        verbose_name_plural = "mottagare"

    def __str__(self) -> str:
        return f"mottagare av {self.item}"


@pghistory.track()
class Adjuster(models.Model):
    """Somebody chosen to adjust the minutes beside the chair (justerare)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="adjusters")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "justerare"
        verbose_name_plural = "justerare"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="adjuster_chosen_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
