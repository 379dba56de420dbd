"""The coordinator marks what was entered in error."""

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
from samverk.interventions.persons.actions.reading import inside, person_at, row_at, who
from samverk.interventions.persons.forms.coordination import WrongForm
from samverk.interventions.persons.forms.people import NumberForm
from samverk.interventions.persons.models import Participation, QueueEntry, Referral
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons

Correct = Callable[..., object]
NUMBER_LEAD = (
    "Numret före rättelsen finns kvar i akten, förseglat. Det som redan är räknat ändras inte, och den"
    " som har fått en remiss från er får inte veta det av sig själv: ring."
)
STAYS = "Det finns kvar i loggen, men räknas inte i någon statistik. Det kan inte ångras."


def _correct(
    request: HttpRequest, pk: uuid.UUID, model: type[Any], what: tuple[str, str, Correct]
) -> HttpResponse:
    """Draw the page, or mark the row and lead back to the lists."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        row = row_at(model, pk, "delivery")
        named = who(actor, [row.person])[row.person_id]
    thing, more, correct = what
    form = WrongForm(request.POST or None)
    back = reverse("coordination", args=[row.controller_id])
    if form.carry_out(
        lambda values, key: correct(actor, row.controller_id, pk, values["why"], key=key)
    ):
        return redirect(back)
    lead = f"{thing} till {row.delivery}. {more}{STAYS}"
    page = FormPage("Markera som felregistrerad", lead, back, named, "Markera")
    return form_page(request, form, page)


@of_persons()
def correct_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Mark a referral as entered in error."""
    return _correct(request, referral, Referral, ("Remissen", "", actions.correct_referral))


@of_persons()
def correct_queue_entry(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Mark a place in a queue as entered in error."""
    more = "Ett öppet erbjudande tas tillbaka. "
    what = ("Köplatsen", more, actions.correct_queue_entry)
    return _correct(request, entry, QueueEntry, what)


@of_persons()
def correct_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Mark a participation as entered in error."""
    more = "Platsen blir ledig, och köplatsen markeras med. Väntar personen fortfarande behövs en ny remiss. "
    what = ("Deltagandet", more, actions.correct_participation)
    return _correct(request, participation, Participation, what)


@of_persons()
def correct_number(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Give a person the right number."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        row = person_at(person)
        named = who(actor, [row])[row.pk]
    form = NumberForm(request.POST or None)
    back = reverse("person", args=[person])
    at = (actor, row.controller_id, person)
    if form.carry_out(lambda values, key: actions.correct_number(*at, form.right(values), key=key)):
        return redirect(back)
    page = FormPage("Rätta numret", NUMBER_LEAD, back, named, "Rätta")
    return form_page(request, form, page)
