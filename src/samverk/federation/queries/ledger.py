"""What is handed to the ledger: the claims that wait for it, and the files that are made."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from samverk.federation.models import Claim, ClaimStep, CostShare, LedgerFile
from samverk.foundation.errors import NotFoundError
from samverk.rules.agreements.claim import ClaimEvent, ClaimState


def certified_claims(federation: int, only: Iterable[int] | None = None) -> list[Claim]:
    """List a federation's claims (ids) that are certified and not sent, the oldest first."""
    rows = Claim.objects.filter(agreement__federation=federation, state=ClaimState.CERTIFIED)
    if only is not None:
        rows = rows.filter(pk__in=[*only])
    return list(
        rows.select_related("agreement__intervention", "agreement__payee__member").order_by("id")
    )


def ledger_files(federation: int) -> list[LedgerFile]:
    """List a federation's files (id) without their content, the latest first; ``count`` is of claims."""
    rows = LedgerFile.objects.filter(federation=federation).defer("sie", "xlsx")
    return list(rows.annotate(count=Count("steps__claim", distinct=True)).order_by("-number"))


def ledger_by_number(federation: int, number: int) -> LedgerFile:
    """Answer a federation's file by its number; raises NotFoundError."""
    found = LedgerFile.objects.filter(federation=federation, number=number).first()
    if found is None:
        raise NotFoundError("Bokföringsunderlaget finns inte.")
    return found


def shares_of(claims: Iterable[int]) -> list[CostShare]:
    """List who bears claims (ids), by the latest time each was proposed."""
    latest = (
        ClaimStep.objects.filter(claim__in=[*claims], event=ClaimEvent.PROPOSE)
        .order_by("claim", "-id")
        .distinct("claim")
        .values_list("pk", flat=True)
    )
    rows = CostShare.objects.filter(step__in=latest).select_related("step__claim__agreement")
    return list(rows.order_by("step__claim", "position"))
