"""Which parts are lines of a list of contents or of an agenda, not paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from samverk.intake.reading.furniture import Furniture
from samverk.intake.reading.labels import match_label
from samverk.intake.reading.model import Line

if TYPE_CHECKING:
    from samverk.intake.reading.parts import Segment

# What a paragraph of minutes prints, and an agenda never does.
_OF_MINUTES = frozenset({"decision", "vote", "vote_result", "reservation", "immediate_adjustment"})
_HAS_DECIDED = re.compile(r"\b(?:beslutar|beslutade|beslutades|beslutas|beslöt|antecknar)\b")
_MINUTES = re.compile(r"\w{0,20}protokoll(?: (?:nr )?\d.*| från.*)?", re.IGNORECASE)
_CALLS = ("kallelse", "kungörelse")
_NUMBERED = re.compile(r"(?:\| *)?1(?:[.)]|\s).*")


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


def with_agenda(lines: Sequence[Line], segments: list[Segment]) -> list[Segment]:
    """Answer the parts with a notice's items, "§ 1 Mötets öppnande", as lines of the notice.

    Minutes that follow it in the same file begin where a number returns, or something is decided.
    """
    at = next((i for i, s in enumerate(segments) if s.kind == "notice"), len(segments))
    end = at + 1
    while end < len(segments) and _is_item(segments, end, at):
        end += 1
    told = segments[at + 1 : end]
    if not told or not _may_list(lines, segments[at], told, is_all=end == len(segments)):
        return segments
    segments[at].end = told[-1].end
    return [*segments[: at + 1], *segments[end:]]


def _may_list(
    lines: Sequence[Line], notice: Segment, told: Sequence[Segment], *, is_all: bool
) -> bool:
    """Answer whether paragraphs are a notice's items: those of minutes tell what was decided.

    Minutes may begin with a "Föredragningslista" too: then more follows, or they tell something.
    """
    if _has_items(lines, notice) or any(_is_decided(lines, segment) for segment in told):
        return False
    if lines[notice.start].text.lower().startswith(_CALLS):
        return True
    below = [lines[i].text for segment in told for i in range(segment.start + 1, segment.end)]
    is_said = any("protokoll" in line.text.lower() for line in lines[: notice.start])
    return is_all and not is_said and not any(_is_told(text) for text in below if text)


def _has_items(lines: Sequence[Line], notice: Segment) -> bool:
    """Answer whether a notice numbers its items otherwise: what follows is then none of them."""
    return any(_NUMBERED.fullmatch(lines[i].text) for i in notice.indexes())


def _is_item(segments: Sequence[Segment], index: int, notice: int) -> bool:
    """Answer whether a part can be the next item: its number is one more than the last."""
    header, above = segments[index].header, segments[index - 1].header
    if header is None or segments[index].is_cut:
        return False
    return index == notice + 1 or (above is not None and header.number == above.number + 1)


def _is_decided(lines: Sequence[Line], segment: Segment) -> bool:
    """Answer whether a part tells what was decided; an agenda tells only what is proposed."""
    concept = ""
    for line in lines[segment.start : segment.end]:
        label = match_label(line.text) if line.text else None
        concept = label.concept if label else concept
        is_told = _HAS_DECIDED.search(line.text) is not None and concept != "proposed_decision"
        if concept in _OF_MINUTES or is_told or _MINUTES.fullmatch(line.text):
            return True
    return False
