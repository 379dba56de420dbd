"""Everything of a kind, some hundreds at a time: each lot is asked for by itself.

No question outlasts its lot, however slowly somebody takes the answer in, and what is withdrawn in the
meantime is not in the lots that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.pq import Format

from samverk.publishing.opened import opened
from samverk.publishing.standards.sheets import DANGEROUS

LOT = 1000
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
WHERE kind = %(kind)s AND (published_at, id) > (%(day)s, %(id)s)
ORDER BY published_at, id LIMIT %(lot)s"""
PAIRS = ", ".join(f"'{name}', {value}" for name, value in zip(FIELDS, VALUES, strict=True))
AS_JSON = f"json_build_object({PAIRS.format(parties='parties', data='data')})::text AS line"
CELLS = tuple(v.format(parties="array_to_string(parties, ';')", data="data::text") for v in VALUES)
AS_CELLS = ", ".join(CELLS)
# What somebody has written: the rest are numbers, days and what we name ourselves
WRITTEN = frozenset({"sort", "status", "number", "title", "text", "parties"})
HARMLESS = "CASE WHEN left({0}, 1) = ANY(%(dangerous)s) THEN '''' || {0} ELSE {0} END"
AS_SHEET = ", ".join(
    f"{HARMLESS.format(cell) if name in WRITTEN else f'({cell})::text'} AS c{number}"
    for number, (name, cell) in enumerate(zip(FIELDS, CELLS, strict=True))
)
# As RFC 4180 has it: quotes around what holds a comma, a quote or a break of the line
QUOTED = (
    r"""CASE WHEN strpos({0}, ',') > 0 OR strpos({0}, '"') > 0 OR strpos({0}, E'\n') > 0"""
    r" OR strpos({0}, E'\r') > 0"
    r""" THEN '"' || replace({0}, '"', '""') || '"' ELSE coalesce({0}, '') END"""
)
LINE = " || ',' || ".join(
    QUOTED.format(f"c{number}") if name in WRITTEN or name == "data" else f"coalesce(c{number}, '')"
    for number, name in enumerate(FIELDS)
)
# The database joins the lines of a lot: what is written of a record is never an object of ours
JOINED = """
SELECT convert_to(string_agg({line}, ''), 'UTF8'), count(*), (array_agg(published_at))[count(*)],
    (array_agg(id))[count(*)]
FROM (SELECT published_at, id, {what}{found}) lot
"""
BEGINNING = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


def lines_of(kind: str) -> Iterator[bytes]:
    """Give everything of a kind as lines of JSON in UTF-8, a lot at a time, made in the database."""
    yield from _texts(kind, AS_JSON, r"line || E'\n'")


def sheet_of(kind: str) -> Iterator[bytes]:
    """Give everything of a kind as CSV (RFC 4180) in UTF-8, the names of the columns first.

    No cell can be taken for a formula: an apostrophe stands before what a spreadsheet would reckon with.
    """
    yield ",".join(FIELDS).encode() + b"\r\n"
    yield from _texts(kind, AS_SHEET, rf"{LINE} || E'\r\n'")


def cells_of(kind: str) -> Iterator[list[tuple[Any, ...]]]:
    """Give everything of a kind as rows of cells, a lot at a time; the columns are ``FIELDS``."""
    after: Sequence[Any] = (BEGINNING, 0)
    while found := _asked(f"SELECT published_at, id, {AS_CELLS}{FROM}", kind, after):
        yield [row[2:] for row in found]
        if len(found) < LOT:
            return
        after = found[-1][:2]


def _texts(kind: str, what: str, line: str) -> Iterator[bytes]:
    """Give the lines of a kind, a lot of them in one piece, as the database has written it."""
    sql = JOINED.format(what=what, found=FROM, line=line)
    after: Sequence[Any] = (BEGINNING, 0)
    count = LOT
    while count == LOT:
        ((text, count, *place),) = _asked(sql, kind, after, Format.BINARY)
        if text:
            yield text
            after = place


def _asked(
    sql: str, kind: str, after: Sequence[Any], sent_as: Format = Format.TEXT
) -> list[tuple[Any, ...]]:
    told: dict[str, Any] = {"kind": kind, "day": after[0], "id": after[1], "lot": LOT}
    if "%(dangerous)s" in sql:
        told["dangerous"] = list(DANGEROUS)
    with opened(), connection.cursor() as cursor:
        cursor.cursor.format = sent_as
        cursor.execute(sql, told)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
