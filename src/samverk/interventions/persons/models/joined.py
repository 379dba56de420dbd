"""Two records of one person that were joined: which was emptied, and what came from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added


class JoinedRecord(OfPerson):
    """A person was registered twice, and one record was emptied into the other (sammanslagen post).

    ``was`` is the id of the emptied record: whoever has it finds ``person`` by it. ``sealed`` is who the
    person was said to be there, and why they are the same. ``made_at`` is when it was registered.
    ``moved`` are the ids of the rows that came from it, by table: the database writes it. ``number_key``
    is the keyed digest of the number there, where it was said to be the person's too, as a coordination
    number is: it leads here. "" where it was wrong, or the same: then it may be another person's.
    """

    was = models.UUIDField("den andra posten", unique=True)
    made_at = models.DateTimeField("den andra posten registrerad")
    sealed = models.BinaryField("förseglat om den andra posten")
    number_key = models.CharField("den andra postens nummernyckel", max_length=64, blank=True)
    moved = models.JSONField("raderna som kom därifrån", default=dict)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("sammanslagen av", max_length=200)

    class Meta:
        verbose_name = "sammanslagen post"
        verbose_name_plural = "sammanslagna poster"
        indexes = [models.Index(fields=["controller", "number_key"], name="joined_by_number")]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"sammanslagning {self.pk.hex[:8]}"
