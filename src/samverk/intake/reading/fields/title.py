"""The title of a paragraph and a diary number printed with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samverk.intake.reading.diary import DiaryMention, diary_at_start, without_diary
from samverk.intake.reading.headers import Header
from samverk.intake.reading.labels import match_field, match_label
from samverk.intake.reading.model import Line, Place

_LONGEST = 260
# A wrapped title fills its line; a short line has ended.
_FULL_LINE = 45


class Opening(NamedTuple):
    """What stands between a paragraph's § and its first section, and how many lines it took."""

    title: str | None
    title_place: Place | None
    diary: str | None
    diary_place: Place | None
    taken: int
    diary_body: str | None = None


def opening_of(lines: Sequence[Line], header: Header) -> Opening:
    """Read title and diary number below the § line; ``lines`` begin with that line."""
    diary, diary_place = header.diary, lines[0].place if header.diary else None
    parts: list[str] = [header.title] if header.title else []
    place = lines[0].place if header.title else None
    owner, taken = header.diary_body, 1
    for index in range(1, len(lines)):
        text = lines[index].text
        if not text:
            if parts:
                break
            continue
        if found := _diary_line(text):
            diary, diary_place = diary or found.text, diary_place or lines[index].place
            owner, taken = owner or found.body, index + 1
            continue
        if not _goes_on(text, parts, is_next=index == taken):
            break
        parts.append(text)
        place = place or lines[index].place
        taken = index + 1
    below = next((i for i in range(taken, min(len(lines), taken + 3)) if lines[i].text), taken)
    if diary is None and (found := _diary_below(lines, below)):
        diary, diary_place, owner = found.text, lines[below].place, found.body
        taken = below + 1
    title, in_title = without_diary(" ".join(parts))
    if in_title and diary is None:
        diary, diary_place = in_title, place
    return Opening(title or None, place if title else None, diary, diary_place, taken, owner)


def _goes_on(text: str, parts: list[str], *, is_next: bool) -> bool:
    """Answer whether a line belongs to the title being read."""
    if match_label(text) is not None or sum(map(len, parts)) + len(text) > _LONGEST:
        return False
    if not parts:
        return True
    if not is_next or parts[-1].endswith((".", "!", "?")):
        return False
    return text[0].islower() or text[0] == "(" or len(parts[-1]) >= _FULL_LINE


def _diary_line(text: str) -> DiaryMention | None:
    """Answer the diary number of a line that prints nothing else."""
    field = match_field(text)
    value = field.rest if field and field.concept == "diary" else text.strip("()")
    found = diary_at_start(f"Dnr {value}" if field and field.concept == "diary" else value)
    whole = len(value.rstrip(" )")) + (4 if field and field.concept == "diary" else 0)
    return found if found and found.end >= whole else None


def _diary_below(lines: Sequence[Line], taken: int) -> DiaryMention | None:
    return _diary_line(lines[taken].text) if taken < len(lines) and lines[taken].text else None
