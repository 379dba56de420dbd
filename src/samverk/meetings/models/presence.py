"""Who came, went, stepped aside and served, and who presided: the events that are replayed."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.meeting import Meeting
from samverk.rules.remote import Link
from samverk.rules.serving import EventKind

EVENTS = {
    EventKind.ARRIVED: "kom",
    EventKind.LEFT: "gick",
    EventKind.STEPPED_ASIDE: "deltar inte på grund av jäv",
    EventKind.RETURNED: "är åter efter jäv",
    EventKind.STARTED: "börjar tjänstgöra",
    EventKind.STOPPED: "slutar tjänstgöra",
}
LINKS = {
    Link.ROOM: "på plats",
    Link.SOUND_AND_IMAGE: "på distans med ljud och bild",
    Link.SOUND_ONLY: "på distans med enbart ljud",
}


@pghistory.track()
class PresenceEvent(models.Model):
    """One event of attendance (närvarohändelse), in the order it happened within the meeting.

    ``turn`` is the item from which it holds, by the order the items are taken up. ``seat`` is the
    one a substitute begins to serve in. ``ground`` says why for jäv and for sound alone. An event
    entered in error is struck with its reason, and then never counts.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presence")
    number = models.PositiveIntegerField("nummer")
    kind = models.CharField(
        "händelse", max_length=14, choices=[(k.value, v) for k, v in EVENTS.items()]
    )
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField("från punkt")
    seat = models.ForeignKey(
        "directory.Seat", models.PROTECT, related_name="+", null=True, blank=True
    )
    link = models.CharField(
        "hur", max_length=20, choices=[(k.value, v) for k, v in LINKS.items()], default="room"
    )
    day = models.DateField("annan dag", null=True, blank=True)
    ground = models.CharField("skäl", max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "närvarohändelse"
        verbose_name_plural = "närvarohändelser"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="presence_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"


@pghistory.track()
class Presiding(models.Model):
    """Another presides from an item on (ordförandebyte). Rows are only added; the last one holds."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presided")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField("från punkt")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ordförandebyte"
        verbose_name_plural = "ordförandebyten"
        indexes = [models.Index(fields=["meeting", "id"])]

    def __str__(self) -> str:
        return f"{self.person} är ordförande"
