"""What was found when a queue's waits were measured."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import Kept, no_federation, only_added


class WaitReport(Kept):
    """A delivery's waits as measured at the end of a day (väntetidsmätning). Rows are only added.

    ``figures`` has the measures in words and numbers, and no key to any person. The same day may be
    measured again: the latest counts.
    """

    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    first = models.DateField("från och med")
    day = models.DateField("till och med")
    figures = models.JSONField("tal")

    class Meta:
        verbose_name = "väntetidsmätning"
        verbose_name_plural = "väntetidsmätningar"
        indexes = [models.Index(fields=["delivery", "-day", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"väntetider {self.day}"
