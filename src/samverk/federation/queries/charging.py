"""Which commitment a claim is certified against, and whether it may be."""

from __future__ import annotations

from samverk.federation.models import Claim, Commitment
from samverk.federation.queries.agreements import covering
from samverk.rules.agreements.commitment import CommitmentState, may_charge
from samverk.rules.agreements.stretches import Span
from samverk.rules.ruling import Ruling


def commitment_for(claim: Claim, known: list[Commitment] | None = None) -> Commitment | None:
    """Find the commitment that a claim is certified against; None when none may be.

    That is the approved one that covers its period; for a correction that lowers what was certified
    it is the one that the corrected claim was certified against, settled or not.
    """
    rows = list(claim.agreement.commitments.all()) if known is None else known
    if claim.corrects is not None and (claim.amount or 0) <= 0:
        own = next((row for row in rows if row.pk == claim.corrects.commitment_id), None)
        if own and charged(own, claim).value:
            return own
    return covering(rows, Span(claim.from_date, claim.to_date))


def charged(own: Commitment, claim: Claim) -> Ruling[bool]:
    """Answer whether a claim may be certified against a commitment as it is now."""
    state = CommitmentState(own.state)
    return may_charge(state, claim.amount or 0, is_correction=claim.corrects_id is not None)


def raises_settled(claim: Claim) -> str:
    """Say that a correction raises what a settled commitment paid; "" when it does not."""
    own = claim.corrects.commitment if claim.corrects else None
    if own is None or own.state != CommitmentState.SETTLED:
        return ""
    ruled = charged(own, claim)
    return "" if ruled.value else ruled.reasons[0].text
