"""Making claims and entering their figures: a new version each time, and the old ones stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from samverk.federation.actions.capacity import capacity, signed
from samverk.federation.actions.claim_warnings import tend_claim
from samverk.federation.actions.claimed_days import check_sum, days_to_claim, tie_days
from samverk.federation.actions.doors import AGREEMENT_OF_FEDERATION, hold
from samverk.federation.models import Agreement, Claim, ClaimLine, ClaimStep, ClaimVersion
from samverk.federation.queries.agreements import agreement_by_id, cost_kinds
from samverk.federation.queries.claims import (
    Figures,
    asked,
    claim_by_id,
    counted_of,
    figures_of,
    latest_version,
    overlapping,
    priced,
    span_of,
)
from samverk.federation.queries.standing import payee_over
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.agreements.blocks import MEMBER_WAYS
from samverk.rules.agreements.claim import (
    CLAIM,
    ClaimEvent,
    ClaimState,
    corrected,
)
from samverk.rules.agreements.deadline import refused_as_late
from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.parties import may_be_paid
from samverk.rules.agreements.places import above_funded
from samverk.rules.agreements.pricing import BY_COST, FORMULA, Priced, PriceModel
from samverk.rules.agreements.stretches import Span

CLAIM_MADE = acts.kind("federation.claim_made", "Rekvisition skapad")
FIGURES_ENTERED = acts.kind("federation.claim_figures", "Rekvisitionens siffror inlagda")
CLAIM_CORRECTED = acts.kind("federation.claim_corrected", "Rättelse av rekvisition skapad")
OPEN_TO_FIGURES = (ClaimState.GENERATED, ClaimState.RETURNED)
FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim for a period of an agreement (id)."""

    agreement: int
    from_date: date
    to_date: date


@dataclass(frozen=True, slots=True)
class Entered:
    """Figures as somebody entered them; with the file they were read from, if any."""

    figures: Figures
    file_name: str = ""
    sha256: str = ""


def make_claim(actor: Actor, new: NewClaim, *, key: str) -> Claim:
    """Make a claim for a period. What is funded, and days out of the payee's ledger, are computed at once.

    The rest waits for figures. Raises InputError for a period in the wrong order, for one in which the
    payee is not certainly a member, for one that divides a month of the payee's ledger, and for a payee
    who comes too late; ConflictError for days that are claimed already.
    """
    found = agreement_by_id(new.agreement)
    doer = capacity(actor, CLAIM, None, ClaimEvent.GENERATE, found)
    if new.to_date < new.from_date:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="to_date")
    if found.state in (AgreementState.DRAFT, AgreementState.PROPOSED):
        raise ConflictError("Överenskommelsen är inte beslutad. Registrera beslutet först.")
    if new.from_date < found.starts_on or new.to_date > found.ends_on:
        told = f"Överenskommelsen gäller {found.starts_on} till {found.ends_on}."
        raise InputError(f"{told} Välj dagar inom den.", field="from_date")
    act = acts.Act(actor, CLAIM_MADE, key, found.federation_id, content=new)
    return acts.carry_out(act, lambda: _make(actor, new, doer))


def _make(actor: Actor, new: NewClaim, doer: Doer) -> Claim:
    hold(AGREEMENT_OF_FEDERATION, new.agreement)
    span = Span(new.from_date, new.to_date)
    _expire(new.agreement, span)
    agreement = agreement_by_id(new.agreement)
    _check_payee(agreement, span)
    late = refused_as_late(span.to_date, agreement.claim_days, clock.today())
    if late and doer is Doer.PROVIDER:
        raise InputError(late.reasons[0].text, field="from_date")
    told = days_to_claim(agreement, span)
    made = _created(agreement, span, ClaimState.GENERATED)
    _step(actor, made, ClaimEvent.GENERATE)
    if told:
        _new_version(actor, made, agreement, Entered(Figures(told=told)))
    elif (
        priced(agreement, span, Figures()).value
        and PriceModel(agreement.price_model) not in BY_COST
    ):
        _new_version(actor, made, agreement, Entered(Figures()))
    return made


