"""The one place that decides what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_STANDING: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """Answer the present moment, aware, in UTC."""
    return _STANDING.get() or timezone.now()


def today() -> date:
    """Answer today's date in Sweden."""
    return timezone.localdate(now())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at an aware ``moment``, for a demo that loads what has been.

    When something was recorded is told by the database and stays true.
    """
    held = _STANDING.set(moment)
    try:
        yield
    finally:
        _STANDING.reset(held)
