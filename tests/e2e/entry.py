"""The web server's entry, in the moment of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.e2e.clock import Traveller

TRAVELLER = Traveller()

from samverk.project.wsgi import application as served  # noqa: E402


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the installation does, in the moment that the file says now."""
    TRAVELLER.follow()
    return served(environ, start)
