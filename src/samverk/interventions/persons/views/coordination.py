"""Pages of the party's coordinator: its own persons' referrals, queues and participations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import MISSING, desk_in, inside, who
from samverk.interventions.persons.forms.coordination import (
    CountsChoiceForm,
    ListForm,
    MoveForm,
    TeamForm,
)
from samverk.interventions.persons.forms.moves import names_of
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.queries.coordination import (
    LIST_NAMES,
    Listed,
    TeamLine,
    held_in,
    listed_rows,
    states_of,
    teams_of,
)
from samverk.interventions.persons.queries.day_ledger import DayLedger, DayLine
from samverk.interventions.persons.queries.left_behind import left_behind
from samverk.interventions.persons.queries.moves import first_way, ways_from
from samverk.interventions.persons.queries.support_sums import support_sums
from samverk.interventions.persons.views.pages import (
    QUEUE_TONES,
    REFERRAL_TONES,
    FormPage,
    form_page,
    of_persons,
    page_number,
)
from samverk.interventions.persons.views.participations import TONES
from samverk.interventions.persons.zone import Authority, authorities_of, authority
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.list_grounds import ListGround

_TONES = {
    Listed.RECEIVED: REFERRAL_TONES,
    Listed.SENT: REFERRAL_TONES,
    Listed.QUEUES: QUEUE_TONES,
    Listed.PARTICIPATIONS: TONES,
}
# Where each list's rows are corrected
_CORRECT = {
    Listed.RECEIVED: "correct_referral",
    Listed.SENT: "correct_referral",
    Listed.QUEUES: "correct_queue_entry",
    Listed.PARTICIPATIONS: "correct_participation",
}


def home_of(request: HttpRequest, body: int) -> Authority:
    """Find an authority (body id) where the reader coordinates. Raises NotFoundError."""
    desk_in(actor_of(request), body, Hand.COORDINATOR)
    return authority(body)


@require_GET
@of_persons()
def coordinations(request: HttpRequest) -> HttpResponse:
    """Lead to the authority that one coordinates for, or let one choose among several."""
    bodies = authorities_of(actor_of(request), Right.COORDINATE_PERSONS)
    if not bodies:
        raise NotAllowedError("Du har ingen roll som samordnare hos en part.")
    if len(bodies) == 1:
        return redirect("coordination", bodies[0])
    places = [authority(one) for one in bodies]
    return render(request, "persons/coordinations.html", {"places": places})


@require_GET
@of_persons("lista", "verksamhet", "lage", "sida")
@lists_persons(
    "Samordnarens listor",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, verksamhet, läge, dagar",
)
def coordination(request: HttpRequest, body: int) -> HttpResponse:
    """List an authority's own referrals, places in queues, or participations."""
    home, actor = home_of(request, body), actor_of(request)
    asked = request.GET.get("lista", "")
    listed = Listed(asked) if asked in set(Listed) else Listed.RECEIVED
    with inside(actor, Right.COORDINATE_PERSONS):
        held = held_in(body, listed)
        deliveries = [(one.pk, str(one)) for one in held.deliveries]
        form = ListForm(request.GET, deliveries, states_of(listed))
        choice = form.choice
        page = listed_rows(body, choice, held.count(choice), page_number(request))
        named = who(actor, {row.person_id: row.person for row in page}.values())
        left = left_behind(clock.today()).filter(controller=body).exists()
        support = support_sums(body)
    tones = _TONES[listed]
    rows = [(row, named[row.person_id], tones.get(row.state, "neutral")) for row in page]
    context = {
        "home": home,
        "form": form,
        "listed": listed.value,
        "title": LIST_NAMES[listed],
        "correct": _CORRECT[listed],
        "page": page,
        "rows": rows,
        "left": left,
        "support": support,
        **_deliveries(request, home),
    }
    return render(request, "persons/coordination.html", context)


def _deliveries(request: HttpRequest, home: Authority) -> dict[str, Any]:
    """List the organisation's deliveries with their teams, and which queues may be moved."""
    given, today = catalogue.deliveries_of_provider(home.organisation), clock.today()
    with inside(actor_of(request), Right.COORDINATE_PERSONS):
        teams = teams_of(given)
    open_now = catalogue.open_deliveries(today)
    lines = [(one, teams.get(one.pk), one.pk in open_now) for one in given if one.needs_referral]
    return {"deliveries": lines}


