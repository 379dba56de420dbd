"""Chooses the rows whose texts may hold what is searched for, also inside a longer word."""

from __future__ import annotations

from django.db.models import Q

# One of each group is wanted, and of each such one all its beginnings of words
Wanted = tuple[tuple[tuple[str, ...], ...], ...]


def holding(wanted: Wanted, *fields: str) -> Q:
    """Choose by some fields, whatever the capitals. More may be chosen than what is meant: judge after."""
    chosen = Q()
    for group in wanted:
        either = Q()
        for stems in group:
            every = Q()
            for stem in stems:
                every &= _anywhere(stem, fields)
            either |= every
        chosen &= either
    return chosen


def _anywhere(stem: str, fields: tuple[str, ...]) -> Q:
    found = Q()
    for field in fields:
        found |= Q((f"{field}__icontains", stem))
    return found
