"""The web server's entry, in the moment of the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from tests.e2e.clock import Traveller

TRAVELLER = Traveller()

from django.template import Template  # noqa: E402

from samverk.project.wsgi import application as served  # noqa: E402

_drawn = threading.local()
_render = Template._render


def _noted(template: Template, context: Any) -> Any:
    if template.name and hasattr(_drawn, "names"):
        _drawn.names.add(template.name)
    return _render(template, context)


Template._render = _noted


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the installation does, in the moment that the file says now.

    The answer also tells which templates it was drawn from (``tests.e2e.noting``).
    """
    TRAVELLER.follow()
    _drawn.names = set()

    def told(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        names = " ".join(sorted(_drawn.names))
        return start(status, [*headers, ("Server-Timing", f'templates;desc="{names}"')], *rest)

    return served(environ, told)
