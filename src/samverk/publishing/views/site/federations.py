"""Federations and the interventions that they pay for, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.publishing.queries.open_federations import (
    catalogue,
    federation_page,
    intervention_page,
    waits_in,
)
from samverk.publishing.views.site.asking import number, place
from samverk.publishing.views.site.frame import page, site_page


@site_page
def federation(request: HttpRequest, source: int) -> HttpResponse:
    """Show a federation: its members, what they pay, and its interventions."""
    context = {"found": federation_page(source)}
    return page(request, "publishing/open_federation.html", context, index=True)


@site_page
def interventions(request: HttpRequest) -> HttpResponse:
    """List the interventions with how long one waits for them."""
    organisation = number(request, "organisation")
    found = catalogue(organisation, place(request))
    shelves = [(of, [(row, waits_in(row.data)) for row in rows]) for of, rows in found.shelves]
    query = f"organisation={organisation}" if organisation else ""
    context = {"found": found, "shelves": shelves, "query": query}
    return page(request, "publishing/open_interventions.html", context, index=True, query=query)


@site_page
def intervention(request: HttpRequest, source: int) -> HttpResponse:
    """Show an intervention: what it is, for whom, and how long one waits."""
    context = {"found": intervention_page(source)}
    return page(request, "publishing/open_intervention.html", context, index=True)
