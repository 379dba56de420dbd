"""Pages that anybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverk.directory import queries
from samverk.directory.panels import BODY_PANELS
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Right, may


def organisations(request: HttpRequest) -> HttpResponse:
    """List all organisations with their bodies."""
    context = {"organisations": queries.organisations_with_bodies()}
    return render(request, "directory/organisations.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation and its bodies."""
    found = queries.organisation_by_slug(slug)
    allowed = may(actor_of(request), Right.MANAGE_DIRECTORY, organisation=found.id)
    context = {
        "organisation": found,
        "bodies": queries.bodies(organisation=found.id),
        "offers": offers(Offer("Lägg upp ett organ", reverse("new_body", args=[slug]), allowed)),
    }
    return render(request, "directory/organisation.html", context)


def body(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Show a body as of a chosen day: by-laws, seats, committees, and what other rooms add."""
    found = body_at(slug, body)
    chosen = DayForm(request.GET)
    day = chosen.day
    terms = queries.terms_of(body)
    context = {
        "body": found,
        "chosen": chosen,
        "day": day,
        "terms": next((row for row in terms if row.holds_on(day)), None),
        "all_terms": terms,
        "seats": queries.seats_on(body, day),
        "committees": queries.committees(body),
        "panels": BODY_PANELS.on(Reading(body, found.organisation, day, actor_of(request))),
        "offers": _offers(request, found),
    }
    return render(request, "directory/body.html", context)


def body_at(slug: str, body: int) -> queries.BodyRef:
    """Answer which body has this address; raises NotFoundError also under another organisation."""
    found = queries.body_ref(body)
    if found.organisation_slug != slug:
        raise NotFoundError("Organet finns inte i den organisationen.")
    return found


def _offers(request: HttpRequest, body: queries.BodyRef) -> Offers:
    place = [body.organisation_slug, body.id]
    allowed = may(
        actor_of(request), Right.MANAGE_DIRECTORY, organisation=body.organisation, body=body.id
    )
    return offers(
        Offer("Registrera reglemente", reverse("new_terms", args=place), allowed),
        Offer("Registrera uppdrag", reverse("new_holding", args=place), allowed),
        Offer("Konton", reverse("accounts", args=place), allowed),
    )
