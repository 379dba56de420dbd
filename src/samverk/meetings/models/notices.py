"""The notice that minutes are adjusted: on which boards, and when it was up and not."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.adjustment import Adjustment, locked


@pghistory.track()
class AdjustmentNotice(models.Model):
    """The notice of an adjustment (anslag): where the minutes can be read (KL 8 kap. 12 §)."""

    adjustment = models.OneToOneField(Adjustment, models.PROTECT, related_name="notice")
    kept_at = models.CharField("var protokollet finns", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "anslag"
        verbose_name_plural = "anslag"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"Anslag, {self.adjustment.meeting}"


@pghistory.track()
class BoardPosting(models.Model):
    """A notice on one board (anslag på en tavla), whose organisation keeps the board.

    One ``kept_here`` is put up and taken down by the system; of another the secretary notes the day.
    """

    notice = models.ForeignKey(AdjustmentNotice, models.PROTECT, related_name="postings")
    board = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    kept_here = models.BooleanField("tavlan finns här", default=False)

    class Meta:
        verbose_name = "anslag på en tavla"
        verbose_name_plural = "anslag på tavlor"
        constraints = [
            models.UniqueConstraint(fields=["notice", "board"], name="posted_once_on_a_board")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.notice}, {self.board.short_name}"


class PostingFactKind(models.TextChoices):
    """What happened to a notice on a board."""

    POSTED = "posted", "uppsatt"
    MISSING = "missing", "borta"
    UP_AGAIN = "up_again", "uppe igen"
    TAKEN_DOWN = "taken_down", "nedtaget"
    STRUCK = "struck", "struket"


@pghistory.track()
class PostingFact(models.Model):
    """A dated fact of a notice on a board (händelse på tavlan). Rows are only added.

    One of kind STRUCK says that the last that was not struck was noted in error, with why in its note.
    """

    posting = models.ForeignKey(BoardPosting, models.PROTECT, related_name="facts")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("händelse", max_length=10, choices=PostingFactKind.choices)
    happened_on = models.DateField("dag")
    note = models.CharField("anteckning", max_length=300, blank=True)
    noted_by = models.CharField("av", max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "händelse på tavlan"
        verbose_name_plural = "händelser på tavlan"
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="posting_fact_numbered_once")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        meeting = self.posting.notice.adjustment.meeting
        board = self.posting.board.short_name
        return f"{board} {self.get_kind_display()} {self.happened_on}, {meeting}"
