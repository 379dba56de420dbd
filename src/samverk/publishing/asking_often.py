"""Keeps anybody from filling somebody's post box: how often one may ask, from where and for which address.

Neither the network address nor the other one is kept: only digests, with a key, for as long as they count.
"""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume, get_ip
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from samverk.foundation.sealing import search_key
from samverk.publishing.queries.subscribers import NOBODYS, address_digest

# A whole office or library may sit behind one network address
FROM_ONE_PLACE = "30/h/key"
TO_ONE_ADDRESS = "5/d/key"
TOLD_FROM_ONE_PLACE = "10/h/key"


def asks_too_often(request: HttpRequest) -> bool:
    """Answer whether more has been asked for from where a request comes than one may."""
    return _is_past(request, FROM_ONE_PLACE, _place(request))


def tells_too_often(request: HttpRequest) -> bool:
    """Answer whether more has been told of the pages from where a request comes than one may."""
    return _is_past(request, TOLD_FROM_ONE_PLACE, _place(request), "feedback")


def is_written_too_often(request: HttpRequest, address: str) -> bool:
    """Answer whether an address has been asked for more than one may in a day."""
    return _is_past(request, TO_ONE_ADDRESS, address_digest(address))


def _place(request: HttpRequest) -> str:
    try:
        place = get_ip(request)
    except PermissionDenied:
        place = ""
    return search_key(NOBODYS, f"nät {place}")


def _is_past(request: HttpRequest, rate: str, key: str, action: str = "follow") -> bool:
    return not consume(request, app="samverk", action=action, config={action: rate}, key=key)
