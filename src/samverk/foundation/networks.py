"""Which network a request comes from: the installation's own or another. The address itself is not kept.

Where a request comes from is found as the login finds it, past no more servers in between than
SAMVERK_PROXIES says: what a reader writes in their own request is not believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

Range = IPv4Network | IPv6Network
WRONG = "SAMVERK_NETWORKS ska vara nät med komma emellan, som 10.0.0.0/8: {text} är inget."


class Network(Enum):
    """Which network a reader was in (nät); the value stands in the log, where "" is unknown."""

    OWN = "own"
    OTHER = "other"


NETWORK_NAMES = {Network.OWN: "eget nät", Network.OTHER: "annat nät"}


def network_of(request: HttpRequest) -> str:
    """Answer which network a request comes from, as it stands in the log.

    "" where the installation does not say which are its own, or the server does not know.
    """
    own = _ranges(tuple(settings.OWN_NETWORKS))
    if not own:
        return ""
    try:
        return class_of(get_adapter().get_client_ip(request), own).value
    except (PermissionDenied, ValueError):
        return ""


def address_of(request: HttpRequest) -> str:
    """Answer from which address a request comes, to count by; "unknown" where the server does not know."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"


def class_of(address: str, own: Iterable[Range]) -> Network:
    """Tell which network an address is in. Raises ValueError for what is no address."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return Network.OWN if any(found in one for one in own) else Network.OTHER


@lru_cache(maxsize=8)
def _ranges(texts: tuple[str, ...]) -> tuple[Range, ...]:
    return tuple(map(read_range, texts))


def read_range(text: str) -> Range:
    """Read a network as the settings write it. Raises ImproperlyConfigured."""
    try:
        return ip_network(text.strip())
    except ValueError as fault:
        raise ImproperlyConfigured(WRONG.format(text=text)) from fault


def own_networks(**_: Any) -> list[CheckMessage]:
    """Refuse to start with a network that is none: each page with persons would fail."""
    try:
        _ranges(tuple(settings.OWN_NETWORKS))
    except ImproperlyConfigured as fault:
        return [Error(str(fault), id="samverk.E002")]
    return []
