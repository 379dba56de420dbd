"""Pages that anybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverk.directory import queries
from samverk.directory.calling_order import told_of
from samverk.directory.panels import BODY_PANELS, ORGANISATION_PANELS
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Right, may, may_somewhere


def organisations(request: HttpRequest) -> HttpResponse:
    """List all organisations with their bodies."""
    context = {
        "organisations": queries.organisations_with_bodies(),
        "offers": _setup_offers(request, ("Lägg upp en organisation", "new_organisation")),
    }
    return render(request, "directory/organisations.html", context)


def parties(request: HttpRequest) -> HttpResponse:
    """List the parties that seats can be held for."""
    context = {
        "parties": queries.parties(),
        "offers": _setup_offers(request, ("Lägg upp ett parti", "new_party")),
    }
    return render(request, "directory/parties.html", context)


def _setup_offers(request: HttpRequest, way: tuple[str, str]) -> Offers:
    """Offer what an administrator adds; to others it is not their business why they cannot."""
    label, name = way
    allowed = may_somewhere(actor_of(request), Right.ADD_ORGANISATION)
    return offers(Offer(label, reverse(name), allowed)) if allowed else offers()


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation and its bodies."""
    found = queries.organisation_by_slug(slug)
    allowed = may(actor_of(request), Right.MANAGE_DIRECTORY, organisation=found.id)
    context = {
        "organisation": found,
        "bodies": queries.bodies(organisation=found.id),
        "panels": ORGANISATION_PANELS.on(
            Reading(found.id, found.id, clock.today(), actor_of(request))
        ),
        "offers": offers(Offer("Lägg upp ett organ", reverse("new_body", args=[slug]), allowed)),
    }
    return render(request, "directory/organisation.html", context)


def body(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Show a body as of a chosen day: by-laws, seats, committees, and what other rooms add."""
    found = body_at(slug, body)
    chosen = DayForm(request.GET)
    day = chosen.day
    terms = queries.terms_of(body)
    order = queries.calling_order_on(body, day)
    context = {
        "body": found,
        "chosen": chosen,
        "day": day,
        "terms": next((row for row in terms if row.holds_on(day)), None),
        "all_terms": terms,
        "order": order,
        "order_lists": told_of(order) if order else {},
        "seats": queries.seats_on(body, day),
        "committees": queries.committees(body),
        "panels": BODY_PANELS.on(Reading(body, found.organisation, day, actor_of(request))),
        "offers": _offers(request, found),
    }
    return render(request, "directory/body.html", context, status=chosen.answer_status)


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
        Offer("Ersättarnas ordning", reverse("new_calling_order", args=place), allowed),
        Offer("Konton", reverse("accounts", args=place), allowed),
    )
