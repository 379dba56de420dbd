"""A person's page at one authority, consents, and the whole number."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Right, may
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import (
    PERSON_WORK,
    Who,
    desk_at,
    inside,
    noted_identity,
    person_at,
    row_at,
    shown,
    who,
)
from samverk.interventions.persons.forms.people import ConsentForm, ReachForm, WhyForm, YesForm
from samverk.interventions.persons.models import Consent, Person
from samverk.interventions.persons.queries.consents import consents_of
from samverk.interventions.persons.queries.disposal import holds_of
from samverk.interventions.persons.queries.grounds import disclosures_of, kinds_named
from samverk.interventions.persons.queries.joined import joinings_of, kept_of
from samverk.interventions.persons.queries.lists import participations_of, referrals_of
from samverk.interventions.persons.queries.people import (
    corrections_of,
    handlers_of,
    protection_of,
)
from samverk.interventions.persons.records import Identity
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.consent import PURPOSES, Purpose

SLUGS = {
    "uppgifter": Purpose.INFORMATION_EXCHANGE,
    "uppfoljning": Purpose.FOLLOW_UP,
    "enkat": Purpose.SURVEY,
}
DATE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class At:
    """A person and in what capacity the reader works with them."""

    person: Person
    who: Who
    desk: Desk


def person_of(request: HttpRequest, pk: uuid.UUID) -> At:
    """Find a person for whoever works with persons at their authority; it is noted."""
    actor = actor_of(request)
    with inside(actor, *PERSON_WORK):
        row = person_at(pk)
        return At(row, who(actor, [row])[row.pk], desk_at(actor, row))


@require_GET
@of_persons()
def person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Show a person as one authority knows them."""
    actor = actor_of(request)
    with inside(actor, *PERSON_WORK):
        try:
            row = person_at(person)
        except NotFoundError:
            # The record may have been emptied into another, which is found by the old id too
            if kept := kept_of(person):
                return redirect("person", kept)
            raise
        told = noted_identity(actor, row)
        protection = protection_of(row)
        today = clock.today()
        context: dict[str, Any] = {
            "person": row,
            "who": shown(row, told),
            "protection": protection,
            "handlers": handlers_of(row) if protection else [],
            "consents": [
                (one, _holds(one, today), kinds_named(one.kinds)) for one in consents_of(row.pk)
            ],
            "told": told,
            "disclosures": [
                (one, kinds_named(one.kinds), kinds_named(one.withheld))
                for one in disclosures_of(row.pk)
            ],
            "holds": holds_of(row.pk),
            "corrections": corrections_of(row),
            "joinings": joinings_of(row),
            "referrals": referrals_of(row.pk),
            "participations": participations_of(row.pk),
            "may": _rights(request, row),
            "offers": _offers(request, row, told, is_protected=protection is not None),
        }
    context["purposes"] = [(slug, PURPOSES[purpose]) for slug, purpose in SLUGS.items()]
    return render(request, "persons/person.html", context)


def _holds(row: Consent, today: date) -> bool:
    ended = row.withdrawn_on is not None or (row.to_date is not None and row.to_date < today)
    return not ended


def _rights(request: HttpRequest, row: Person) -> dict[str, bool]:
    """Say which of the rights about persons the reader has at the person's authority."""
    place = {"organisation": row.controller.organisation_id, "body": row.controller_id}
    asked = (*PERSON_WORK, Right.REVIEW_READINGS)
    actor = actor_of(request)
    return {right.name.lower(): bool(may(actor, right, **place)) for right in asked}


def _offers(request: HttpRequest, row: Person, told: Identity, *, is_protected: bool) -> Offers:
    rights = _rights(request, row)
    named = [
        ("Remittera", "new_referral", rights["refer"]),
        ("Planera utan remiss", "plan_without_referral", rights["handle_participants"]),
        ("Ändra uppgifter", "change_person", True),
        ("Visa hela numret", "reveal_number", bool(told.number)),
        ("Rätta numret", "correct_number", rights["coordinate_persons"]),
        ("Slå ihop med en annan post", "find_record", rights["coordinate_persons"]),
        ("Skydda personuppgifterna", "protect_person", not is_protected),
        ("Namnge handläggare", "name_handler", is_protected),
        ("Avsluta namngiven handläggare", "end_handler", is_protected),
        ("Häv skyddet", "lift_protection", is_protected),
        ("Vem har läst?", "person_readings", rights["coordinate_persons"]),
        ("Registerutdrag", "new_subject_request", rights["coordinate_persons"]),
        ("Undanta från gallring", "hold_back", rights["coordinate_persons"]),
    ]
    return offers(
        *(
            Offer(label, reverse(name, args=[row.pk]), Allowed())
            for label, name, there in named
            if there
        )
    )


