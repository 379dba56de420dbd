"""By when a claim must be handed in, by what was recorded of it, and which claims that asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from samverk.federation.models import Claim, ClaimStep
from samverk.rules.agreements.claim import ClaimState
from samverk.rules.agreements.deadline import Deadline, Handing, deadline
from samverk.rules.ruling import Ruling

WARNED = ("first_warning", "second_warning")


def handing_of(claim: Claim, steps: Iterable[ClaimStep] | None = None) -> Handing:
    """Give what a claim's last day follows from. It was made by its step GENERATE, in one transaction.

    ``steps`` are all that it has, in order, where they are at hand.
    """
    rows = claim.steps.filter(event__in=WARNED).order_by("id") if steps is None else steps
    warned = tuple(localdate(one.recorded_at) for one in rows if one.event in WARNED)
    made_on = localdate(claim.recorded_at)
    return Handing(claim.to_date, claim.agreement.claim_days, made_on, warned)


def due_of(claim: Claim, day: date, steps: Iterable[ClaimStep] | None = None) -> Ruling[Deadline]:
    """Answer by when a claim must be handed in, as it stands on ``day``."""
    return deadline(handing_of(claim, steps), day)


def claims_to_hand_in(day: date) -> list[int]:
    """List the claims (ids) whose period is over and that wait to be handed in, the oldest first."""
    rows = Claim.objects.filter(state=ClaimState.GENERATED, to_date__lt=day)
    return list(rows.order_by("to_date", "id").values_list("pk", flat=True))
