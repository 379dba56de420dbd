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
from samverk.intake.reading.labels import match_field, match_label
from samverk.intake.reading.memo_titles import beside_memo_title, is_memo_title, is_unit
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.organs import organ_of
from samverk.intake.reading.prose import joined

_COLUMNS = re.compile(r"\t|\s{2,}|\|")
_ADDRESSEE = re.compile(
    r"(?:(?:ställd )?till|mottagare|adressat|nämnd|styrelse|nämnd/styrelse|styrelse/nämnd|organ"
    r"|(?:besluts)?instans)(?: ?:\s*|\t\s*|\s{2,})(?P<named>.+)|till (?P<plain>.+)",
    re.IGNORECASE,
)
# What a head also prints, and is no title.
_ASIDE = re.compile(
    r"(?:(?:e-?post(?:adress)?|mejl|mail|tel\.?|telefon(?:nummer|nr)?|mobil(?:telefon)?|direkt(?:nr|telefon)?"
    r"|fax|(?:besöks|post)?adress|webb(?:plats)?|förvaltning|avdelning|enhet|sektor|kontor|avsändare"
    r"|från|föredragande|kontaktperson|ansvarig(?: chef)?|sida?|bilagor|org(?:anisations)?\.?(?:nr|nummer))"
    r"(?: ?:|\t|\s{2,}).*|\S+@\S+\.\w+|(?:https?://|www\.)\S+)",
    re.IGNORECASE,
)
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
        elif (index < 12 and _take_bare(head, _beside(line), line.place)) or _take_addressee(
            head, line
        ):
            last_field = index
    _take_title(head, lines, last_field)
    return head


def _cells(line: Line) -> list[str]:
    """Answer what stands side by side on a line."""
    return [c.strip() for c in _COLUMNS.split(line.text) if c.strip()]


def _beside(line: Line) -> list[str]:
    """Answer the cells of a line; of a memo's title what stands beside the word."""
    beside = beside_memo_title(line.text)
    return _cells(line) if beside is None else beside


def _take_addressee(head: MemoHead, line: Line) -> bool:
    """Take the first body that fills a line, "Till" or a label before it; answer if there is one."""
    if head.addressed_to is not None:
        return False
    match = _ADDRESSEE.fullmatch(line.text)
    organ = organ_of(match["named"] or match["plain"] if match else line.text)
    if organ is None:
        return False
    head.addressed_to, head.places["addressed_to"] = organ, line.place
    return True


def _is_no_title(text: str) -> bool:
    """Answer whether a line of the head says to whom, from whom or how to reach them."""
    match = _ADDRESSEE.fullmatch(text)
    is_for = match is not None and (match["named"] or organ_of(match["plain"]))
    return bool(
        is_for
        or organ_of(text)
        or is_memo_title(text)
        or is_unit(text)
        or _ASIDE.fullmatch(text)
        or len(text) <= len("Dnr")
    )


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
        if text and not _is_no_title(text):
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
        if text:
            _take_addressee(head, line)
        index += 1
    head.taken = index
