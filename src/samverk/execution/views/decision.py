"""One decision: what has happened to it, its days with their reasons, and what may be done."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.forms.register import AmendForm, NewDecisionForm, StepForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.codes import kind_name
from samverk.execution.queries.finding import earlier_of
from samverk.execution.queries.history import told
from samverk.execution.queries.protected import Shield, shield_of
from samverk.execution.queries.register import TONES
from samverk.execution.queries.retention import is_held
from samverk.execution.queries.sendings import sent_of
from samverk.execution.queries.settings import book_of
from samverk.execution.records import Concerned
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register
from samverk.execution.zone import board, boards_of, decision_at, handler_at, inside, note, who
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.lookups import SLOWER, too_many
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Right
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionEvent, ExecutionState
from samverk.rules.wording import running_date

E = ExecutionEvent
# The address of each step, and what the page says before the form
STEPS = {
    "erbjudande": (
        E.OFFER,
        "Ett erbjudande verkställer inget: beslutet rapporteras tills insatsen börjar.",
    ),
    "svar": (E.ANSWER, "Ett nej varken verkställer eller avslutar beslutet."),
    "stod": (E.SUPPORT, "Det som ges i stället, medan den enskilde väntar."),
    "skal": (E.EXPLAIN, "Skälet till dröjsmålet står i rapporten till IVO och revisorerna."),
    "uppfoljning": (E.FOLLOW_UP, "Om behovet är detsamma, medan den enskilde väntar."),
    "konsekvenser": (E.CONSEQUENCE, "Vad väntan betyder för den enskilde."),
    "mer": (E.SPECIFY, "Det senaste du skriver om samma sak står i rapporten till IVO."),
    "delvis": (E.EXECUTE_PARTLY, "Den del som inte är verkställd rapporteras fortfarande."),
    "verkstallt": (E.EXECUTE, "Verkställt är beslutet den dag insatsen börjar."),
    "avbrott": (E.INTERRUPT, "Tre nya månader räknas från avbrottet."),
    "avslut": (E.CLOSE, "Beslutet verkställs inte. Ett rapporterat beslut får en avslutsrapport."),
    "oppna": (E.REOPEN, "Väntan fortsätter som om den aldrig hade slutat."),
    "ta-bort-avbrott": (
        E.UNDO_INTERRUPTION,
        "Beslutet står som verkställt igen. Är avbrottet rapporterat till IVO: tala om rättelsen där.",
    ),
    "fel": (E.CORRECT, "Beslutet räknas inte längre någonstans. Det står kvar i loggen."),
}
_ADDRESS = {event: address for address, (event, _) in STEPS.items()}


@require_GET
@of_register()
def granted_decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Show a decision: whom it concerns, its waits with reasons, and every step."""
    actor = actor_of(request)
    with inside(actor):
        row = decision_at(decision)
        named = who(actor, [row])[row.pk]
        reports = row.controller_id in _reporting(request)
        shown = told(row, book_of(row.controller_id))
        shield = shield_of(row, actor.user, tells_why=reports)
        context = {
            "row": row,
            "who": named,
            "told": shown,
            "home": board(row.controller_id),
            "tone": TONES.get(row.state, "neutral"),
            "shield": shield,
            "handlers": _handlers(row) if shield.holds else [],
            # One on somebody protected is not there for all who see this one
            "replaces": GrantedDecision.objects.filter(pk=row.replaces_id).first()
            if row.replaces_id
            else None,
            "sent": sent_of(row),
            "offers": _offers(request, row),
            "more": _more(request, row, shield),
        }
    return render(request, "execution/decision.html", context)


def _handlers(row: GrantedDecision) -> list[str]:
    named = row.handlers.filter(ended_at=None).select_related("user")
    return [one.user.full_name for one in named]


def _offers(request: HttpRequest, row: GrantedDecision) -> Offers:
    """Offer the steps that may be taken now."""
    hand = handler_at(actor_of(request), row.controller_id)
    state = ExecutionState(row.state)
    found = []
    for event in EXECUTION.events_from(state):
        if event not in _ADDRESS or EXECUTION.take(state, event, hand).value is None:
            continue
        if event is E.ANSWER and row.is_answered:
            continue
        if event is E.OFFER and not row.is_answered:
            continue
        url = reverse("take_step", args=[row.pk, _ADDRESS[event]])
        found.append(Offer(EXECUTION.event_names[event], url, Allowed()))
    return offers(*found)


def _more(request: HttpRequest, row: GrantedDecision, shield: Shield) -> Offers:
    """Offer what is done with the record and not with the decision."""
    reports = row.controller_id in _reporting(request)
    is_hidden, asked = shield.holds, shield.asked
    agrees = asked is not None and not asked.is_own
    held = is_held(row)
    named = [
        ("Bladet till IVO", "decision_sheet", True),
        ("Rätta uppgifter", "amend_decision", row.state != ExecutionState.ENTERED_IN_ERROR),
        ("Skydda den enskilde", "protect_decision", not is_hidden),
        ("Namnge handläggare", "name_register_handler", is_hidden),
        ("Avsluta handläggare", "end_register_handler", is_hidden),
        ("Häv skyddet", "lift_register_protection", is_hidden and (reports or agrees)),
        ("Vem har läst", "decision_readings", reports),
        ("Registerutdrag", "decision_extract", reports),
        ("Undanta från gallring", "hold_decision", reports and not held),
        ("Häv undantaget från gallring", "let_decision_go", reports and held),
    ]
    return offers(
        *(
            Offer(label, reverse(name, args=[row.pk]), Allowed())
            for label, name, there in named
            if there
        )
    )


