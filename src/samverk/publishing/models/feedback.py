"""What somebody tells of how accessible the pages are: what does not work, and where an answer goes.

The address lies sealed, no row keeps its history, and it is gone when the row is marked as answered.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Feedback(models.Model):
    """Something that does not work for somebody (synpunkt), told by anybody.

    The function for this is asked for by 13 § lag (2018:1937) om tillgänglighet till digital offentlig
    service. ``sealed`` is the address for an answer; empty when none was given or it is answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.TextField("vad som inte fungerar", max_length=4_000)
    page = models.CharField("sida", max_length=300, blank=True)
    key = models.BinaryField("nyckel", default=bytes)
    sealed = models.BinaryField("adress, förseglad", default=bytes)
    given_at = models.DateTimeField("lämnad")
    answered_at = models.DateTimeField("besvarad", null=True)
    answered_by_name = models.CharField("besvarad av", max_length=200, blank=True)

    class Meta:
        verbose_name = "synpunkt"
        verbose_name_plural = "synpunkter"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(sealed=b"") & ~Q(answered_by_name="")),
                name="answered_feedback_keeps_no_address",
            )
        ]
        indexes = [models.Index(F("answered_at").desc(nulls_first=True), name="feedback_answered")]

    def __str__(self) -> str:
        # Stands in the log: nothing of what was written
        return "synpunkt"
