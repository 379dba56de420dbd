"""When the letters of a pace are due: in the morning, Swedish time, or as soon as there is something."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from django.utils import timezone

from samverk.publishing.models import Pace

MORNING = 7
MONDAY = 0


def is_due(pace: Pace, reached: datetime, now: datetime) -> bool:
    """Answer whether a round is to be made, when the last one was made at ``reached`` (both aware).

    A morning that nobody was there to see is made up for when somebody is.
    """
    return reached < last_turn(pace, now)


def last_turn(pace: Pace, now: datetime) -> datetime:
    """Answer when the last round should have been made."""
    local = timezone.localtime(now)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > local:
        morning -= timedelta(days=1)
    match pace:
        case Pace.AT_ONCE:
            return now
        case Pace.DAILY:
            return morning
        case Pace.WEEKLY:
            return morning - timedelta(days=(morning.weekday() - MONDAY) % 7)
        case _:
            assert_never(pace)
