"""What decisions and memberships led to: the agreements, and what has been certified of each by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from samverk.decisions.queries import Decision
from samverk.federation.models import Agreement as Agreement
from samverk.federation.models import AgreementStep, Claim
from samverk.federation.models import MembershipFact as MembershipFact
from samverk.federation.models import StatedReturn as StatedReturn
from samverk.federation.queries.agreements import force_span, step_told, with_all_terms
from samverk.federation.queries.figures import PAPERS
from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.agreements.claim import COUNTED, GONE
from samverk.rules.agreements.places import funded_places
from samverk.rules.agreements.stretches import Span, open_days
from samverk.rules.cost_per_unit import Cost

NOTHING = "Ingen rekvisition för året är attesterad."


def facts_of_decisions(decisions: Collection[int]) -> list[MembershipFact]:
    """List the facts about memberships that rest on some decisions (ids) and stand, oldest first."""
    found = MembershipFact.objects.filter(decision__in=list(decisions), kept=True)
    return list(found.select_related("membership__member", "membership__federation").order_by("pk"))


def agreements_resting_on(
    decisions: Collection[int], memberships: Collection[int]
) -> list[Agreement]:
    """List the agreements that rest on some decisions or memberships (ids), with all terms at hand.

    Those that a step was taken in by a decision, and those whose payee or co-operating party a
    membership is; the oldest first, without drafts.
    """
    return list(_resting_on(with_all_terms(), decisions, memberships))


def names_resting_on(decisions: Collection[int], memberships: Collection[int]) -> list[Agreement]:
    """List the same agreements with their names, days and payees alone."""
    rows = Agreement.objects.select_related("federation", "payee__member")
    names = ("name", "starts_on", "ends_on", "federation__slug", "payee__member__short_name")
    return list(_resting_on(rows, decisions, memberships).only(*names))


def _resting_on(
    rows: QuerySet[Agreement], decisions: Collection[int], memberships: Collection[int]
) -> QuerySet[Agreement]:
    behind, of = list(decisions), list(memberships)
    steps = AgreementStep.objects.filter(Q(decision__in=behind) | Q(payee_decision__in=behind))
    rests = Q(pk__in=steps.values("agreement")) | Q(payee__in=of) | Q(parties__overlap=of)
    return (
        rows.filter(rests).exclude(state=AgreementState.DRAFT).order_by("starts_on", "name", "pk")
    )


def agreements_about(interventions: Collection[int]) -> dict[int, list[Agreement]]:
    """List the decided agreements about some interventions (ids), by intervention."""
    rows = Agreement.objects.filter(intervention__in=list(interventions))
    rows = rows.exclude(state__in=(AgreementState.DRAFT, AgreementState.PROPOSED))
    found: defaultdict[int, list[Agreement]] = defaultdict(list)
    named = rows.select_related("federation", "payee__member").prefetch_related("signatures")
    for row in named.order_by("starts_on", "pk"):
        found[row.intervention_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim as it is summed."""

    agreement: int
    number: int
    span: Span
    state: str
    approved: int | None
    corrects: int | None


def certified_by_year(agreements: Collection[int]) -> dict[int, dict[int, Cost]]:
    """Answer what is certified of some agreements (ids), by agreement and the year a claim ends in.

    Years without a claim that stands are left out. Days within a year's claims that nothing is
    certified for make the cost a part of what it will be; a correction under way leaves it unknown.
    """
    rows = Claim.objects.filter(agreement__in=list(agreements)).exclude(state__in=[*GONE])
    fields = ("agreement", "number", "from_date", "to_date", "state", "approved", "corrects")
    found: defaultdict[tuple[int, int], list[_Claimed]] = defaultdict(list)
    for agreement, number, start, end, *rest in rows.order_by("number").values_list(*fields):
        claimed = _Claimed(agreement, number, Span(start, end), *rest)
        found[agreement, end.year].append(claimed)
    costs: defaultdict[int, dict[int, Cost]] = defaultdict(dict)
    for (agreement, year), claims in sorted(found.items()):
        costs[agreement][year] = _cost(claims)
    return costs


def _cost(claims: Iterable[_Claimed]) -> Cost:
    """Sum a year's claims."""
    rows = list(claims)
    open_ones = [one.number for one in rows if one.corrects and one.state not in COUNTED]
    if open_ones:
        told = ", ".join(map(str, open_ones))
        return Cost(None, lacking=f"Rättelsen i rekvisition {told} är inte attesterad än.")
    counted = [one for one in rows if one.state in COUNTED]
    if not counted:
        return Cost(None, lacking=NOTHING)
    span = Span(
        min(one.span.from_date for one in counted), max(one.span.to_date for one in counted)
    )
    source = f"rekvisition {', '.join(str(one.number) for one in counted)}"
    total = sum(one.approved or 0 for one in counted)
    return Cost(total, span, source, is_part=_has_gap(span, [one.span for one in counted]))


def _has_gap(span: Span, held: Iterable[Span]) -> bool:
    """Answer whether a day of a period is in none of the others."""
    next_day = span.from_date
    for one in sorted(held, key=lambda each: each.from_date):
        if one.from_date > next_day:
            return True
        next_day = max(next_day, one.to_date + timedelta(days=1))
    return next_day <= span.to_date


def place_days(found: Agreement, span: Span) -> int | None:
    """Count the days of funded places in a period, closed days apart; None where none are told."""
    changes = [(row.from_date, row.places) for row in found.volumes.all() if row.kept]
    held = funded_places(span, found.places, changes)
    if sum(one.span.days for one in held) < span.days:
        return None
    closed = [Span(row.from_date, row.to_date) for row in found.closings.all()]
    return sum(one.count * open_days(one.span, closed) for one in held)


def years_of(found: Agreement, today: date) -> range:
    """Answer the years that an agreement has held so far; none when it does not hold yet."""
    span = force_span(found)
    if span is None or span.from_date > today:
        return range(0)
    return range(span.from_date.year, min(span.to_date, today).year + 1)


def returns_of(memberships: Collection[int]) -> Mapping[int, list[StatedReturn]]:
    """List what papers say goes back for interventions, by membership, of those with a number told."""
    rows = StatedReturn.objects.filter(membership__in=list(memberships))
    rows = (
        rows.filter(interventions__isnull=False)
        .select_related("membership__member", *PAPERS)
        .order_by("year", "pk")
    )
    found: defaultdict[int, list[StatedReturn]] = defaultdict(list)
    for row in rows:
        found[row.membership_id].append(row)
    return found


class Behind(NamedTuple):
    """A decision behind a step of an agreement, and what the step did, in words."""

    decision: Decision
    step: str


def decisions_behind(agreements: Collection[int]) -> dict[int, list[Behind]]:
    """List the decisions behind some agreements' (ids) steps, by agreement, each once, oldest first."""
    names = ("decision", "payee_decision")
    own = (f"{name}__{of}" for name in names for of in ("body", "organisation", "case__body"))
    rows = AgreementStep.objects.filter(agreement__in=list(agreements)).order_by("pk")
    found: defaultdict[int, dict[int, Behind]] = defaultdict(dict)
    for row in rows.select_related(*own):
        for one in (row.decision, row.payee_decision):
            if one is not None:
                found[row.agreement_id].setdefault(one.pk, Behind(one, step_told(row)))
    return {agreement: list(each.values()) for agreement, each in found.items()}
