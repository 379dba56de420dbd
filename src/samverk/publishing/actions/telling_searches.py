"""Tells whoever follows a search what it finds anew: a search at a time, each as far as it has come.

Each search has a transaction of its own, and notes how far it was told: a round that falls goes on where
it was, and a search that takes too long waits for the others.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import OperationalError
from django.db.models import F, Min, QuerySet
from django.db.models.functions import Coalesce

from samverk.publishing.models import OpenRecord, Pace, Subscription, What
from samverk.publishing.opened import opened
from samverk.publishing.pace import last_turn
from samverk.publishing.queries.following import matching_since

log = logging.getLogger(__name__)
# What is left waits for the next round, a minute later, and then comes first
SEARCHES, SECONDS = 200, 40
Tell = Callable[[Subscription, Sequence[OpenRecord]], bool]


def tell_searches(pace: Pace, now: datetime, overlap: timedelta, tell: Tell) -> int:
    """Make the searches of a pace whose turn it is, and answer how many letters ``tell`` made of it."""
    begun = time.monotonic()
    letters = 0
    for query in _next(_due(pace, now)):
        if time.monotonic() - begun > SECONDS:
            break
        letters += _tell_of(query, _due(pace, now).filter(query=query), (now, overlap), tell)
    return letters


def _due(pace: Pace, now: datetime) -> QuerySet[Subscription]:
    """Choose the searches that have not been told of since their last turn."""
    rows = Subscription.objects.filter(what=What.SEARCH, pace=pace, confirmed_at__isnull=False)
    reached = rows.annotate(reached=Coalesce("reached_at", "confirmed_at"))
    return reached.filter(reached__lt=last_turn(pace, now))


def _next(due: QuerySet[Subscription]) -> list[str]:
    """List the words of those that have waited longest, each once however many follow it."""
    tried = due.values("query").annotate(tried=Min(Coalesce("tried_at", "confirmed_at")))
    return [one["query"] for one in tried.order_by(F("tried"), "query")[:SEARCHES]]


def _tell_of(
    query: str, due: QuerySet[Subscription], when: tuple[datetime, timedelta], tell: Tell
) -> int:
    now, overlap = when
    rows = list(due)
    held = Subscription.objects.filter(pk__in=[one.pk for one in rows])
    held.update(tried_at=now)
    if not rows:
        return 0
    since = min(one.reached_at or one.confirmed_at or now for one in rows)
    try:
        with opened():
            found = matching_since(query, since - overlap)
    except OperationalError:
        # Nothing of what was searched for: the log is read by others
        log.warning("A search that somebody follows took too long, and waits for the next round")
        return 0
    letters = sum(tell(one, found) for one in rows) if found else 0
    held.update(reached_at=now)
    return letters
