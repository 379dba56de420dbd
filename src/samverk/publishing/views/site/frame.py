"""The frame of the public's pages: read as the public, drawn without a user, and kept for half a minute.

No context processor runs: they ask the database of things that the public's role cannot see.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe

from samverk import __version__
from samverk.foundation.errors import NotFoundError
from samverk.publishing.opened import opened
from samverk.publishing.queries.open_rows import WithdrawnError
from samverk.publishing.views.site.remembered import remembered
from samverk.web.context import Layout, navigation

# What is withdrawn is to be gone within a minute, also from caches on the way
CACHED = "public, max-age=30, must-revalidate"
NOINDEX = "noindex, noarchive"


def site_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be read by anybody, as the public's role.

    What is withdrawn says so (410), and what was never there helps one on (404).
    """

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with opened():
                answer = remembered(request, lambda: view(request, *args, **kwargs))
            return same(request, answer)
        except WithdrawnError:
            return _instead(request, "publishing/open_gone.html", HTTPStatus.GONE)
        except NotFoundError:
            return _instead(request, "publishing/open_missing.html", HTTPStatus.NOT_FOUND)

    return shown


def _instead(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """Draw the page that stands where there is nothing to read."""
    answer = page(request, template, {}, index=False)
    answer.status_code = status
    return answer


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    index: bool,
    query: str = "",
) -> HttpResponse:
    """Draw a page; ``index`` lets search engines keep it, which a page of people's names never does.

    ``query`` is what of the address's question tells one page from another, for its canonical link.
    """
    frame = {
        "layout": layout(request.path),
        "canonical": request.build_absolute_uri(
            f"{request.path}?{query}" if query else request.path
        ),
        "path": request.path,
        "index": index,
        "search": address_or_none("open_search"),
    }
    answer = HttpResponse(render_to_string(template, frame | context))
    if not index:
        answer["X-Robots-Tag"] = NOINDEX
    answer["Cache-Control"] = CACHED
    set_response_etag(answer)
    return answer


def same(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Answer whoever has a page already that it is the same."""
    if not answer.has_header("ETag"):
        return answer
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found if isinstance(found, HttpResponse) else answer


def layout(path: str) -> Layout:
    """Give the frame of a page of the public site; it shows nobody's own things."""
    return Layout(
        installation=settings.INSTALLATION_NAME,
        is_demo=settings.DEMO,
        role_switcher="",
        navigation=navigation(path),
        version=__version__,
    )


def site_of(request: HttpRequest) -> str:
    """Answer how the site was reached: "https://host"."""
    return f"{request.scheme}://{request.get_host()}"


def address_or_none(name: str) -> str:
    """Answer where a page of another part of the room is; "" while it is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
