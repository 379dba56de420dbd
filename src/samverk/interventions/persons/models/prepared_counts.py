"""Counts that are worked out in the background before a person looks at them and sends them."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class CountsAsked(Kept):
    """That the counts of a period are to be worked out (beställd beräkning). Rows are only added."""

    first = models.DateField("från och med")
    day = models.DateField("till och med")
    asked_by = models.CharField("beställd av", max_length=200)

    class Meta:
        verbose_name = "beställd beräkning av antal"
        verbose_name_plural = "beställda beräkningar av antal"
        indexes = [models.Index(fields=["controller", "first", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"beräkning {self.first} till {self.day}"


class CountsComputed(Kept):
    """What came of it (beräknade antal): what may be sent to each federation, or why there is nothing.

    ``results`` are sums, exact and as they may be told, with their proofs; they hold no person and do
    not leave the zone from here. ``basis`` digests what they rest on: where it is another, they are
    worked out again.
    """

    asked = models.OneToOneField(CountsAsked, models.PROTECT, related_name="computed")
    basis = models.CharField("underlagets kontrollsumma", max_length=64, blank=True)
    results = models.JSONField("resultat", default=list)
    fault = models.CharField("vad som hindrade", max_length=400, blank=True)

    class Meta:
        verbose_name = "beräknade antal"
        verbose_name_plural = "beräknade antal"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fault="") | models.Q(results=[]), name="computed_or_hindered"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"beräknade antal {self.pk.hex[:8]}"
