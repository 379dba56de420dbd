"""Pages of agreements: the list, one with all its terms and money, and the forms that change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.actions import capacity
from samverk.federation.forms.agreements import AgreementForm, AgreementStepForm, CostRuleForm
from samverk.federation.models import (
    Agreement,
    AgreementPlaces,
    AgreementTariff,
    Claim,
    Commitment,
)
from samverk.federation.panels import AGREEMENT_PANELS
from samverk.federation.queries.agreements import (
    AgreementRow,
    agreement_by_id,
    agreement_row,
    agreements_of,
    cost_kinds,
    is_default,
    options_of,
    party_names,
    steps_told,
)
from samverk.federation.queries.claim_lists import newest_claims
from samverk.federation.queries.claims import TONES as CLAIM_TONES
from samverk.federation.queries.standing import doubts_of
from samverk.federation.views.budgets import reads_drafts
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Denied, Permission, Right, may
from samverk.rules.agreements.agreement import AGREEMENT, AgreementEvent, AgreementState
from samverk.rules.agreements.claim import CLAIM, ClaimState
from samverk.rules.agreements.commitment import COMMITMENT, CommitmentState
from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.pricing import PriceModel
from samverk.rules.machine import Machine

# How many claims an agreement's own page shows
NEWEST = 20
UNDECIDED = (AgreementState.DRAFT, AgreementState.PROPOSED)
PLAIN = str.maketrans("åäö ", "aao-")
TERM_LINKS = (
    ("taxa", "Registrera taxa"),
    ("platser", "Ändra finansierade platser"),
    ("underskrift", "Registrera underskrift"),
    ("option", "Registrera option"),
    ("stangt", "Registrera stängda dagar"),
    ("andringsforslag", "Lägg ändringsförslag"),
    ("redovisning", "Begär redovisning"),
    ("kopta-platser", "Registrera köpta platser"),
)


def slug_of(machine: Machine[Any, Any, Doer], event: StrEnum) -> str:
    """Name a step in an address: "Skicka till beslut" is "skicka-till-beslut"."""
    name: str = machine.event_names[event]
    return name.lower().translate(PLAIN)


def event_at(machine: Machine[Any, Any, Doer], slug: str) -> Any:
    """Find the step that an address names; raises NotFoundError."""
    found = next((e for e in machine.event_names if slug_of(machine, e) == slug), None)
    if found is None:
        raise NotFoundError("Steget finns inte.")
    return found


def page_of(slug: str, agreement: int) -> str:
    """Give the address of an agreement (id)."""
    return reverse("agreement", args=[slug, agreement])


def may_read_claims(request: HttpRequest, payee: int, federation: int) -> Permission:
    """Answer whether the reader may see claims of a payee (organisation id) in a federation (id)."""
    return capacity.may_read_claims(actor_of(request), payee, federation)


@require_GET
def agreements(request: HttpRequest, slug: str) -> HttpResponse:
    """List the agreements, with what runs out."""
    home = federation_at(slug)
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    drafts = reads_drafts(request, home.id)
    context = {
        "home": home,
        "rows": [
            row
            for row in agreements_of(home.id, clock.today())
            if row.agreement.state != AgreementState.DRAFT or drafts
        ],
        "reads_claims": bool(may(actor_of(request), Right.READ_CLAIMS, organisation=home.id)),
        "offers": offers(
            Offer("Lägg upp överenskommelse", reverse("new_agreement", args=[slug]), allowed)
        ),
    }
    return render(request, "federation/agreements.html", context)


def agreement_at(slug: str, agreement: int) -> tuple[OrganisationRef, Agreement]:
    """Find an agreement of the federation at this address; raises NotFoundError."""
    home, found = federation_at(slug), agreement_by_id(agreement)
    if found.federation_id != home.id:
        raise NotFoundError("Överenskommelsen finns inte.")
    return home, found


@require_GET
def agreement(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Show an agreement: state, terms, tariffs, options, commitments, claims and what is left."""
    home, found = agreement_at(slug, agreement)
    if found.state == AgreementState.DRAFT and not reads_drafts(request, home.id):
        raise NotFoundError("Överenskommelsen finns inte.")
    row = agreement_row(found, clock.today())
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    reads = may_read_claims(request, found.payee.member_id, home.id)
    newest, every = newest_claims(found.pk, NEWEST) if reads else ([], 0)
    context = {
        "home": home,
        "found": found,
        "row": row,
        "doubts": doubts_of(found, clock.today()) if found.state in UNDECIDED else (),
        "parties": party_names(found),
        "options": zip(found.option_rows, options_of(found), strict=True),  # type: ignore[attr-defined]
        "tariffs": sorted(found.tariffs.all(), key=_in_time),
        "volumes": sorted(found.volumes.all(), key=_in_time),
        "is_fixed": found.price_model == PriceModel.FIXED_SUM,
        "closings": sorted(found.closings.all(), key=lambda one: one.from_date),
        "proposals": found.proposals.select_related("outcome").order_by("-id"),
        "duties": found.duties.select_related("received").order_by("due_on"),
        "purchases": found.purchases.select_related("buyer__member").order_by("from_date"),
        "steps": steps_told(found),
        "panels": AGREEMENT_PANELS.on(_reading(request, found)),
        "commitments": [_commitment(request, slug, one) for one in _commitments(found)],
        "reads_claims": bool(reads),
        "claims": [_claim(one) for one in newest],
        "claims_in_all": every,
        "may_change": bool(allowed),
        "shows_who": actor_of(request).is_known,
        "offers": offers(*_offers(slug, row, allowed)),
        "claim_offers": _claim_offers(request, slug, found),
        "term_links": [
            (label, reverse("add_term", args=[slug, found.pk, kind])) for kind, label in TERM_LINKS
        ],
    }
    return render(request, "federation/agreement.html", context)