@of_persons()
def give_consent(request: HttpRequest, person: uuid.UUID, purpose: str) -> HttpResponse:
    """Register a consent for one purpose."""
    if purpose not in SLUGS:
        raise NotFoundError("Sidan finns inte.")
    at = person_of(request, person)
    exchanges = SLUGS[purpose] is Purpose.INFORMATION_EXCHANGE
    form = ConsentForm(request.POST or None, exchanges=exchanges)

    def write(values: dict[str, Any], key: str) -> object:
        new = form.new_consent(at.person, SLUGS[purpose].value, values)
        return actions.give_consent(actor_of(request), at.desk, new, key=key)

    if form.carry_out(write):
        return redirect("person", person)
    what = PURPOSES[SLUGS[purpose]]
    lead = (
        f"Samtycket gäller bara ett ändamål: att {what}."
        " Personen häver sekretessen för det, och kan ta tillbaka det när som helst."
    )
    page = FormPage(f"Samtycke att {what}", lead, _back(person), at.who, "Registrera samtycke")
    return form_page(request, form, page)


def _back(person: uuid.UUID) -> str:
    return reverse("person", args=[person])


@of_persons()
def withdraw_consent(request: HttpRequest, consent: uuid.UUID) -> HttpResponse:
    """Take a consent back."""
    actor = actor_of(request)
    with inside(actor, *PERSON_WORK):
        row = row_at(Consent, consent)
        named, desk = who(actor, [row.person])[row.person_id], desk_at(actor, row.person)
    form = YesForm(request.POST or None)
    if form.carry_out(lambda _, key: actions.withdraw_consent(actor, desk, row.pk, key=key)):
        return redirect("person", row.person_id)
    lead = (
        f"Samtycket att {PURPOSES[Purpose(row.purpose)]} slutar gälla nu."
        " Inget mer lämnas ut på den grunden."
    )
    page = FormPage("Ta tillbaka samtycke", lead, _back(row.person_id), named)
    return form_page(request, form, page)


@of_persons()
def change_person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Change a person's name, home and how they are reached."""
    actor = actor_of(request)
    with inside(actor, *PERSON_WORK):
        row = person_at(person)
        told, desk = noted_identity(actor, row), desk_at(actor, row)
        is_protected = protection_of(row) is not None
    form = ReachForm(request.POST or None, row, told, is_protected=is_protected)

    def write(values: dict[str, Any], key: str) -> object:
        new = form.new_person(desk.body, values)
        return actions.change_person(actor, desk, person, new, key=key, read=values["read"])

    if form.carry_out(write):
        return redirect("person", person)
    lead = "Numret ligger fast. Är det fel rättar samordnaren det."
    page = FormPage("Ändra uppgifter", lead, _back(person), shown(row, told))
    return form_page(request, form, page)


@of_persons()
def reveal_number(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Show a whole number to whoever says why; the note is written first."""
    actor = actor_of(request)
    at = person_of(request, person)
    form = WhyForm(request.POST or None)
    noted = form.carry_out(
        lambda values, key: actions.reveal_number(actor, at.desk, person, values["why"], key=key)
    )
    if noted:
        with inside(actor, *PERSON_WORK):
            number = noted_identity(actor, person_at(person)).number
        whole = f"{number[:DATE_DIGITS]}-{number[DATE_DIGITS:]}" if number else ""
        return render(request, "persons/number.html", {"who": at.who, "number": whole})
    lead = "Att du ser numret, och varför, loggas. Numret visas en gång."
    page = FormPage("Visa hela numret", lead, _back(person), at.who)
    return form_page(request, form, page)
