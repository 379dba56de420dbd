"""Asks whether anything of what is handed out whole has been taken away since a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from samverk.publishing.models import OpenRecord, Withdrawn
from samverk.publishing.queries.bulk import KINDS

# What was withdrawn in a transaction that began before a moment, and ended after it, is seen by this
MARGIN = timedelta(minutes=1)


def withdrawn_since(moment: datetime, last: int) -> bool:
    """Answer whether anything was withdrawn since a moment, when ``last`` was the last record's id.

    What was withdrawn and then published anew, with more masked in it, counts: it has an older id than
    what was published for the first time after the moment.
    """
    gone = Withdrawn.objects.filter(kind__in=KINDS, withdrawn_at__gte=moment - MARGIN)
    anew = OpenRecord.objects.filter(kind__in=KINDS, published_at__gt=moment, id__lte=last)
    return gone.exists() or anew.exists()


def last_record() -> int:
    """Answer the id of the last record that stands published; 0 for none."""
    return OpenRecord.objects.aggregate(last=Max("id"))["last"] or 0
