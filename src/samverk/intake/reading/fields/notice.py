"""A meeting notice (kallelse): body, day and the items on its agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.diary import diary_at_end, diary_at_start, without_diary
from samverk.intake.reading.labels import NOTICE_TITLES, match_label
from samverk.intake.reading.model import Item, Line
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical, organ_of, organs_in
from samverk.intake.reading.prose import joined

_ITEM = re.compile(r"(?:§ ?)?(?P<number>\d{1,3})(?:[.)]\s*|\s+(?=[A-ZÅÄÖ]))(?P<title>\S.*)")
# What stands under an item and is no part of its title.
_ATTACHED = re.compile(
    r"(?:Bilag(?:a|or)|Handling(?:ar)?|Underlag|Föredrag(?:ande|ning)|Tid|Kl\.?)\b.{0,60}"
)
_CALLED = re.compile(
    rf"(?P<organ>{ORGAN_PATTERN}) (?:kallas|sammanträder|inbjuds|har sammanträde)\b"
    rf"|(?:till|med|för|i) (?P<with>{ORGAN_PATTERN})(?!\w)",
    re.IGNORECASE,
)
# "Kommunfullmäktige i Norrvik sammanträder den ..." within a public notice
_MEETS = re.compile(
    rf"(?<!\w)(?P<organ>{ORGAN_PATTERN})(?: i [A-ZÅÄÖ][a-zåäö]+(?: kommun)?)?"
    r" (?:kallas|sammanträder|har sammanträde|håller sammanträde)\b",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(
    r"sammanträd|möte|\bkallas\b|^(?:datum|dag|tid(?:punkt)?|när)\b", re.IGNORECASE
)
_LIST_HEADS = (
    *("ärendelista", "föredragningslista", "dagordning", "ärenden", "ärende"),
    *("förslag till dagordning", "förslag till föredragningslista", "ärenden att behandla"),
)
_HEAD_REACH = 20
# A shorter line of a title has ended.
_SHORT = 45
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
        text = _from_row(line.text) if line.text[:1] == "|" else line.text
        match = _ITEM.fullmatch(text) if text[:1].isdigit() or text[:1] == "§" else None
        if match and (int(match["number"]) == number + 1 or number == 0):
            _close(items, number, open_lines)
            number = int(match["number"])
            open_lines = [line._replace(text=match["title"])]
        elif not text:
            # A blank line ends a title that is followed by something else than its own lines.
            _close(items, number, open_lines)
            open_lines = []
        elif open_lines and not line.is_heading and _goes_on(open_lines, text):
            open_lines.append(line)
    _close(items, number, open_lines)
    return items


def _from_row(text: str) -> str:
    """Answer a row of a table of items as a line: its number, title and diary number."""
    cells = [cell.strip() for cell in text.strip("|").split("|")]
    if len(cells) < 2 or not cells[0].rstrip(".").isdecimal():
        return ""
    found = (m.text for cell in cells[2:] if (m := diary_at_start(cell)) and m.end == len(cell))
    return " ".join([f"{cells[0].rstrip('.')}.", cells[1], *found])


def _goes_on(above: Sequence[Line], text: str) -> bool:
    """Answer whether a line belongs to the item's title: not after its diary number."""
    last = above[-1].text
    is_sentence = text[0].isupper() and text[-1] == "." and len(last) < _SHORT
    if is_sentence or _NEXT_FIELD.match(text) or _ATTACHED.fullmatch(text):
        return False
    if ":" in text and match_label(text):
        return False
    whole = diary_at_start(last)
    has_ended = diary_at_end(last) is not None or (whole and whole.end == len(last))
    return not has_ended or diary_at_start(text) is not None


def notice_body(lines: Sequence[Line], title: str | None) -> str | None:
    """Answer whom the notice calls: in its title, on a line alone, or "Kommunstyrelsen kallas"."""
    if named := next(organs_in(title or ""), None):
        return named.name
    head = lines[: _list_start(lines) or _HEAD_REACH]
    for line in head:
        if body := organ_of(line.text):
            return body
        if line.text == title or _ITEM.fullmatch(line.text):
            continue
        if len(line.text) < 120 and (match := _CALLED.match(line.text)):
            return canonical(match["organ"] or match["with"])
        if match := _MEETS.search(line.text):
            return canonical(match["organ"])
    return None


def notice_day(lines: Sequence[Line]) -> date | None:
    """Answer the day a notice calls to, above its list: "sammanträder den 29 april 2024"."""
    end = _list_start(lines) or _HEAD_REACH
    for line in lines[: min(end, _HEAD_REACH)]:
        days = {mention.day for mention in dates_in(line.text)}
        if len(days) == 1 and _OF_MEETING.search(line.text):
            return days.pop()
    return None


def _list_start(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if line.text.lower().strip(" :") in _LIST_HEADS:
            return index + 1
    return 0


def _close(items: list[Item], number: int, lines: Sequence[Line]) -> None:
    if not lines:
        return
    title, diary = without_diary(joined(line.text for line in lines))
    items.append(Item(number, title, diary, lines[0].place))


def notice_title(lines: Sequence[Line]) -> str | None:
    """Answer the line that says what the notice is."""
    for line in lines:
        if line.text.lower().startswith(NOTICE_TITLES):
            return line.text
    return None
