"""Two records of one person that were joined: which was emptied, and what came from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added


class JoinedRecord(OfPerson):
    """A person was registered twice, and one record was emptied into the other (sammanslagen post).

    ``was`` is the id of the emptied record: whoever has it finds ``person`` by it. ``sealed`` is who the
    person was said to be there, and why they are the same. ``made_at`` is when it was registered.
    ``moved`` are the ids of the rows that came from it, by table: the database writes it.
    """

    was = models.UUIDField("den andra posten", unique=True)
    made_at = models.DateTimeField("den andra posten registrerad")
    sealed = models.BinaryField("förseglat om den andra posten")
    moved = models.JSONField("raderna som kom därifrån", default=dict)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("sammanslagen av", max_length=200)

    class Meta:
        verbose_name = "sammanslagen post"
        verbose_name_plural = "sammanslagna poster"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"sammanslagning {self.pk.hex[:8]}"
