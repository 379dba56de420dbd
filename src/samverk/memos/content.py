"""What a part of a memo holds, to and from JSON, and as plain lines to compare and to print.

Each kind of part has its own dataclass; ``read`` and ``write`` are each other's opposites.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverk.rules.memos.economy import CostKind, CostRow, Economy
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point


@dataclass(frozen=True, slots=True)
class Words:
    """Running text (löptext)."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """The proposed points, in order."""

    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Whom the decision is sent to, one a line."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """The documents (ids) of the case that belong to the memo, in order."""

    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The economic assessment as figures; None where there is none."""

    economy: Economy | None = None


Content = Words | Points | Names | Attached | Figures
EMPTY: dict[Part, Content] = {
    Part.PROPOSAL: Points(),
    Part.RECIPIENTS: Names(),
    Part.ATTACHMENTS: Attached(),
    Part.FIGURES: Figures(),
}


def empty(part: Part) -> Content:
    """Give a part that nobody has written."""
    return EMPTY.get(part, Words())


def write(content: Content) -> dict[str, Any]:
    """Write a part as JSON."""
    match content:
        case Words(text):
            return {"text": text}
        case Points(points):
            return {"points": [{"text": p.text, "decider": p.decider} for p in points]}
        case Names(names):
            return {"names": list(names)}
        case Attached(documents):
            return {"documents": list(documents)}
        case Figures(Economy() as economy):
            rows = [
                {"label": r.label, "kind": r.kind.value, "ore": list(r.ore)} for r in economy.rows
            ]
            return {"first_year": economy.first_year, "years": economy.years, "rows": rows}
        case Figures():
            return {}


def read(part: Part, given: Mapping[str, Any]) -> Content:
    """Read a part from JSON; what was never written is empty."""
    if not given:
        return empty(part)
    match part:
        case Part.PROPOSAL:
            return Points(tuple(Point(p["text"], p["decider"]) for p in given["points"]))
        case Part.RECIPIENTS:
            return Names(tuple(given["names"]))
        case Part.ATTACHMENTS:
            return Attached(tuple(given["documents"]))
        case Part.FIGURES:
            rows = (
                CostRow(r["label"], CostKind(r["kind"]), tuple(r["ore"])) for r in given["rows"]
            )
            return Figures(Economy(given["first_year"], given["years"], tuple(rows)))
        case _:
            return Words(given["text"])


def digest(title: str, parts: Mapping[str, Mapping[str, Any]]) -> str:
    """Digest what a memo says: empty parts say nothing, and the order of keys neither."""
    said = {part: given for part, given in parts.items() if given and any(given.values())}
    canonical = json.dumps([title, said], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
