"""How long a session lives, and what a browser may keep of what it has shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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


ENDED = (
    "Du är inte längre inloggad, så läget uppdateras inte mer. Det du hade sparat finns kvar."
    " Logga in igen för att fortsätta."
)
SEEN = "samverk_seen"
# How much of the idle time may pass before the moment is noted again: each note is a write.
NOTED = 20


# What a page that asks by itself says in its request; to say so can only shorten one's own session.
POLL = "Samverk-Poll"
# The status at which htmx takes the answer in and asks no more.
STOP_POLLING = 286


def limit(session: SessionBase) -> None:
    """Let a session end at a fixed moment, which work in it does not postpone."""
    session.set_expiry(clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    session[SEEN] = int(clock.now().timestamp())


def limit_at_login(request: HttpRequest, **_: Any) -> None:
    """Limit the session that someone has just logged in to."""
    limit(request.session)


class IdleSessions:
    """Logs out whoever has done nothing for ``SESSION_IDLE_AGE`` seconds, and says so on the page.

    Stands inside the session's, the user's and the messages' middleware. What the request asked for
    is then answered as to the public: a page that needs a login leads there. A page that asks by
    itself (``POLL``) is nobody's work; once the login has ended it is told so, and asks no more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, logged out if it comes too late."""
        is_poll = POLL in request.headers
        if settings.SESSION_COOKIE_NAME in request.COOKIES and auth.SESSION_KEY in request.session:
            idle = clock.now().timestamp() - request.session.get(SEEN, 0)
            if idle > settings.SESSION_IDLE_AGE:
                auth.logout(request)
                messages.warning(request, idle_text())
                return (
                    _stop_polling(request, idle_text()) if is_poll else self.get_response(request)
                )
            if idle > settings.SESSION_IDLE_AGE / NOTED and not is_poll:
                request.session[SEEN] = int(clock.now().timestamp())
        if is_poll and not request.user.is_authenticated:
            return _stop_polling(request, ENDED)
        return self.get_response(request)


def _stop_polling(request: HttpRequest, why: str) -> HttpResponse:
    """Say in the place of what was asked for why it comes no more, and where to log in again."""
    return render(request, "account/ended.html", {"why": why}, status=STOP_POLLING)


def idle_text() -> str:
    """Tell somebody why they are logged out."""
    minutes = settings.SESSION_IDLE_AGE // 60
    time = f"{minutes // 60} timmar" if minutes >= 120 else f"{minutes} minuter"
    return (
        f"Du har loggats ut, för att inget hade hänt på {time}. Det du hade sparat finns kvar."
        " Logga in igen för att fortsätta."
    )


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
