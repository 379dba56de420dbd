"""Which published files the authority has said are its own work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, OwnWork, Release, ReleaseKind

# The minutes' file has no number of its own in the diary: it is named by its meeting, past all papers
OF_MINUTES = 10**12


def own_works(sources: Iterable[int]) -> frozenset[int]:
    """Answer which of some files (ids) are the authority's own work. One question."""
    rows = OwnWork.objects.filter(source__in=list(sources)).order_by("source", "-pk")
    return frozenset(
        row.source for row in rows.distinct("source").only("source", "is_own") if row.is_own
    )


def files_in(release: Release, drafts: Sequence[Draft]) -> dict[int, str]:
    """Give the files (ids) that a publication would tell of, with their names."""
    found = {
        draft.source: draft.title or draft.kind.label for draft in drafts if draft.kind is Kind.FILE
    }
    if release.kind == ReleaseKind.MINUTES:
        found[OF_MINUTES + release.subject] = "Protokollet som fil"
    return found
