"""What by-laws have set about leaving."""

from __future__ import annotations

from dataclasses import replace

from samverk.federation.models import FederationTerms
from samverk.rules.bylaws import STATUTORY_TERMS, Counting, NoticeTerms


def notice_terms(federation: int) -> tuple[NoticeTerms, ...]:
    """List what the by-laws have set about leaving, oldest first."""
    rows = FederationTerms.objects.filter(federation=federation).order_by("from_date")
    return tuple(_terms(row) for row in rows)


def _terms(row: FederationTerms) -> NoticeTerms:
    """Read a row of the by-laws; where they set nothing the act's three years apply."""
    if row.notice_years is None:
        return replace(STATUTORY_TERMS, from_date=row.from_date, to_date=row.to_date)
    return NoticeTerms(
        years=row.notice_years,
        counting=Counting(row.counting),
        from_date=row.from_date,
        to_date=row.to_date,
        source=f"{row.section} förbundsordningen",
    )


def terms_of(federation: int) -> list[FederationTerms]:
    """List what the by-laws have set about leaving, latest first."""
    return list(FederationTerms.objects.filter(federation=federation).order_by("-from_date"))
