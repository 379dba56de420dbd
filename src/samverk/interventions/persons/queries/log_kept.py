"""How far back an authority's log reaches, and what it is still needed for."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from samverk.foundation.log_seals.removing import removals
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.models import ReviewRound
from samverk.interventions.persons.queries.log_review import READ
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority
from samverk.rules.wording import month_and_year


def kept_from(home: Authority) -> date | None:
    """Answer from which day an authority's log tells who has read; None before anybody has."""
    gone = removals(home.body)
    if gone:
        return timezone.localtime(max(one.until for one in gone)).date()
    rows = AuditEvent.objects.filter(
        organisation=home.organisation, body=home.body, kind__in=READ
    ).order_by("recorded_at")
    first = rows.values_list("recorded_at", flat=True).first()
    return timezone.localtime(first).date() if first else None


def needed_for_review(body: int | None, limit: date) -> str:
    """Say why readings before a day are still needed: a month that is drawn and not signed; "" for none."""
    if body is None:
        return ""
    with unread([body]):
        rows = ReviewRound.objects.filter(controller=body, month__lt=limit, signature=None)
        month = rows.order_by("month").values_list("month", flat=True).first()
    if month is None:
        return ""
    return (
        f"Granskningen av {month_and_year(month)} är dragen men inte underskriven."
        " Skriv under den innan läsningarna gallras."
    )
