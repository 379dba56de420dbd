"""The coordinator changes a team's terms, and ends what goes on, or never began, where the delivery has."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import Who, inside, row_at, who
from samverk.interventions.persons.forms.coordination import TeamTermsForm
from samverk.interventions.persons.forms.participations import LeftBehindForm
from samverk.interventions.persons.forms.team import NeverBegunForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import Participation, Point
from samverk.interventions.persons.queries.left_behind import left_behind_at
from samverk.interventions.persons.queries.line import team_receiving
from samverk.interventions.persons.queries.measured import measured_in_turn
from samverk.interventions.persons.queries.participations import goals_of
from samverk.interventions.persons.queries.queues import ended_words
from samverk.interventions.persons.queries.takeover import takeover_from
from samverk.interventions.persons.queries.teams import take_up_days, terms_to_come
from samverk.interventions.persons.views.coordination import home_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons, page_number
from samverk.interventions.persons.views.participations import TONES
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.wording import running_date

LEFT = "Kvar i en verksamhet som upphört"
NEVER_BEGUN = (
    "{delivery} gavs till och med {day}. Den som står i kön lämnar den också, och den som remitterade får"
    " veta det. Ska personen vänta vidare någon annanstans: flytta kön i stället, från Samordning."
)


@of_persons()
def change_team(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Change how long a team has to take referrals up, and tell how another board takes over."""
    home_of(request, body)
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.COORDINATE_PERSONS):
        team = team_receiving(delivery, [body])
        days, coming = take_up_days(team, today), terms_to_come(team, today)
        move = takeover_from(team, today)
    form = TeamTermsForm(request.POST or None, days)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.change_team(actor, body, actions.NewTeamTerms(delivery, **values), key=key)

    back = reverse("coordination", args=[body])
    if form.carry_out(write):
        return redirect(back)
    told = [
        f"{one.take_up_days} dagar från och med {running_date(one.from_date)}" for one in coming
    ]
    later = f" Redan beslutat: {', '.join(told)}." if told else ""
    lead = f"Nu har teamet {days} dagar.{later} En remiss som redan har kommit behåller sin tid."
    context = {"form": form, "team": team, "body": body, "lead": lead, "back": back, "move": move}
    return render(request, "persons/change_team.html", context, status=form.answer_status)


@require_GET
@of_persons("sida")
@lists_persons(
    "Deltar i en verksamhet som upphört",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, verksamhet, läge, dagar",
)
def left_behind(request: HttpRequest, body: int) -> HttpResponse:
    """List who takes part, or was to, in what an authority gives no more."""
    home, actor = home_of(request, body), actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        page = left_behind_at(body, clock.today(), page_number(request))
        named = who(actor, {row.person_id: row.person for row in page}.values())
    rows = [(row, named[row.person_id], TONES.get(row.state, "neutral")) for row in page]
    context = {"home": home, "page": page, "rows": rows}
    return render(request, "persons/left_behind.html", context)


@of_persons()
def end_left_behind(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """End a participation in what is given no more; the reason is chosen beforehand."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        row = row_at(Participation, participation, "delivery")
        named = who(actor, [row.person])[row.person_id]
        if row.state == ParticipationState.PLANNED:
            return _end_never_begun(request, row, named)
        goals = [(goal.pk, text) for goal, text in goals_of(row)]
        is_measured = measured_in_turn(row, Point.EXIT).exists()
    ended = ended_words(row.delivery, clock.today())
    last = (ended and row.delivery.to_date) or clock.today()
    form = LeftBehindForm(request.POST or None, goals, last, is_measured=is_measured)

    def write(values: dict[str, Any], key: str) -> object:
        new, missing = form.ending(values), values.get("missing", "")
        return actions.end_left_behind(
            actor, row.controller_id, participation, new, key=key, missing=missing
        )

    back = reverse("left_behind", args=[row.controller_id])
    if form.carry_out(write):
        return redirect(back)
    lead = f"{row.delivery} ges fortfarande: deltagaransvarig avslutar deltagandet."
    if ended:
        lead = f"{row.delivery} gavs till och med {running_date(last)}. Bedöm varje mål med det som är känt."
    page = FormPage("Avsluta deltagandet", lead, back, named, "Avsluta", under=LEFT)
    return form_page(request, form, page)


def _end_never_begun(request: HttpRequest, row: Participation, named: Who) -> HttpResponse:
    """End what is planned in what is given no more, and leave the place in the queue."""
    actor, ended = actor_of(request), ended_words(row.delivery, clock.today())
    form = NeverBegunForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        day = values.pop("day") or clock.today()
        why = actions.Removal(**values)
        return actions.end_never_begun(actor, row.controller_id, row.pk, why, day, key=key)

    back = reverse("left_behind", args=[row.controller_id])
    if form.carry_out(write):
        return redirect(back)
    lead = f"{row.delivery} ges fortfarande: deltagaransvarig sköter det som är planerat."
    if ended and row.delivery.to_date:
        lead = NEVER_BEGUN.format(delivery=row.delivery, day=running_date(row.delivery.to_date))
    page = FormPage("Avsluta det som aldrig började", lead, back, named, "Avsluta", under=LEFT)
    return form_page(request, form, page)
