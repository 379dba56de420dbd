"""Rows by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")


def grouped(pairs: Iterable[tuple[Key, Row]]) -> Mapping[Key, list[Row]]:
    """Gather the rows of each key, in the order they come; a key without rows is left out."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return dict(found)
