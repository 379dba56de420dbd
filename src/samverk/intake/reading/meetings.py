"""Which meeting a paragraph belongs to, as its source prints it: body and day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.dates import date_alone, dates_in
from samverk.intake.reading.diary import diary_at_start
from samverk.intake.reading.furniture import Context, Furniture
from samverk.intake.reading.labels import match_field
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.organs import organ_of
from samverk.intake.reading.parts import Segment

_FRONT = frozenset({"front", "contents", "announcement"})
_MEETING_WORDS = re.compile(
    r"(?:sammanträdes)?protokoll(?: (?:från|fört vid))?(?: (?:styrelse|nämnd)?(?:möte|sammanträde)t?)?"
    r"(?: nr \d+)?|(?:styrelse)?möte|sammanträde|(?:mötes|sammanträdes)(?:dag|datum)",
    re.IGNORECASE,
)
# "2024-03-14 kl. 13.00–15.30"
_TIME = re.compile(r",? (?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d(?: ?[-–] ?\d{1,2}[.:]\d\d)?$")
_CELLS = re.compile(r"\t|\s{2,}|\|")
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
        text = lines[index].text
        if text and (len(text) < 60 or "  " in text):
            body, day = organ_of(text), date_alone(text) or _labelled(text)
            if body is None and day is None:
                body, day = _together(text)
            if body is None and day is None:
                body, day = _beside(text)
            if body or day:
                found.append(Context(index, body, day))
    days = {c.date for c in found if c.date}
    # Two days before the first paragraph: neither is known to be the meeting's.
    return [c for c in found if c.body or len(days) == 1]


def _beside(text: str) -> tuple[str | None, date | None]:
    """Read a day in a column beside a diary number: "2023-10-26      Dnr KS 2023/412"."""
    cells = [cell.strip() for cell in _CELLS.split(text)]
    if len(cells) != 2 or not diary_at_start(cells[1]):
        return None, None
    return organ_of(cells[0]), date_alone(cells[0])


def body_beside_day(text: str) -> str | None:
    """Answer the body of a line that prints nothing else but a day: "Kommunfullmäktige 2022-09-27"."""
    return _together(text)[0]


def _together(text: str) -> tuple[str | None, date | None]:
    """Read "Kommunfullmäktige 2022-09-27", "Protokoll styrelsemöte 2023-06-08"."""
    mentions = list(dates_in(text))
    if len(mentions) != 1:
        return None, None
    before, after = text[: mentions[0].start], text[mentions[0].end :]
    rest = re.sub(r"\bden\b|[,.:–-]", " ", before).strip()
    if after.strip(" .,"):
        return None, None
    if body := organ_of(rest):
        return body, mentions[0].day
    return (None, mentions[0].day) if _MEETING_WORDS.fullmatch(rest) else (None, None)


def _labelled(text: str) -> date | None:
    """Read "Datum: 2023-05-04", as a front page prints the meeting's day."""
    field = match_field(text)
    is_day = field is not None and field.concept == "date" and text.lower().startswith("datum")
    return date_alone(_TIME.sub("", field.rest)) if field and is_day else None


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
