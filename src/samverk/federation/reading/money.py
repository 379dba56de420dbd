"""Amounts as people write them, read as öre."""

from __future__ import annotations

import re

_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}")
_AMOUNT = re.compile(r"(?P<sign>[-−]?)(?P<kronor>\d{1,12})(?:[.,](?P<ore>\d{1,2}))?", re.ASCII)
# What a program has kept of a sum in binary: 1234.5600000000002
_BINARY = re.compile(r"-?\d{1,12}\.\d{3,20}", re.ASCII)


def ore_in(text: str) -> int | None:
    """Read "1 234,50", "1234.5" or "−50" as öre; None for what is no amount in kronor."""
    bare = text.strip().removesuffix("kr").translate(_SPACES)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    ore = int(found["kronor"]) * 100 + int((found["ore"] or "0").ljust(2, "0"))
    return -ore if found["sign"] else ore


def ore_in_cell(text: str) -> int | None:
    """Read a cell of a sheet, where a program may have kept more decimals than there are öre."""
    if _BINARY.fullmatch(text):
        near = round(float(text), 2)
        return None if abs(near - float(text)) > 1e-6 else ore_in(f"{near:.2f}")
    return ore_in(text)
