"""On what ground somebody was disqualified in an item, and who settled the question."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.presence import PresenceEvent
from samverk.meetings.models.proceeding import NO_WORDS, Guarded
from samverk.rules.conflict import Ground


class ConflictSettled(models.TextChoices):
    """How the question of a conflict was settled (jävsfrågan)."""

    ADMITTED = "admitted", "Personen uppgav det själv"
    DECIDED = "decided", "Organet beslutade i frågan"


@pghistory.track()
class NotedConflict(models.Model):
    """The ground of a conflict (jävsgrund), noted with the event of stepping aside; never changed.

    ``took_part`` says that the person took part in deciding the question. ``may_debate`` is for
    discharge in a council (KL 5:49). An error is struck with its event.
    """

    event = models.OneToOneField(PresenceEvent, models.PROTECT, related_name="conflict")
    ground = models.CharField(
        "jävsgrund", max_length=20, choices=[(each.value, each.label) for each in Ground]
    )
    settled = models.CharField("jävsfrågan", max_length=10, choices=ConflictSettled.choices)
    took_part = models.BooleanField("deltog när frågan prövades", default=False)
    may_debate = models.BooleanField("får delta i överläggningen", default=False)

    class Meta:
        verbose_name = "antecknat jäv"
        verbose_name_plural = "antecknade jäv"

    def __str__(self) -> str:
        return f"jävsgrund för {self.event.person}"


@pghistory.track()
class ConflictDecided(Guarded):
    """How the body decided that somebody is disqualified in an item (hur jävsfrågan beslutades).

    Free words, so they stand behind the wall where the item is secret. Rows are only added.
    """

    noted = models.OneToOneField(NotedConflict, models.PROTECT, related_name="decided")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    how = models.CharField("hur det beslutades", max_length=300)

    class Meta:
        verbose_name = "hur en jävsfråga beslutades"
        verbose_name_plural = "hur jävsfrågor beslutades"

    def __str__(self) -> str:
        return "hur en jävsfråga beslutades"


@pghistory.track()
class ConflictQuestion(Guarded):
    """The body decides whether somebody is disqualified in an item (prövning av jäv).

    ``raised_by`` is who raised the question, None for the person concerned. ``event`` is the stepping
    aside that jäv led to, None where the body found none. One that was noted in error is struck, or
    falls with its event.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conflict_questions")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    ground = models.CharField(
        "jävsgrund", max_length=20, choices=[(each.value, each.label) for each in Ground]
    )
    is_disqualified = models.BooleanField("jäv föreligger")
    why = models.TextField("skäl", blank=True)
    decided_how = models.CharField("hur det beslutades", max_length=300, blank=True)
    took_part = models.BooleanField("deltog när frågan prövades", default=False)
    event = models.OneToOneField(
        PresenceEvent, models.PROTECT, related_name="question", null=True, blank=True
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "jävsfråga"
        verbose_name_plural = "jävsfrågor"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_disqualified=True, event__isnull=False)
                | Q(is_disqualified=False, event__isnull=True),
                name="jav_has_its_event",
            )
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("jävsfråga")
        return f"jävsfråga om {self.person}"
