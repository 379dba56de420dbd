"""The secret address of a federation's calendar."""

from __future__ import annotations

import hmac

from samverk.federation.models import CalendarLink
from samverk.foundation.seals.canonical import digest


def calendar_link(federation: int) -> CalendarLink | None:
    """Find the address in use; None when there is none, or when it has been closed."""
    found = CalendarLink.objects.filter(federation=federation).order_by("-id").first()
    return found if found and found.digest else None


def opens_calendar(federation: int, token: str) -> bool:
    """Answer whether ``token`` is the last part of the address in use."""
    found = calendar_link(federation)
    return found is not None and hmac.compare_digest(found.digest, digest(token))
