"""Nödåtkomst: asked for by one, approved by another, read for a while, and reviewed."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation.errors import NotFoundError
from samverk.foundation.login.proving import asked_to_prove
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.emergency_reading import (
    access_at,
    asking_at,
    read_in_emergency,
)
from samverk.interventions.persons.actions.reading import MISSING, desk_in, inside
from samverk.interventions.persons.forms.emergency import EmergencyForm, ReviewEmergencyForm
from samverk.interventions.persons.forms.people import YesForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.queries.emergency import Asking, asked_by, waiting_for
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.zone import HANDS, authorities_of, authority
from samverk.rules.interventions.list_grounds import ListGround


@require_GET
@of_persons()
@lists_persons(
    "Begäranden om nödåtkomst",
    ListGround.NOTHING_DELICATE,
    "maskerat nummer, vem som begärt, dag, läge",
)
def emergencies(request: HttpRequest, body: int) -> HttpResponse:
    """List what the reader has asked for at an authority, and what waits for the reader's yes."""
    actor = actor_of(request)
    desk = desk_in(actor, body)
    decides = body in authorities_of(actor, Right.COORDINATE_PERSONS)
    with inside(actor, HANDS[desk.hand]):
        mine = asked_by(actor.user or 0, body)
        waiting = waiting_for(actor.user, body) if decides else []
    context = {"home": authority(body), "mine": mine, "waiting": waiting, "decides": decides}
    return render(request, "persons/emergencies.html", context)


@of_persons()
def ask_emergency(request: HttpRequest, body: int) -> HttpResponse:
    """Ask to read of a person at once; what is answered tells nothing of whether there is one."""
    actor = actor_of(request)
    desk = desk_in(actor, body)
    form = EmergencyForm(request.POST or None)
    if confirm := asked_to_prove(request, settings.STEP_UP_MINUTES, form):
        return confirm

    def write(values: dict[str, Any], key: str) -> object:
        return actions.ask_emergency(actor, desk, actions.NewEmergency(**values), key=key)

    made = form.carry_out(write)
    if made:
        return redirect("emergency", made.pk)  # type: ignore[attr-defined]
    lead = (
        "När du genast måste läsa om en person som du inte kommer åt. En samordnare godkänner."
        f" Sedan kan bara du läsa, i {settings.EMERGENCY_MINUTES} minuter. Allt du läser loggas"
        " och granskas."
    )
    back = reverse("emergencies", args=[body])
    return form_page(request, form, FormPage("Begär nödåtkomst", lead, back, send="Begär"))


@require_GET
@of_persons()
def emergency(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """Show a request: to who asked how it stands, and to who may decide it what it is about."""
    asking, own = asking_at(actor_of(request), asked)
    context = {"asking": asking, "own": own, "minutes": settings.EMERGENCY_MINUTES}
    return render(request, "persons/emergency.html", context)


def _to_decide(request: HttpRequest, asked: uuid.UUID) -> Asking:
    """Find another's request, for who may decide it. Raises NotFoundError."""
    asking, own = asking_at(actor_of(request), asked)
    if own:
        raise NotFoundError(MISSING)
    return asking


@of_persons()
def approve_emergency(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """Say yes to another's request."""
    asking, form = _to_decide(request, asked), YesForm(request.POST or None)
    if confirm := asked_to_prove(request, settings.STEP_UP_MINUTES, form):
        return confirm
    body = asking.row.controller_id
    if form.carry_out(
        lambda _, key: actions.approve_emergency(actor_of(request), body, asked, key=key)
    ):
        return redirect("emergency", asked)
    coded = f"{asking.row.get_reason_display()}. " if asking.row.reason else ""
    lead = (
        f"{asking.row.asked_by} får läsa om {asking.number} i {settings.EMERGENCY_MINUTES} minuter,"
        f" om numret finns hos er. Skälet: {coded}{asking.why}"
    )
    return form_page(request, form, _page("Godkänn nödåtkomst", lead, asked, "Godkänn"))


@of_persons()
def refuse_emergency(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """Say no to another's request."""
    asking, form = _to_decide(request, asked), YesForm(request.POST or None)
    body = asking.row.controller_id
    if form.carry_out(
        lambda _, key: actions.refuse_emergency(actor_of(request), body, asked, key=key)
    ):
        return redirect("emergency", asked)
    lead = f"{asking.row.asked_by} får inte läsa om {asking.number}. Tala om varför."
    return form_page(request, form, _page("Avslå nödåtkomst", lead, asked, "Avslå"))


def _page(title: str, lead: str, asked: uuid.UUID, send: str) -> FormPage:
    return FormPage(title, lead, reverse("emergency", args=[asked]), send=send)


@require_GET
@of_persons()
def emergency_record(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """Show all that is held of the person whom a request opened, while it is open.

    Whoever opens it has shown who they are within the time that it is open.
    """
    asking_at(actor_of(request), asked)
    if confirm := asked_to_prove(request, settings.EMERGENCY_MINUTES):
        return confirm
    opened = read_in_emergency(actor_of(request), asked)
    return render(request, "persons/emergency_record.html", {"opened": opened})


@of_persons()
def review_emergency(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """Let the log's auditor review an access whose time has run out."""
    actor = actor_of(request)
    home, access = access_at(actor, asked)
    form = ReviewEmergencyForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewReview(**values)
        return actions.review_emergency(actor, home.body, asked, new, key=key)

    if form.carry_out(write):
        return redirect("review_readings", home.body)
    context = {"home": home, "access": access, "form": form}
    return render(request, "persons/emergency_review.html", context, status=form.answer_status)
