"""Reads what one can choose among in search: the organisations and bodies that have something published."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.foundation.sorting import swedish_key
from samverk.publishing.models import Kind, OpenRecord

# Of more bodies than this only those of the chosen organisation are offered
MOST_BODIES = 120


def organisations() -> list[tuple[int, str]]:
    """List the organisations (id, name) in Swedish order."""
    rows = OpenRecord.objects.filter(kind=Kind.ORGANISATION).values_list("source", "title")
    return sorted(rows, key=lambda row: swedish_key(row[1]))


def bodies(organisation: int | None) -> list[tuple[int, str]]:
    """List the bodies (id, name) of an organisation, or of all when they are few."""
    rows = OpenRecord.objects.filter(kind=Kind.BODY)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    found = list(rows.values_list("source", "title")[: MOST_BODIES + 1])
    if organisation is None and len(found) > MOST_BODIES:
        return []
    return sorted(found, key=lambda row: swedish_key(row[1]))


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Name some bodies (ids)."""
    rows = OpenRecord.objects.filter(kind=Kind.BODY, source__in=set(ids))
    return dict(rows.values_list("source", "title"))
