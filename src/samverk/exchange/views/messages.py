"""What was sent and what came, for those whose organisations it concerns."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.exchange import actions, queries
from samverk.exchange.forms import AsideForm, PressForm
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.queries import SentRow
from samverk.exchange.states import State
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import RIGHTS, Right, require

TONES = {
    State.WAITING: "running",
    State.DELIVERED: "unknown",
    State.RECEIVED: "good",
    State.REFUSED: "stopped",
    State.GIVEN_UP: "attention",
    State.SET_ASIDE: "neutral",
}
READERS = "Meddelanden visas för den som registrerar ärenden och handlingar i organisationen."


def messages(request: HttpRequest) -> HttpResponse:
    """List the outbox and the inbox of the reader's own organisations."""
    mine = _readable(actor_of(request))
    if not mine:
        raise NotAllowedError(READERS)
    sent, received = queries.sent_rows(mine), queries.received_rows(mine)
    context = {
        "sent": [(row, TONES[row.standing.state], _reason(row)) for row in sent],
        "received": [(one, MESSAGE_TYPES.titled(one.type)) for one in received],
        "shown": queries.SHOWN,
        "may_manage": bool(actions.may_look(actor_of(request))),
    }
    return render(request, "exchange/messages.html", context)


def _reason(row: SentRow) -> str:
    """Give why a message did not get through; of one that tells of a person that is not told here."""
    return "" if MESSAGE_TYPES.is_confidential(row.message.type) else row.standing.reason


def _readable(actor: Actor) -> frozenset[int]:
    """List the organisations (ids) whose messages ``actor`` may read of."""
    return frozenset(
        held.organisation for held in actor.roles if Right.REGISTER_CASE in RIGHTS[held.role]
    )


def set_aside(request: HttpRequest, message: UUID) -> HttpResponse:
    """Let a message be that did not get through."""
    actor = actor_of(request)
    found = queries.sent_row(message).message
    require(actions.may_send(actor, found.sender.organisation_id, found.body_id))
    form = AsideForm(request.POST or None)
    made = form.carry_out(lambda v, key: actions.set_aside(actor, message, v["why"], key=key))
    if made:
        return redirect("sent_message", message)
    context = {"form": form, "message": found}
    status = 400 if form.errors else 200
    return render(request, "exchange/set_aside.html", context, status=status)


def sent_message(request: HttpRequest, message: UUID) -> HttpResponse:
    """Show a message that was sent: where it stands, each attempt, and asking for more."""
    actor = actor_of(request)
    row = queries.sent_row(message)
    sender = row.message.sender.organisation_id
    if sender not in _readable(actor):
        raise NotAllowedError(READERS)
    of_person = MESSAGE_TYPES.is_confidential(row.message.type)
    may_ask = not of_person and actions.may_send(actor, sender, row.message.body_id)
    form = PressForm(request.POST or None)
    if form.carry_out(lambda _, key: actions.ask_again(actor, message, key=key)):
        return redirect("sent_message", message)
    context = {
        "row": row,
        "tone": TONES[row.standing.state],
        "title": MESSAGE_TYPES.titled(row.message.type),
        "of_person": of_person,
        "form": form if may_ask and row.standing.needs_somebody else None,
    }
    return render(
        request, "exchange/sent_message.html", context, status=400 if form.errors else 200
    )
