"""Which meeting a paragraph belongs to, as its source prints it: body and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.front_lines import meeting_named
from samverk.intake.reading.furniture import Context, Furniture
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.parts import Segment

_FRONT = frozenset({"front", "contents", "announcement"})
_HOME = _FRONT | {"paragraph"}


class Meeting(NamedTuple):
    """Body and day with their places; None for what is not printed."""

    body: str | None = None
    body_place: Place | None = None
    day: date | None = None
    day_place: Place | None = None


def contexts_of(
    lines: Sequence[Line], furniture: Furniture, segments: Sequence[Segment]
) -> list[Context]:
    """Answer the contexts that speak of the minutes themselves, in order.

    What a memo or a notice in the same file says of its meeting is not theirs.
    """
    kinds = {i: s.kind for s in segments for i in s.indexes()}
    kept = [
        c
        for c in furniture.contexts
        if (c.is_header and kinds.get(c.line, "front") in _HOME)
        or kinds.get(c.line, "front") in _FRONT
    ]
    for segment in segments:
        if segment.kind == "front":
            kept += _alone(lines, segment)
    return sorted(kept, key=lambda c: c.line)


def _alone(lines: Sequence[Line], front: Segment) -> list[Context]:
    """Read a body or day that stands alone on a line before the first paragraph."""
    found = []
    for index in front.indexes():
        named = meeting_named(lines[index].text)
        if any(named):
            found.append(Context(index, named.body, named.day))
    days = {c.date for c in found if c.date}
    # Two days before the first paragraph: neither is known to be the meeting's.
    return [c for c in found if c.body or len(days) == 1]


def meeting_at(lines: Sequence[Line], contexts: Sequence[Context], segment: Segment) -> Meeting:
    """Answer the meeting of a paragraph: the latest header before it, else one within it."""
    before = [c for c in contexts if c.line <= segment.start]
    within = [c for c in contexts if segment.start < c.line < segment.end]
    body = _last(before, "body") or _first(within, "body")
    day = _last(before, "date") or _first(within, "date")
    return Meeting(
        body.body if body else None,
        _place(lines, body.line, body.body_line) if body else None,
        day.date if day else None,
        _place(lines, day.line, day.date_line) if day else None,
    )


def _place(lines: Sequence[Line], line: int, own: int | None) -> Place:
    return lines[line if own is None else own].place


def _last(contexts: Sequence[Context], name: str) -> Context | None:
    return _first(contexts[::-1], name)


def _first(contexts: Sequence[Context], name: str) -> Context | None:
    return next((c for c in contexts if getattr(c, name)), None)
