"""Officials and others who were present at a meeting without a seat in the body."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.meeting import Meeting


@pghistory.track()
class OfficialPresent(models.Model):
    """Somebody present without a seat (övrig närvarande), with their title.

    One noted in error is struck with its reason, and then is not printed.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="officials")
    name = models.CharField("namn", max_length=200)
    title = models.CharField("titel", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "övrig närvarande"
        verbose_name_plural = "övriga närvarande"
        indexes = [models.Index(fields=["meeting", "id"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name
