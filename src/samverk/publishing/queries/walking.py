"""Asks for what is published as the open API walks it, and for what stands around it.

A list is walked in the order that things were published, which does not change while somebody walks
it; one that asks for what has changed, in the order it did, with what was withdrawn among it. No page
counts its way to where it begins: the last row of the page before says where.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from samverk.publishing.queries.asked import force_mark
from samverk.publishing.standards.rows import Key, Row

COLUMNS = (
    'id, kind, source, organisation, body, meeting, "case", day, sort, status, number, title, text,'
    " parties, data, published_at, modified_at"
)
DATA = 14
# Of what stands in another object, what makes a paragraph long is left to the object's own address
BRIEF = COLUMNS.replace(
    " text, parties, data,",
    " '' AS text, parties, data - '{parts,order,corrections,sealed,conflicts}'::text[],",
)
GONE = (
    "id, kind, source, organisation, body, NULL::bigint, NULL::bigint, NULL::date, '', '', '', '',"
    " '', '{}'::text[], '{}'::jsonb, published_at, withdrawn_at AS modified_at, true"
)
PEOPLE_OF = (
    "source IN (SELECT (held.data->>'person')::bigint FROM publishing_open_record held"
    " WHERE held.kind = 'membership' AND held.organisation = %s)"
)
# What some resources ask of their records beside the kind
ONLY = {
    "consultation": '"case" IS NOT NULL',
    "location": "coalesce(data->>'place', '') <> ''",
}
# What else has to be fetched for a page of these: what each row holds
HOLDS = {
    "meeting": "kind IN ('item', 'file') AND meeting = ANY(%s::bigint[])",
    "case": "kind IN ('item', 'file') AND \"case\" = ANY(%s::bigint[])",
    "person": "kind = 'membership' AND (data->>'person')::bigint = ANY(%s::bigint[])",
    "body": "kind = 'membership' AND body = ANY(%s::bigint[])",
}
FILES_OF_ITEMS = f"""
SELECT link.from_source, {", ".join(f"r.{name.strip()}" for name in COLUMNS.split(","))}
FROM publishing_open_link link
JOIN publishing_open_record r ON r.id = link.to_record
WHERE link.from_record = ANY(%s::bigint[]) AND link.relation = 'paper' AND link.to_kind = 'file'
ORDER BY link.from_source, r.id
"""  # noqa: S608
LAST = """
SELECT greatest(
    (SELECT max(last.at) FROM unnest(%s::text[]) AS k(kind), LATERAL (
        SELECT modified_at AS at FROM publishing_open_record r WHERE r.kind = k.kind
        ORDER BY modified_at DESC LIMIT 1) last),
    (SELECT max(last.at) FROM unnest(%s::text[]) AS k(kind), LATERAL (
        SELECT withdrawn_at AS at FROM publishing_open_withdrawn w WHERE w.kind = k.kind
        ORDER BY withdrawn_at DESC LIMIT 1) last))
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a list: bounds on when things came and changed, and where the last page ended."""

    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None
    after: tuple[datetime, int] | None = None
    limit: int = 100

    @property
    def is_by_change(self) -> bool:
        """Answer whether the list is walked in the order that things changed."""
        return bool(self.modified_since or self.modified_until)


@dataclass(frozen=True, slots=True)
class Of:
    """Whose list it is: of an organisation, of a body, or of all; of decisions, of which legal force."""

    organisation: int | None = None
    body: int | None = None
    force: str = ""


Clause = tuple[str, list[Any]]


def rows_of(resource: str, kind: str, of: Of, span: Span) -> list[Row]:
    """List one page, and one row more when there is a next page."""
    order = "modified_at" if span.is_by_change else "published_at"
    standing = _select(
        f"SELECT {COLUMNS}, false FROM publishing_open_record",  # noqa: S608
        [_standing(resource, kind, of), _within(span, "modified_at"), _after(span, order)],
        order,
        span.limit,
    )
    if span.modified_since is None:
        return _rows(*standing)
    withdrawn = _select(
        f"SELECT {GONE} FROM publishing_open_withdrawn",  # noqa: S608
        [_withdrawn(kind, of), _within(span, "withdrawn_at"), _after(span, "withdrawn_at")],
        "withdrawn_at",
        span.limit,
    )
    both = f"({standing[0]}) UNION ALL ({withdrawn[0]}) ORDER BY modified_at, id LIMIT %s"
    return _rows(both, [*standing[1], *withdrawn[1], span.limit + 1])


def row_of(kind: str, source: int) -> Row | None:
    """Find one thing, withdrawn or not; None for what was never published."""
    sql = (
        f"SELECT {COLUMNS}, false FROM publishing_open_record WHERE kind = %s AND source = %s"  # noqa: S608
        f" UNION ALL SELECT {GONE} FROM publishing_open_withdrawn WHERE kind = %s AND source = %s"
    )
    return next(iter(_rows(sql, [kind, source, kind, source])), None)


def inside_of(rows: Sequence[Row]) -> dict[Key, list[Row]]:
    """Give what each of some rows of one kind holds, in one question; rows of other kinds hold nothing."""
    standing = [row for row in rows if not row.is_gone]
    if not standing:
        return {}
    kind = standing[0].kind
    if kind == "item":
        return _files_of_items(standing)
    if kind not in HOLDS:
        return {}
    sql = f"SELECT {BRIEF} FROM publishing_open_record WHERE {HOLDS[kind]} ORDER BY id"  # noqa: S608
    held: dict[Key, list[Row]] = {}
    for one in _rows(sql, [[row.source for row in standing]]):
        holder = one.data["person"] if kind == "person" else getattr(one, kind)
        held.setdefault((kind, int(holder)), []).append(one)
    return held


def _files_of_items(rows: Sequence[Row]) -> dict[Key, list[Row]]:
    held: dict[Key, list[Row]] = {}
    for item, *found in _asked(FILES_OF_ITEMS, [[row.id for row in rows]]):
        held.setdefault(("item", item), []).append(_row(found))
    return held


def links_of(rows: Iterable[Row]) -> dict[int, list[tuple[str, str, int]]]:
    """Give what each row hangs together with, by the row's own id: how, and with what."""
    sql = (
        "SELECT from_record, relation, to_kind, to_source FROM publishing_open_link"
        " WHERE from_record = ANY(%s::bigint[]) ORDER BY relation, to_kind, to_source"
    )
    found: dict[int, list[tuple[str, str, int]]] = {}
    for near, how, kind, far in _asked(sql, [[row.id for row in rows if not row.is_gone]]):
        found.setdefault(near, []).append((how, kind, far))
    return found


