"""What a seal says of the log's lines: how many there are in each part, and the digest of them all.

Nothing here needs Django or a database. A line is digested with its own random id, so that nobody who has
the seal alone can find out by guessing what a line said once it is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from samverk.foundation.seals.canonical import canonical

# A column that is added later goes into a form of its own: what is sealed is digested as it was then
FORMS: dict[int, tuple[str, ...]] = {
    1: (
        "position",
        "id",
        "part_of_id",
        "kind",
        "actor_id",
        "actor_name",
        "organisation_id",
        "body_id",
        "subject_type",
        "subject_id",
        "subject_label",
        "effective_on",
        "why",
        "role",
        "ground",
        "reading",
        "session",
        "request",
        "network",
        "recorded_at",
    )
}
FORM = max(FORMS)
ACTS, READINGS = "acts", "readings"
Line = Mapping[str, Any]


def part_of(line: Line, kinds: Collection[str]) -> str:
    """Answer which part of the log a line is in: the acts, or the readings at one authority (body id)."""
    if line["kind"] not in kinds:
        return ACTS
    return readings_at(line["body_id"])


def readings_at(body: int | None) -> str:
    """Name the part with the readings at an authority (body id), or at none."""
    return READINGS if body is None else f"{READINGS}/{body}"


def written(line: Line, form: int = FORM) -> str:
    """Write a line of the log in the one way that is digested."""
    return canonical([_plain(line[name]) for name in FORMS[form]])


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


@dataclass(slots=True)
class Part:
    """The lines of one part between two seals: how many, when the first and last were, and their digest."""

    count: int = 0
    first: str = ""
    last: str = ""
    _sum: Any = field(default_factory=hashlib.sha256)

    def add(self, line: Line, form: int) -> None:
        """Take in the next line."""
        moment = str(_plain(line["recorded_at"]))
        self.count += 1
        self.first = min(self.first or moment, moment)
        self.last = max(self.last, moment)
        self._sum.update(f"{written(line, form)}\n".encode())

    def told(self) -> dict[str, int | str]:
        """Say what a seal keeps of it."""
        return {
            "count": self.count,
            "first": self.first,
            "last": self.last,
            "sha256": self._sum.hexdigest(),
        }


def parts_of(
    lines: Iterable[Line], kinds: Collection[str], form: int = FORM
) -> dict[str, dict[str, int | str]]:
    """Count and digest lines, in the order that they come, part by part."""
    found: dict[str, Part] = {}
    for line in lines:
        found.setdefault(part_of(line, kinds), Part()).add(line, form)
    return {name: part.told() for name, part in found.items()}
