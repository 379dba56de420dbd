"""Participant-days as payees have told of them, and which claim line each sum stands in."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from samverk.federation.models.claims import Claim, ClaimLine
from samverk.federation.models.interventions import Intervention


class DayReport(models.Model):
    """A sum of participant-days that a party has told (berättade deltagardagar). Rows are only added.

    ``code`` is the same as in the party's ledger. ``booked_in`` is the month, by its first day, that the
    party closed; ``from_date`` and ``to_date`` are the days it is of, within one month, earlier than that for
    a correction. ``place`` names the delivery, "" where several are told together, as are homes where
    ``home`` is None. ``days`` is None where the party tells nothing: of so few.
    """

    code = models.UUIDField("rad i partens dagbok", unique=True)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="day_reports")
    provider = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    authority = models.CharField("myndighet", max_length=200)
    place = models.CharField("verksamhet", max_length=120, blank=True)
    home = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    town = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    booked_in = models.DateField("bokförd för")
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    days = models.BigIntegerField("deltagardagar", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    source = models.CharField("källa", max_length=300)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "deltagardagar"
        verbose_name_plural = "deltagardagar"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date"), booked_in__day=1),
                name="told_days_of_a_month",
            ),
            models.UniqueConstraint(
                fields=["intervention", "provider", "authority", "place", "home", "from_date"],
                condition=Q(corrects__isnull=True),
                nulls_distinct=False,
                name="days_told_once",
            ),
        ]
        indexes = [models.Index(fields=["intervention", "provider", "booked_in"])]
        triggers = [
            pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        # Without the number, as for counts
        return f"{self.intervention}, deltagardagar {self.from_date} till {self.to_date}"


@pghistory.track()
class ClaimedDays(models.Model):
    """That a claim's line is of days that were told (rekvirerade deltagardagar).

    The days of a report stand in one line at most: ``is_let_go`` when the claim was cancelled or expired, or
    got a newer version, and then they may be claimed again.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="claimed_days")
    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="claimed_days")
    report = models.ForeignKey(DayReport, models.PROTECT, related_name="claimed")
    is_let_go = models.BooleanField("släppt", default=False)

    class Meta:
        verbose_name = "rekvirerade deltagardagar"
        verbose_name_plural = "rekvirerade deltagardagar"
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(is_let_go=False), name="days_claimed_once"
            ),
            models.UniqueConstraint(fields=["line"], name="claim_line_of_one_report"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="tie_stays", fields=["claim", "line", "report"]),
            pgtrigger.Protect(
                name="let_go_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_let_go=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.report}"
