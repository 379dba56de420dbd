"""Who has said beforehand that they cannot come to a meeting, and which substitute was called in."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.meeting import Meeting


@pghistory.track()
class AnnouncedAbsence(models.Model):
    """Somebody has said that they cannot come (anmäld frånvaro), a member or a substitute.

    Why they cannot is not kept: it is nobody's business. One who can come after all is struck.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="absences")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "anmäld frånvaro"
        verbose_name_plural = "anmäld frånvaro"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(struck_why=""),
                name="absent_once_from_a_meeting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} kan inte komma till {self.meeting}"


@pghistory.track()
class CalledIn(models.Model):
    """A substitute called in before the meeting (inkallad ersättare): to which seat, and by what turn.

    ``reason`` is the rule's own words on the day of the call. A call that no longer holds is struck, and
    ``told_struck`` is the word of it that was sent, None when none went from here; ``tell_otherwise``
    says that the substitute may know of the call, and is to be told in another way.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="called_in")
    seat = models.ForeignKey("directory.Seat", models.PROTECT, related_name="+")
    substitute = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    whom = models.CharField("i stället för", max_length=200)
    reason = models.TextField("varför just den ersättaren")
    recorded_at = models.DateTimeField(auto_now_add=True)
    called_by = models.CharField("av", max_length=200)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)
    told_struck = models.OneToOneField(
        "meetings.Dispatch", models.PROTECT, related_name="+", null=True, blank=True
    )
    tell_otherwise = models.BooleanField("meddelas på annat sätt", default=False)

    class Meta:
        verbose_name = "inkallad ersättare"
        verbose_name_plural = "inkallade ersättare"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(struck_why=""), name="one_called_to_a_seat"
            ),
            models.UniqueConstraint(
                fields=["meeting", "substitute"],
                condition=Q(struck_why=""),
                name="called_to_one_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} inkallad till {self.meeting}"
