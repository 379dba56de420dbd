"""The public start page, what the site is, and what robots may do in it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samverk.foundation import clock
from samverk.publishing.queries import open_start
from samverk.publishing.views.site.frame import page, site_page

# What carries no page of the public's is not for robots; a search is nobody's page
ROBOTS = """User-agent: *
Disallow: /oppet/sok/
Allow: /oppet/
Allow: /statiskt/
Disallow: /
"""


@site_page
def start(request: HttpRequest) -> HttpResponse:
    """Show what was just decided, what is posted, and when bodies meet next."""
    found = open_start.start(clock.today())
    return page(request, "publishing/open_start.html", {"found": found}, index=True)


@site_page
def about(request: HttpRequest) -> HttpResponse:
    """Tell what is published here, what is left out of it, and whom to ask for more."""
    return page(
        request, "publishing/open_about.html", {"licence": settings.OPEN_LICENCE}, index=True
    )


def robots(_: HttpRequest) -> HttpResponse:
    """Tell robots where they may read: the public's pages, and nothing else."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
