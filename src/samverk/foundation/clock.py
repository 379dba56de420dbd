"""The one place that decides what time it is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Answer the present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Answer today's date in Sweden."""
    return timezone.localdate()
