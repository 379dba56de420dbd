"""Protected identities: protected by one, known by those who are named, lifted by two."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.people import colleagues_at
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import PERSON_WORK, inside
from samverk.interventions.persons.forms.people import EndHandlerForm, HandlerForm, YesForm
from samverk.interventions.persons.models import Protection
from samverk.interventions.persons.queries.people import handlers_of, protection_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.people import At, person_of


@of_persons()
def protect_person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Protect a person's identity."""
    at = person_of(request, person)
    form = YesForm(request.POST or None)
    if form.carry_out(
        lambda _, key: actions.protect_person(actor_of(request), at.desk, person, key=key)
    ):
        return redirect("person", person)
    lead = (
        "Sedan vet bara du, och de du namnger, att personen finns här."
        " Adress, telefon och e-post tas bort. Två personer behövs för att häva skyddet."
    )
    return form_page(request, form, _page("Skydda personuppgifterna", lead, at))


def _page(title: str, lead: str, at: At, send: str = "") -> FormPage:
    return FormPage(title, lead, reverse("person", args=[at.person.pk]), at.who, send)


def _protection(request: HttpRequest, at: At) -> tuple[Protection, set[int]]:
    """Answer the protection and who is named (user ids). Raises NotFoundError for none."""
    with inside(actor_of(request), *PERSON_WORK):
        found = protection_of(at.person)
        if found is None:
            raise NotFoundError("Sidan finns inte.")
        return found, {one.user_id for one in handlers_of(at.person)}


@of_persons()
def name_handler(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Let one more colleague know of a protected person."""
    at = person_of(request, person)
    _, named = _protection(request, at)
    colleagues = colleagues_at(at.person.controller.organisation_id)
    form = HandlerForm(request.POST or None, [(one.pk, str(one)) for one in colleagues], named)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.name_handler(actor_of(request), at.desk, person, values["user"], key=key)

    if form.carry_out(write):
        return redirect("person", person)
    lead = "Den du namnger får veta att personen finns här. Namnge så få som möjligt."
    return form_page(request, form, _page("Namnge handläggare", lead, at))


@of_persons()
def end_handler(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Let a colleague know of a protected person no more."""
    at = person_of(request, person)
    _protection(request, at)
    with inside(actor_of(request), *PERSON_WORK):
        named = [(one.user_id, str(one.user)) for one in handlers_of(at.person)]
    form = EndHandlerForm(request.POST or None, named)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.end_handler(actor_of(request), at.desk, person, values["user"], key=key)

    made = form.carry_out(write)
    if made:
        is_self = made.user_id == actor_of(request).user  # type: ignore[attr-defined]
        return redirect("persons") if is_self else redirect("person", person)
    lead = (
        "Den som har bytt uppgifter ska inte längre veta att personen finns här."
        " Minst en måste vara namngiven."
    )
    send = "Avsluta"
    return form_page(request, form, _page("Avsluta namngiven handläggare", lead, at, send))


@of_persons()
def lift_protection(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Ask that the protection is lifted, or lift it when somebody else has asked."""
    at = person_of(request, person)
    found, _ = _protection(request, at)
    actor = actor_of(request)
    asked = found.lift_asked_by
    agrees = asked is not None and asked.pk != actor.user
    form = YesForm(request.POST or None)

    def write(_: dict[str, Any], key: str) -> object:
        act = actions.lift_protection if agrees else actions.ask_to_lift
        return act(actor, at.desk, person, key=key)

    if form.carry_out(write):
        return redirect("person", person)
    lead = "Skyddet hävs när en annan namngiven handläggare också säger ja."
    if agrees:
        lead = (
            f"{asked} har begärt att skyddet hävs. Säger du ja syns personen igen för alla hos er."
        )
    send = "Häv skyddet" if agrees else "Begär att skyddet hävs"
    return form_page(request, form, _page("Häv skyddet", lead, at, send))
