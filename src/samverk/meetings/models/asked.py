"""What a meeting was asked and answered about an item beside its proposals, and what it opened again."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.proceeding import NO_WORDS, Guarded


class UnanimityQuestion(models.TextChoices):
    """What all who are present must agree on."""

    TAKE_UP = "take_up", "att ta upp ärendet, som inte är tillkännagivet"
    DECIDE = "decide", "beslutet i ärendet, som inte är berett"


@pghistory.track()
class UnanimityAsked(models.Model):
    """How many agreed when all had to (fråga om enighet, KL 5 kap. 33 och 52 §§).

    Rows are only added; the last on each question counts.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="unanimity")
    question = models.CharField("fråga", max_length=8, choices=UnanimityQuestion.choices)
    present = models.PositiveSmallIntegerField("närvarande")
    agreeing = models.PositiveSmallIntegerField("eniga")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "fråga om enighet"
        verbose_name_plural = "frågor om enighet"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreeing__lte=F("present")), name="no_more_agree_than_are_present"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreeing} av {self.present} ense om {self.get_question_display()}"


@pghistory.track()
class Reopened(Guarded):
    """An outcome that the same meeting opened again (återupptagen punkt), as it was noted before."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="reopened")
    outcome = models.CharField("utgång", max_length=20)
    decisions = models.JSONField("beslut", default=list)
    settled_at = models.DateTimeField("antecknades")
    why = models.CharField("varför den togs upp igen", max_length=300)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "återupptagen punkt"
        verbose_name_plural = "återupptagna punkter"

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("återupptagen utgång")
        return f"{self.outcome} i {self.item}, återupptaget"
