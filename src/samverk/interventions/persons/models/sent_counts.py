"""What counts have left the zone, with the proof that they tell of nobody."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class SentCounts(Kept):
    """Counts of a period as they were sent to a federation (skickade antal). Rows are only added.

    ``tables`` are the exact counts and which of them were hidden: what is sent later is protected together
    with them. They hold no person and never leave the zone. ``proof`` is the attack on what was sent and
    all that was sent before it, and ``digest`` its SHA-256, which the message carries. ``shown`` are the
    same tables without those who have a protected identity: what was shown before it was sent, and is
    weighed in when more is shown. ``asked`` is the calculation that it is the result of.
    """

    federation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    first = models.DateField("från och med")
    day = models.DateField("till och med")
    message = models.UUIDField("meddelande", unique=True)
    tables = models.JSONField("tabeller")
    proof = models.JSONField("bevis")
    digest = models.CharField("bevisets SHA-256", max_length=64)
    shown = models.JSONField("tabeller som de visades", null=True, blank=True)
    asked = models.ForeignKey(
        "persons.CountsAsked", models.PROTECT, related_name="sent", null=True, blank=True
    )

    class Meta:
        verbose_name = "skickade antal"
        verbose_name_plural = "skickade antal"
        indexes = [models.Index(fields=["controller", "federation", "first", "recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"antal {self.first} till {self.day}"
