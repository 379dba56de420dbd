"""The meeting, and what was done around it on which day."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.rules.extra_meeting import Asker


@pghistory.track()
class Meeting(models.Model):
    """A body's meeting (sammanträde); OParl's Meeting.

    How far it has come is never stored: the rules compute it from the facts around it. ``public`` is
    None where nobody has decided. ``asker`` asked for an extra meeting (KL 5:12, 6:23), ``requesting``
    counts the members when they did, and ``asked_by`` tells more of it.
    ``chair`` presides from the start and ``secretary`` keeps the minutes, once that is known; who
    presides later is told by ``Presiding``.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="meetings")
    day = models.DateField("dag")
    starts_at = models.TimeField("tid")
    place = models.CharField("plats", max_length=200)
    distance_link = models.URLField("länk för deltagande på distans", max_length=300, blank=True)
    extra = models.BooleanField("extra sammanträde", default=False)
    asker = models.CharField(
        "vem som begärt det", max_length=12, choices=[(a.value, a.value) for a in Asker], blank=True
    )
    requesting = models.PositiveSmallIntegerField("antal som begärt det", null=True, blank=True)
    asked_by = models.CharField("om begäran", max_length=200, blank=True)
    public = models.BooleanField("offentligt", null=True, blank=True)
    chair = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    secretary = models.CharField("sekreterare", max_length=200, blank=True)
    opened_at = models.DateTimeField("öppnades", null=True, blank=True)
    ended_at = models.DateTimeField("avslutades", null=True, blank=True)
    cancelled_on = models.DateField("ställdes in", null=True, blank=True)
    cancelled_why = models.CharField("varför det ställdes in", max_length=300, blank=True)

    class Meta:
        verbose_name = "sammanträde"
        verbose_name_plural = "sammanträden"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "day", "starts_at"],
                condition=Q(cancelled_on__isnull=True),
                name="meeting_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at")),
                name="meeting_ends_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(opened_at__isnull=False),
                name="meeting_that_ended_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | Q(opened_at__isnull=True),
                name="meeting_held_or_cancelled",
            ),
        ]
        indexes = [models.Index(fields=["body", "-day"])]

    def __str__(self) -> str:
        return f"{self.body} {self.day}"


class MeetingFactKind(models.TextChoices):
    """What was done around a meeting on a day."""

    ANNOUNCED = "announced", "tillkännagivet på anslagstavlan"
    CALLED = "called", "kallelsen skickad"
    DISPATCHED = "dispatched", "handlingarna skickade"


@pghistory.track()
class MeetingFact(models.Model):
    """A dated fact around a meeting (händelse kring sammanträdet). Rows are only added.

    ``paper`` is the document that shows it, None where the secretary vouches for the day.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="facts")
    kind = models.CharField("händelse", max_length=12, choices=MeetingFactKind.choices)
    happened_on = models.DateField("dag")
    paper = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField("anteckning", max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "händelse kring sammanträdet"
        verbose_name_plural = "händelser kring sammanträdet"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "happened_on"], name="meeting_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