def _check_payee(agreement: Agreement, span: Span) -> None:
    on, payee = payee_over(agreement, span)
    ruled = may_be_paid(payee, on)
    if not ruled.value:
        raise InputError(
            f"{ruled.reasons[0].text} {MEMBER_WAYS[payee.is_member]}", field="from_date"
        )


def _created(agreement: Agreement, span: Span, state: ClaimState, **more: Any) -> Claim:
    number = Claim.objects.filter(agreement=agreement).count() + 1
    try:
        with transaction.atomic():
            return Claim.objects.create(
                agreement=agreement,
                number=number,
                from_date=span.from_date,
                to_date=span.to_date,
                state=state,
                **more,
            )
    except IntegrityError as fault:
        taken = " och ".join(str(row) for row in overlapping(agreement.pk, span))
        raise ConflictError(
            f"{taken or 'En annan rekvisition'} gäller redan några av dagarna. Välj andra dagar,"
            " eller rätta den som finns."
        ) from fault


def _expire(agreement: int, span: Span) -> None:
    """Let claims for these days that are past their last day give room: the clock takes that step."""
    for row in overlapping(agreement, span):
        tend_claim(row.pk)


def enter_figures(actor: Actor, claim: int, entered: Entered, *, key: str) -> ClaimVersion:
    """Enter a claim's figures: counts or costs, as a new version.

    Raises InputError for figures that do not fit the period or the model, ConflictError when the claim
    has been handed in.
    """
    found = claim_by_id(claim)
    # Whoever may hand a claim in may enter its figures
    capacity(actor, CLAIM, ClaimState.GENERATED, ClaimEvent.SUBMIT, found.agreement)
    _check_entered(entered)
    act = acts.Act(
        actor, FIGURES_ENTERED, key, found.agreement.federation_id, content=(claim, entered)
    )
    return acts.carry_out(act, lambda: _enter(actor, claim, entered))


def _enter(actor: Actor, claim: int, entered: Entered) -> ClaimVersion:
    row = Claim.objects.select_for_update().get(pk=claim)
    hold(AGREEMENT_OF_FEDERATION, row.agreement_id)
    if row.state not in OPEN_TO_FIGURES:
        told = CLAIM.state_names[ClaimState(row.state)]
        raise ConflictError(f"Rekvisitionen är {told}: siffrorna ändras inte nu.")
    if row.corrects_id:
        raise ConflictError("En rättelse ändras inte. Makulera den och gör en ny.")
    agreement = agreement_by_id(row.agreement_id)
    if figures_of(latest_version(row)).told:
        # What has come since, and what another claim has let go, is taken in
        entered = Entered(Figures(told=days_to_claim(agreement, span_of(row), row.pk)))
    made = _new_version(actor, row, agreement, entered)
    _step(actor, row, FIGURES, made)
    return made


def _check_entered(entered: Entered) -> None:
    if entered.figures.told:
        raise InputError("Deltagardagar kommer ur utförarens dagbok, och skrivs inte in.")


def _new_version(
    actor: Actor, row: Claim, agreement: Agreement, entered: Entered, *, counted: int = 0
) -> ClaimVersion:
    """Keep figures as the next version; a correction's amount is what differs from ``counted``."""
    found = _computed(agreement, span_of(row), entered.figures)
    made = ClaimVersion.objects.create(
        claim=row,
        number=row.versions.count() + 1,
        total=found.total,
        formula=FORMULA,
        inputs=_inputs(agreement, span_of(row), entered.figures),
        file_name=entered.file_name[:200],
        sha256=entered.sha256,
        user_name=actor.name[:200],
    )
    ClaimLine.objects.bulk_create(
        ClaimLine(version=made, position=n, text=one.text[:400], amount=one.amount, count=one.count)
        for n, one in enumerate(found.lines, start=1)
    )
    if entered.figures.told:
        check_sum(found.total, entered.figures.told)
        tie_days(row, made, entered.figures.told)
    row.amount = corrected(found.total, counted).value
    row.approved = None
    row.save(update_fields=["amount", "approved"])
    return made


