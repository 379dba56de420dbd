"""What happens behind the browser's back at the demo that is served: the worker's turn, and time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from playwright.sync_api import BrowserContext

from tests.e2e import clock
from tests.e2e.site import hand_of, moment_of


def work(place: str = "e2e") -> None:
    """Do what waits in the queue, as the worker would."""
    hand_of(place).does("work")


def leave_idle(context: BrowserContext) -> None:
    """Let the session in the browser be one that nothing has happened in for long."""
    name = settings.SESSION_COOKIE_NAME
    key = next(c["value"] for c in context.cookies() if c["name"] == name)
    hand_of().does("age", key)


@contextmanager
def later(days: int) -> Iterator[None]:
    """Let the demo live some days from now, after a nightly turn at the notice boards there."""
    with clock.ahead(moment_of(), days):
        hand_of().does("night")
        yield
