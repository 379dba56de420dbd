"""Reasons as they were told when a thing was published: words, and the provision they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """A reason (skäl) in words, with its provision where there is one."""

    text: str
    statute: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """What a page shows under "Varför?": the reasons, and what to think of."""

    reasons: Sequence[Told]
    remarks: Sequence[Told] = ()

    def __bool__(self) -> bool:
        return bool(self.reasons or self.remarks)


def why(reasons: Any, remarks: Any = None) -> Why:
    """Read the reasons in a record's data."""
    return Why(_told(reasons), _told(remarks))


def _told(found: Any) -> list[Told]:
    given = found if isinstance(found, list) else []
    return [_one(each) for each in given]


def _one(each: Any) -> Told:
    if not isinstance(each, dict):
        return Told(str(each))
    statute = each.get("statute")
    return Told(str(each.get("text", "")), str(statute) if statute else None)
