"""A question of what would happen to a queue, and what it was answered."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class WhatIf(Kept):
    """A what-if of a delivery's queue (kapacitetsfråga). Rows are only added.

    ``question`` is what was asked, without the queue: that is people, who may be protected by now, or
    removed. ``answer`` is of all, and of homes and parties with enough people behind. ``asked`` is
    what the form said.
    """

    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    day = models.DateField("ställd")
    asked = models.JSONField("frågan i formuläret")
    question = models.JSONField("frågan")
    answer = models.JSONField("svaret")
    asked_by = models.CharField("ställd av", max_length=200)

    class Meta:
        verbose_name = "kapacitetsfråga"
        verbose_name_plural = "kapacitetsfrågor"
        indexes = [models.Index(fields=["delivery", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"fråga {self.pk.hex[:8]}"
