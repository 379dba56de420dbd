"""A referral at the receiving team: what came, what has happened, and what the team answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
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
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import (
    Who,
    inside,
    noted_identity,
    row_at,
    shown,
    who,
)
from samverk.interventions.persons.forms.moves import RedirectForm
from samverk.interventions.persons.forms.team import (
    AcceptForm,
    QuestionForm,
    ReturnForm,
    TakeUpForm,
)
from samverk.interventions.persons.models import QueueEntry, Referral, Side
from samverk.interventions.persons.queries.assigned import ASSESSED
from samverk.interventions.persons.queries.candidates import candidate_of
from samverk.interventions.persons.queries.fits import fits
from samverk.interventions.persons.queries.moves import grounds_for, move_words
from samverk.interventions.persons.queries.receivers import with_receiver
from samverk.interventions.persons.queries.standing import already_there
from samverk.interventions.persons.queries.steps import referral_history
from samverk.interventions.persons.queries.suggested import parties_to_suggest
from samverk.interventions.persons.queries.undelivered import undelivered
from samverk.interventions.persons.views.pages import (
    REFERRAL_TONES,
    FormPage,
    form_page,
    of_persons,
)
from samverk.interventions.persons.views.sent import (
    answers,
    content_of,
    reservation_of,
    withheld_of,
)
from samverk.interventions.queries import classes_on
from samverk.interventions.queries.referable import referable_on
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.referral import ReferralState

_S = ReferralState


@dataclass(frozen=True, slots=True)
class CameAt:
    """A referral as it came to the team; the person is noted as read."""

    row: Referral
    who: Who

    @property
    def place(self) -> tuple[int, uuid.UUID]:
        """Where actions find it: its authority (body id) and its id."""
        return self.row.controller_id, self.row.pk


def _row(pk: uuid.UUID) -> Referral:
    beside = ("delivery__provider", "delivery__intervention", "sender", "person__home")
    return row_at(Referral, pk, *beside, side=Side.RECEIVED)


def came(request: HttpRequest, pk: uuid.UUID) -> CameAt:
    """Find a referral that came to where somebody receives; its person is noted."""
    actor = actor_of(request)
    with inside(actor, Right.RECEIVE):
        row = _row(pk)
        return CameAt(row, who(actor, [row.person])[row.person_id])


@require_GET
@of_persons()
def received_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Show what was sent, whether the person fits, and every step since."""
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.RECEIVE):
        row = _row(referral)
        told = noted_identity(actor, row.person)
        context: dict[str, Any] = {
            "row": row,
            "told": told,
            "who": shown(row.person, told),
            "home": row.person.controller,
            "answers": _answers(row),
            "reservation": reservation_of(row),
            "waits_for_reservation": _unkept(row),
            "fit": fits(candidate_of(row.person, told, row), [row.delivery], today)[0],
            "steps": referral_history(row),
            "already": already_there(row),
            "warning": _warning(row),
            "moves": move_words([row], today),
            "undelivered": undelivered(row.controller_id, row.thread),
            "waited": (today - row.clock_start).days if row.clock_start else 0,
            "entry": _place_of(row) or row.entries.order_by("-recorded_at").first(),
            "tone": REFERRAL_TONES.get(row.state, "neutral"),
            "offers": _offers(row),
        }
    return render(request, "persons/received.html", context)


def _place_of(row: Referral) -> QueueEntry | None:
    """Find the place that somebody had already; None for one that stands where the reader does not reach."""
    return QueueEntry.objects.filter(pk=row.tied_to_id).first() if row.tied_to_id else None


def _unkept(row: Referral) -> bool:
    """Answer whether a referral lies unread until its reservation is said to be kept."""
    return row.state == _S.SUBMITTED and row.ground == Ground.RESERVATION


def _answers(row: Referral) -> list[tuple[str, str, str]]:
    """List what was sent; nothing before a reservation is said to be kept."""
    return [] if _unkept(row) else answers(content_of(row), withheld_of(row))


def _warning(row: Referral) -> str:
    """Give the last warning that nobody takes a referral up; "" once somebody does."""
    if row.state != _S.SUBMITTED:
        return ""
    return next((one.note for one in reversed(referral_history(row)) if one.note), "")


