"""A version of the by-laws: its checklist and what follows from it, and the forms for both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.forms.bylaws import ReadingForm, SettingsForm
from samverk.federation.queries import ByLaws, Member
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may


@require_GET
def by_laws(request: HttpRequest, slug: str, terms: int) -> HttpResponse:
    """Show a version of the by-laws."""
    home = federation_at(slug)
    members = queries.members(home.id)
    found = _of(home, terms, members)
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    named = (
        ("Ange var innehållet står", "read_by_laws"),
        ("Ange vad som följer", "settle_by_laws"),
    )
    context = {
        "home": home,
        "found": found,
        "seats": [(one, found.seats.get(one.membership.pk)) for one in members],
        "offers": offers(
            *(Offer(label, reverse(name, args=[slug, terms]), allowed) for label, name in named)
        ),
    }
    return render(request, "federation/by_laws.html", context)


def _of(home: OrganisationRef, terms: int, members: list[Member]) -> ByLaws:
    found = queries.by_laws_by_id(terms, members, clock.today())
    if found.terms.federation_id != home.id:
        raise NotFoundError("Förbundsordningen finns inte.")
    return found


def read_by_laws(request: HttpRequest, slug: str, terms: int) -> HttpResponse:
    """Tell where each required content stands."""
    home = changeable(request, slug)
    form = ReadingForm(request.POST or None, _of(home, terms, queries.members(home.id)))
    if form.carry_out(
        lambda values, key: actions.record_reading(
            actor_of(request), form.reading(terms, values), key=key
        )
    ):
        return redirect("by_laws", slug, terms)
    lead = "Skriv paragrafen. Lämna tomt det som inte är återfunnet: det visas som saknat."
    return form_page(request, home, form, ("Ange var innehållet står", lead))


def settle_by_laws(request: HttpRequest, slug: str, terms: int) -> HttpResponse:
    """Register what follows from the by-laws."""
    home = changeable(request, slug)
    members = queries.members(home.id)
    form = SettingsForm(request.POST or None, _of(home, terms, members), members)
    if form.carry_out(
        lambda values, key: actions.record_settings(
            actor_of(request), form.settings(terms, values), key=key
        )
    ):
        return redirect("by_laws", slug, terms)
    lead = "Så som förbundsordningen säger. Det som inte är känt lämnas tomt."
    return form_page(request, home, form, ("Ange vad som följer", lead))
