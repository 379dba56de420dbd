"""Gives a page of the open API all that its objects point at, in two questions more."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.publishing.queries.walking import inside_of, links_of, standing_among
from samverk.publishing.standards.names import Names
from samverk.publishing.standards.rows import Around, Row
from samverk.publishing.standards.shapes import named_by

# What these hang together with is told with them
LINKED = frozenset({"file", "decision"})
# What these hold is asked for by some of their resources alone
BARE = frozenset({"consultation", "location"})


def around(
    rows: Sequence[Row], names: Names, resource: str, *, omit_internal: bool = False
) -> Around:
    """Gather what rows of one resource stand among. Nothing that is not published is in it."""
    kind = rows[0].kind if rows else ""
    # A body tells of the roles held in it by address, which takes no room
    omitted = omit_internal and kind in ("person", "meeting", "item")
    inside = {} if resource in BARE or omitted else inside_of(rows)
    links = links_of(rows) if kind in LINKED else {}
    named = {key for row in rows if not row.is_gone for key in named_by(row)}
    for held in inside.values():
        named |= {key for row in held for key in named_by(row)}
    return Around(names, standing_among(named), inside, links, omit_internal)
