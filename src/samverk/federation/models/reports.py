"""The federation's plans and annual reports: which memo each year's is written in."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.rules.memos.layouts import REPORTS


@pghistory.track()
class YearReport(models.Model):
    """A year's plan or annual report (verksamhetsplan, årsredovisning), written as a memo of the board.

    Rows are only added: what it says, its versions and its approval are the memo's.
    """

    federation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="year_reports"
    )
    kind = models.CharField(
        "slag", max_length=10, choices=[(k, v.name) for k, v in REPORTS.items()]
    )
    year = models.PositiveSmallIntegerField("år")
    memo = models.OneToOneField("memos.Memo", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("påbörjad", auto_now_add=True)

    class Meta:
        verbose_name = "verksamhetsplan eller årsredovisning"
        verbose_name_plural = "verksamhetsplaner och årsredovisningar"
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "kind", "year"], name="one_report_of_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"
