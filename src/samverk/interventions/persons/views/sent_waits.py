"""What the referrer does with a wait on the person's behalf: confirm it, pause it, and give it up."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import inside
from samverk.interventions.persons.forms.people import HappenedForm
from samverk.interventions.persons.forms.referrals import ConfirmForm
from samverk.interventions.persons.forms.team import LeaveForm, PauseForm
from samverk.interventions.persons.queries.lists import support_of
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.views.sent import SentAt, act, sent_of


@of_persons()
def confirm_wait(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Confirm that a person still wants the place, with the same need or another, and the support."""
    at = sent_of(request, referral)
    with inside(actor_of(request), Right.REFER):
        given = [one.kind for one in support_of(referral) if one.to_date is None]

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        said = actions.Confirmation(**values)
        place = (at.row.controller_id, at.row.pk)
        return actions.confirm_wait(actor_of(request), *place, said, key=key)

    lead = (
        "Fråga personen först. Har behovet ändrats avgör teamet om platsen fortfarande passar."
        " Önskas platsen inte längre: gå tillbaka och välj Personen vill inte ha platsen."
    )
    form = ConfirmForm(request.POST or None, given[-1] if given else "")
    return act(request, at, form, ("Bekräfta väntan", lead), write)


@of_persons()
def pause_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Pause a wait, as the person wants."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        place = (at.row.controller_id, at.row.pk)
        why, day = values["reason"], values["day"]
        return actions.pause_for_person(actor_of(request), *place, why, key=key, day=day)

    lead = "Fråga personen först. Ingen plats erbjuds under pausen, men dagen i kön behålls."
    form = PauseForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Pausa väntan", lead), write)


@of_persons()
def resume_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """End the pause of a wait."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        place, day = (at.row.controller_id, at.row.pk), values["day"]
        return actions.resume_for_person(actor_of(request), *place, key=key, day=day)

    lead = "Från den dagen kan personen erbjudas plats igen. Teamet får veta det."
    form = HappenedForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Avsluta pausen", lead), write)


@of_persons()
def leave_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Give up the place of a person who no longer wants it."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        place, why = (at.row.controller_id, at.row.pk), actions.Removal(**values)
        return actions.leave_for_person(actor_of(request), *place, why, key=key)

    lead = (
        "Personen lämnar kön, och platsen går inte att få tillbaka. Teamet får veta varför."
        " Vill personen bara vänta: pausa i stället."
    )
    form = LeaveForm(request.POST or None)
    words = ("Personen vill inte ha platsen", lead)
    return act(request, sent_of(request, referral), form, words, write)
