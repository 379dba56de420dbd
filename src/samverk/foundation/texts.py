"""Finds every text in what a form said, for whoever must read it before an act is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass


def texts_in(content: object) -> Iterator[str]:
    """Give every text in plain values, dataclasses and collections of them; numbers are no text."""
    if isinstance(content, str):
        yield content
    elif is_dataclass(content) and not isinstance(content, type):
        for each in fields(content):
            yield from texts_in(getattr(content, each.name))
    elif isinstance(content, Mapping):
        for key, value in content.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(content, (tuple, list, set, frozenset)):
        for each in content:
            yield from texts_in(each)
