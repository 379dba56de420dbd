"""What a decision tells somebody to do."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.decisions.models.decision import Decision


@pghistory.track()
class Assignment(models.Model):
    """A task given by a decision (uppdrag): to whom, until when, and when it was reported done.

    ``owner`` names the role or office as the decision does ("firmatecknare"); ``body`` is the body
    that answers for it, where known.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="assignments")
    task = models.CharField("uppdrag", max_length=300)
    owner = models.CharField("till", max_length=200)
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="assignments", null=True, blank=True
    )
    due_on = models.DateField("senast", null=True, blank=True)
    reported_on = models.DateField("återrapporterat", null=True, blank=True)
    report = models.TextField("återrapport", blank=True)

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        indexes = [models.Index(fields=["body", "due_on"])]

    def __str__(self) -> str:
        return self.task
