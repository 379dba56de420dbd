"""Forms that add to an agreement: its terms, settled proposals, reports, and commitments."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverk.federation import actions, queries
from samverk.federation.actions.capacity import capacity
from samverk.federation.forms import agreement_parts as forms
from samverk.federation.forms.agreements import CommitmentForm, NoteForm
from samverk.federation.queries.agreement_follow_up import duty_of, proposal_of
from samverk.federation.queries.agreements import commitment_by_id
from samverk.federation.queries.strikable import strikable
from samverk.federation.views.agreements import agreement_at, event_at, page_of
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.rules.agreements.commitment import COMMITMENT, CommitmentState
from samverk.rules.wording import kronor_and_ore

# By the word in the address: the form, its title, and what it means
TERMS: dict[str, tuple[type[forms.TermForm], str, str]] = {
    "taxa": (forms.TariffForm, "Registrera taxa", "Tidigare taxor gäller kvar för sina dagar."),
    "platser": (
        forms.PlacesForm,
        "Ändra finansierade platser",
        "Tidigare antal gäller kvar för sina dagar.",
    ),
    "stangt": (
        forms.ClosingForm,
        "Registrera stängda dagar",
        "Platser betalas inte för stängda dagar.",
    ),
    "option": (forms.OptionForm, "Registrera option", "En rätt att förlänga överenskommelsen."),
    "underskrift": (
        forms.SignatureForm,
        "Registrera underskrift",
        "När båda har skrivit under gäller den från sin första dag.",
    ),
    "andringsforslag": (
        forms.ProposalForm,
        "Lägg ändringsförslag",
        "Rekvisitioner väntar tills förslaget är avgjort.",
    ),
    "redovisning": (
        forms.DutyForm,
        "Begär redovisning",
        "Efter sista dagen väntar rekvisitioner tills den är lämnad.",
    ),
    "kopta-platser": (
        forms.PurchaseForm,
        "Registrera köpta platser",
        "Platser som staten köper vid sidan om. De rekvireras inte av förbundet.",
    ),
}


def add_term(request: HttpRequest, slug: str, agreement: int, kind: str) -> HttpResponse:
    """Add something to an agreement."""
    home, found = agreement_at(slug, agreement)
    changeable(request, slug)
    if kind not in TERMS:
        raise NotFoundError("Sidan finns inte.")
    made, title, lead = TERMS[kind]
    form = made(request.POST or None, found, queries.members(home.id))
    if form.carry_out(
        lambda values, key: actions.add_term(
            actor_of(request), found.pk, *form.term(values), key=key
        )
    ):
        return redirect("agreement", slug, found.pk)
    return form_page(
        request, home, form, (title, f"{found.name}. {lead}"), back=page_of(slug, found.pk)
    )


def strike_term(
    request: HttpRequest, slug: str, agreement: int, kind: str, row: int
) -> HttpResponse:
    """Strike a tariff, places or a signature that was entered in error."""
    home, found = agreement_at(slug, agreement)
    changeable(request, slug)
    struck = strikable(kind, row)
    if struck.agreement_id != found.pk:
        raise NotFoundError("Uppgiften finns inte.")
    form = forms.StrikeForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.strike_term(
            actor_of(request), kind, struck.pk, values["why"], key=key
        )
    ):
        return redirect("agreement", slug, found.pk)
    lead = f"{found.name}. {struck}. Registrera sedan den rätta från samma dag."
    return form_page(request, home, form, (f"Stryk {kind}", lead), back=page_of(slug, found.pk))


def settle_proposal(request: HttpRequest, slug: str, proposal: int) -> HttpResponse:
    """Settle a proposal of change."""
    home = changeable(request, slug)
    found = proposal_of(home.id, proposal)
    form = forms.SettleForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.settle_proposal(
            actor_of(request), found.pk, actions.Settled(**values), key=key
        )
    ):
        return redirect("agreement", slug, found.agreement_id)
    return form_page(
        request,
        home,
        form,
        ("Avgör ändringsförslag", found.text),
        back=page_of(slug, found.agreement_id),
    )


def receive_report(request: HttpRequest, slug: str, duty: int) -> HttpResponse:
    """Register that a report has come in."""
    home = changeable(request, slug)
    found = duty_of(home.id, duty)
    form = forms.ReceivedForm(request.POST or None, found.agreement)
    if form.carry_out(
        lambda values, key: actions.receive_report(
            actor_of(request), found.pk, actions.Received(**values), key=key
        )
    ):
        return redirect("agreement", slug, found.agreement_id)
    return form_page(
        request,
        home,
        form,
        ("Registrera redovisning", str(found)),
        back=page_of(slug, found.agreement_id),
    )


def new_commitment(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Register a commitment, which somebody else approves."""
    home, found = agreement_at(slug, agreement)
    changeable(request, slug)
    form = CommitmentForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.add_commitment(
            actor_of(request), actions.NewCommitment(agreement=found.pk, **values), key=key
        )
    ):
        return redirect("agreement", slug, found.pk)
    lead = f"{found.name}. Någon annan än du godkänner det."
    return form_page(
        request, home, form, ("Registrera åtagande", lead), back=page_of(slug, found.pk)
    )


def move_commitment(request: HttpRequest, slug: str, commitment: int, step: str) -> HttpResponse:
    """Take a step of a commitment."""
    home, found = federation_at(slug), commitment_by_id(commitment)
    if found.agreement.federation_id != home.id:
        raise NotFoundError("Åtagandet finns inte.")
    event = event_at(COMMITMENT, step)
    capacity(actor_of(request), COMMITMENT, CommitmentState(found.state), event, found.agreement)
    form = NoteForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.move_commitment(
            actor_of(request), found.pk, event.value, values["note"], key=key
        )
    ):
        return redirect("agreement", slug, found.agreement_id)
    lead = f"{found}, {kronor_and_ore(found.amount)}. {found.agreement.name}."
    return form_page(
        request,
        home,
        form,
        (f"{COMMITMENT.event_names[event]} åtagande", lead),
        back=page_of(slug, found.agreement_id),
    )
