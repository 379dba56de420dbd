"""Moves to another queue: the coordinator's page of one place, and the referrer's no."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import inside, row_at, who
from samverk.interventions.persons.actions.transferring import how_it_stands, is_received_by
from samverk.interventions.persons.forms.moves import MoveEntryForm, RefuseMoveForm
from samverk.interventions.persons.models import QueueEntry, Referral
from samverk.interventions.persons.queries.moves import (
    first_way,
    grounds_for,
    move_words,
    ways_from,
)
from samverk.interventions.persons.queries.standing import accepted_behind
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.sent import sent_of
from samverk.rules.interventions.consent import Ground

NOWHERE = (
    "Det finns ingen kö att flytta till: ingen annan verksamhet hos er tar emot, och ingen efterföljare"
    " med öppet intag är utpekad i katalogen."
)


@of_persons()
def move_entry(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Move one place to another queue, with its day."""
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.COORDINATE_PERSONS):
        row = row_at(QueueEntry, entry, "delivery__provider", "referral__sender")
        named = who(actor, [row.person])[row.person_id]
        ways = ways_from(row.delivery, row.controller_id, today)
        rows = accepted_behind(row)
        grounds = grounds_for(row.delivery, ways, row.controller_id, today)
        lead = " ".join([*move_words(rows, today), *_hindrance(row, rows, ways)])
    form = MoveEntryForm(request.POST or None, first_way(row.delivery, ways))
    form.offer(ways, grounds)
    at = (row.controller_id, row.pk)

    def write(values: dict[str, Any], key: str) -> object:
        to, basis = values["delivery"], form.basis(values)
        return actions.move_in_queue(actor, *at, to, ground=basis, key=key)

    back = f"{reverse('coordination', args=[row.controller_id])}?lista=koer"
    if form.carry_out(write):
        with inside(actor, Right.COORDINATE_PERSONS):
            moved = QueueEntry.objects.filter(pk=entry).exclude(left_on=None).exists()
        return redirect(back) if moved else redirect("move_entry", entry)
    return form_page(request, form, FormPage("Flytta platsen", lead, back, named, "Flytta"))


def _hindrance(row: QueueEntry, rows: list[Referral], ways: list[Delivery]) -> list[str]:
    """Say what there is to know before anything is chosen: nowhere to go, or no consent yet."""
    if not ways:
        return [NOWHERE]
    told = ["Väntetiden räknas från samma dag. Prioritet och pauser följer med."]
    today = clock.today()
    for to in ways:
        if not any(one.moving_to_id == to.pk for one in rows):
            told += _words(row, rows, to, today)
    return told


def _words(row: QueueEntry, rows: list[Referral], to: Delivery, day: date) -> list[str]:
    """Say whether the place may go to a delivery on consent, and what is done when not."""
    try:
        if is_received_by(to, row.controller_id):
            return []
        ruling = how_it_stands(rows, to, Ground.CONSENT.value, day, of=row.delivery)
    except InputError as fault:
        return [f"{to}: {fault.message}"]
    if ruling.value or any(one.is_silent for one in rows):
        return [ruling.reasons[0].text]
    return [ruling.reasons[0].text, "Väljer du samtycke nu, så får remittenten frågan."]


@of_persons()
def refuse_move(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Answer, as the referrer, that the person does not want to move."""
    at = sent_of(request, referral)
    form = RefuseMoveForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        place = (at.row.controller_id, at.row.pk)
        return actions.refuse_move(actor_of(request), *place, values["why"], key=key)

    if form.carry_out(write):
        return redirect("sent_referral", referral)
    lead = "Personen står kvar i samma kö med sin dag. Teamet får veta svaret."
    back = reverse("sent_referral", args=[referral])
    return form_page(request, form, FormPage("Personen vill inte flytta", lead, back, at.who))
