"""On what ground somebody was disqualified in an item, and who settled the question."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.presence import PresenceEvent
from samverk.rules.conflict import Ground


class ConflictSettled(models.TextChoices):
    """How the question of a conflict was settled (jävsfrågan)."""

    ADMITTED = "admitted", "Personen uppgav det själv"
    DECIDED = "decided", "Organet beslutade i frågan"


@pghistory.track()
class NotedConflict(models.Model):
    """The ground of a conflict (jävsgrund), noted with the event of stepping aside; never changed.

    ``took_part`` says that the person took part in deciding the question, ``decided_how`` how it was
    decided. ``may_debate`` is for discharge in a council (KL 5:49). An error is struck with its event.
    """

    event = models.OneToOneField(PresenceEvent, models.PROTECT, related_name="conflict")
    ground = models.CharField(
        "jävsgrund", max_length=20, choices=[(each.value, each.label) for each in Ground]
    )
    settled = models.CharField("jävsfrågan", max_length=10, choices=ConflictSettled.choices)
    decided_how = models.CharField("hur det beslutades", max_length=300, blank=True)
    took_part = models.BooleanField("deltog när frågan prövades", default=False)
    may_debate = models.BooleanField("får delta i överläggningen", default=False)

    class Meta:
        verbose_name = "antecknat jäv"
        verbose_name_plural = "antecknade jäv"

    def __str__(self) -> str:
        return f"jävsgrund för {self.event.person}"
