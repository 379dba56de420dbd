"""Reports of a quarter that were made (lämnade rapporter), and the decisions that each of them told of.

The figures stay as they were told. The rows are of one decision each, and leave with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samverk.execution.models.decisions import GrantedDecision, OfDecision
from samverk.foundation.kept import Kept, no_federation, only_added
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.quarters import Quarter, read_quarter


class Recipient(models.TextChoices):
    """Who is told (mottagare). The value stands in addresses."""

    BOARD = "namnden", "nämnden"
    COUNCIL = "fullmaktige", "kommunfullmäktige"
    AUDITORS = "revisorerna", "kommunens revisorer"


class KeptReport(Kept):
    """A quarter's report as it was made (lämnad rapport). Rows are only added.

    ``number`` is the board's own series. ``figures`` are numbers alone, as they were told, and
    ``unlisted`` how many decisions they hold that no row told of. ``failed`` are the checks (ids) that
    did not hold, and ``why`` what the main reporter wrote of leaving it anyway. ``corrects`` is the report
    of the same quarter to the same that it comes instead of.
    """

    number = models.PositiveIntegerField("nummer")
    recipient = models.CharField("till", max_length=12, choices=Recipient.choices)
    quarter = models.CharField("kvartal", max_length=6)
    definition = models.CharField(
        "definition", max_length=14, choices=[(one.value, one.value) for one in Definition]
    )
    figures = models.JSONField("siffror")
    unlisted = models.PositiveIntegerField("utan rad", default=0)
    failed = models.JSONField("kontroller som inte stämde", default=list)
    why = models.CharField("varför den lämnades ändå", max_length=1000, blank=True)
    made_on = models.DateField("gjord")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    made_by_name = models.CharField("gjord av", max_length=200)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    memo = models.ForeignKey("memos.Memo", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lämnad rapport"
        verbose_name_plural = "lämnade rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "number"], name="kept_report_numbered_once"
            )
        ]
        indexes = [models.Index(fields=["controller", "-quarter", "-number"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"rapport {self.number}"

    @property
    def of_quarter(self) -> Quarter:
        """The quarter it tells of."""
        return read_quarter(self.quarter)


class KeptReportRow(OfDecision):
    """A decision that a report counted (rad i lämnad rapport), and which of its waits.

    ``waits_at_end`` says that it was not carried out on the quarter's last day: a later report counts
    it too, or has an event that tells why not. ``sealed`` is what was told of it, with its own key.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="reported")
    report = models.ForeignKey(KeptReport, models.PROTECT, related_name="rows")
    nth = models.PositiveSmallIntegerField("väntan")
    is_counted = models.BooleanField("räknad")
    is_ended = models.BooleanField("räknad som slutad")
    waits_at_end = models.BooleanField("väntade vid kvartalets slut")
    sealed = models.BinaryField("förseglade uppgifter")

    class Meta:
        verbose_name = "rad i lämnad rapport"
        verbose_name_plural = "rader i lämnade rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "decision", "nth"], name="decision_once_in_a_report"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"rad {self.decision_id.hex[:8]}/{self.nth}"
