"""Keeps the public's pages as they were drawn, for some seconds and while nothing published changes.

A page shows everybody the same. What is published or taken back gives every page another key; a change
that was begun before the last one and ended after it is seen when the seconds are over. What somebody
searches for is not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from samverk.foundation import clock
from samverk.publishing.queries.changes import last_change

PAGES = "pages"
# With the half minute in the reader's browser it is within the minute in which what is taken back goes
MOST_SECONDS = 20
LARGEST = 100_000


def remembered(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """Give a page as it was drawn a short while ago, else draw it. Called as the public's role."""
    seconds = min(settings.PAGES_KEPT_SECONDS, MOST_SECONDS)
    if seconds <= 0 or request.GET.get("q"):
        return draw()
    key, kept = _key(request), caches[PAGES]
    found: HttpResponse | None = kept.get(key)
    if found is None:
        found = draw()
        if _is_page(found):
            kept.set(key, found, seconds)
    return found


def _is_page(answer: HttpResponse) -> bool:
    """Answer whether something is a page of ours, and no file or refusal."""
    if answer.status_code != HTTPStatus.OK or len(answer.content) > LARGEST:
        return False
    return answer.headers.get("Content-Type", "").startswith("text/html")


def _key(request: HttpRequest) -> str:
    """Name a page by its address, the day, and what was last published or taken back."""
    told = (request.build_absolute_uri(), clock.today(), *last_change())
    return hashlib.sha256(repr(told).encode()).hexdigest()
