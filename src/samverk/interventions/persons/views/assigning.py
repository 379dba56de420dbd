"""Handing over: a participation or a referral to a colleague, and what nobody is responsible for."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_of
from samverk.foundation.people import holders_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.assigning import MOST_AT_ONCE
from samverk.interventions.persons.actions.reading import Who, inside, who
from samverk.interventions.persons.forms.assigning import ColleagueForm, ShareOutForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.assigned import colleagues_for, unassigned
from samverk.interventions.persons.views.coordination import home_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.participations import participation_of
from samverk.interventions.persons.views.team import came
from samverk.interventions.persons.zone import Desk, authorities_of
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.list_grounds import ListGround

OF_A_PARTICIPATION = (Right.HANDLE_PARTICIPANTS, Right.COORDINATE_PERSONS)
NOBODY = "Ingen kollega har rollen för {delivery}. Be systemförvaltaren ge någon den."


@of_persons()
def assign_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Let a colleague be responsible for a participation."""
    actor = actor_of(request)
    at = participation_of(request, participation, *OF_A_PARTICIPATION)
    with inside(actor, *OF_A_PARTICIPATION):
        colleagues = colleagues_for(Role.CASE_WORKER, at.row)
    # A coordinator's role reaches all, which a case worker's may not
    coordinates = at.row.controller_id in authorities_of(actor, Right.COORDINATE_PERSONS)
    desk = Desk(at.row.controller_id, Hand.COORDINATOR if coordinates else Hand.CASE_WORKER)
    others = [one for one in colleagues if one.pk != at.row.responsible_id]
    form = ColleagueForm(request.POST or None, others)
    made = form.carry_out(
        lambda values, key: actions.assign_participation(
            actor, desk, participation, values["user"], key=key
        )
    )
    back = reverse("participation", args=[participation])
    if made:
        return redirect(back)
    lead = f"{at.row.delivery}. Ansvarig nu: {at.row.responsible or 'ingen'}."
    if not others:
        lead += " " + NOBODY.format(delivery=at.row.delivery)
    return form_page(request, form, FormPage("Byt ansvarig", lead, back, at.who))


@of_persons()
def assign_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Let a colleague go on with the assessment of a referral."""
    actor, at = actor_of(request), came(request, referral)
    with inside(actor, Right.RECEIVE):
        colleagues = colleagues_for(Role.RECEIVER, at.row)
    others = [one for one in colleagues if one.pk != at.row.assignee_id]
    form = ColleagueForm(request.POST or None, others)
    made = form.carry_out(
        lambda values, key: actions.assign_referral(actor, *at.place, values["user"], key=key)
    )
    back = reverse("received_referral", args=[referral])
    if made:
        return redirect(back)
    lead = (
        f"{at.row.delivery}. Bedöms nu av: {at.row.assignee or 'ingen'}. Remittenten märker inget."
    )
    if not others:
        lead += " " + NOBODY.format(delivery=at.row.delivery)
    page = FormPage("Lämna över remissen", lead, back, at.who, "Lämna över")
    return form_page(request, form, page)


@of_persons()
@lists_persons(
    "Utan ansvarig handläggare",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, verksamhet, läge, dagar",
)
def share_out(request: HttpRequest, body: int) -> HttpResponse:
    """List the participations that nobody is responsible for, and give several to a colleague."""
    home, actor = home_of(request, body), actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        found = unassigned(clock.today()).filter(controller=body)
        total = found.count()
        beside = ("delivery", "responsible", "person__controller__organisation")
        rows = list(found.select_related(*beside)[:MOST_AT_ONCE])
        named = who(actor, {row.person_id: row.person for row in rows}.values())
    lines = [(row.pk, _line(row, named[row.person_id])) for row in rows]
    form = ShareOutForm(request.POST or None, holders_of(Role.CASE_WORKER, body), lines)
    made = form.carry_out(
        lambda values, key: actions.assign_participations(
            actor, body, *form.chosen(values), key=key
        )
    )
    if made:
        messages.success(request, f"{made} är nu ansvarig.")
        return redirect("share_out", body)
    context = {"home": home, "form": form, "rows": rows, "total": total}
    return render(request, "persons/share_out.html", context, status=form.answer_status)


def _line(row: Participation, person: Who) -> str:
    """Say whose participation it is, in what, how it stands, and who was responsible before."""
    before = f", tidigare {row.responsible}" if row.responsible else ""
    return f"{person.name}, {person.number}: {row.delivery}, {row.get_state_display()}{before}"
