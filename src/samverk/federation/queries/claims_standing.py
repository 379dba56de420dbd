"""Claims of a payee as rooms above ask of them: for what, which days, and when their figures were given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from samverk.federation.models import Claim
from samverk.rules.agreements.claim import GONE
from samverk.rules.agreements.stretches import Span


@dataclass(frozen=True, slots=True)
class StandingClaim:
    """A claim that stands (rekvisition): whose, of which intervention (id), and when it was last said.

    ``said_at`` is when its latest figures, or the latest correction of it, were entered.
    """

    claim: Claim
    payee: int
    intervention: int
    span: Span
    said_at: datetime


def standing_claims(payees: Collection[int]) -> list[StandingClaim]:
    """List the claims of payees (organisation ids) that are not set aside, the oldest period first."""
    rows = (
        Claim.objects.filter(agreement__payee__member__in=payees, corrects=None)
        .exclude(state__in=sorted(GONE))
        .exclude(agreement__intervention=None)
        .select_related("agreement__federation", "agreement__payee")
        .annotate(version=Max("versions__recorded_at"), righted=Max("corrections__recorded_at"))
        .order_by("from_date", "pk")
    )
    return [
        StandingClaim(
            row,
            row.agreement.payee.member_id,
            row.agreement.intervention_id,
            Span(row.from_date, row.to_date),
            max(at for at in (row.recorded_at, row.version, row.righted) if at),
        )
        for row in rows
    ]
