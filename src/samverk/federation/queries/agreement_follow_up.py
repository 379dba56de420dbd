"""What happens beside an agreement: proposals that nobody has settled, and reports that are owed."""

from __future__ import annotations

from datetime import date

from samverk.federation.models import Agreement, ChangeProposal, ReportDuty
from samverk.foundation.errors import NotFoundError


def open_proposals(agreement: Agreement) -> list[str]:
    """Name the proposals of change that nobody has settled."""
    rows = agreement.proposals.filter(outcome__isnull=True).order_by("id")
    return [row.text[:80] for row in rows]


def missing_reports(agreement: Agreement, day: date) -> list[str]:
    """Name the reports that were due by ``day`` and have not come in."""
    rows = agreement.duties.filter(due_on__lte=day, received__isnull=True).order_by("due_on")
    return [f"{row.name} (senast {row.due_on})" for row in rows]


def proposal_of(federation: int, proposal: int) -> ChangeProposal:
    """Answer which proposal of a federation (ids) this is; raises NotFoundError."""
    rows = ChangeProposal.objects.filter(agreement__federation=federation)
    found = rows.filter(pk=proposal).first()
    if found is None:
        raise NotFoundError("Förslaget finns inte.")
    return found


def duty_of(federation: int, duty: int) -> ReportDuty:
    """Answer which report that is owed to a federation (ids) this is; raises NotFoundError."""
    rows = ReportDuty.objects.select_related("agreement__payee")
    found = rows.filter(pk=duty, agreement__federation=federation).first()
    if found is None:
        raise NotFoundError("Redovisningen finns inte.")
    return found
