"""What a year's statistics stand beside: the counts of the same year that were sent to the federation.

Those count everybody, the statistics those who have consented to follow-up: whoever has both subtracts,
and what is left may be one person without consent, or with a protected identity.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from samverk.federation.queries import Measure
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import SentCounts
from samverk.interventions.persons.queries.editions import edition_of
from samverk.interventions.persons.walls import unread

if TYPE_CHECKING:
    from samverk.analytics.disclosure.system import Edition, Link
    from samverk.analytics.disclosure.table import Table

Row = dict[str, Any]


def sent_of(delivery: Delivery, year: int, controllers: Collection[int]) -> str:
    """Give what was sent of a delivery's whole year, as canonical JSON: "[]" for nothing.

    Of how many took part, by delivery: the oldest first, each edition once.
    """
    with unread(controllers):
        rows = SentCounts.objects.filter(
            controller__in=controllers,
            federation=delivery.intervention.federation_id,
            day=date(year, 12, 31),
        )
        sent = list(rows.order_by("recorded_at").values_list("tables", flat=True))
    found = {
        table["name"]: table
        for tables in sent
        for table in tables
        if table["measure"] == Measure.TOOK_PART and str(delivery.code) in table["rows"]
    }
    return json.dumps(list(found.values()), ensure_ascii=False, sort_keys=True)


def has_sent(delivery: Delivery, year: int, body: int) -> bool:
    """Answer whether an authority (body id) has sent its counts of a delivery's whole year."""
    with unread([body]):
        return SentCounts.objects.filter(
            controller=body,
            federation=delivery.intervention.federation_id,
            day=date(year, 12, 31),
        ).exists()


def editions_in(sent: str) -> list[Edition]:
    """Read what :func:`sent_of` gave."""
    rows: list[Row] = json.loads(sent)
    return [edition_of(row) for row in rows]


def tied(code: str, first: Table, sent: Collection[Edition]) -> Iterator[Link]:
    """Tie the totals of the statistics to what was sent of the delivery (code), and that to each other."""
    from samverk.analytics.disclosure.linking import between
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    tables = [one.table for one in sent]
    for one, other in combinations(tables, 2):
        yield from between(one, other)
    for table in tables:
        for column in (*(one for one in table.columns if one in first.columns), None):
            more, less = Cell(table.name, (code,), column), Cell(first.name, None, column)
            # What was corrected after it was sent may be the larger one
            if table.of_label((code,), column) < first.count(None, column):
                more, less = less, more
            yield Link(more, (less,), Cell(f"{table.name} utom {first.name}", (code,), column))
