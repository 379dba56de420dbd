"""Where a body's paragraphs begin in a year, when the first of them are in another system."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class NumberingStart(models.Model):
    """The first § of a body's year here (numreringen börjar på). Rows are only added.

    A body that begins with Samverk during a year goes on from its last minutes; ``source`` names
    them. The latest row of a year counts, and none is added once a § of the year is given.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="numbering_starts")
    year = models.PositiveSmallIntegerField("år")
    first = models.PositiveIntegerField("numreringen börjar på §")
    source = models.CharField("källa", max_length=300)
    noted_at = models.DateTimeField("antecknat", auto_now_add=True)
    noted_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "paragrafnumreringens början"
        verbose_name_plural = "paragrafnumreringens början"
        constraints = [
            models.CheckConstraint(
                condition=Q(first__gte=1), name="numbering_starts_at_one_or_later"
            )
        ]

    def __str__(self) -> str:
        return f"§ {self.first} {self.year}"
