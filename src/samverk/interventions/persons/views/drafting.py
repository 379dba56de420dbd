"""Writing a referral: one question on each page, saved as one goes, then checked and sent in."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory.queries import organisation_by_id
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import (
    inside,
    noted_identity,
    person_at,
    shown,
)
from samverk.interventions.persons.forms.referrals import (
    QUESTIONS,
    AnswerForm,
    DeliveryForm,
    SendForm,
)
from samverk.interventions.persons.queries.candidates import candidate_of
from samverk.interventions.persons.queries.consents import carried, giver_of, holds
from samverk.interventions.persons.queries.expected import Expected, expected_waits
from samverk.interventions.persons.queries.fits import fits
from samverk.interventions.persons.queries.grounds import ends, kinds_named, usable_grounds
from samverk.interventions.persons.queries.receivers import with_receiver
from samverk.interventions.persons.records import edition
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.views.sent import SentAt, answers, sent_of
from samverk.interventions.queries.referable import referable_on
from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.disclosure import DataKind, left_out
from samverk.rules.interventions.grounds import GroundRule


@of_persons()
def new_referral(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Begin a referral: choose to what, with whom each is for and whether the person fits today."""
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.REFER):
        row = person_at(person)
        told = noted_identity(actor, row)
        party = organisation_by_id(row.controller.organisation_id).short_name
        open_now = referable_on(today)
        taken = with_receiver(open_now)
        found = fits(candidate_of(row, told, party=party), taken, today)
    named = [(one.delivery.pk, f"{one.delivery}, {one.delivery.provider}") for one in found]
    form = DeliveryForm(request.POST or None, named)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewReferral(person=person, **values)
        return actions.draft_referral(actor, row.controller_id, new, key=key)

    made = form.carry_out(write)
    if made:
        return redirect("ask_referral", made.pk, QUESTIONS[0].slug)  # type: ignore[attr-defined]
    waits = expected_waits([one.delivery for one in found], today)
    context = {
        "form": form,
        "fits": [(one, waits[one.delivery.pk]) for one in found],
        "who": shown(row, told),
        "today": today,
        "without_team": [one for one in open_now if one not in taken],
    }
    return render(request, "persons/choose.html", context, status=form.answer_status)


@of_persons()
def ask_referral(request: HttpRequest, referral: uuid.UUID, question: str) -> HttpResponse:
    """Ask one question of a draft, and save the answer: sent once, it is not answered again here."""
    place = next((n for n, one in enumerate(QUESTIONS) if one.slug == question), None)
    if place is None:
        raise NotFoundError("Sidan finns inte.")
    at, asked = sent_of(request, referral), QUESTIONS[place]
    form = AnswerForm(request.POST or None, asked, getattr(at.content, asked.field))

    def write(values: dict[str, Any], key: str) -> object:
        content = replace(at.content, **{asked.field: values["text"]})
        return actions.save_referral(
            actor_of(request), at.row.controller_id, referral, content, key=key, only=asked.field
        )

    if form.carry_out(write):
        return redirect(_after(request, referral, place))
    context = {
        "form": form,
        "at": at,
        "asked": asked,
        "number": place + 1,
        "all": len(QUESTIONS),
        "expected": _expected(at),
        "back": _address(referral, place - 1)
        if place
        else reverse("sent_referral", args=[referral]),
    }
    return render(request, "persons/question.html", context, status=form.answer_status)


def _expected(at: SentAt) -> Expected:
    """Tell how long the wait is to what the person is referred to."""
    return expected_waits([at.row.delivery], clock.today())[at.row.delivery_id]


def _after(request: HttpRequest, referral: uuid.UUID, place: int) -> str:
    if "senare" in request.POST:
        return reverse("sent_referral", args=[referral])
    if place + 1 < len(QUESTIONS):
        return _address(referral, place + 1)
    return reverse("check_referral", args=[referral])


def _address(referral: uuid.UUID, place: int) -> str:
    return reverse("ask_referral", args=[referral, QUESTIONS[place].slug])


@of_persons()
def check_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Check the answers, state the ground, and send the referral in."""
    at = sent_of(request, referral)
    form = SendForm(request.POST or None, edition(at.row.person, at.row), _grounds(request, at))

    def write(values: dict[str, Any], key: str) -> object:
        place, basis = (at.row.controller_id, referral), form.basis(values)
        return actions.submit_referral(
            actor_of(request), *place, basis, key=key, read=values["read"]
        )

    if form.carry_out(write):
        return redirect("sent_referral", referral)
    form.shows_what_is_read()
    context = {
        "form": form,
        "at": at,
        "answers": answers(at.content),
        "expected": _expected(at),
        **_tried(request, at),
    }
    return render(request, "persons/check.html", context, status=form.answer_status)


def _grounds(request: HttpRequest, at: SentAt) -> tuple[GroundRule, ...]:
    """List the grounds that the referrer's authority may use towards the receiver today."""
    sender = at.row.person.controller.organisation_id
    with inside(actor_of(request), Right.REFER):
        between = ends(sender, at.row.delivery.provider_id)
        return usable_grounds(at.row.controller_id, between, clock.today())


def _tried(request: HttpRequest, at: SentAt) -> dict[str, Any]:
    """Tell whether the person fits, and whether a consent reaches the receiver today."""
    actor, today, delivery = actor_of(request), clock.today(), at.row.delivery
    with inside(actor, Right.REFER):
        person = person_at(at.row.person_id)
        told = noted_identity(actor, person)
        found = carried(person.pk, delivery.provider_id, today)
        kinds = left_out(found.kinds, DataKind) if found else ()
        return {
            "fit": fits(candidate_of(person, told, at.row), [delivery], today)[0],
            "consent": holds(person.pk, Purpose.INFORMATION_EXCHANGE, giver_of(delivery), today),
            "left_out": kinds_named([one.value for one in kinds]),
        }
