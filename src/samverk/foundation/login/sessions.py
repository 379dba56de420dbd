"""How long a session lives, and what a browser may keep of what it has shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from samverk.foundation import clock

FORBIDDEN_DEVICES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()"
)
PERMISSIONS = (
    f"{FORBIDDEN_DEVICES}, publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
# Not "cookies": that would log the user out of every system under the organisation's domain
LEFT_BEHIND = '"cache", "storage"'


def limit(session: SessionBase) -> None:
    """Let a session end at a fixed moment, which work in it does not postpone."""
    session.set_expiry(clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def limit_at_login(request: HttpRequest, **_: Any) -> None:
    """Limit the session that someone has just logged in to."""
    limit(request.session)


class PrivatePages:
    """Sets the headers that keep pages private. Stands outside the session's middleware.

    ``Cache-Control: no-store`` goes on every page asked for or answered with a session, also one
    of a user who is just logging in. When the session ends, the browser is told to clear what it
    kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through and set the headers."""
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        given = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if given is not None or settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "no-store, private"
        if given is not None and given["max-age"] == 0:
            response["Clear-Site-Data"] = LEFT_BEHIND
        return response