def _reporting(request: HttpRequest) -> list[int]:
    return boards_of(actor_of(request), Right.REPORT_EXECUTION)


@of_register()
def register_decision(request: HttpRequest, body: int) -> HttpResponse:
    """Register a decision of a board."""
    board_of(request, body, Right.HANDLE_EXECUTION)
    actor = actor_of(request)
    sent, book = request.POST or None, book_of(body)
    # That somebody is protected shows once they are registered: numbers are tried as seldom as in a search
    is_slow = sent is not None and bool(sent.get("number", "").strip()) and too_many(actor.user)
    form = NewDecisionForm(sent, None if is_slow else _earlier(actor, body, sent), book)
    if is_slow:
        form.add_error(None, SLOWER)

    def write(values: dict[str, Any], key: str) -> GrantedDecision:
        return actions.register_decision(actor, body, form.new_decision(values), key=key)

    made = None if is_slow else form.carry_out(write)
    if made:
        return redirect("granted_decision", made.pk)
    lead = f"Personuppgiftsansvarig: {board(body).name}. Väntan räknas från beslutsdagen."
    page = FormPage("Registrera beslut", lead, reverse("register_of", args=[body]))
    return form_page(request, form, page)


def _earlier(actor: Actor, body: int, sent: QueryDict | None) -> list[tuple[uuid.UUID, str]] | None:
    """List what the person's new decision can replace, once it is asked for; each is noted as read."""
    if sent is None or not sent.get("has_earlier"):
        return None
    name = f"{sent.get('first_name', '')} {sent.get('last_name', '')}"
    with inside(actor):
        rows = earlier_of(body, sent.get("number", ""), name, clock.today())
        note(actor, rows)
    book = book_of(body)
    return [
        (
            one.pk,
            f"{kind_name(one.kind, book)}, {running_date(one.decided_on)} (beslut {one.number})",
        )
        for one in rows
    ]


def at(
    request: HttpRequest, decision: uuid.UUID, *rights: Right
) -> tuple[GrantedDecision, Concerned]:
    """Find a decision that the reader may work with, by a right; it is noted as read.

    Raises NotFoundError, and then nothing is noted.
    """
    actor = actor_of(request)
    with inside(actor, *rights):
        row = decision_at(decision)
        return row, who(actor, [row])[row.pk]


def kicker(row: GrantedDecision, named: Concerned) -> str:
    """Say which decision a form is about."""
    return f"Beslut {row.number}, {named.name}, {named.masked}"


@of_register()
def take_step(request: HttpRequest, decision: uuid.UUID, step: str) -> HttpResponse:
    """Note something that happened to a decision."""
    if step not in STEPS:
        raise NotFoundError("Sidan finns inte.")
    event, lead = STEPS[step]
    row, named = at(request, decision)
    book, back = book_of(row.controller_id), reverse("granted_decision", args=[row.pk])
    form = StepForm(request.POST or None, event, book)

    def write(values: dict[str, Any], key: str) -> GrantedDecision:
        new = actions.NewStep(event, **values)
        return actions.take_step(actor_of(request), row.controller_id, row.pk, new, key=key)

    if form.carry_out(write):
        return redirect(back)
    page = FormPage(EXECUTION.event_names[event], lead, back, kicker(row, named), "Spara")
    return form_page(request, form, page)


@of_register()
def amend_decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Put right what was registered of a decision."""
    row, named = at(request, decision)
    with inside(actor_of(request)):
        seen = row.steps.count()
    known = {
        "decided_on": row.decided_on,
        "ground": row.ground,
        "kind": row.kind,
        "area": row.area,
        "first_name": named.first_name,
        "last_name": named.last_name,
        "sex": row.sex,
        "stay_municipality": row.stay_municipality_id,
        "seen": seen,
    }
    form = AmendForm(request.POST or None, book_of(row.controller_id), initial=known)
    back = reverse("granted_decision", args=[row.pk])

    def write(values: dict[str, Any], key: str) -> GrantedDecision:
        why, seen = values.pop("why"), values.pop("seen")
        place = (actor_of(request), row.controller_id, row.pk)
        new = actions.Amended(form.new_decision(values), why, seen)
        return actions.amend_decision(*place, new, key=key)

    if form.carry_out(write):
        return redirect(back)
    lead = "Både det gamla och det nya står kvar i beslutets händelser."
    page = FormPage("Rätta uppgifter", lead, back, kicker(row, named), "Spara")
    return form_page(request, form, page)
