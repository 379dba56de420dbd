"""Sessions of a delivery with attendance, and participation without referral."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.places import reached
from samverk.interventions.persons.actions.reading import (
    MISSING,
    desk_in,
    inside,
    person_at,
    who,
)
from samverk.interventions.persons.forms.participations import (
    AttendanceForm,
    PlanForm,
    SessionForm,
)
from samverk.interventions.persons.forms.people import PersonForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.queries.sessions import (
    attendance_at,
    session_at,
    sessions_of,
    under_way_on,
)
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.search import TOO_OFTEN, later, stopped
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.list_grounds import ListGround

LEAD = "Personen läggs in hos er. Finns numret redan hos er används den som finns."


def _place(request: HttpRequest, body: int, delivery: int) -> tuple[Authority, Delivery]:
    """Find a delivery of an authority where the reader handles participants."""
    desk_in(actor_of(request), body, Hand.CASE_WORKER)
    home, of = authority(body), catalogue.delivery_by_id(delivery)
    if of.provider_id != home.organisation or not reached(actor_of(request), body, [of]):
        raise NotFoundError(MISSING)
    return home, of


@require_GET
@of_persons()
def sessions(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """List a delivery's latest sessions, with how many came."""
    home, of = _place(request, body, delivery)
    with inside(actor_of(request), Right.HANDLE_PARTICIPANTS):
        rows = [one for one in sessions_of(of.pk) if one.controller_id == body]
    context = {"home": home, "delivery": of, "rows": rows}
    return render(request, "persons/sessions.html", context)


@of_persons()
def hold_session(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Register a session, and go on to who came."""
    _, of = _place(request, body, delivery)
    form = SessionForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.hold_session(
            actor_of(request), body, form.new_session(of.pk, values), key=key
        )
    )
    if made:
        return redirect("attendance", made.pk)
    back = reverse("sessions", args=[body, of.pk])
    lead = f"{of}. Sedan fyller du i vilka som kom."
    return form_page(request, form, FormPage("Ny träff", lead, back))


@of_persons()
@lists_persons(
    "Närvaro vid en träff",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, om personen kom",
)
def attendance(request: HttpRequest, session: uuid.UUID) -> HttpResponse:
    """Note who came to a session, of all who were under way that day."""
    actor = actor_of(request)
    with inside(actor, Right.HANDLE_PARTICIPANTS):
        held = session_at(session)
        rows = [
            row
            for row in under_way_on(held.delivery_id, held.held_on)
            if row.controller_id == held.controller_id
        ]
        named = who(actor, {row.person_id: row.person for row in rows}.values())
        noted = attendance_at(session)
    people = sorted(
        ((row.pk, f"{named[row.person_id].name}, {named[row.person_id].number}") for row in rows),
        key=lambda pair: pair[1],
    )
    form = AttendanceForm(request.POST or None, people, noted)
    back = reverse("sessions", args=[held.controller_id, held.delivery_id])
    if form.carry_out(
        lambda values, key: actions.note_attendance(
            actor, held.controller_id, session, form.attendance(values), key=key
        )
    ):
        return redirect(back)
    lead = f"{held.title}, {held.held_on}, {held.delivery}."
    if not rows:
        lead += " Ingen deltog den dagen."
    return form_page(request, form, FormPage("Närvaro", lead, back, send="Spara närvaron"))


@of_persons()
def register_participant(request: HttpRequest, body: int) -> HttpResponse:
    """Register a person who comes without referral, and go on to the plan."""
    desk_in(actor_of(request), body, Hand.CASE_WORKER)
    form = PersonForm(request.POST or None)
    often = stopped(request, body, form)
    made = form.carry_out(
        lambda values, key: actions.register_person(
            actor_of(request), form.new_person(body, values), key=key, hand=Hand.CASE_WORKER
        )
    )
    if made:
        return redirect("plan_without_referral", made.pk)
    back = reverse("participations")
    page = FormPage("Ny deltagare utan remiss", LEAD, back, send="Fortsätt")
    answer = form_page(request, form, page)
    answer.status_code = TOO_OFTEN if often else answer.status_code
    return later(answer)


@of_persons()
def plan_without_referral(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Plan a participation in a delivery that needs no referral."""
    actor = actor_of(request)
    with inside(actor, Right.HANDLE_PARTICIPANTS):
        row = person_at(person)
        named = who(actor, [row])[row.pk]
    given = catalogue.deliveries_of_provider(row.controller.organisation_id)
    given = reached(actor, row.controller_id, given)
    form = PlanForm(request.POST or None, [(one.pk, str(one)) for one in given if _is_open(one)])

    made = form.carry_out(
        lambda values, key: actions.plan_without_referral(
            actor, row.controller_id, form.new_plan(row.pk, values), key=key
        )
    )
    if made:
        return redirect("participation", made.pk)
    back = reverse("participations")
    lead = (
        "Verksamheter hos er som inte kräver remiss. Inhämta samtycke till uppföljning före start."
    )
    return form_page(request, form, FormPage("Planera deltagande", lead, back, named))


def _is_open(of: Delivery) -> bool:
    return not of.needs_referral and (of.to_date is None or of.to_date >= clock.today())
