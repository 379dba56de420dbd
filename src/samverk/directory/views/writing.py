"""Forms that change the directory."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import actions, queries
from samverk.directory.forms import BodyForm, EndHoldingForm, HoldingForm, TermsForm
from samverk.directory.models import SeatHolding
from samverk.directory.views.reading import body_at
from samverk.foundation import clock
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may, require

FORM = "directory/form.html"


def new_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a body to an organisation."""
    organisation = queries.organisation_by_slug(slug)
    actor = actor_of(request)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=organisation.id))
    form = BodyForm(request.POST or None, organisation.id)
    made = form.carry_out(
        lambda values, key: actions.add_body(
            actor, actions.NewBody(organisation=organisation.id, **values), key=key
        )
    )
    if made:
        return redirect("body", slug, made.pk)
    context = {
        "form": form,
        "title": "Lägg upp ett organ",
        "lead": "",
        "send": "Lägg upp organet",
        "where": organisation.name,
        "back": reverse("organisation", args=[slug]),
    }
    return render(request, FORM, context)


def new_terms(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Register by-laws of a body from a day on."""
    found = changeable(request, slug, body)
    form = TermsForm(request.POST or None, queries.terms_on(body, clock.today()))
    made = form.carry_out(
        lambda values, key: actions.set_terms(
            actor_of(request), actions.NewTerms(body=body, **values), key=key
        )
    )
    if made:
        return redirect(f"{reverse('body', args=[slug, body])}?dag={made.from_date}")
    lead = "Det reglemente som gäller i dag slutar dagen före och finns kvar att läsa."
    return form_page(request, found, form, "Registrera reglemente", lead)


def new_holding(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Give a person a seat in a body."""
    found = changeable(request, slug, body)
    form = HoldingForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.fill_seat(
            actor_of(request), actions.NewHolding(body=body, **values), key=key
        )
    )
    if made:
        return redirect(f"{reverse('body', args=[slug, body])}?dag={made.from_date}")
    lead = "En plats har en innehavare i taget. Avsluta det gamla uppdraget före det nya."
    return form_page(request, found, form, "Registrera uppdrag", lead)


def end_holding(request: HttpRequest, slug: str, body: int, holding: int) -> HttpResponse:
    """End a holding on its last day."""
    found = changeable(request, slug, body)
    held = queries.holding_by_id(holding)
    form = EndHoldingForm(request.POST or None, initial={"day": clock.today()})
    made: SeatHolding | None = form.carry_out(
        lambda values, key: actions.end_holding(actor_of(request), holding, values["day"], key=key)
    )
    if made:
        return redirect("body", slug, body)
    lead = f"{held.person} har {held.seat} från {held.from_date}."
    return form_page(request, found, form, "Avsluta uppdrag", lead)


def changeable(request: HttpRequest, slug: str, body: int) -> queries.BodyRef:
    """Find the body, and refuse whoever may not change it before they have filled in a form."""
    found = body_at(slug, body)
    require(
        may(actor_of(request), Right.MANAGE_DIRECTORY, organisation=found.organisation, body=body)
    )
    return found


def form_page(
    request: HttpRequest, body: queries.BodyRef, form: ActForm, title: str, lead: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "send": title,
        "lead": lead,
        "where": body.full_name,
        "back": reverse("body", args=[body.organisation_slug, body.id]),
    }
    return render(request, FORM, context)
