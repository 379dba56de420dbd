"""Claims in lists: those under way, those that wait for somebody, and what has been paid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from samverk.federation.models import Claim
from samverk.federation.queries.claims import claims_with_names
from samverk.rules.agreements.claim import GONE, ClaimState


def to_certify(federation: int) -> list[Claim]:
    """List a federation's claims (id) that wait to be certified, the oldest first."""
    rows = claims_with_names().filter(agreement__federation=federation, state=ClaimState.TO_CERTIFY)
    return list(rows.order_by("id"))


def claims_in(federation: int, *states: ClaimState) -> list[Claim]:
    """List a federation's claims (id) in some states, the latest first."""
    rows = claims_with_names().filter(agreement__federation=federation, state__in=[*states])
    return list(rows.order_by("-id")[:300])


def claims_waiting(
    payees: Collection[int], reviewed_at: Collection[int], certified_at: Collection[int]
) -> list[Claim]:
    """List the claims whose next step is taken at these organisations (ids), the oldest first."""
    if not (payees or reviewed_at or certified_at):
        return []
    at_payee = Q(agreement__payee__member__in=payees, state__in=["generated", "returned"])
    to_review = Q(
        agreement__federation__in=reviewed_at, state__in=["submitted", "under_review", "certified"]
    )
    to_sign = Q(
        agreement__federation__in=certified_at, state__in=["to_certify", "cancel_requested"]
    )
    rows = claims_with_names().filter(at_payee | to_review | to_sign)
    return list(rows.order_by("from_date", "id")[:50])


@dataclass(frozen=True, slots=True)
class PaidYear:
    """What has been paid of a year's claims (betalt), in öre; ``is_open`` while some are not paid yet."""

    paid: int
    is_open: bool


def paid_to(membership: int) -> dict[int, PaidYear]:
    """Sum what has been paid to a member (membership id) by the year that the claim ends in.

    Years without anything paid are left out.
    """
    is_left = ~Q(state__in=[ClaimState.PAID.value, *GONE])
    rows = (
        Claim.objects.filter(agreement__payee=membership)
        .values_list("to_date__year")
        .annotate(
            total=Sum("paid"),
            paying=Count("pk", filter=~Q(paid=0)),
            left=Count("pk", filter=is_left),
        )
        .order_by("to_date__year")
    )
    return {year: PaidYear(total, left > 0) for year, total, paying, left in rows if paying}