def _offers(row: Referral) -> Offers:
    state = ReferralState(row.state)
    assessing = state is _S.UNDER_ASSESSMENT
    named = [
        ("Börja bedöma", "take_up_referral", state is _S.SUBMITTED),
        ("Anta", "accept_referral", assessing),
        ("Begär komplettering", "ask_referrer", assessing),
        ("Återremittera", "return_referral", assessing),
        ("Hänvisa vidare", "redirect_referral", assessing),
        ("Lämna över", "assign_referral", state in ASSESSED),
    ]
    return offers(
        *(
            Offer(label, reverse(name, args=[row.pk]), Allowed())
            for label, name, there in named
            if there
        )
    )


Write = Callable[[dict[str, Any], str], object]


def _act(
    request: HttpRequest, at: CameAt, form: ActForm, words: tuple[str, str], write: Write
) -> HttpResponse:
    """Answer a referral, or show the form; ``words`` are the title and the lead."""
    back = reverse("received_referral", args=[at.row.pk])
    if form.carry_out(write):
        return redirect(back)
    return form_page(request, form, FormPage(*words, back, at.who))


@of_persons()
def take_up_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Begin to assess a referral."""
    at = came(request, referral)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.take_up_referral(actor_of(request), *at.place, key=key, **values)

    lead = "Remittenten ser att bedömningen har börjat."
    with inside(actor_of(request), Right.RECEIVE):
        if reservation := reservation_of(at.row):
            lead = f"Uppgifterna får användas så här: {reservation}"
    form = TakeUpForm(request.POST or None, has_reservation=bool(reservation))
    return _act(request, at, form, ("Börja bedöma", lead), write)


@of_persons()
def ask_referrer(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Ask the referrer to complete a referral."""
    at = came(request, referral)

    def write(values: dict[str, Any], key: str) -> object:
        asked = (values["text"],)
        about = values["about"]
        return actions.ask_referrer(actor_of(request), *at.place, *asked, key=key, about=about)

    words = ("Begär komplettering", "Bedömningen vilar tills remittenten har svarat.")
    return _act(request, at, QuestionForm(request.POST or None), words, write)


@of_persons()
def accept_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Accept a referral: the person joins the queue."""
    at = came(request, referral)
    classes = [
        (one.pk, f"{one.name}: {one.ground}")
        for one in classes_on(at.row.delivery_id, clock.today())
    ]
    form = AcceptForm(request.POST or None, classes)

    def write(values: dict[str, Any], key: str) -> object:
        how = actions.Acceptance(**values)
        return actions.accept_referral(actor_of(request), *at.place, how, key=key)

    with inside(actor_of(request), Right.RECEIVE):
        already = already_there(at.row)
    lead = f"Personen ställs i kö till {at.row.delivery}. Klockan räknas från remissens dag."
    return _act(request, at, form, ("Anta remissen", already or lead), write)


@of_persons()
def return_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Return a referral with a reason and advice."""
    at = came(request, referral)

    parties = parties_to_suggest(at.row.delivery.intervention.federation_id)
    form = ReturnForm(request.POST or None, list(parties.items()))

    def write(values: dict[str, Any], key: str) -> object:
        back = actions.Return(
            values["reason"], values["text"], values["next_step"], values["party"]
        )
        return actions.return_referral(actor_of(request), *at.place, back, key=key)

    words = ("Återremittera", "Remissen går tillbaka till remittenten med ert råd.")
    return _act(request, at, form, words, write)


@of_persons()
def redirect_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Pass a referral on to another delivery; to another authority's on a stated ground."""
    at = came(request, referral)
    ways = with_receiver(referable_on(clock.today()))
    open_now = [one for one in ways if one.pk != at.row.delivery_id]
    with inside(actor_of(request), Right.RECEIVE):
        grounds = grounds_for(at.row.delivery, open_now, at.row.controller_id, clock.today())
    form = RedirectForm(request.POST or None)
    form.offer(open_now, grounds)

    def write(values: dict[str, Any], key: str) -> object:
        to = actions.Redirection(values["delivery"], values["text"], form.basis(values))
        return actions.redirect_referral(actor_of(request), *at.place, to, key=key)

    lead = "Till en annan verksamhet, som bedömer remissen. Klockan går vidare."
    if not open_now:
        lead = "Ingen annan verksamhet tar emot just nu. Återremittera i stället."
    return _act(request, at, form, ("Hänvisa vidare", lead), write)
