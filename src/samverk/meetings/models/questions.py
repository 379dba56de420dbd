"""Interpellations and questions on the council's agenda, and what became of each."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.proceeding import NO_WORDS, Guarded
from samverk.rules.questions import Fate, QuestionKind


class AnswerWay(models.TextChoices):
    """How an answer was given (svarets form)."""

    WRITTEN = "written", "skriftligt"
    ORAL = "oral", "muntligt"


@pghistory.track()
class Question(Guarded):
    """An interpellation or a question (interpellation, fråga) that an item is about; never changed.

    ``addressee`` names person and office. ``let_by`` is the council's decision that others than chairs
    may be asked, empty where a chair is. ``checked_by`` saw that it is not about the exercise of
    authority towards an individual. One that waits for the next meeting stands again with its new item.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="question")
    kind = models.CharField(
        "slag", max_length=15, choices=[(each.value, each.label) for each in QuestionKind]
    )
    asker = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    addressee = models.CharField("till", max_length=300)
    let_by = models.CharField("beslut som tillåter det", max_length=300, blank=True)
    text = models.TextField("vad som frågas")
    reasons = models.TextField("motivering", blank=True)
    handed_in_on = models.DateField("lämnades in")
    checked_by = models.CharField("kontrollerad av", max_length=200)
    registered_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "interpellation eller fråga"
        verbose_name_plural = "interpellationer och frågor"

    def __str__(self) -> str:
        return NO_WORDS.format("fråga") if self.controller_id else self.title

    @property
    def title(self) -> str:
        """Name it by its kind and who asks, for those who may read the item."""
        return f"{self.get_kind_display().capitalize()} från {self.asker}"


@pghistory.track()
class QuestionHandled(Guarded):
    """What became of an interpellation or a question at a meeting (hur den behandlades).

    ``answered_by`` and ``way`` are there only for an answer. One noted in error is struck with its
    reason, and another is noted.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions_handled")
    fate = models.CharField(
        "vad som hände", max_length=10, choices=[(each.value, each.label) for each in Fate]
    )
    answered_by = models.CharField("besvarades av", max_length=200, blank=True)
    way = models.CharField("hur", max_length=8, choices=AnswerWay.choices, blank=True)
    answer = models.TextField("svaret", blank=True)
    noted_by = models.CharField("antecknat av", max_length=200)
    noted_at = models.DateTimeField("antecknat", auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "behandlad interpellation eller fråga"
        verbose_name_plural = "behandlade interpellationer och frågor"
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(struck_why=""), name="question_handled_once"
            ),
            models.CheckConstraint(
                condition=Q(fate=Fate.ANSWERED.value) ^ Q(answered_by="", way=""),
                name="only_an_answer_has_somebody_who_answers",
            ),
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("behandlad fråga")
        return f"{self.item} {self.get_fate_display()}"


@pghistory.track()
class NotTakingPart(Guarded):
    """That somebody who serves takes no part in the decision (deltar inte i beslutet, KL 4:25).

    One noted in error is struck with its reason.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="not_taking_part")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("antecknat", auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "deltar inte i beslutet"
        verbose_name_plural = "deltar inte i beslutet"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"],
                condition=Q(struck_why=""),
                name="each_stands_out_once",
            )
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("deltar inte")
        return f"{self.person} deltar inte i beslutet"
