"""What the referrer does with a wait on the person's behalf: pause it, and end the pause."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from samverk.foundation.middleware import actor_of
from samverk.interventions.persons import actions
from samverk.interventions.persons.forms.people import YesForm
from samverk.interventions.persons.forms.team import PauseForm
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.views.sent import SentAt, act, sent_of


@of_persons()
def pause_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Pause a wait, as the person wants."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        place = (at.row.controller_id, at.row.pk)
        return actions.pause_for_person(actor_of(request), *place, values["reason"], key=key)

    lead = "Fråga personen först. Ingen plats erbjuds under pausen, men dagen i kön behålls."
    form = PauseForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Pausa väntan", lead), write)


@of_persons()
def resume_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """End the pause of a wait."""

    def write(at: SentAt, _: dict[str, Any], key: str) -> object:
        place = (at.row.controller_id, at.row.pk)
        return actions.resume_for_person(actor_of(request), *place, key=key)

    lead = "Från och med i dag kan personen erbjudas plats igen. Teamet får veta det."
    form = YesForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Avsluta pausen", lead), write)
