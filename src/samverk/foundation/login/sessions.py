"""How long a session lives, and what a browser may keep of what it has shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation import clock
from samverk.foundation.login.proving import proved

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
# The last page was of persons; the user has rested for longer than one may with persons
NEAR, RESTED = "samverk_near", "samverk_rested"
OF_THE_FORM = ("csrfmiddlewaretoken", "key")
AT_LENGTH = 20
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
    session.pop(RESTED, None)


def limit_at_login(request: HttpRequest, **_: Any) -> None:
    """Limit the session that someone has just logged in to, and note that they showed who they are."""
    limit(request.session)
    proved(request.session)


class IdleSessions:
    """Logs out whoever has done nothing for ``SESSION_IDLE_AGE`` seconds, and says so on the page.

    With persons ``PERSONS_IDLE_AGE`` holds. What somebody had written in a form that came too late is
    shown to them once more: it was on their screen, and is kept nowhere.

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
            if age := _age_passed(request, idle):
                return self._end(request, idle_text(age), is_poll=is_poll)
            if not is_poll:
                _note(request, idle)
        if is_poll and not request.user.is_authenticated:
            return _stop_polling(request, ENDED)
        return self.get_response(request)

    def _end(self, request: HttpRequest, why: str, *, is_poll: bool) -> HttpResponse:
        is_part = is_poll or "HX-Request" in request.headers
        written = [] if is_part else _written(request)
        auth.logout(request)
        if written:
            context = {"why": why, "written": written, "then": request.path}
            return render(request, "account/ended_writing.html", context, status=403)
        messages.warning(request, why)
        if _of_persons(request) and not is_part:
            # A page that says no would not say why one is out
            return redirect_to_login(request.path)
        return _stop_polling(request, why) if is_poll else self.get_response(request)


def _of_persons(request: HttpRequest) -> bool:
    return bool(settings.PERSON_PATHS) and request.path_info.startswith(settings.PERSON_PATHS)


def _age_passed(request: HttpRequest, idle: float) -> int:
    """Answer which idle time has passed, in seconds; 0 for none.

    The shorter one holds for whoever has a page of persons before them, or asks for one.
    """
    if idle > settings.SESSION_IDLE_AGE:
        return int(settings.SESSION_IDLE_AGE)
    if not (_of_persons(request) or request.session.get(NEAR)):
        return 0
    has_rested = idle > settings.PERSONS_IDLE_AGE or request.session.get(RESTED)
    return int(settings.PERSONS_IDLE_AGE) if has_rested else 0


def _note(request: HttpRequest, idle: float) -> None:
    """Note in the session that its user does something, and whether it is with persons."""
    near = _of_persons(request)
    age = settings.SESSION_IDLE_AGE
    if settings.PERSON_PATHS:
        age = min(age, settings.PERSONS_IDLE_AGE)
        if idle > settings.PERSONS_IDLE_AGE:
            # An open page goes on; a page of persons after it is for who logs in again
            request.session[RESTED] = True
    if near != request.session.get(NEAR, False):
        request.session[NEAR] = near
    if idle > age / NOTED:
        request.session[SEEN] = int(clock.now().timestamp())


def _written(request: HttpRequest) -> list[str]:
    """List what somebody had written at length about persons in a form that came too late, to copy it.

    Of no other page: a new password is not to be shown.
    """
    if request.method != "POST" or not _of_persons(request):
        return []
    kept = (text for name, text in request.POST.items() if name not in OF_THE_FORM)
    return [str(text) for text in kept if len(str(text).strip()) >= AT_LENGTH]


def _stop_polling(request: HttpRequest, why: str) -> HttpResponse:
    """Say in the place of what was asked for why it comes no more, and where to log in again."""
    return render(request, "account/ended.html", {"why": why}, status=STOP_POLLING)


def idle_text(age: int | None = None) -> str:
    """Tell somebody why they are logged out, after ``age`` seconds or the installation's usual."""
    minutes = (settings.SESSION_IDLE_AGE if age is None else age) // 60
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
