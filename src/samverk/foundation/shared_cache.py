"""The cache that all web processes share, where a flood cannot push out what is counted of logins.

Django's own removes rows when it is full, whosever they are: who fills it with tries from many networks
would wipe out how often they have guessed. Here such counts have a fixed number of places, and fill it
never; see ``rates`` for what that costs.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.db import DatabaseCache

from samverk.foundation.rates import keyed

PLACES = 2**15
# As allauth names its counts: for whom, for which act, by which limit, of whom
BEGINS, PARTS, LOCK = "allauth:rl:", 5, ":lock"


class SharedCache(DatabaseCache):
    """Django's cache in the database, with a bounded number of rows for the counts."""

    def make_key(self, key: Any, version: int | None = None) -> str:
        """Give the name a row has."""
        return str(super().make_key(placed(str(key)), version))


def placed(key: str) -> str:
    """Give a count the name of its place; any other row its own name."""
    if not key.startswith(BEGINS):
        return key
    lock = LOCK if key.endswith(LOCK) else ""
    *head, whose = key.removesuffix(LOCK).split(":", PARTS)
    return ":".join([*head, str(keyed(whose) % PLACES)]) + lock
