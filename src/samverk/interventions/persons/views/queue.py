"""A delivery's queue in order, and what the team does with a place in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Right
from samverk.interventions.models import Delivery, StartMode
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.offering import UNCOUNTED, called_off
from samverk.interventions.persons.actions.reading import Who, inside, row_at, who
from samverk.interventions.persons.forms.people import HappenedForm, YesForm
from samverk.interventions.persons.forms.team import (
    ANSWER_DAYS,
    OfferAnswerForm,
    OfferForm,
    PauseForm,
    RemovalForm,
    TakeBackForm,
)
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import QueueEntry
from samverk.interventions.persons.queries.line import (
    InQueue,
    line_to,
    place_in_queue,
    team_receiving,
)
from samverk.interventions.persons.queries.moves import move_words
from samverk.interventions.persons.queries.queues import ended_words, free_on
from samverk.interventions.persons.queries.rooms import (
    coming_groups,
    first_day_for,
    single_free_on,
)
from samverk.interventions.persons.queries.standing import accepted_behind
from samverk.interventions.persons.queries.steps import queue_history
from samverk.interventions.persons.queries.turns import whose_turn
from samverk.interventions.persons.records import text_of
from samverk.interventions.persons.views.pages import (
    QUEUE_TONES,
    FormPage,
    form_page,
    of_persons,
    page_number,
)
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.queue import QueueState, may_offer

_S = QueueState
NO_START = "Ingen kommande start är registrerad. Registrera den i katalogen."


@require_GET
@of_persons("sida")
@lists_persons(
    "Kön till en verksamhet",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, ordning, läge, dagar",
)
def queue(request: HttpRequest, delivery: int) -> HttpResponse:
    """Show who waits for a delivery, in order, and how many places are free."""
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.RECEIVE) as bodies:
        team = team_receiving(delivery, bodies)
        line = line_to(team, today, page_number(request))
        named = who(actor, {one.row.person_id: one.row.person for one in line.waiting}.values())
        context = {
            "team": team,
            "line": line,
            "rows": [
                (one, named[one.row.person_id], QUEUE_TONES.get(one.row.state, "neutral"))
                for one in line.waiting
            ],
            "free": free_on(delivery, today),
            "groups": coming_groups(team.delivery, today),
            "single": _single(team.delivery),
            "ended": ended_words(team.delivery, today),
        }
    return render(request, "persons/queue.html", context)


@dataclass(frozen=True, slots=True)
class EntryAt:
    """A place in the queue; the person is noted as read."""

    row: QueueEntry
    who: Who

    @property
    def place(self) -> tuple[int, uuid.UUID]:
        """Where actions find it: its authority (body id) and its id."""
        return self.row.controller_id, self.row.pk

    @property
    def desk(self) -> Desk:
        """The team's desk at the authority."""
        return Desk(self.row.controller_id, Hand.RECEIVER)


def _row(pk: uuid.UUID) -> QueueEntry:
    return row_at(QueueEntry, pk, "delivery__provider", "priority", "referral__sender")


def _entry(request: HttpRequest, pk: uuid.UUID) -> EntryAt:
    actor = actor_of(request)
    with inside(actor, Right.RECEIVE):
        row = _row(pk)
        return EntryAt(row, who(actor, [row.person])[row.person_id])


def _order(row: QueueEntry) -> str:
    """Say why somebody is passed over, or else whether they stand first; "" for one who does not wait."""
    turns = whose_turn(row.delivery_id, clock.today())
    if row.number in turns.passed:
        return turns.passed[row.number]
    chosen = next((one for one in turns.line if one.number == row.number), None)
    return may_offer(chosen, turns.line, "").reasons[0].text if chosen else ""


