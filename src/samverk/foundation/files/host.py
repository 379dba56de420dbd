"""Hands out strangers' files from an address of their own, where nothing else is served.

What a file does in a browser it then does in no place that knows the reader (SAMVERK_FILE_HOST). The
reader has no session there: the one who may read a file is given a ticket for it, which serves once,
for a minute. It is drawn at random and tells nothing; what it is for is kept here.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import resolve

from samverk.foundation.actors import PUBLIC
from samverk.foundation.barring import barred_for, reading_as
from samverk.foundation.errors import (
    NotAllowedError,
    NotFoundError,
    NotYetError,
    SamverkError,
    WithheldError,
)
from samverk.foundation.files.sending import HEADERS
from samverk.foundation.middleware import actor_for, actor_of
from samverk.foundation.models import User
from samverk.foundation.networks import network_of
from samverk.foundation.reads import within_one_request
from samverk.foundation.tracing import Request, within

PLACE = "/hamta/"
SECONDS = 60
SALT = "samverk.foundation.files.host"
HERE = "_on_the_file_host"
NOTHING = "Länken gäller inte längre. Gå tillbaka och hämta filen igen.\n"
View = Callable[..., HttpResponseBase]


def from_file_host(may: Callable[..., object]) -> Callable[[View], View]:
    """Let a view's file be handed out from the file host, when there is one.

    ``may`` is called as the view is, on our own address, and raises for whoever may not; the view
    itself is run once, where the file is handed out, and asks again.
    """

    def around(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if not settings.FILE_HOST or getattr(request, HERE, False):
                return view(request, **named)
            may(request, **named)
            answer = HttpResponseRedirect(ticket_for(request))
            answer["Cache-Control"] = "no-store"
            return answer

        shown.is_file = True  # type: ignore[attr-defined]
        return shown

    return around


def ticket_for(request: HttpRequest) -> str:
    """Draw a ticket for the file that is asked for, for whoever asks: an address on the file host."""
    drawn = secrets.token_urlsafe(24)
    kept = {
        "path": request.path,
        "user": request.user.pk,
        "session": request.session.session_key,
    }
    cache.set(f"{SALT}/{drawn}", kept, SECONDS)
    ticket = TimestampSigner(salt=SALT).sign(drawn)
    return f"{request.scheme}://{settings.FILE_HOST}{PLACE}{ticket}"


class FileHost:
    """Answers what is asked of the file host: tickets, and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let every other host's requests through."""
        if not settings.FILE_HOST or not is_file_host(request.get_host()):
            return self.get_response(request)
        kept = _handed_in(request)
        if kept is None:
            return _said(NOTHING, HTTPStatus.NOT_FOUND)
        try:
            return _sent(request, kept)
        except (NotFoundError, NotAllowedError, Http404):
            return _said(NOTHING, HTTPStatus.NOT_FOUND)
        except NotYetError as fault:
            return _said(fault.message, HTTPStatus.SERVICE_UNAVAILABLE)
        except (WithheldError, SamverkError) as fault:
            return _said(fault.message, HTTPStatus.FORBIDDEN)


def is_file_host(asked: str) -> bool:
    """Answer whether a host as it is asked for is the file host, however it is written.

    Where the setting says no port, the host is that at any: its pages are nowhere to be had.
    """
    host, port = split_domain_port(asked)
    own_host, own_port = split_domain_port(settings.FILE_HOST)
    return host == own_host and (not own_port or port == own_port)


def _handed_in(request: HttpRequest) -> dict[str, Any] | None:
    """Take a ticket, which nobody can hand in a second time; None for what is no ticket."""
    if request.method != "GET" or not request.path.startswith(PLACE):
        return None
    try:
        drawn = TimestampSigner(salt=SALT).unsign(request.path.removeprefix(PLACE), max_age=SECONDS)
    except BadSignature:
        return None
    kept: dict[str, Any] | None = cache.get(f"{SALT}/{drawn}")
    # Of two who hand it in at once the cache lets one in
    if kept is None or not cache.add(f"{SALT}/{drawn}/used", True, SECONDS * 2):
        return None
    cache.delete(f"{SALT}/{drawn}")
    return kept


def _sent(request: HttpRequest, kept: dict[str, Any]) -> HttpResponseBase:
    """Run the file's own view for whom the ticket was drawn, as if it were asked on our own address."""
    user = User.objects.filter(pk=kept["user"]).first() if kept["user"] else None
    request.user = user or AnonymousUser()
    request.actor = actor_for(user) if user else PUBLIC  # type: ignore[attr-defined]
    setattr(request, HERE, True)
    request.path = request.path_info = kept["path"]
    found = resolve(kept["path"])
    if not getattr(found.func, "is_file", False) or found.args:
        raise NotFoundError(NOTHING)
    trace = Request(lambda: kept["session"], lambda: network_of(request))
    with within(trace), within_one_request(), reading_as(lambda: barred_for(actor_of(request))):
        answer: HttpResponseBase = found.func(request, **found.kwargs)
    if not answer.get("Content-Disposition", "").startswith("attachment"):
        raise NotFoundError(NOTHING)
    return answer


def _said(words: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8", headers=HEADERS
    )