def standing_among(keys: Collection[Key]) -> frozenset[Key]:
    """Answer which of these are published."""
    if not keys:
        return frozenset()
    sql = (
        "SELECT r.kind, r.source FROM unnest(%s::text[], %s::bigint[]) AS k(kind, source)"
        " JOIN publishing_open_record r ON r.kind = k.kind AND r.source = k.source"
    )
    kinds, sources = zip(*sorted(keys), strict=True)
    return frozenset((kind, source) for kind, source in _asked(sql, [list(kinds), list(sources)]))


def last_change(kinds: Sequence[str]) -> datetime | None:
    """Answer when anything of some kinds was last published, changed or withdrawn."""
    found: datetime | None = _asked(LAST, [list(kinds), list(kinds)])[0][0]
    return found


def _standing(resource: str, kind: str, of: Of) -> list[Clause]:
    clauses: list[Clause] = [("kind = %s", [kind])]
    if resource in ONLY:
        clauses.append((ONLY[resource], []))
    if of.force:
        clauses.append(("words @@ %s::tsquery", [force_mark(of.force)]))
    if of.body is not None:
        clauses.append(("body = %s", [of.body]))
    if of.organisation is not None:
        # A person is elected in an organisation by a role there
        whose = PEOPLE_OF if kind == "person" else "organisation = %s"
        clauses.append((whose, [of.organisation]))
    return clauses


def _withdrawn(kind: str, of: Of) -> list[Clause]:
    clauses: list[Clause] = [("kind = %s", [kind])]
    if of.body is not None:
        clauses.append(("body = %s", [of.body]))
    if of.organisation is not None and kind != "person":
        clauses.append(("organisation = %s", [of.organisation]))
    return clauses


def _within(span: Span, changed: str) -> list[Clause]:
    bounds = (
        ("published_at >= %s", span.created_since),
        ("published_at <= %s", span.created_until),
        (f"{changed} >= %s", span.modified_since),
        (f"{changed} <= %s", span.modified_until),
    )
    return [(sql, [value]) for sql, value in bounds if value is not None]


def _after(span: Span, order: str) -> list[Clause]:
    return [(f"({order}, id) > (%s, %s)", list(span.after))] if span.after else []


def _select(
    start: str, clauses: Sequence[Sequence[Clause]], order: str, limit: int
) -> tuple[str, list[Any]]:
    flat = [one for some in clauses for one in some]
    where = " AND ".join(sql for sql, _ in flat)
    values = [value for _, given in flat for value in given]
    return f"{start} WHERE {where} ORDER BY {order}, id LIMIT %s", [*values, limit + 1]


def _rows(sql: str, values: Sequence[Any]) -> list[Row]:
    return [_row(found) for found in _asked(sql, values)]


def _row(found: Sequence[Any]) -> Row:
    # Django hands JSON over as it is written
    told = [*found]
    told[DATA] = json.loads(told[DATA])
    return Row(*told)


def _asked(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
