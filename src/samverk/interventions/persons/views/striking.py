"""Marks what was entered in error beside the three records: a measurement, a goal, a support, a session."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import desk_in, inside, row_at, who
from samverk.interventions.persons.forms.coordination import WrongForm
from samverk.interventions.persons.forms.participations import FaultForm
from samverk.interventions.persons.models import Goal, Measurement, Support
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.sessions import session_at
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.rules.interventions.hands import Hand

Strike = Callable[..., object]
AT_WORK = {
    Hand.CASE_WORKER: Right.HANDLE_PARTICIPANTS,
    Hand.COORDINATOR: Right.COORDINATE_PERSONS,
}
WHILE_WAITING = {Hand.REFERRER: Right.REFER, Hand.COORDINATOR: Right.COORDINATE_PERSONS}
STAYS = "Det finns kvar i akten, men räknas inte i någon statistik. Det kan inte ångras."
TITLES: dict[type[Any], str] = {
    Measurement: "Markera statusen som felregistrerad",
    Goal: "Markera målet som felregistrerat",
    Support: "Markera stödet som felregistrerat",
}


def _strike(
    request: HttpRequest,
    thing: tuple[type[Any], uuid.UUID, str],
    hands: dict[Hand, Right],
    page: tuple[str, Callable[[Any], str], Strike],
) -> HttpResponse:
    """Draw the page of a thing, or mark it and lead back to where it stands."""
    actor = actor_of(request)
    model, pk, beside = thing
    lead, back_of, strike = page
    with inside(actor, *hands.values()):
        row: OfPerson = row_at(model, pk, beside)
        named, back = who(actor, [row.person])[row.person_id], back_of(row)
    desk = desk_in(actor, row.controller_id, *hands)
    form = WrongForm(request.POST or None)
    if form.carry_out(lambda values, key: strike(actor, desk, pk, values["why"], key=key)):
        return redirect(back)
    return form_page(
        request, form, FormPage(TITLES[model], f"{lead} {STAYS}", back, named, "Markera")
    )


def _participation(row: Measurement | Goal) -> str:
    return reverse("participation", args=[row.participation_id])


@of_persons()
def strike_measurement(request: HttpRequest, measurement: uuid.UUID) -> HttpResponse:
    """Mark a measurement as entered in error."""
    lead = "Mät sedan status på nytt."
    page = (lead, _participation, actions.strike_measurement)
    return _strike(request, (Measurement, measurement, "participation"), AT_WORK, page)


@of_persons()
def strike_goal(request: HttpRequest, goal: uuid.UUID) -> HttpResponse:
    """Mark a goal as entered in error."""
    page = ("Sätt sedan det rätta målet.", _participation, actions.strike_goal)
    return _strike(request, (Goal, goal, "participation"), AT_WORK, page)


@of_persons()
def strike_support(request: HttpRequest, support: uuid.UUID) -> HttpResponse:
    """Mark support during a wait as entered in error."""
    actor = actor_of(request)

    def back(row: Support) -> str:
        refers = desk_in(actor, row.controller_id, *WHILE_WAITING).hand is Hand.REFERRER
        name, at = ("sent_referral", row.referral_id) if refers else ("person", row.person_id)
        return reverse(name, args=[at])

    page = ("Registrera sedan det rätta stödet.", back, actions.strike_support)
    return _strike(request, (Support, support, "referral"), WHILE_WAITING, page)


@of_persons()
def strike_session(request: HttpRequest, session: uuid.UUID) -> HttpResponse:
    """Mark a session as entered in error, with all who were noted there."""
    actor = actor_of(request)
    with inside(actor, Right.HANDLE_PARTICIPANTS):
        row = session_at(session)
    desk = desk_in(actor, row.controller_id, Hand.CASE_WORKER)
    form = FaultForm(request.POST or None)
    back = reverse("sessions", args=[row.controller_id, row.delivery_id])
    if form.carry_out(
        lambda values, key: actions.strike_session(actor, desk, session, values["fault"], key=key)
    ):
        return redirect(back)
    lead = f"{row.title}, {row.held_on}, {row.delivery}. Närvaron följer med. {STAYS}"
    return form_page(
        request, form, FormPage("Markera tillfället som felregistrerat", lead, back, send="Markera")
    )
