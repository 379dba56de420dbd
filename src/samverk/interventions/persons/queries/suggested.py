"""Whom a team may suggest that takes over after somebody who comes back."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.federation.queries import parties_in


def parties_to_suggest(federation: int) -> dict[int, str]:
    """Name the parties (ids) that one who is returned may be suggested: the federation's.

    A party's own installation keeps no memberships: there it is those that it knows of, as where a
    consent asks to whom.
    """
    found = {one.id: one.name for one in parties_in(federation)}
    if found:
        return found
    known = directory.organisations()
    return {one.id: one.short_name for one in known if one.kind != "federation"}
