"""A document's text laid into a memo's parts: by its headings, and nothing is lost (inläsning)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from samverk.rules.memos.layouts import LAYOUTS, REPORTS, MemoLayout, Part

_SIGNS = re.compile(r"[\s:.]+")


BOLD = 9


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document (stycke). ``level`` is its heading's, 1 the highest; 0 for text.

    A line that is only bold is a heading of the lowest level, ``BOLD``.
    """

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document's text went (placerad text): by part, and what fits none."""

    texts: dict[Part, str] = field(default_factory=dict)
    kept: str = ""


def placed(blocks: Iterable[Block], layout: MemoLayout) -> Placed:
    """Lay each paragraph into the part whose heading stands above it.

    The layout's own labels count first, then what other layouts call the same part. A heading that
    is none of them begins text that is kept apart, with the heading; one below the part's own
    heading stays in the part.
    """
    labels = _labels(layout)
    lines: dict[Part | None, list[str]] = {}
    at: Part | None = None
    depth = 0
    for block in blocks:
        text = block.text.strip()
        part = labels.get(_plain(text))
        if part and (block.level or _is_own_line(text)):
            at, depth = part, block.level or BOLD
            continue
        if 0 < block.level <= depth:
            at = None
        if text:
            lines.setdefault(at, []).append(text)
    kept = "\n\n".join(lines.pop(None, ()))
    return Placed({part: "\n\n".join(found) for part, found in lines.items() if part}, kept)


def _labels(layout: MemoLayout) -> dict[str, Part]:
    known = (*LAYOUTS.values(), *REPORTS.values())
    others = (pair for each in known for pair in each.listed)
    found = {_plain(label): part for part, label in others if layout.has(part)}
    return found | {_plain(label): part for part, label in layout.listed}


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text).strip().casefold()


def _is_own_line(text: str) -> bool:
    """Answer whether a line can be a heading that nobody set as one."""
    return "\n" not in text and not text.endswith((".", ","))
