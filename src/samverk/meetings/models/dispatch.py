"""What is sent before a meeting: to whom, by which letter, and how each letter fared."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.meeting import Meeting
from samverk.rules.meeting_tasks import Step


@pghistory.track()
class StepOwner(models.Model):
    """Who answers for a step of a meeting (ansvarig). Rows are only added; the last one holds."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="owners")
    step = models.CharField("steg", max_length=20, choices=[(s.value, s.value) for s in Step])
    name = models.CharField("ansvarig", max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ansvarig för ett steg"
        verbose_name_plural = "ansvariga för steg"
        indexes = [models.Index(fields=["meeting", "id"])]

    def __str__(self) -> str:
        return f"{self.name} för {self.step}"


@pghistory.track()
class MailAddress(models.Model):
    """Where a body reaches one of its people (e-postadress). Rows are only added; the last one holds.

    "" says that the address is no longer used. Each body keeps its own: it is that body's secretary
    who was told the address.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    address = models.EmailField("e-postadress", blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "e-postadress"
        verbose_name_plural = "e-postadresser"
        indexes = [models.Index(fields=["body", "id"])]

    def __str__(self) -> str:
        return f"e-postadress till {self.person}"


class DispatchKind(models.TextChoices):
    """What a dispatch is for."""

    CALLING = "calling", "kallelse och handlingar"
    CALLED_IN = "called_in", "kallelse till inkallad ersättare"
    CALL_STRUCK = "call_struck", "besked att en inkallelse inte gäller"
    CANCELLATION = "cancellation", "besked att sammanträdet är inställt"
    NOTICE_GONE = "notice_gone", "besked att ett anslag är borta"


@pghistory.track()
class Dispatch(models.Model):
    """What was sent to those who are called (utskick). Rows are only added.

    ``number`` 1 is the calling, later ones what was added, and perhaps a last one that the meeting is
    cancelled, or that a notice of its minutes is gone. ``bundle`` is what went out: open papers alone,
    none but with a calling. A substitute called in afterwards gets the same in a dispatch of its own, and
    is told in another when the call no longer holds.
    ``occasion`` is the time and place that the letters gave. ``minutes`` is
    how long the calendar shows the meeting, which nobody knows beforehand.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="dispatches")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField(
        "slag", max_length=15, choices=DispatchKind.choices, default=DispatchKind.CALLING
    )
    occasion = models.CharField("tid och plats", max_length=400, blank=True)
    message = models.TextField("meddelande", blank=True)
    minutes = models.PositiveSmallIntegerField("beräknad längd i minuter")
    page = models.URLField("sidan om sammanträdet", max_length=300)
    reply_to = models.EmailField("svar går till", blank=True)
    bundle = models.FileField("möteshandlingar", upload_to="utskick", blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)
    held_back = models.PositiveSmallIntegerField("sekretessbelagda punkter", default=0)
    sent_at = models.DateTimeField("skickat", auto_now_add=True)
    sent_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "utskick"
        verbose_name_plural = "utskick"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="dispatch_numbered_once")
        ]

    def __str__(self) -> str:
        return f"utskick {self.number} till {self.meeting}"


@pghistory.track()
class Letter(models.Model):
    """A letter to one recipient (brev), with a dispatch or with an extract of the minutes.

    ``person`` is None for one who holds no seat.
    """

    dispatch = models.ForeignKey(
        Dispatch, models.PROTECT, related_name="letters", null=True, blank=True
    )
    extract = models.OneToOneField(
        "meetings.ExtractDispatch", models.PROTECT, related_name="letter", null=True, blank=True
    )
    name = models.CharField("mottagare", max_length=200)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "brev"
        verbose_name_plural = "brev"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dispatch__isnull=True) ^ models.Q(extract__isnull=True),
                name="letter_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"brev till {self.name}"

    @property
    def meeting(self) -> Meeting:
        """The meeting that it is about."""
        if self.dispatch:
            return self.dispatch.meeting
        assert self.extract is not None
        return self.extract.extract.item.meeting


class LetterStepKind(models.TextChoices):
    """What happened to a letter."""

    QUEUED = "queued", "i kön"
    TRYING = "trying", "skickas"
    SENT = "sent", "skickat"
    FAILED = "failed", "försöket misslyckades"
    REFUSED = "refused", "avvisat"
    UNSURE = "unsure", "osäkert om det gick"


@pghistory.track()
class LetterStep(models.Model):
    """What happened to a letter, in order (led i ett brevs gång). Rows are only added.

    ``round`` goes up each time somebody sends the letter again. A number is taken once: of two
    workers with the same letter only one goes on.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("nummer")
    round = models.PositiveSmallIntegerField("omgång", default=1)
    kind = models.CharField("händelse", max_length=10, choices=LetterStepKind.choices)
    address = models.EmailField("till", blank=True)
    detail = models.CharField("svar", max_length=300, blank=True)
    happened_at = models.DateTimeField("när", auto_now_add=True)

    class Meta:
        verbose_name = "händelse med ett brev"
        verbose_name_plural = "händelser med brev"
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_step_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.get_kind_display()}"
