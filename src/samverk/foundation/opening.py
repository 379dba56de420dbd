"""Keeps an installation's pages from whoever is not logged in, but those that are open to everybody.

A page is closed until its address says otherwise, so that a forgotten word closes and never opens.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver

Pattern = URLPattern | URLResolver


def to_everybody(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Open the pages of some addresses, and of those under them, to everybody."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLResolver):
            to_everybody(pattern.url_patterns)
        else:
            login_not_required(pattern.callback)
    return found


def is_open(view: object) -> bool:
    """Answer whether a view is open to everybody, as Django's own mark says it."""
    return not getattr(view, "login_required", True)
