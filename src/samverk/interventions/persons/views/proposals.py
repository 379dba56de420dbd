"""Proposals to change a participation: the case worker's pages, and the referrer's answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import inside
from samverk.interventions.persons.forms.people import YesForm
from samverk.interventions.persons.forms.proposals import ProposalForm, ReplyToProposalForm
from samverk.interventions.persons.queries.proposals import proposals_on
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.participations import participation_of
from samverk.interventions.persons.views.sent import sent_of
from samverk.interventions.queries.referable import referable_on
from samverk.rules.interventions.proposal import KINDS, ProposalKind

LEAD = "Remittenten svarar. Ändringen gäller först när förslaget är godkänt."
OF_DELIVERY = "Godkänner remittenten gör den en ny remiss dit. Deltagandet här avslutar ni själva."
OF_ENDING = (
    "Godkänner remittenten blir dagen planerat slut. Avsluta deltagandet när den har kommit."
)
NONE = "Det finns inget öppet förslag av det slaget. Utföraren kan ha tagit tillbaka det."


@of_persons()
def propose_change(request: HttpRequest, participation: uuid.UUID, kind: str) -> HttpResponse:
    """Propose a change of one kind to the referrer."""
    at, asked = participation_of(request, participation), ProposalKind(kind)
    form = ProposalForm(request.POST or None, asked, _others_than(at.row.delivery_id, asked))

    def write(values: dict[str, Any], key: str) -> object:
        new = form.proposal(values)
        return actions.propose_change(actor_of(request), *at.place, new, key=key)

    back = reverse("participation", args=[at.row.pk])
    if form.carry_out(write):
        return redirect(back)
    more = {ProposalKind.DELIVERY: OF_DELIVERY, ProposalKind.ENDING: OF_ENDING}
    lead = f"{LEAD} {more.get(asked, '')}".strip()
    page = FormPage(f"Föreslå {KINDS[asked]}", lead, back, at.who, "Skicka förslaget")
    return form_page(request, form, page)


def _others_than(delivery: int, kind: ProposalKind) -> list[tuple[int, str]]:
    if kind is not ProposalKind.DELIVERY:
        return []
    found = referable_on(clock.today())
    return [(one.pk, f"{one}, {one.provider}") for one in found if one.pk != delivery]


@of_persons()
def withdraw_proposal(request: HttpRequest, participation: uuid.UUID, kind: str) -> HttpResponse:
    """Take the open proposal of a kind back."""
    at = participation_of(request, participation)
    form = YesForm(request.POST or None)

    def write(_: dict[str, Any], key: str) -> object:
        return actions.withdraw_proposal(actor_of(request), *at.place, kind, key=key)

    back = reverse("participation", args=[at.row.pk])
    if form.carry_out(write):
        return redirect(back)
    lead = f"Gäller {KINDS[ProposalKind(kind)]}. Remittenten får veta att det inte gäller längre."
    return form_page(request, form, FormPage("Ta tillbaka förslaget", lead, back, at.who))


@of_persons()
def answer_proposal(request: HttpRequest, referral: uuid.UUID, kind: str) -> HttpResponse:
    """Approve or reject what those who give the intervention propose."""
    with inside(actor_of(request), Right.REFER):
        at = sent_of(request, referral)
        lines = [one for one in proposals_on(at.row) if one.is_open and one.kind == kind]
    form = ReplyToProposalForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        asked = (at.row.pk, kind)
        reply = form.reply(values)
        return actions.answer_proposal(
            actor_of(request), at.row.controller_id, asked, reply, key=key
        )

    back = reverse("sent_referral", args=[referral])
    if form.carry_out(write):
        return redirect(back)
    lead = f"{lines[0].row.in_words} Utföraren skriver: {lines[0].why}" if lines else NONE
    page = FormPage("Svara på förslaget", lead, back, at.who)
    return form_page(request, form, page)
