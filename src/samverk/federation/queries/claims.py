"""Claims with their figures, what stops them, and how one version differs from the next."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from samverk.federation.models import (
    Agreement,
    Claim,
    ClaimLine,
    ClaimStep,
    ClaimVersion,
)
from samverk.federation.queries.agreement_follow_up import missing_reports, open_proposals
from samverk.federation.queries.agreements import (
    cost_kinds,
    force_span,
    last_day,
    remaining_of,
    tariffs_of,
    volumes_of,
)
from samverk.federation.queries.charging import commitment_for, raises_settled
from samverk.federation.queries.standing import payee_over
from samverk.foundation.errors import NotFoundError
from samverk.rules.agreements.blocks import Block, ClaimFacts, blocks
from samverk.rules.agreements.claim import (
    CLAIM,
    COUNTED,
    GONE,
    ClaimEvent,
    ClaimState,
    Hands,
)
from samverk.rules.agreements.costs import ineligible
from samverk.rules.agreements.day_price import ToldDays
from samverk.rules.agreements.places import above_funded, funded_places
from samverk.rules.agreements.pricing import Asked, Cost, Counted, Priced, PriceModel, price
from samverk.rules.agreements.stretches import Span
from samverk.rules.ruling import Ruling
from samverk.rules.wording import kronor_and_ore

SUBMITTING = (ClaimEvent.GENERATE.value, ClaimEvent.SUBMIT.value, "figures")
REVIEWING = (ClaimEvent.REVIEW.value, ClaimEvent.PROPOSE.value, ClaimEvent.CORRECT.value)
ASKING = (ClaimEvent.ASK_CANCEL.value,)
TONES = {
    ClaimState.GENERATED: "draft",
    ClaimState.RETURNED: "attention",
    ClaimState.TO_CERTIFY: "attention",
    ClaimState.PAID: "good",
    ClaimState.FAILED: "stopped",
    ClaimState.EXPIRED: "stopped",
    ClaimState.CANCELLED: "stopped",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a claim is computed from (siffror): counts of units by days, or costs in öre.

    ``told`` are participant-days out of the payee's ledger, which nobody enters by hand.
    """

    counted: tuple[Counted, ...] = ()
    costs: tuple[Cost, ...] = ()
    told: tuple[ToldDays, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Write them as they are kept."""
        told = [
            {
                "code": one.code,
                "of": one.of,
                "from": str(one.span.from_date),
                "to": str(one.span.to_date),
                "days": one.days,
            }
            for one in self.told
        ]
        return ({"told": told} if told else {}) | {
            "counts": [
                {"from": str(c.span.from_date), "to": str(c.span.to_date), "count": c.count}
                for c in self.counted
            ],
            "costs": [{"kind": c.kind, "text": c.text, "amount": c.amount} for c in self.costs],
        }


def figures_of(version: ClaimVersion | None) -> Figures:
    """Read the figures of a version; none where there is no version."""
    kept = version.inputs if version else {}
    return Figures(
        tuple(
            Counted(Span(_day(row["from"]), _day(row["to"])), row["count"])
            for row in kept.get("counts", ())
        ),
        tuple(Cost(row["kind"], row["text"], row["amount"]) for row in kept.get("costs", ())),
        tuple(
            ToldDays(row["code"], row["of"], Span(_day(row["from"]), _day(row["to"])), row["days"])
            for row in kept.get("told", ())
        ),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def span_of(claim: Claim) -> Span:
    """Answer a claim's period."""
    return Span(claim.from_date, claim.to_date)


def asked(agreement: Agreement, span: Span, figures: Figures) -> Asked:
    """Put together what a period is priced by: places that are funded need no figures of their own."""
    model = PriceModel(agreement.price_model)
    counted = figures.counted
    funded = funded_places(span, agreement.places, volumes_of(agreement))
    if model is PriceModel.PER_FUNDED_PLACE_MONTH and not counted:
        counted = funded
    closed = tuple(Span(row.from_date, row.to_date) for row in agreement.closings.all())
    return Asked(
        model,
        span,
        tariffs_of(agreement),
        counted,
        figures.costs,
        tuple(one for one in closed if span.common(one)),
        last_day(agreement),
        funded,
        figures.told,
    )


def priced(agreement: Agreement, span: Span, figures: Figures) -> Ruling[Priced | None]:
    """Compute what a period costs by an agreement."""
    return price(asked(agreement, span, figures))


def claims_with_names() -> QuerySet[Claim]:
    """Find claims with whom they are of, and what they correct, at hand."""
    return Claim.objects.select_related(
        "agreement__federation", "agreement__payee__member", "corrects", "commitment"
    )


def claim_by_id(claim: int) -> Claim:
    """Answer which claim this is, with its agreement; raises NotFoundError."""
    found = claims_with_names().filter(pk=claim).first()
    if found is None:
        raise NotFoundError("Rekvisitionen finns inte.")
    return found


def latest_version(claim: Claim) -> ClaimVersion | None:
    """Find the figures that a claim stands by; None before any."""
    return claim.versions.order_by("-number").first()


def overlapping(agreement: int, span: Span, but: int | None = None) -> list[Claim]:
    """List the claims that stand and have days of a period; corrections are of the claims they correct."""
    rows = Claim.objects.filter(
        agreement=agreement, corrects=None, from_date__lte=span.to_date, to_date__gte=span.from_date
    )
    return list(rows.exclude(state__in=[*GONE]).exclude(pk=but or 0).order_by("number"))


def blocks_of(
    claim: Claim, day: date, figures: Figures | None = None, terms: Agreement | None = None
) -> Ruling[tuple[Block, ...]]:
    """List what stops a claim on ``day``, by the latest figures and terms or by those given."""
    agreement = terms or with_terms(claim.agreement)
    commitments = list(agreement.commitments.all())
    span = span_of(claim)
    given = figures_of(latest_version(claim)) if figures is None else figures
    found = priced(agreement, span, given)
    held, own = force_span(agreement), commitment_for(claim, commitments)
    known = cost_kinds(agreement.federation_id) if given.costs else {}
    kinds = ineligible([one.kind for one in given.costs], known)
    taken = [] if claim.corrects_id else overlapping(agreement.pk, span, claim.pk)
    lacking = found.reasons[0].text if found.value is None else ""
    if not given.costs and PriceModel(agreement.price_model) in (
        PriceModel.ACTUAL_COST,
        PriceModel.OTHER,
    ):
        lacking = "Inga kostnader är uppgivna."
    total = found.value.total if found.value else None
    payee_on, payee = payee_over(agreement, span)
    facts = ClaimFacts(
        day,
        span,
        payee,
        payee_on,
        is_in_force=held is not None and held.common(span) == span,
        amount=None if lacking else (claim.amount if claim.corrects_id else total),
        lacking=lacking,
        remaining=remaining_of(own) if own else None,
        overlapping=tuple(f"Rekvisition {row.number}" for row in taken),
        proposals=tuple(open_proposals(agreement)),
        reports=tuple(missing_reports(agreement, day)),
        barred=kinds.value,
        raises_settled=raises_settled(claim),
        above_places=_above_places(agreement, span, given),
    )
    return blocks(facts)


def _above_places(agreement: Agreement, span: Span, given: Figures) -> tuple[str, ...]:
    found = above_funded(asked(agreement, span, given))
    return tuple(reason.text for reason in found.reasons) if found.value else ()


def with_terms(agreement: Agreement) -> Agreement:
    """Read what a claim of an agreement is weighed by, once, as it is now."""
    fresh = copy(agreement)
    fresh._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    wanted = ("tariffs", "volumes", "signatures", "closings", "commitments")
    prefetch_related_objects([fresh], *wanted)
    return fresh


def hands_of(claim: Claim) -> Hands:
    """Tell who has handed in, and who has reviewed or asked to cancel, a claim."""
    rows = list(claim.steps.values_list("event", "who"))
    return Hands(
        frozenset(who for event, who in rows if event in SUBMITTING),
        frozenset(who for event, who in rows if event in (*REVIEWING, *ASKING)),
    )


def counted_of(claim: Claim) -> int:
    """Sum what counts of a claim and its corrections, öre: what is certified."""
    rows = Claim.objects.filter(corrects=claim, state__in=[*COUNTED])
    return (claim.approved or 0) + sum(row.approved or 0 for row in rows)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of a version beside the same place in the one before; None where there is none."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a claim, with what changed since the one before."""

    version: ClaimVersion
    change: int
    lines: tuple[LineChange, ...]


def versions_of(claim: Claim) -> list[VersionRow]:
    """List a claim's versions, the latest first, each with its differences."""
    rows = list(claim.versions.prefetch_related("lines").order_by("number"))
    found = []
    for before, version in zip([None, *rows], rows, strict=False):
        change = version.total - (before.total if before else 0)
        found.append(VersionRow(version, change, tuple(_changes(before, version))))
    return found[::-1]


def _changes(before: ClaimVersion | None, after: ClaimVersion) -> list[LineChange]:
    if before is None:
        return []
    pairs = zip_longest(_lines(before), _lines(after))
    return [LineChange(old, new) for old, new in pairs if old != new]


def _lines(version: ClaimVersion) -> list[str]:
    return [f"{row.text} = {kronor_and_ore(row.amount)}" for row in lines_of(version)]


def lines_of(version: ClaimVersion) -> list[ClaimLine]:
    """List a version's lines in order."""
    return sorted(version.lines.all(), key=lambda row: row.position)


def steps_of(claim: Claim) -> list[tuple[str, ClaimStep]]:
    """List a claim's steps in order, each with its name."""
    rows = claim.steps.select_related("version", "ledger").order_by("id")
    rows = rows.defer("ledger__sie", "ledger__xlsx")
    return [(_done(row), row) for row in rows]


DONE = {
    "figures": "siffror inlagda",
    "first_warning": "första varningen",
    "second_warning": "andra varningen",
    ClaimEvent.CORRECT.value: "rättelse skapad",
}


def _done(step: ClaimStep) -> str:
    """Tell what a step did: by the state it led to, or by name where the state says little."""
    return DONE.get(step.event) or CLAIM.state_names[ClaimState(step.to_state)]
