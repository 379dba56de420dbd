"""A question of what would happen to a queue, and what it was answered."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, OfPerson, no_federation, only_added


class WhatIf(Kept):
    """A what-if of a delivery's queue (kapacitetsfråga). Rows are only added.

    ``question`` is what was asked, without the queue: that is people, whose rows are their own
    (``WhatIfPerson``), with how many they are and a keyed digest of it all. ``answer`` is of all, and of
    homes and parties with enough people behind. ``asked`` is what the form said.
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


class WhatIfPerson(OfPerson):
    """One person's part of the queue that a what-if was made of (underlag). Rows are only added.

    Behind the wall as all that is theirs, and removed with them: from then on the question cannot be
    made again, and its answer stays. ``copied`` are their places and stays as they were known, each with
    where it stood among all. A person has one row in a what-if, but for who was in it by two records
    that have been joined since.
    """

    what_if = models.ForeignKey(WhatIf, models.PROTECT, related_name="people")
    copied = models.JSONField("köplatser och deltaganden som de var kända")

    class Meta:
        verbose_name = "underlag till kapacitetsfråga"
        verbose_name_plural = "underlag till kapacitetsfrågor"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"underlag {self.pk.hex[:8]}"
