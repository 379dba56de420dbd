"""Which parts are lines of a list of contents, not paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samverk.intake.reading.furniture import Furniture
from samverk.intake.reading.labels import match_label
from samverk.intake.reading.model import Line

if TYPE_CHECKING:
    from samverk.intake.reading.parts import Segment


def mark_contents(lines: Sequence[Line], furniture: Furniture, segments: list[Segment]) -> None:
    """Tell a list of contents from the paragraphs: its numbers return, with text under them."""
    later: set[int] = set()
    for segment in reversed(segments):
        if segment.header is None:
            continue
        below = range(segment.start + 1, segment.end)
        filled = [lines[i].text for i in below if lines[i].text and i not in furniture.marks]
        is_listed = len(filled) <= 2 and not any(map(_is_told, filled))
        if is_listed and segment.header.number in later:
            segment.kind = "contents"
        later.add(segment.header.number)


def _is_told(text: str) -> bool:
    """Answer whether a line is text of a matter, which a list of contents has none of."""
    return (text[-1] == "." and not text.endswith("..")) or match_label(text) is not None