@require_GET
@of_persons()
def queue_entry(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Show a place in the queue: why it stands where it does, the wait, and every step."""
    actor = actor_of(request)
    with inside(actor, Right.RECEIVE):
        row = _row(entry)
        named = who(actor, [row.person])[row.person_id]
        told, off = place_in_queue(row, clock.today()), _off(row)
        context = {
            "row": row,
            "who": named,
            "told": told,
            "home": row.person.controller,
            "tone": QUEUE_TONES.get(row.state, "neutral"),
            "steps": queue_history(row),
            "moves": move_words(accepted_behind(row), clock.today()),
            "offered": [
                (one, text_of(row.person, one, "out_of_order"))
                for one in row.offers.order_by("number")
            ],
            "off": off,
            "offers": _offers(told, is_off=bool(off)),
        }
    return render(request, "persons/queue_entry.html", context)


def _off(row: QueueEntry) -> str:
    """Say why the start that somebody is offered is called off; "" while it stands."""
    offer = row.offers.filter(answer="").select_related("entry__delivery").first()
    return called_off(offer) if offer else ""


def _offers(told: InQueue, *, is_off: bool) -> Offers:
    state = QueueState(told.row.state)
    named = [
        # What is to be done first stands first: nobody can say yes to a start that is called off
        ("Ta tillbaka erbjudandet", "take_back_offer", is_off),
        ("Erbjud plats", "offer_place", state is _S.WAITING),
        ("Registrera svar", "answer_offer", state is _S.OFFERED),
        ("Ta tillbaka erbjudandet", "take_back_offer", state is _S.OFFERED and not is_off),
        ("Svarstiden gick ut", "lapse_offer", state is _S.OFFERED and told.is_late),
        ("Avsluta pausen", "resume_wait", state is _S.PAUSED),
        ("Pausa väntan", "pause_wait", state is _S.WAITING),
        ("Personen vill ha platsen", "confirm_with_person", _asks_person(told.row)),
        ("Avför ur kön", "remove_from_queue", told.row.left_on is None),
    ]
    return offers(
        *(
            Offer(label, reverse(name, args=[told.row.pk]), Allowed())
            for label, name, there in named
            if there
        )
    )


def _asks_person(row: QueueEntry) -> bool:
    """Answer whether the team itself asks if the place is wanted: nothing goes to the referrer."""
    return row.state == _S.WAITING and row.referral.is_silent


Write = Callable[[dict[str, Any], str], object]


def _act(
    request: HttpRequest, at: EntryAt, form: ActForm, words: tuple[str, str], write: Write
) -> HttpResponse:
    """Do something with a place in the queue, or show the form; ``words`` are title and lead."""
    back = reverse("queue_entry", args=[at.row.pk])
    if form.carry_out(write):
        return redirect(back)
    return form_page(request, form, FormPage(*words, back, at.who))


@of_persons()
def offer_place(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Offer a free place."""
    at = _entry(request, entry)
    to, today = at.row.delivery, clock.today()
    with inside(actor_of(request), Right.RECEIVE):
        lead = f"{_order(at.row)} {_room_words(to)}".strip()
        groups = coming_groups(to, today)
        first_day = first_day_for(to, today + timedelta(ANSWER_DAYS), today)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.offer_place(
            actor_of(request), *at.place, actions.NewOffer(**values), key=key
        )

    # What hinders is said before anything is filled in
    lead = ended_words(to, today) or lead
    form = OfferForm(request.POST or None, first_day, groups)
    return _act(request, at, form, ("Erbjud plats", lead), write)


def _single(to: Delivery) -> str:
    """Say when the one place of a delivery is free; "" of one that takes people in otherwise."""
    today = clock.today()
    if to.start_mode != StartMode.SINGLE_PLACE:
        return ""
    return single_free_on(to.pk, today, today).reasons[0].text


def _room_words(to: Delivery) -> str:
    """Say what is free in a delivery, by how it takes people in."""
    today = clock.today()
    if to.start_mode == StartMode.COHORT:
        return "" if coming_groups(to, today) else NO_START
    if single := _single(to):
        return single
    free = free_on(to.pk, today)
    return UNCOUNTED if free is None else f"Lediga platser: {free.value}. {free.reasons[0].text}"


@of_persons()
def take_back_offer(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Take back an offer that is not answered."""
    at = _entry(request, entry)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.take_back_offer(actor_of(request), *at.place, values["why"], key=key)

    lead = (
        "Personen står kvar i kön med sin dag, och har inte tackat nej. Remittenten får veta det."
    )
    words = ("Ta tillbaka erbjudandet", lead)
    return _act(request, at, TakeBackForm(request.POST or None), words, write)


@of_persons()
def answer_offer(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Note what the person answered."""
    at = _entry(request, entry)

    def write(values: dict[str, Any], key: str) -> object:
        day = values.pop("day")
        said = actions.Answer(**values)
        return actions.answer_offer(actor_of(request), *at.place, said, key=key, day=day)

    words = ("Registrera svar", "Ett ja planerar deltagandet. Ett nej behåller platsen i kön.")
    return _act(request, at, OfferAnswerForm(request.POST or None), words, write)


@of_persons()
def lapse_offer(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Let an offer that nobody answered go."""
    at = _entry(request, entry)

    def write(_: dict[str, Any], key: str) -> object:
        return actions.lapse_offer(actor_of(request), *at.place, key=key)

    lead = "Platsen blir ledig. Första gången står personen kvar i kön, andra gången avförs den."
    return _act(request, at, YesForm(request.POST or None), ("Svarstiden gick ut", lead), write)


@of_persons()
def pause_wait(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Pause a wait."""
    at = _entry(request, entry)

    def write(values: dict[str, Any], key: str) -> object:
        place = (at.desk, at.row.pk, values["reason"])
        return actions.pause_wait(actor_of(request), *place, key=key, day=values["day"])

    words = ("Pausa väntan", "Personen erbjuds ingen plats under pausen, men behåller sin dag.")
    return _act(request, at, PauseForm(request.POST or None), words, write)


@of_persons()
def resume_wait(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """End a pause."""
    at = _entry(request, entry)

    def write(values: dict[str, Any], key: str) -> object:
        place = (at.desk, at.row.pk)
        return actions.resume_wait(actor_of(request), *place, key=key, day=values["day"])

    words = ("Avsluta pausen", "Personen kan erbjudas plats igen.")
    return _act(request, at, HappenedForm(request.POST or None), words, write)


@of_persons()
def confirm_with_person(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Confirm that the person still wants the place, when nothing may be exchanged with the referrer."""
    at = _entry(request, entry)

    def write(_: dict[str, Any], key: str) -> object:
        return actions.confirm_with_person(actor_of(request), *at.place, key=key)

    lead = "Ni har själva frågat personen, som vill stå kvar. Remittenten får inte veta något."
    words = ("Personen vill ha platsen", lead)
    return _act(request, at, YesForm(request.POST or None), words, write)


@of_persons()
def remove_from_queue(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Take somebody out of the queue."""
    at = _entry(request, entry)

    def write(values: dict[str, Any], key: str) -> object:
        day = values.pop("day")
        why = actions.Removal(**values)
        return actions.remove_from_queue(actor_of(request), *at.place, why, key=key, day=day)

    words = ("Avför ur kön", "Personen lämnar kön och mister sin dag.")
    return _act(request, at, RemovalForm(request.POST or None), words, write)
