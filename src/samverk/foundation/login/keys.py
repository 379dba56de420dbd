"""Where keys (passkeys) work: a browser ties each key to a name, and an IP number is no name."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.http import HttpRequest

LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Whether keys work at the address in use; ``instead`` is where they do, or empty."""

    is_usable: bool
    instead: str = ""


def key_place(request: HttpRequest) -> KeyPlace:
    """Answer whether keys work where the reader is: under https, or on this very machine's name."""
    host, _, port = request.get_host().rpartition(":")
    if not port.isdigit():
        host, port = request.get_host(), ""
    name = host.strip("[]")
    if not _is_number(name):
        return KeyPlace(request.is_secure() or name == LOCAL)
    if not ipaddress.ip_address(name).is_loopback:
        return KeyPlace(is_usable=False)
    place = f"{LOCAL}:{port}" if port else LOCAL
    return KeyPlace(is_usable=False, instead=f"{request.scheme}://{place}{request.path}")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def place(request: HttpRequest) -> dict[str, KeyPlace]:
    """Give templates the place."""
    return {"key_place": key_place(request)}
