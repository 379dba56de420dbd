"""Organisations, their bodies and who sits in them, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.foundation import clock
from samverk.publishing.queries.open_bodies import bodies_page, body_page
from samverk.publishing.views.site.asking import number, place
from samverk.publishing.views.site.frame import page, site_page


@site_page
def bodies(request: HttpRequest) -> HttpResponse:
    """List organisations with their bodies."""
    organisation = number(request, "organisation")
    context = {"found": bodies_page(organisation, place(request))}
    query = f"organisation={organisation}" if organisation else ""
    return page(request, "publishing/open_bodies.html", context, index=True, query=query)


@site_page
def body(request: HttpRequest, source: int) -> HttpResponse:
    """Show a body: its members today, and when it meets."""
    context = {"found": body_page(source, clock.today())}
    return page(request, "publishing/open_body.html", context, index=False)