@of_persons()
def name_team(request: HttpRequest, body: int) -> HttpResponse:
    """Let the authority receive for a delivery of its own organisation."""
    home, today = home_of(request, body), clock.today()
    given = catalogue.deliveries_of_provider(home.organisation)
    with inside(actor_of(request), Right.COORDINATE_PERSONS):
        teams = teams_of(given)
    left = [
        (one.pk, str(one))
        for one in given
        if one.needs_referral and one.pk not in teams and (one.to_date or today) >= today
    ]
    form = TeamForm(request.POST or None, left)
    if form.carry_out(
        lambda values, key: actions.name_team(actor_of(request), body, **values, key=key)
    ):
        return redirect("coordination", body)
    lead = f"{home.name} tar emot remisserna. Det kan inte ändras sedan, men antalet dagar kan det."
    if not left:
        lead = "Alla era verksamheter har ett mottagande team."
    back = reverse("coordination", args=[body])
    return form_page(
        request, form, FormPage("Utse mottagande team", lead, back, send="Utse", under="Samordning")
    )


@of_persons()
def move_queue(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Move all who wait for a delivery whose intake is closed."""
    home, today = home_of(request, body), clock.today()
    of = _own(home, delivery)
    teams = _own_teams(request, home, of)
    with inside(actor_of(request), Right.COORDINATE_PERSONS):
        ways = ways_from(of, body, today)
    form = MoveForm(request.POST or None, names_of(ways), first_way(of, ways))
    if form.carry_out(
        lambda values, key: actions.move_queue(
            actor_of(request), body, actions.QueueMove(of.pk, values["successor"]), key=key
        )
    ):
        return redirect("coordination", body)
    lead = (
        f"{teams[of.pk].movable} väntar i kön till {of}. Alla flyttas, och klockan går vidare."
        " Den som är erbjuden en plats eller har tackat ja står kvar."
        " Till en annan myndighet flyttas de vars samtycke gäller den. För de andra får remittenten"
        " frågan: de står kvar med sin dag, och flyttas när samtycket är registrerat."
    )
    back = reverse("coordination", args=[body])
    return form_page(request, form, FormPage("Flytta kön", lead, back, under="Samordning"))


def own_queue(request: HttpRequest, body: int, delivery: int) -> Delivery:
    """Find a delivery (id) that the authority receives for. Raises NotFoundError."""
    home = home_of(request, body)
    of = _own(home, delivery)
    _own_teams(request, home, of)
    return of


def _own_teams(request: HttpRequest, home: Authority, of: Delivery) -> dict[int, TeamLine]:
    with inside(actor_of(request), Right.COORDINATE_PERSONS):
        teams = teams_of(catalogue.deliveries_of_provider(home.organisation))
    if of.pk not in teams:
        raise NotFoundError(MISSING)
    return teams


def _own(home: Authority, delivery: int) -> Delivery:
    of = catalogue.delivery_by_id(delivery)
    if of.provider_id != home.organisation:
        raise NotFoundError(MISSING)
    return of


@require_GET
@of_persons("verksamhet", "fran", "till")
def counts(request: HttpRequest, body: int) -> HttpResponse:
    """Count a delivery for a period; each time is logged."""
    home = home_of(request, body)
    given = catalogue.deliveries_of_provider(home.organisation)
    form = CountsChoiceForm(request.GET or None, [(one.pk, str(one)) for one in given])
    taken = None
    if form.is_valid():
        said = form.cleaned_data
        asked = actions.CountsAsked(said["verksamhet"], Span(said["fran"], said["till"]))
        taken = actions.take_counts(actor_of(request), body, asked, key=fresh_key())
    context = {
        "home": home,
        "form": form,
        "taken": taken,
        "tables": [one for one in taken.counts.tables if one.lines] if taken else [],
        "days": _days(taken.days) if taken else [],
    }
    return render(request, "persons/counts.html", context, status=form.answer_status)


def _days(ledger: DayLedger) -> list[tuple[str, str, DayLine]]:
    """Name the municipalities of each line."""
    names = {one.id: one.short_name for one in directory.organisations()}
    return [
        (names[one.home] if one.home else "okänd", names[one.provider], one) for one in ledger.lines
    ]
