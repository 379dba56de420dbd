"""Pages of claims: a list to choose from, one with its figures and hindrances, its steps, and files."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation import actions
from samverk.federation.actions.capacity import capacity, may_as
from samverk.federation.claim_sheets import certify_sheets, claim_sheets
from samverk.federation.forms.claim_choice import CERTIFIED, OPEN, ClaimChoiceForm
from samverk.federation.forms.claims import ClaimStepForm, FiguresForm, PeriodForm
from samverk.federation.models import Claim, ClaimStep, ClaimVersion
from samverk.federation.panels import CLAIM_PANELS
from samverk.federation.queries.agreements import cost_kinds
from samverk.federation.queries.charging import commitment_for
from samverk.federation.queries.claim_days import due_of
from samverk.federation.queries.claim_lists import (
    Reach,
    chosen_claims,
    claimable,
    sums_of,
    to_certify,
)
from samverk.federation.queries.claims import (
    TONES,
    blocks_of,
    claim_by_id,
    figures_of,
    latest_version,
    lines_of,
    steps_of,
    versions_of,
    with_terms,
)
from samverk.federation.queries.day_checks import days_beyond_in
from samverk.federation.queries.ledger import shares_of
from samverk.federation.queries.told_days import claimed_in
from samverk.federation.views.agreements import (
    agreement_at,
    event_at,
    may_read_claims,
    page_of,
    slug_of,
)
from samverk.federation.views.setup import federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Reading, offers
from samverk.foundation.permissions import Allowed, Right, may, organisations_where, require
from samverk.rules.agreements.claim import (
    CLAIM,
    UNDER_WAY,
    ClaimEvent,
    ClaimState,
)
from samverk.rules.agreements.deadline import Deadline
from samverk.rules.ruling import Ruling
from samverk.rules.wording import kronor_and_ore

PER_PAGE = 50
FIGURES_OPEN = (ClaimState.GENERATED, ClaimState.RETURNED)
CORRECTABLE = (ClaimState.PAID, ClaimState.PARTLY_PAID)


@require_GET
def claims(request: HttpRequest, slug: str) -> HttpResponse:
    """List claims a page at a time, with the sums of all that are asked for.

    At home every claim is read, at a payee its own.
    """
    home = federation_at(slug)
    reach = reach_of(request, home.id)
    form = ClaimChoiceForm(request.GET, claimable(reach))
    choice, kept = form.choice, form.chosen.urlencode()
    sums = sums_of(reach, choice)
    pages = Paginator(chosen_claims(reach, choice), PER_PAGE)
    # Counted with the sums already
    pages.count = sums.count
    page = pages.get_page(request.GET.get("sida"))
    context = {
        "home": home,
        "sums": sums,
        "page": page,
        "rows": _rows(page),
        "query": f"{kept}&" if kept else "",
        "form": form,
        "is_home": reach.payees is None,
        "shortcuts": (
            (OPEN, sums.under_way, "Under arbete"),
            (CERTIFIED, sums.counted, "Attesterade"),
        ),
    }
    return render(request, "federation/claims.html", context, status=form.answer_status)


def reach_of(request: HttpRequest, federation: int) -> Reach:
    """Answer whose claims the reader may see here; raises NotAllowedError when none."""
    actor = actor_of(request)
    allowed = may(actor, Right.READ_CLAIMS, organisation=federation)
    if allowed:
        return Reach(federation)
    own = Reach(federation, organisations_where(actor, Right.READ_CLAIMS))
    if not own.payees or not claimable(own):
        require(allowed)
    return own


def _rows(found: Iterable[Claim]) -> list[tuple[Claim, str, str]]:
    return [(one, _state(one), TONES.get(ClaimState(one.state), "running")) for one in found]


def _state(claim: Claim) -> str:
    return CLAIM.state_names[ClaimState(claim.state)]


@require_GET
def certify_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the list of what waits to be certified, as Excel."""
    home = federation_at(slug)
    require(may(actor_of(request), Right.READ_CLAIMS, organisation=home.id))
    made = workbook_xlsx(certify_sheets(home, to_certify(home.id), clock.now()))
    return in_hand(made.content, f"attestlista-{home.slug}.xlsx", made.media_type)