def _reading(request: HttpRequest, found: Agreement) -> Reading:
    return Reading(found.pk, found.federation_id, clock.today(), actor_of(request))


def _in_time(row: AgreementTariff | AgreementPlaces) -> tuple[date, int]:
    return row.from_date, row.pk


def _commitments(found: Agreement) -> Iterable[Commitment]:
    rows = found.commitments.all()
    return sorted(rows, key=lambda one: (one.from_date, one.pk), reverse=True)


def _claim(found: Claim) -> dict[str, Any]:
    state = ClaimState(found.state)
    return {
        "claim": found,
        "state": CLAIM.state_names[state],
        "tone": CLAIM_TONES.get(state, "running"),
    }


def _offers(slug: str, row: AgreementRow, allowed: Permission) -> Iterable[Offer]:
    """Offer the steps that the state allows, and to rewrite a draft."""
    found = row.agreement
    events = (one for one in AGREEMENT.table if one.state == row.state)
    for one in events:
        if Doer.FEDERATION not in one.doers or one.event is AgreementEvent.AMEND:
            continue
        if one.event is AgreementEvent.USE_OPTION and not found.option_rows:  # type: ignore[attr-defined]
            continue
        url = reverse("move_agreement", args=[slug, found.pk, slug_of(AGREEMENT, one.event)])
        yield Offer(AGREEMENT.event_names[one.event], url, allowed)
    if row.state == "draft":
        yield Offer("Skriv om", reverse("change_agreement", args=[slug, found.pk]), allowed)


def _commitment(request: HttpRequest, slug: str, found: Commitment) -> dict[str, Any]:
    """Gather a commitment with its state in words and the steps that the reader may take."""
    actor = actor_of(request)
    steps = [
        (
            COMMITMENT.event_names[row.event],
            reverse("move_commitment", args=[slug, found.pk, slug_of(COMMITMENT, row.event)]),
        )
        for row in COMMITMENT.table
        if row.state == found.state
        and any(capacity.may_as(actor, doer, found.agreement) for doer in row.doers)
    ]
    state = COMMITMENT.state_names[CommitmentState(found.state)]
    last = max(found.steps.all(), key=lambda step: step.pk)
    return {"row": found, "state": state, "steps": steps, "last": last}


def _claim_offers(request: HttpRequest, slug: str, found: Agreement) -> Offers:
    actor = actor_of(request)
    allowed = may(actor, Right.SUBMIT_CLAIM, organisation=found.payee.member_id)
    home = may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id)
    url = reverse("new_claim", args=[slug, found.pk])
    if isinstance(allowed, Denied) and home:
        allowed = home
    return offers(Offer("Skapa rekvisition", url, allowed))


def new_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft an agreement."""
    home = changeable(request, slug)
    begun = queries.begun_from(home.id, request.GET.get("ansokan", ""))
    form = AgreementForm(request.POST or None, queries.members(home.id), home.id, None, begun)
    made = form.carry_out(
        lambda values, key: actions.add_agreement(
            actor_of(request), form.new_agreement(home.id, values), key=key
        )
    )
    if made:
        return redirect("agreement", slug, made.pk)
    lead = "Ett utkast kan skrivas om tills det skickas till beslut."
    return form_page(
        request,
        home,
        form,
        ("Lägg upp överenskommelse", lead),
        back=reverse("agreements", args=[slug]),
    )


def change_agreement(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Rewrite a draft."""
    home, found = agreement_at(slug, agreement)
    changeable(request, slug)
    form = AgreementForm(request.POST or None, queries.members(home.id), home.id, found)
    if form.carry_out(
        lambda values, key: actions.change_agreement(
            actor_of(request), found.pk, form.new_agreement(home.id, values), key=key
        )
    ):
        return redirect("agreement", slug, found.pk)
    return form_page(
        request,
        home,
        form,
        (f"Skriv om {found.name}", "Bara ett utkast skrivs om."),
        back=page_of(slug, found.pk),
    )


def move_agreement(request: HttpRequest, slug: str, agreement: int, step: str) -> HttpResponse:
    """Take a step of an agreement."""
    home, found = agreement_at(slug, agreement)
    changeable(request, slug)
    event = event_at(AGREEMENT, step)
    form = AgreementStepForm(request.POST or None, found, event)
    if form.carry_out(
        lambda values, key: actions.move_agreement(
            actor_of(request), found.pk, form.move(event, values), key=key
        )
    ):
        return redirect("agreement", slug, found.pk)
    return form_page(
        request,
        home,
        form,
        (AGREEMENT.event_names[event], found.name),
        back=page_of(slug, found.pk),
    )


def cost_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what kinds of cost may be paid, and let the federation change the list."""
    home = federation_at(slug)
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    if request.method == "POST":
        changeable(request, slug)
    form = CostRuleForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.set_cost_rule(
            actor_of(request), actions.NewCostRule(home.id, **values), key=key
        )
    ):
        return redirect("cost_rules", slug)
    kinds = [(kind, is_default(kind)) for kind in cost_kinds(home.id).values()]
    context = {"home": home, "kinds": kinds, "form": form if allowed else None}
    return render(request, "federation/cost_rules.html", context, status=form.answer_status)
