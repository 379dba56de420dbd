"""What was sent to the supervisory authority (inskickade rapporter), and what of it was withdrawn.

A sending tells that a report of a kind was sent for a quarter on a day, and nothing of whom. It stays when
the decision is removed, so that what was sent can be counted; what the report said goes with the decision.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samverk.execution.models.decisions import GrantedDecision, OfDecision
from samverk.foundation.kept import Kept, no_federation, only_added
from samverk.rules.unexecuted.individual_sheet import KINDS
from samverk.rules.unexecuted.quarters import Quarter, read_quarter
from samverk.rules.unexecuted.reporting import WITHDRAW_REASONS


class Sending(Kept):
    """A report that was sent (inskickad rapport), marked by whoever sent it. Rows are only added."""

    quarter = models.CharField("kvartal", max_length=6)
    kind = models.CharField(
        "rapportens slag", max_length=12, choices=[(k.value, v) for k, v in KINDS.items()]
    )
    sent_on = models.DateField("skickades")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "inskickad rapport"
        verbose_name_plural = "inskickade rapporter"
        indexes = [models.Index(fields=["controller", "quarter", "kind"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"rapport för {self.quarter}"

    @property
    def of_quarter(self) -> Quarter:
        """The quarter that it was sent for."""
        return read_quarter(self.quarter)


class SentDecision(OfDecision):
    """What a report that was sent said of its decision (inskickat blad). Rows are only added.

    ``nth`` is the wait that it is of, ``ended_on`` the end that it told, and ``sheet`` the sealed copy of
    what the sheet said then.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="sent")
    sending = models.OneToOneField(Sending, models.PROTECT, related_name="of")
    nth = models.PositiveSmallIntegerField("väntan")
    ended_on = models.DateField("anmält slut", null=True, blank=True)
    sheet = models.BinaryField("förseglat blad")

    class Meta:
        verbose_name = "inskickat blad"
        verbose_name_plural = "inskickade blad"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"inskickat blad {self.pk.hex[:8]}"


class WithdrawnSending(Kept):
    """A mark that something was sent is withdrawn (återtagen markering): by whom and why."""

    sending = models.OneToOneField(Sending, models.PROTECT, related_name="withdrawn")
    reason = models.CharField(
        "skäl", max_length=20, choices=[(k.value, v) for k, v in WITHDRAW_REASONS.items()]
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "återtagen markering"
        verbose_name_plural = "återtagna markeringar"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"återtagen {self.pk.hex[:8]}"
