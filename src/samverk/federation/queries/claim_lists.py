"""Claims in lists: those under way, those that wait for somebody, and what has been paid."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, Sum

from samverk.federation.models import Claim
from samverk.federation.queries.claims import claims_with_names
from samverk.rules.agreements.claim import ClaimState


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


def paid_to(membership: int) -> dict[int, int]:
    """Sum what has been paid to a member (membership id), in öre, by the year that the claim ends in."""
    rows = (
        Claim.objects.filter(agreement__payee=membership)
        .exclude(paid=0)
        .values_list("to_date__year")
        .annotate(total=Sum("paid"))
        .order_by("to_date__year")
    )
    return dict(rows)
