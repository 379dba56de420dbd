"""A dry run of the information management plan: what may be disposed of, and when. Nothing is removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverk.publishing.queries.archives import kinds, terms_on
from samverk.registry import queries as registry
from samverk.rules.information_plan import Disposal, DocumentFacts, Fate, disposal_of
from samverk.rules.ruling import Ruling

MOST_SHOWN = 200
# The soonest first, and what has no day last
LAST = date.max


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A document that the plan does not keep for good, and what it makes of it today."""

    document: registry.Document
    ruling: Ruling[Disposal]

    @property
    def fate(self) -> Fate:
        """What the plan makes of it."""
        return self.ruling.value.fate


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome for all documents of a body: how many of each, and those that are not kept for good.

    ``rows`` are the soonest of ``rest``, at most 200 when they are shown.
    """

    counts: tuple[tuple[Fate, int], ...]
    rows: tuple[TrialRow, ...]
    rest: int

    @property
    def total(self) -> int:
        """How many documents there are."""
        return sum(count for _, count in self.counts)


def trial_of(body: int, day: date, *, limit: int | None = MOST_SHOWN) -> Trial:
    """Try a body's plan on all its documents, as it is on a day."""
    terms = terms_on(body, day)
    going = {kind for kind, term in terms.items() if term.years is not None}
    counts: Counter[Fate] = Counter()
    for kind, count in registry.documents_by_kind(body).items():
        if kind not in going:
            counts[Fate.KEPT] += count
    rows = list(_tried(body, going, day)) if going else []
    counts.update(row.fate for row in rows)
    rows.sort(key=lambda row: (row.ruling.value.due or LAST, row.document.pk))
    listed = tuple((fate, counts[fate]) for fate in Fate if counts[fate])
    return Trial(listed, tuple(rows[:limit]), len(rows))


def _tried(body: int, going: set[str], day: date) -> Iterator[TrialRow]:
    terms = terms_on(body, day)
    for document in registry.documents_of_kinds(body, going).iterator(chunk_size=1000):
        facts = DocumentFacts(document.dated_on, document.case.closed_on)
        yield TrialRow(document, disposal_of(facts, terms.get(document.kind), day))


def kind_name(kind: str) -> str:
    """Name a kind of document."""
    return kinds().get(kind, kind)
