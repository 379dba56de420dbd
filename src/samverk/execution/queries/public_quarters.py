"""A board's quarters as everybody may read them: what is published, and what could be.

What may be told is worked out beside all that has ever been told, also what was withdrawn again.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from samverk.analytics.disclosure.keeping import edition_of, kept_table
from samverk.execution.models import HarmTest, PublishedQuarter, ToldCounts
from samverk.execution.queries.quarters import QuarterFigures, figures
from samverk.foundation import clock
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.elapsed import CLASSES
from samverk.rules.unexecuted.quarters import Quarter, read_quarter

if TYPE_CHECKING:
    from samverk.analytics.disclosure.stock import QuarterCounts, ToldQuarter

# Two definitions of one quarter could be compared: everybody is told by this one
DEFINITION = Definition.OPEN
YEAR, TWO_YEARS = 12, 24
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publishable:
    """What may be told of a quarter now (det som får publiceras).

    ``shown`` are the tables as everybody would read them, none where nothing may be told; ``kept`` the
    exact counts behind them. ``reveals`` is how many small numbers can be computed from it.
    """

    quarter: Quarter
    shown: list[Told]
    kept: list[dict[str, Any]]
    hidden: int = 0
    reveals: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of what would be told: who publishes has looked at just this."""
        return digest_of(self.shown)


def digest_of(content: object) -> str:
    """Give the SHA-256 of something as canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def published() -> QuerySet[PublishedQuarter]:
    """List what everybody may read: the rows that are published and not withdrawn, and nothing else."""
    rows = PublishedQuarter.objects.filter(withdrawn_on=None)
    return rows.select_related("body__organisation")


def publishable(body: int, quarter: Quarter) -> Publishable | None:
    """Work out what may be told of a board's (id) quarter, in what is open; None before it has ended."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.stock import told_quarter

    counts = _counts(body, quarter)
    if counts is None:
        return None
    found = told_quarter(counts, told_before(body), DisclosurePolicy())
    if found is None:
        return Publishable(quarter, [], [])
    return _publishable(quarter, found.told)


def publishable_exact(body: int, quarter: Quarter) -> Publishable | None:
    """Lay out a quarter with its small numbers, and count what they reveal beside what is out."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.stock import revealed_by, told_exactly

    counts = _counts(body, quarter)
    if counts is None:
        return None
    before = told_before(body)
    told = told_exactly(counts, before)
    reveals = len(revealed_by(told, before, DisclosurePolicy()))
    return _publishable(quarter, told, reveals)


def told_before(body: int) -> list[ToldQuarter]:
    """Read what a board (id) has told, the oldest first, also what was withdrawn, in what is open."""
    from samverk.analytics.disclosure.stock import ToldQuarter

    rows = ToldCounts.objects.filter(controller=body).select_related("published")
    told = [
        ToldQuarter(one.published.of_quarter.index, *map(edition_of, one.tables))
        for one in rows.order_by("published")
    ]
    # What was withdrawn and then told in the same way is one telling
    return list({one.main.table.name: one for one in told}.values())


def tests_of(body: int, quarter: Quarter) -> QuerySet[HarmTest]:
    """List the tests of harm of a board's (id) quarter, the latest first, in what is open."""
    rows = HarmTest.objects.filter(controller=body, quarter=quarter.code)
    return rows.order_by("-recorded_at")


def is_nobody(found: QuarterFigures) -> bool:
    """Answer whether a quarter that has ended has nobody: none waits, none is new and none has ended."""
    tally = found.told.value.tally
    return tally is not None and not (tally.waiting or tally.ended or found.told.value.new)


def _counts(body: int, quarter: Quarter) -> QuarterCounts | None:
    from samverk.analytics.disclosure.stock import QuarterCounts

    found = figures(body, quarter, clock.today())[DEFINITION]
    if found.told.value.tally is None:
        return None
    kinds: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for one in found.kinds:
        # A type that is renamed is still followed from quarter to quarter
        tally, (first, again, ended) = one.tally, kinds[one.lasting]
        kinds[one.lasting] = (
            first + tally.not_executed,
            again + tally.interrupted,
            ended + tally.ended,
        )
    waited = {one.label: one.not_executed + one.interrupted for one in found.classes}
    ages = [0, 0, 0]
    for each in CLASSES:
        ages[(each.months >= YEAR) + (each.months >= TWO_YEARS)] += waited.get(each.label, 0)
    told = {name: counts for name, counts in kinds.items() if any(counts)}
    return QuarterCounts(quarter.index, quarter.code, told, (ages[0], ages[1], ages[2]))


def _publishable(quarter: Quarter, told: ToldQuarter, reveals: int = 0) -> Publishable:
    shown = list(_shown(told))
    hidden = sum(
        count is None for table in shown for row in table["rows"] for count in row["counts"]
    )
    kept = [kept_table(one) | {"exact": one.exact} for one in told.editions]
    return Publishable(quarter, shown, kept, hidden, reveals)


def _shown(told: ToldQuarter) -> Iterator[Told]:
    """Lay out the tables as they are told: a type that has nobody is left out, which tells the same."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy

    titles = ("Insatser", "Tid sedan beslutet")
    for title, edition in zip(titles, told.editions, strict=False):
        shown = edition.shown(DisclosurePolicy())
        if all(count is None for line in shown.counts for count in line):
            continue
        rows = [
            {"label": named(label), "counts": list(counts)}
            for label, counts in zip(
                [*shown.labels, *([(shown.totals_row,)] if shown.totals_row else [])],
                shown.counts,
                strict=True,
            )
        ]
        yield {
            "title": title,
            "label": shown.corner,
            "columns": list(shown.headings),
            "rows": [row for row in rows if any(one != 0 for one in row["counts"])] or rows[-1:],
        }


def named(label: Iterable[str | None]) -> str:
    """Name rows that are told together."""
    return ", ".join(one for one in label if one)


def standing_of(body: int, quarters: Sequence[Quarter]) -> dict[Quarter, PublishedQuarter]:
    """Tell which of some quarters of a board (id) are published now."""
    rows = published().filter(body=body, quarter__in=[one.code for one in quarters])
    return {read_quarter(one.quarter): one for one in rows}
