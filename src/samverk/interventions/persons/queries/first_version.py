"""What went to the federation in the first version of counts: whole, with the small numbers in it.

It cannot be taken back. But whoever has it subtracts it from what is told later, so that what is told
later is protected together with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from samverk.exchange.queries import payload_sent, sent_in_version
from samverk.federation.queries import Measure, Orientation
from samverk.interventions.persons.queries.editions import ALL, MEN, NAMES, UNKNOWN, WOMEN, Sent
from samverk.interventions.queries.telling import EXACT_COUNTS

Row = dict[str, Any]


def exact_before(sender: int, federation: int, start: date, of: Mapping[str, str]) -> list[Sent]:
    """Give what an organisation (id) sent whole of a period from ``start``, the oldest first.

    ``of`` are the deliveries (codes) that are asked about, with their orientations.
    """
    found = []
    for message in sent_in_version(EXACT_COUNTS, sender, federation):
        payload = payload_sent(message)
        if payload["from_date"] == start.isoformat():
            tables = list(_tables(payload["rows"], of, message.pk.hex[:8]))
            found.append(Sent(date.fromisoformat(payload["to_date"]), tables))
    return found


def _tables(rows: Sequence[Row], of: Mapping[str, str], number: str) -> Iterator[Row]:
    """Write the rows as the tables that they are, one for each measure and orientation."""
    by: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["delivery"] in of:
            by[row["measure"], of[row["delivery"]]].append(row)
    for (measure, orientation), own in sorted(by.items()):
        told = sorted(own, key=lambda row: str(row["delivery"]))
        columns = [WOMEN, MEN, *([UNKNOWN] if any(row["unknown"] for row in told) else [])]
        yield {
            "measure": Measure(measure).value,
            "orientation": Orientation(orientation).value,
            "name": f"{measure} {ALL} {number}",
            "rows": [row["delivery"] for row in told],
            "columns": columns,
            "counts": [[row[NAMES[name]] for name in columns] for row in told],
            "pool": [],
            "hidden": [],
            "withheld": False,
            "exact": True,
        }