def _computed(agreement: Agreement, span: Span, figures: Figures) -> Priced:
    model = PriceModel(agreement.price_model)
    if model in BY_COST and (figures.counted or not figures.costs):
        raise InputError("Den här överenskommelsen betalas efter kostnader. Lägg in kostnadsrader.")
    if model not in BY_COST and figures.costs:
        raise InputError("Den här överenskommelsen betalas efter antal, inte kostnader.")
    _check_costs(agreement, figures)
    try:
        found = priced(agreement, span, figures)
    except ValueError as fault:
        raise InputError(f"{fault} Inget har sparats.") from fault
    if found.value is None:
        raise InputError(found.reasons[0].text)
    above = above_funded(asked(agreement, span, figures))
    if above.value:
        raise InputError(" ".join(reason.text for reason in above.reasons))
    return found.value


def _check_costs(agreement: Agreement, figures: Figures) -> None:
    known = cost_kinds(agreement.federation_id)
    for number, cost in enumerate(figures.costs, start=1):
        if cost.kind.casefold() not in known:
            raise InputError(f"Rad {number}: kostnadsslaget {cost.kind!r} finns inte i listan.")
        if cost.amount < 0:
            raise InputError(f"Rad {number}: beloppet kan inte vara negativt.")


def _inputs(agreement: Agreement, span: Span, figures: Figures) -> dict[str, Any]:
    """Keep all that the amount was computed from."""
    given = asked(agreement, span, figures)
    return {
        **figures.as_json(),
        "model": given.model.value,
        "places": agreement.places,
        "funded": [
            [str(one.span.from_date), str(one.span.to_date), one.count] for one in given.funded
        ],
        "tariffs": [
            [str(one.from_date), one.amount, str(one.until or "")] for one in given.tariffs
        ],
        "closed": [[str(one.from_date), str(one.to_date)] for one in given.closed],
        "last_day": str(given.last_day),
    }


def correct_claim(actor: Actor, claim: int, entered: Entered, why: str, *, key: str) -> Claim:
    """Correct a paid claim by a new one with the right figures: its amount is the difference.

    The old claim never changes. Raises InputError without a reason, ConflictError when the claim is
    not paid or another correction of it is not through.
    """
    found = claim_by_id(claim)
    capacity(actor, CLAIM, None, ClaimEvent.CORRECT, found.agreement)
    if not why.strip():
        raise InputError("Skriv varför rekvisitionen rättas.", field="why")
    _check_entered(entered)
    act = acts.Act(
        actor,
        CLAIM_CORRECTED,
        key,
        found.agreement.federation_id,
        why.strip(),
        content=(claim, entered, why),
    )
    return acts.carry_out(act, lambda: _correct(actor, claim, entered, why))


def _correct(actor: Actor, claim: int, entered: Entered, why: str) -> Claim:
    old = Claim.objects.select_for_update().get(pk=claim)
    hold(AGREEMENT_OF_FEDERATION, old.agreement_id)
    if old.corrects_id or old.state not in (ClaimState.PAID, ClaimState.PARTLY_PAID):
        raise ConflictError("Bara en betald rekvisition rättas. Rätta den ursprungliga.")
    open_ones = old.corrections.exclude(
        state__in=[ClaimState.PAID, ClaimState.CANCELLED, ClaimState.PARTLY_PAID]
    )
    if open_ones.exists():
        raise ConflictError("En rättelse är redan på väg. Avsluta den först.")
    agreement = agreement_by_id(old.agreement_id)
    made = _created(agreement, span_of(old), ClaimState.UNDER_REVIEW, corrects=old)
    version = _new_version(actor, made, agreement, entered, counted=counted_of(old))
    _step(actor, made, ClaimEvent.CORRECT, version, why)
    return made


def _step(
    actor: Actor, row: Claim, event: str, version: ClaimVersion | None = None, note: str = ""
) -> None:
    ClaimStep.objects.create(
        claim=row,
        event=event,
        to_state=row.state,
        version=version,
        note=note.strip(),
        **signed(actor),
    )


def capacity_of(actor: Actor, found: Claim, event: ClaimEvent) -> Doer:
    """Answer in what capacity ``actor`` takes a step of a claim; raises NotAllowedError when in none."""
    return capacity(actor, CLAIM, ClaimState(found.state), event, found.agreement)
