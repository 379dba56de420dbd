"""What did not get through of a referral, and sending it again."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import desk_in, inside, row_at, who
from samverk.interventions.persons.forms.people import YesForm
from samverk.interventions.persons.models import Referral, Side
from samverk.interventions.persons.queries.undelivered import Undelivered, undelivered
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.rules.interventions.hands import Hand
from samverk.rules.wording import running_date

NOTHING = "Allt om remissen är på väg eller mottaget."


@of_persons()
def send_again(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Send again what did not get through: its referrer and the authority's coordinator do."""
    actor = actor_of(request)
    with inside(actor, Right.REFER, Right.COORDINATE_PERSONS):
        row = row_at(Referral, referral)
        desk = desk_in(actor, row.controller_id, *_hands(row))
        named = who(actor, [row.person])[row.person_id]
        found = undelivered(row.controller_id, row.thread)
    back = reverse("person", args=[row.person_id])
    form = YesForm(request.POST or None)
    if form.carry_out(lambda _, key: actions.send_again(actor, desk, referral, key=key)):
        return redirect(back)
    lead = " ".join(map(_in_words, found)) or NOTHING
    return form_page(request, form, FormPage("Skicka igen", lead, back, named))


def _hands(row: Referral) -> tuple[Hand, ...]:
    """Tell whose it is: what a team answered is its coordinator's to send again."""
    sent = row.side == Side.SENT
    return (Hand.REFERRER, Hand.COORDINATOR) if sent else (Hand.COORDINATOR,)


def _in_words(one: Undelivered) -> str:
    day = running_date(timezone.localtime(one.sent_at).date())
    return f"Till {one.recipient} {day}: {one.reason}"
