"""What the council's preparation needs that no decision shows."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.agenda import AgendaItem


@pghistory.track()
class Hearing(models.Model):
    """That a body was given time to say its word (tillfälle att yttra sig). Rows are only added."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="hearings")
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    given_on = models.DateField("gavs tillfälle")
    noted_by = models.CharField("av", max_length=200)
    noted_at = models.DateTimeField("antecknat", auto_now_add=True)

    class Meta:
        verbose_name = "tillfälle att yttra sig"
        verbose_name_plural = "tillfällen att yttra sig"
        constraints = [
            models.UniqueConstraint(fields=["item", "body"], name="body_heard_once_in_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.body} fick tillfälle att yttra sig {self.given_on}"
