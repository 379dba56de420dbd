"""What an organisation itself puts on its notice board: how to appeal, and what other law asks for."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.meetings.models.adjustment import locked
from samverk.meetings.models.notices import PostingFactKind


@pghistory.track()
class AppealWords(models.Model):
    """How decisions are appealed, as a board says it from a day on (egna ord om överklagande).

    ``source`` is what confirms the words; while it is "" they are told to nobody. Rows are only added: of
    those from the same day the last one counts.
    """

    board = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    from_date = models.DateField("gäller från")
    words = models.TextField("så överklagar man")
    statute = models.CharField("lagrum", max_length=300)
    source = models.CharField("bekräftat av", max_length=300, blank=True)
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ord om överklagande"
        verbose_name_plural = "ord om överklagande"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.board.short_name}, hur man överklagar från {self.from_date}"


@pghistory.track()
class LawNotice(models.Model):
    """A notice that other law asks for (anslag enligt annan lag) on a board (KL 8 kap. 10 §).

    ``statute`` is the provision that asks for it, and ``ground`` what it says of the time; the days are the
    first and the last one on the board. ``asked_by`` is given the certificate when the time is out.
    """

    board = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title = models.CharField("rubrik", max_length=300)
    words = models.TextField("vad som anslås")
    statute = models.CharField("lagrum", max_length=300)
    ground = models.CharField("vad lagen säger om tiden", max_length=300)
    asked_by = models.CharField("begärt av", max_length=200)
    first_day = models.DateField("första dag")
    last_day = models.DateField("sista dag")
    appeal = models.TextField("så överklagar man", blank=True)
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "anslag enligt annan lag"
        verbose_name_plural = "anslag enligt annan lag"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="law_notice_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["board", "-first_day"], name="law_notice_of_board")]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.title}, {self.board.short_name}"


@pghistory.track()
class LawNoticeFact(models.Model):
    """A dated fact of a notice of other law (händelse med anslag enligt annan lag). Rows are only added.

    One of kind STRUCK says that the last that was not struck was noted in error, with why in its note.
    """

    notice = models.ForeignKey(LawNotice, models.PROTECT, related_name="facts")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("händelse", max_length=10, choices=PostingFactKind.choices)
    happened_on = models.DateField("dag")
    note = models.CharField("anteckning", max_length=300, blank=True)
    noted_by = models.CharField("av", max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "händelse med anslag enligt annan lag"
        verbose_name_plural = "händelser med anslag enligt annan lag"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "number"], name="law_notice_fact_numbered_once"
            )
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}, {self.notice}"
