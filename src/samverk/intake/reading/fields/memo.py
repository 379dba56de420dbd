"""The head of a memo (tjänsteskrivelse): date, diary number, addressee, title.

Labels stand before their value, above it, or side by side in columns with values below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from samverk.intake.reading.dates import date_alone, first_date
from samverk.intake.reading.diary import diary_at_start, without_diary
from samverk.intake.reading.labels import is_memo_title, match_field, match_label
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.organs import organ_of
from samverk.intake.reading.prose import joined

_COLUMNS = re.compile(r"\t|\s{2,}|\|")
_SENDER = re.compile(r"förvaltning|sektor|kontor|avdelning|enhet|stab", re.IGNORECASE)
_REACH = 40


@dataclass(slots=True)
class MemoHead:
    """What a memo's head prints; ``taken`` is how many lines it fills."""

    date: date | None = None
    diary: str | None = None
    addressed_to: str | None = None
    title: str | None = None
    taken: int = 0
    places: dict[str, Place] = field(default_factory=dict)


def memo_head(lines: Sequence[Line]) -> MemoHead:
    """Read a memo's head, down to its first section."""
    head = MemoHead()
    waiting: list[str] = []
    last_field = -1
    for index, line in enumerate(lines[:_REACH]):
        text = line.text
        if not text.strip("|-: "):
            continue
        if match_label(text) and not is_memo_title(text):
            break
        labels = _fields_of(line)
        if labels:
            last_field = index
            waiting = [] if any(rest for _, rest in labels) else [name for name, _ in labels]
            for name, rest in labels:
                _take(head, name, rest, line.place)
        elif waiting:
            _take_below(head, waiting, line)
            last_field, waiting = index, []
        elif index < 12 and _take_bare(head, _cells(line), line.place):
            last_field = index
        elif head.addressed_to is None and (organ := organ_of(text)):
            head.addressed_to, head.places["addressed_to"] = organ, line.place
            last_field = max(last_field, index)
    _take_title(head, lines, last_field)
    return head


def _cells(line: Line) -> list[str]:
    """Answer what stands side by side on a line."""
    return [c.strip() for c in _COLUMNS.split(line.text) if c.strip()]


def _take_bare(head: MemoHead, cells: Sequence[str], place: Place) -> bool:
    """Take a day or diary number that fills a cell without label; answer whether one does."""
    if not any(cell[0].isdigit() or cell[-1:].isdigit() for cell in cells):
        return False
    days = [day for cell in cells if (day := date_alone(cell))]
    if head.date is None and len(days) == 1:
        head.date, head.places["date"] = days[0], place
    found = [m.text for cell in cells if (m := diary_at_start(cell)) and m.end == len(cell)]
    if head.diary is None and len(found) == 1 and found[0][0].isupper():
        head.diary, head.places["diary"] = found[0], place
    return bool(days or found)


def _fields_of(line: Line) -> list[tuple[str, str]]:
    """Answer the labelled values of a line; a bare label has an empty value."""
    cells = _cells(line)
    label = match_field(line.text)
    if label and not any(match_field(cell) for cell in cells[1:]):
        return [(label.concept, label.rest)]
    found = [match_field(cell) or match_field(cell + ":") for cell in cells if len(cell) < 60]
    named = [(label.concept, label.rest) for label in found if label]
    return named if named and len(named) == len(cells) else []


def _take(head: MemoHead, name: str, value: str, place: Place) -> None:
    if name == "date" and head.date is None and (day := first_date(value)):
        head.date, head.places["date"] = day, place
    elif name == "diary" and head.diary is None and (mention := diary_at_start(value)):
        head.diary, head.places["diary"] = mention.text, place


def _take_below(head: MemoHead, waiting: Sequence[str], line: Line) -> None:
    """Give the labels of the line above the cells below them, in order."""
    cells = _cells(line)
    if len(waiting) == 1:
        cells = [line.text]
    for name, cell in zip(waiting, cells, strict=False):
        _take(head, name, cell, line.place)


def _take_title(head: MemoHead, lines: Sequence[Line], last_field: int) -> None:
    """Take the title: the first line below the fields that is neither body, unit nor section."""
    index = last_field + 1
    while index < min(len(lines), last_field + 14):
        line = lines[index]
        text = line.text
        if text and (match_label(text) and not is_memo_title(text)):
            break
        if text and not organ_of(text) and not is_memo_title(text) and len(text) > 3:
            parts, end = [text], index + 1
            while end < len(lines) and (more := lines[end].text) and more[0].islower():
                parts.append(more)
                end += 1
            title, diary = without_diary(joined(parts))
            head.title, head.places["title"] = title, line.place
            if diary and head.diary is None:
                head.diary, head.places["diary"] = diary, line.place
            head.taken = end
            return
        if text and head.addressed_to is None and (organ := organ_of(text)):
            head.addressed_to, head.places["addressed_to"] = organ, line.place
        index += 1
    head.taken = index
