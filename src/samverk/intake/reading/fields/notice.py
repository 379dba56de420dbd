"""A meeting notice (kallelse): body, day and the items on its agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverk.intake.reading.diary import without_diary
from samverk.intake.reading.labels import NOTICE_TITLES
from samverk.intake.reading.model import Item, Line

_ITEM = re.compile(r"(?P<number>\d{1,3})(?:[.)]\s*|\s+(?=[A-ZÅÄÖ]))(?P<title>\S.*)")
_LIST_HEADS = ("ärendelista", "föredragningslista", "dagordning", "ärenden", "ärende")
_NEXT_FIELD = re.compile(
    r"(?:tid|plats|datum|ordförande|sekreterare|kallade|gruppmöten)\b", re.IGNORECASE
)


def items_in(lines: Sequence[Line]) -> list[Item]:
    """Answer the numbered items, in order; a title may run over several lines.

    Numbers must rise by one: a stray number in a title starts no item.
    """
    items: list[Item] = []
    open_lines: list[Line] = []
    number = 0
    start = _list_start(lines)
    for line in lines[start:]:
        text = line.text
        match = _ITEM.fullmatch(text) if text[:1].isdigit() else None
        if match and (int(match["number"]) == number + 1 or number == 0):
            _close(items, number, open_lines)
            number = int(match["number"])
            open_lines = [line._replace(text=match["title"])]
        elif not text:
            # A blank line ends a title that is followed by something else than its own lines.
            _close(items, number, open_lines)
            open_lines = []
        elif open_lines and not line.is_heading and not _NEXT_FIELD.match(text):
            open_lines.append(line)
    _close(items, number, open_lines)
    return items


def _list_start(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if line.text.lower().strip(" :") in _LIST_HEADS:
            return index + 1
    return 0


def _close(items: list[Item], number: int, lines: Sequence[Line]) -> None:
    if not lines:
        return
    title, diary = without_diary(" ".join(line.text for line in lines))
    items.append(Item(number, title, diary, lines[0].place))


def notice_title(lines: Sequence[Line]) -> str | None:
    """Answer the line that says what the notice is."""
    for line in lines:
        if line.text.lower().startswith(NOTICE_TITLES):
            return line.text
    return None
