"""Agreements as they stand on a day: their state, what runs out, and what is left of the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from samverk.federation.models import (
    Agreement,
    AgreementStep,
    Commitment,
    CostRule,
    Membership,
    Side,
)
from samverk.foundation.errors import NotFoundError
from samverk.rules.agreements.agreement import (
    AGREEMENT,
    AgreementEvent,
    AgreementFacts,
    AgreementState,
    Terms,
    state_on,
)
from samverk.rules.agreements.commitment import PROMISING, SPENT_FROM, CommitmentState
from samverk.rules.agreements.costs import DEFAULT_KINDS, CostKind, kinds_now
from samverk.rules.agreements.options import ExpiryWarning, OptionTerms, expiry_warnings
from samverk.rules.agreements.parties import Standing
from samverk.rules.agreements.places import funded_places
from samverk.rules.agreements.pricing import BY_COST, PriceModel
from samverk.rules.agreements.stretches import ONE, Span, Tariff
from samverk.rules.apportionment import swedish_order
from samverk.rules.ruling import Ruling

SIGNED_BY = {Side.FEDERATION.value: "förbundet", Side.PAYEE.value: "utföraren"}
TONES = {
    AgreementState.DRAFT: "draft",
    AgreementState.PROPOSED: "running",
    AgreementState.DECIDED: "running",
    AgreementState.ACTIVE: "good",
    AgreementState.NOTICE_GIVEN: "attention",
    AgreementState.ENDED: "neutral",
    AgreementState.TERMINATED: "stopped",
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with what follows from its rows on a day; amounts in öre."""

    agreement: Agreement
    ruled: Ruling[AgreementState]
    warnings: tuple[ExpiryWarning, ...]
    committed: int
    certified: int

    @property
    def state(self) -> AgreementState:
        """The state on the day."""
        return self.ruled.value

    @property
    def state_name(self) -> str:
        """The state in words."""
        return AGREEMENT.state_names[self.state]

    @property
    def tone(self) -> str:
        """How the state is shown."""
        return TONES[self.state]

    @property
    def remaining(self) -> int:
        """What is left of the commitments, öre."""
        return self.committed - self.certified


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.select_related(
        "federation", "intervention", "payee__member", "payee__federation"
    ).prefetch_related(
        "tariffs",
        "signatures__document",
        "commitments",
        Prefetch("options", to_attr="option_rows"),
        Prefetch(
            "steps",
            AgreementStep.objects.select_related(
                "decision__body", "payee_decision__body", "payee_decision__organisation", "option"
            ).order_by("id"),
            to_attr="step_rows",
        ),
    )


def with_all_terms() -> QuerySet[Agreement]:
    """Find agreements with all that follows from their rows at hand: state, places, closed days."""
    return _agreements().prefetch_related("volumes", "closings")


def agreements_of(federation: int, day: date) -> list[AgreementRow]:
    """List a federation's agreements (id), the latest end first, in a fixed number of queries."""
    rows = list(_agreements().filter(federation=federation).order_by("-ends_on", "name", "id"))
    return [agreement_row(row, day) for row in rows]


def agreement_by_id(agreement: int) -> Agreement:
    """Answer which agreement this is; raises NotFoundError."""
    rows = with_all_terms().prefetch_related("commitments__steps")
    found = rows.filter(pk=agreement).first()
    if found is None:
        raise NotFoundError("Överenskommelsen finns inte.")
    return found


def agreement_row(found: Agreement, day: date) -> AgreementRow:
    """Give an agreement as it stands on ``day``: what the day alone brings does not ask who is a member."""
    facts = facts_of(found, {}, day)
    ruled = state_on(AgreementState(found.state), facts)
    is_over = ruled.value in (AgreementState.ENDED, AgreementState.TERMINATED)
    warnings = () if is_over else expiry_warnings(last_day(found), options_of(found), day).value
    spent = [row for row in found.commitments.all() if row.state in SPENT_FROM]
    # What was left of a settled one is given back
    promised = (row.amount if row.state in PROMISING else row.certified for row in spent)
    return AgreementRow(found, ruled, warnings, sum(promised), sum(row.certified for row in spent))


def facts_of(found: Agreement, standings: Mapping[int, Standing], day: date) -> AgreementFacts:
    """Give an agreement as the rules read it; ``standings`` (by membership) of those that it names."""
    tariffs = [row.from_date for row in found.tariffs.all() if row.kept]
    terms = Terms(
        found.starts_on,
        found.ends_on,
        tuple(standings[one] for one in found.parties if one in standings),
        standings.get(found.payee_id),
        needs_tariff=PriceModel(found.price_model) not in BY_COST,
        tariff_from=min(tariffs, default=None),
        reporting=found.reporting,
        data_processing=found.data_processing,
    )
    signed = frozenset(
        SIGNED_BY[row.side] for row in found.signatures.all() if row.kept and row.signed_on <= day
    )
    return AgreementFacts(day, terms, signed, effective_on=found.effective_on)


