"""What a federation has told a party of its agreements: what a day costs, and which days are claimed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from samverk.exchange.queries import latest_between
from samverk.interventions.queries.telling import TERMS_TOLD
from samverk.rules.agreements.day_price import DayTerms
from samverk.rules.agreements.stretches import Span, Tariff


@dataclass(frozen=True, slots=True)
class ToldTerms:
    """The agreements' terms by the intervention's name, and claims by the ledger's row (berättade villkor).

    ``day`` is when they were signed, None when nothing has been told.
    """

    day: date | None = None
    terms: dict[str, tuple[DayTerms, ...]] = field(default_factory=dict)
    claims: dict[UUID, str] = field(default_factory=dict)


def told_terms(federation: int, provider: int) -> ToldTerms:
    """Read what a federation has last told a provider (organisation ids), in one query."""
    came = latest_between(TERMS_TOLD[0], federation, provider)
    if came is None:
        return ToldTerms()
    terms: dict[str, tuple[DayTerms, ...]] = {}
    for row in came.payload["agreements"]:
        terms[row["intervention"]] = (*terms.get(row["intervention"], ()), _terms(row))
    claims = {UUID(row["line"]): row["claim"] for row in came.payload["claims"]}
    return ToldTerms(came.created.date(), terms, claims)


def _terms(row: dict[str, Any]) -> DayTerms:
    return DayTerms(
        _span(row),
        row["has_day_price"],
        tuple(
            Tariff(date.fromisoformat(one["from_date"]), one["amount"]) for one in row["tariffs"]
        ),
        tuple(_span(one) for one in row["closed"]),
    )


def _span(row: dict[str, Any]) -> Span:
    return Span(date.fromisoformat(row["from_date"]), date.fromisoformat(row["to_date"]))
