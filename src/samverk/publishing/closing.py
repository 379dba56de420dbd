"""Sends whoever is not logged in to what is published, and shuts the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from samverk.foundation.opening import is_open
from samverk.publishing.twins import twin_of

CLOSED = "Sidan är inte öppen för alla."
# One's own account, and the accounts of others
ACCOUNT = ("konto/", "konton/")


class ClosedPages:
    """Answers for a page of work what the public may have of it: its published twin, or that one logs in.

    Stands inside the user's middleware. Whether the thing exists is not told: the answer comes before
    anything of it is read but what is published.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through; the page it asks for is not known yet."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _: Any, named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let through whoever is logged in, and everybody to an open page."""
        if is_open(view) or request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match and request.method in ("GET", "HEAD"):
            if settings.SESSION_COOKIE_NAME in request.COOKIES or match.route.startswith(ACCOUNT):
                # Somebody whose login has ended: there they are told why, and led back here
                return redirect_to_login(request.get_full_path())
            if twin := twin_of(match.url_name or "", named):
                return HttpResponseRedirect(twin)
        raise PermissionDenied(CLOSED)
