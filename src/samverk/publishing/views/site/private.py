"""Pages of the public site that hold a form or are somebody's own: kept by nobody, found by nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.context_processors import csrf
from django.template.loader import render_to_string
from django.urls import reverse

from samverk.publishing.views.site.frame import address_or_none, layout, site_of


def private_page(
    request: HttpRequest, name: str, words: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Draw a page in the public site's frame: with a form's own token, and without its reader."""
    frame = {
        "layout": layout(request.path),
        "canonical": site_of(request) + reverse("open_start"),
        "index": False,
        "search": address_or_none("open_search"),
        **csrf(request),
    }
    text = render_to_string(f"publishing/{name}.html", frame | words)
    return private(HttpResponse(text, status=status))


def private(answer: HttpResponse) -> HttpResponse:
    """Let nobody keep or list a page that is somebody's own.

    Its address goes to no other site by the policy of all pages. A stricter one would have browsers say
    that the page's own form comes from nowhere, and it would be refused.
    """
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    return answer
