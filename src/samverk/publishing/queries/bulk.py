"""Everything of a kind, some thousands at a time: each lot is asked for by itself.

No question outlasts its lot, however slowly somebody takes the answer in, and what is withdrawn in the
meantime is not in the lots that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from samverk.publishing.opened import opened

LOT = 2_000
# People are told of by the organisation that they are elected in, and with their votes; no register of
# all of them is handed out
KINDS = {
    "organisation": "bodies",
    "body": "organizations",
    "meeting": "meetings",
    "item": "agenda-items",
    "case": "papers",
    "file": "files",
    "vote": "vote-events",
    "decision": "decisions",
    "notice": "notices",
    "federation": "federations",
    "intervention": "interventions",
}
FIELDS = (
    "id",
    "organisation",
    "body",
    "meeting",
    "case",
    "day",
    "sort",
    "status",
    "number",
    "title",
    "text",
    "parties",
    "data",
    "published",
    "modified",
)
# Whole seconds in UTC, as the API's other answers have them
MOMENT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')"""
VALUES = (
    "source",
    "organisation",
    "body",
    "meeting",
    '"case"',
    "day",
    "sort",
    "status",
    "number",
    "title",
    "text",
    "{parties}",
    "{data}",
    MOMENT.format("published_at"),
    MOMENT.format("modified_at"),
)
FROM = """ FROM publishing_open_record
WHERE kind = %s AND (published_at, id) > (%s, %s) ORDER BY published_at, id LIMIT %s"""
PAIRS = ", ".join(f"'{name}', {value}" for name, value in zip(FIELDS, VALUES, strict=True))
AS_JSON = "json_build_object(" + PAIRS.format(parties="parties", data="data") + ")::text"
AS_CELLS = ", ".join(VALUES).format(parties="array_to_string(parties, ';')", data="data::text")
BEGINNING = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


def lines_of(kind: str) -> Iterator[str]:
    """Give everything of a kind as lines of JSON, a lot at a time, made in the database."""
    for lot in _lots(kind, AS_JSON):
        yield "".join(f"{line}\n" for (line,) in lot)


def cells_of(kind: str) -> Iterator[list[tuple[Any, ...]]]:
    """Give everything of a kind as rows of cells, a lot at a time; the columns are ``FIELDS``."""
    yield from _lots(kind, AS_CELLS)


def _lots(kind: str, what: str) -> Iterator[list[tuple[Any, ...]]]:
    sql = f"SELECT published_at, id, {what}{FROM}"
    after: Sequence[Any] = (BEGINNING, 0)
    while True:
        with opened(), connection.cursor() as cursor:
            cursor.execute(sql, [kind, *after, LOT])
            found = cursor.fetchall()
        if found:
            yield [row[2:] for row in found]
        if len(found) < LOT:
            return
        after = found[-1][:2]
