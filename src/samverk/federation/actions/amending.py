"""Amending an agreement that holds: by each side's decision, and never for days already computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from samverk.federation.actions.both_sides import Behind, with_decisions
from samverk.federation.actions.capacity import signed
from samverk.federation.models import (
    Agreement,
    AgreementPlaces,
    AgreementStep,
    AgreementTariff,
    Claim,
    ClaimVersion,
)
from samverk.federation.queries.agreements import (
    agreement_row,
    facts_of,
    options_of,
    tariffs_of,
)
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.rules.agreements.agreement import (
    AGREEMENT,
    AgreementEvent,
    AgreementState,
    agreement_step,
)
from samverk.rules.agreements.claim import GONE
from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.pricing import PriceModel
from samverk.rules.agreements.stretches import ONE


@dataclass(frozen=True, slots=True)
class NewTariff:
    """What a unit costs from a day on, in öre."""

    from_date: date
    amount: int


@dataclass(frozen=True, slots=True)
class NewPlaces:
    """How many places are funded from a day on."""

    from_date: date
    places: int


@dataclass(frozen=True, slots=True)
class NewOption:
    """A right to prolong, and the latest day to use it."""

    prolongs_to: date
    use_by: date


Amendment = NewTariff | NewOption | NewPlaces


def struck_like(found: Agreement, term: object) -> AgreementTariff | AgreementPlaces | None:
    """Find what was struck from the same day: its right row needs no new decision, it was decided."""
    if not isinstance(term, NewTariff | NewPlaces):
        return None
    rows = found.tariffs.all() if isinstance(term, NewTariff) else found.volumes.all()
    same = [row for row in rows if row.from_date == term.from_date]
    if not same or any(row.kept for row in same):
        return None
    return max(same, key=lambda row: row.pk)


def amend(actor: Actor, found: Agreement, behind: Behind) -> None:
    """Note a new version of an agreement that holds; what is proposed or decided stays as it is."""
    today, event = clock.today(), AgreementEvent.AMEND
    ruled = AGREEMENT.take(agreement_row(found, today).state, event, Doer.FEDERATION)
    if ruled.value is None:
        raise ConflictError(" ".join(reason.text for reason in ruled.reasons))
    facts = facts_of(found, {}, today)
    facts = with_decisions(facts, found, event, behind)
    decided = agreement_step(AgreementState.ACTIVE, event, Doer.FEDERATION, facts)
    if decided.value is None:
        raise InputError(" ".join(reason.text for reason in decided.reasons), field="decision")
    AgreementStep.objects.create(
        agreement=found,
        event=AgreementEvent.AMEND,
        to_state=ruled.value,
        happened_on=today,
        decision_id=behind.decision,
        payee_decision_id=behind.payee_decision,
        **signed(actor),
    )


def spread_to(found: Agreement, start: date) -> date | None:
    """Answer the last day that a fixed sum from ``start`` is for; None in a draft, which is not agreed.

    Raises InputError for one from after the end that no option reaches.
    """
    if start > found.ends_on and found.price_model != PriceModel.FIXED_SUM:
        return None
    if start > found.ends_on:
        used = [one for one in options_of(found) if not one.is_used and one.prolongs_to >= start]
        if not used:
            raise InputError(
                f"Överenskommelsen gäller till och med {found.ends_on}. Registrera optionen först.",
                field="from_date",
            )
        end = min(one.prolongs_to for one in used)
    elif found.state == AgreementState.DRAFT:
        return None
    else:
        end = found.ends_on
    later = [one.from_date - ONE for one in tariffs_of(found) if one.from_date > start]
    return min([end, *later])


def computed_claims(found: Agreement, start: date, end: date) -> QuerySet[Claim]:
    """Find the claims that stand and have been computed for some of these days."""
    rows = Claim.objects.filter(agreement=found, to_date__gte=start, from_date__lte=end)
    computed = ClaimVersion.objects.filter(claim=OuterRef("pk"))
    return rows.exclude(state__in=[*GONE]).filter(Exists(computed))


def check_unclaimed(found: Agreement, start: date, end: date) -> None:
    """Refuse what would change days that have been claimed for: old tariffs stay for old periods."""
    rows = computed_claims(found, start, end)
    taken = rows.order_by("number").first()
    if taken:
        raise ConflictError(
            f"{taken} är redan beräknad för de dagarna. Välj dagar efter den, eller makulera den."
        )