def last_day(found: Agreement) -> date:
    """Answer the last day an agreement holds: its end, or what a notice or termination made it."""
    return min(found.ends_on, found.effective_on or date.max)


def force_span(found: Agreement) -> Span | None:
    """Answer the days that an agreement holds; None when it is not decided and signed by both."""
    signed = {row.side for row in found.signatures.all() if row.kept}
    if found.state in (AgreementState.DRAFT, AgreementState.PROPOSED) or len(signed) < len(Side):
        return None
    last = last_day(found)
    return Span(found.starts_on, last) if last >= found.starts_on else None


def options_of(found: Agreement) -> list[OptionTerms]:
    """Give an agreement's options, and whether they are used."""
    used = {step.option_id for step in found.step_rows if step.option_id}  # type: ignore[attr-defined]
    return [
        OptionTerms(row.prolongs_to, row.use_by, row.pk in used)
        for row in found.option_rows  # type: ignore[attr-defined]
    ]


def tariffs_of(found: Agreement) -> tuple[Tariff, ...]:
    """Give an agreement's tariffs, oldest first, each with the last day that a fixed sum is for."""
    rows = sorted((row for row in found.tariffs.all() if row.kept), key=lambda row: row.from_date)
    found_ones = []
    for row, later in zip(rows, [*rows, None][1:], strict=True):
        # Not agreed upon yet: it will be for the days up to the next one, or to the agreed end
        end = min(later.from_date - ONE if later else date.max, found.agreed_to)
        until = row.spread_to or max(end, row.from_date)
        found_ones.append(Tariff(row.from_date, row.amount, until))
    return tuple(found_ones)


def volumes_of(found: Agreement) -> list[tuple[date, int]]:
    """Give the changes of an agreement's funded places: from which day, and how many."""
    return [(row.from_date, row.places) for row in found.volumes.all() if row.kept]


def places_on(found: Agreement, day: date) -> int | None:
    """Answer how many places an agreement funds on a day; None where it tells none."""
    held = funded_places(Span(day, day), found.places, volumes_of(found))
    return held[0].count if held else None


def remaining_of(row: Commitment) -> int:
    """Answer what is left of a commitment, öre: nothing once it is settled or annulled."""
    return row.remaining if row.state in PROMISING else 0


def covering(rows: Sequence[Commitment], span: Span) -> Commitment | None:
    """Find the approved commitment that covers a whole period; None when none does."""
    return next(
        (
            row
            for row in rows
            if row.state == CommitmentState.APPROVED
            and row.from_date <= span.from_date
            and span.to_date <= row.to_date
        ),
        None,
    )


def cost_kinds(federation: int) -> dict[str, CostKind]:
    """Answer which kinds of cost a federation (id) may pay, by name in lower case."""
    rows = CostRule.objects.filter(federation=federation).order_by("id")
    own = [CostKind(row.name, row.is_eligible, row.source) for row in rows]
    return kinds_now(own)


def is_default(kind: CostKind) -> bool:
    """Answer whether a kind stands in the list from the start, unchanged."""
    return kind in DEFAULT_KINDS


DONE = {
    AgreementEvent.CREATE.value: "upplagd",
    AgreementEvent.SEND_BACK.value: "tillbaka till utkast",
    AgreementEvent.AMEND.value: "villkor tillagt",
    AgreementEvent.USE_OPTION.value: "option använd",
    AgreementEvent.REVOKE_NOTICE.value: "uppsägningen återtagen",
}


def steps_told(found: Agreement) -> list[tuple[str, AgreementStep]]:
    """List an agreement's steps in order, each with what it did."""
    return [(step_told(step), step) for step in found.step_rows]  # type: ignore[attr-defined]


def step_told(step: AgreementStep) -> str:
    """Tell what a step of an agreement did."""
    return DONE.get(step.event) or AGREEMENT.state_names[AgreementState(step.to_state)]


def party_names(found: Agreement) -> list[str]:
    """Name the parties that co-operate in an agreement, in order."""
    rows = Membership.objects.filter(pk__in=found.parties).select_related("member")
    return sorted((row.member.name for row in rows), key=swedish_order)


def commitment_by_id(commitment: int) -> Commitment:
    """Answer which commitment this is, with its agreement; raises NotFoundError."""
    rows = Commitment.objects.select_related("agreement__federation", "agreement__payee__member")
    found = rows.filter(pk=commitment).first()
    if found is None:
        raise NotFoundError("Åtagandet finns inte.")
    return found