def claim_at(request: HttpRequest, slug: str, claim: int) -> tuple[OrganisationRef, Claim]:
    """Find a claim that the reader may see; raises NotFoundError and NotAllowedError."""
    home, found = federation_at(slug), claim_by_id(claim)
    if found.agreement.federation_id != home.id:
        raise NotFoundError("Rekvisitionen finns inte.")
    require(may_read_claims(request, found.agreement.payee.member_id, home.id))
    return home, found


@require_GET
def claim(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """Show a claim: its sum step by step, what stops it, its versions and who did what."""
    home, found = claim_at(request, slug, claim)
    is_open = ClaimState(found.state) in UNDER_WAY
    terms = with_terms(found.agreement) if is_open else found.agreement
    versions, steps = versions_of(found), steps_of(found)
    version = versions[0].version if versions else None
    told_in = _told_in(version)
    reads_all = may(actor_of(request), Right.READ_CLAIMS, organisation=home.id)
    context = {
        "home": home,
        "found": found,
        "state": _state(found),
        "tone": TONES.get(ClaimState(found.state), "running"),
        "version": version,
        "lines": lines_of(version) if version else (),
        "blocks": blocks_of(found, clock.today(), figures_of(version), terms) if is_open else None,
        "due": _due(found, [step for _, step in steps]),
        "commitment": found.commitment or commitment_for(found, list(terms.commitments.all())),
        "versions": versions,
        "steps": steps,
        "shares": shares_of([found.pk]) if _is_proposed(steps) else (),
        "told_in": told_in,
        "beyond": days_beyond_in(found) if told_in and reads_all else [],
        # Only what has been paid is corrected
        "corrections": () if is_open else found.corrections.order_by("number"),
        "reads_ledger": reads_all,
        "panels": CLAIM_PANELS.on(Reading(found.pk, home.id, clock.today(), actor_of(request))),
        "offers": offers(*_offers(request, slug, found)),
    }
    return render(request, "federation/claim.html", context)


def _told_in(version: ClaimVersion | None) -> int | None:
    """Answer in which year the payee told of the latest days that a version is of; None when of none."""
    if version is None or not figures_of(version).told:
        return None
    return max(one.report.booked_in for one in claimed_in(version)).year


def _is_proposed(steps: Iterable[tuple[str, ClaimStep]]) -> bool:
    return any(step.event == ClaimEvent.PROPOSE for _, step in steps)


def _due(found: Claim, steps: Iterable[ClaimStep]) -> Ruling[Deadline] | None:
    """Answer the last day to hand a claim in, while it has not been."""
    if found.state != ClaimState.GENERATED:
        return None
    return due_of(found, clock.today(), steps)


def _offers(request: HttpRequest, slug: str, found: Claim) -> Iterable[Offer]:
    """Offer the steps that the reader may take now; those of others are told in the history."""
    actor, state = actor_of(request), ClaimState(found.state)
    for row in CLAIM.table:
        may_take = any(may_as(actor, doer, found.agreement) for doer in row.doers)
        if row.state == state and may_take:
            url = reverse("move_claim", args=[slug, found.pk, slug_of(CLAIM, row.event)])
            if state is ClaimState.CERTIFIED and row.event is ClaimEvent.SEND:
                # All that wait are handed to the ledger together
                url = reverse("ledger", args=[slug])
            yield Offer(CLAIM.event_names[row.event], url, Allowed())
    payee = may(actor, Right.SUBMIT_CLAIM, organisation=found.agreement.payee.member_id)
    if state in FIGURES_OPEN and payee and found.corrects_id is None:
        yield Offer("Lägg in siffror", reverse("claim_figures", args=[slug, found.pk]), payee)
    review = may(actor, Right.REVIEW_CLAIM, organisation=found.agreement.federation_id)
    if state in CORRECTABLE and review and found.corrects_id is None:
        yield Offer("Rätta", reverse("correct_claim", args=[slug, found.pk]), review)


@require_GET
def claim_basis(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """Send a claim's basis of invoice, as Excel."""
    home, found = claim_at(request, slug, claim)
    version = latest_version(found)
    if version is None:
        raise NotFoundError("Rekvisitionen har inga siffror än.")
    made = workbook_xlsx(claim_sheets(home, found, version, clock.now()))
    return in_hand(made.content, f"rekvisition-{home.slug}-{found.pk}.xlsx", made.media_type)


def new_claim(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Make a claim for a period."""
    home, found = agreement_at(slug, agreement)
    capacity(actor_of(request), CLAIM, None, ClaimEvent.GENERATE, found)
    form = PeriodForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.make_claim(
            actor_of(request), actions.NewClaim(found.pk, **values), key=key
        )
    )
    if made:
        return redirect("claim", slug, made.pk)
    lead = f"{found.name}. Dagar som redan är rekvirerade kan inte väljas igen."
    return form_page(request, home, form, ("Skapa rekvisition", lead), back=page_of(slug, found.pk))


def claim_figures(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """Enter a claim's figures."""
    home, found = claim_at(request, slug, claim)
    capacity(actor_of(request), CLAIM, ClaimState.GENERATED, ClaimEvent.SUBMIT, found.agreement)
    kinds = list(cost_kinds(home.id).values())
    form = FiguresForm(request.POST or None, request.FILES or None, found, kinds)
    if form.carry_out(
        lambda values, key: actions.enter_figures(
            actor_of(request), found.pk, form.entered(values), key=key
        )
    ):
        return redirect("claim", slug, found.pk)
    lead = f"{found}. Bara antal och kostnader, aldrig personer. Den förra versionen finns kvar."
    if form.is_ledgered:
        lead = (
            f"{found}. Dagarna kommer ur utförarens dagbok. Hämta dem igen, om något har kommit till eller"
            " rättats sedan den förra versionen."
        )
    return form_page(
        request, home, form, ("Lägg in siffror", lead), back=reverse("claim", args=[slug, found.pk])
    )


def correct_claim(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """Correct a paid claim by a new one."""
    home, found = claim_at(request, slug, claim)
    capacity(actor_of(request), CLAIM, None, ClaimEvent.CORRECT, found.agreement)
    kinds = list(cost_kinds(home.id).values())
    form = FiguresForm(
        request.POST or None, request.FILES or None, found, kinds, is_correction=True
    )
    made = form.carry_out(
        lambda values, key: actions.correct_claim(
            actor_of(request), found.pk, form.entered(values), values["why"], key=key
        )
    )
    if made:
        return redirect("claim", slug, made.pk)
    lead = f"{found}. Skriv de rätta siffrorna: skillnaden blir en ny rekvisition."
    return form_page(
        request,
        home,
        form,
        ("Rätta rekvisition", lead),
        back=reverse("claim", args=[slug, found.pk]),
    )


def move_claim(request: HttpRequest, slug: str, claim: int, step: str) -> HttpResponse:
    """Take a step of a claim."""
    home, found = claim_at(request, slug, claim)
    event = event_at(CLAIM, step)
    capacity(actor_of(request), CLAIM, ClaimState(found.state), event, found.agreement)
    form = ClaimStepForm(request.POST or None, found, event)
    if form.carry_out(
        lambda values, key: actions.move_claim(
            actor_of(request), found.pk, form.move(event, values), key=key
        )
    ):
        return redirect("claim", slug, found.pk)
    return form_page(
        request,
        home,
        form,
        (CLAIM.event_names[event], _told(found)),
        back=reverse("claim", args=[slug, found.pk]),
    )


def _told(found: Claim) -> str:
    """Name a claim with its amount, before a step is taken."""
    amount = found.amount if found.approved is None else found.approved
    shown = "utan siffror" if amount is None else kronor_and_ore(amount)
    return f"{found}, {found.agreement.name}, {found.agreement.payee.member.name}: {shown}."
