"""Counting rows by delivery and sex, by one measure or several in one question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from samverk.federation.queries import Measure
from samverk.rules.interventions.participation import ParticipationState

ENDED = (ParticipationState.COMPLETED, ParticipationState.ENDED_EARLY)
BEGAN = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED, *ENDED)
# How many, by delivery (id) and sex
Numbers = dict[tuple[int, str], int]


def sums(rows: QuerySet[Any], delivery: str, sex: str) -> Numbers:
    """Count rows; the two are the ways to the delivery and the sex."""
    found = rows.order_by().values_list(delivery, sex).annotate(number=Count("pk"))
    return {(of, by): number for of, by, number in found}


def by_measure(
    rows: QuerySet[Any], measures: dict[Measure, Q], delivery: str, sex: str
) -> Iterator[tuple[Measure, Numbers]]:
    """Count rows by several measures in one question."""
    counts = {f"in_{one.value}": Count("pk", filter=of) for one, of in measures.items()}
    found = list(rows.order_by().values(delivery, sex).annotate(**counts))
    for one in measures:
        yield one, {(row[delivery], row[sex]): row[f"in_{one.value}"] for row in found}
