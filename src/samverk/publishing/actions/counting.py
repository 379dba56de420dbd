"""Counts what is asked of what is open, for all web processes together: how often, how much at once."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings

from samverk.foundation import rates
from samverk.foundation.rates import Asked

API, OPEN_SEARCH, STAFF_SEARCH, BULK = "api", "open search", "staff search", "bulk"


def count_request(address: str, moment: datetime, weight: int = 1) -> Asked:
    """Count a request to the open API."""
    return rates.count_asked(API, address, settings.API_A_MINUTE, moment, weight=weight)


def count_search(address: str, moment: datetime) -> Asked:
    """Count a search in what is published, on the page or in a feed."""
    return rates.count_asked(OPEN_SEARCH, address, settings.OPEN_SEARCHES_A_MINUTE, moment)


def count_staff_search(user: int, moment: datetime) -> Asked:
    """Count a search of somebody who works here."""
    return rates.count_asked(STAFF_SEARCH, f"user {user}", settings.STAFF_SEARCHES_A_MINUTE, moment)


def begin_bulk(address: str, moment: datetime) -> uuid.UUID | None:
    """Note that a whole file begins to be sent; None when as many are under way as may be."""
    most = (settings.BULK_AT_ONCE_EACH, settings.BULK_AT_ONCE)
    return rates.begin(BULK, address, most, moment)
