"""The title of a paragraph and a diary number printed with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from samverk.intake.reading.diary import DiaryMention, diary_at_end, diary_at_start, without_diary
from samverk.intake.reading.headers import Header
from samverk.intake.reading.labels import Label, match_field, match_label
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.organs import organ_of
from samverk.intake.reading.prose import joined

_LONGEST = 260
# A wrapped title fills its line; a short line has ended.
_FULL_LINE = 45
# A word that ends no title: the next line goes on with it.
_JOINS = re.compile(
    r"(?:.* )?(?:om|och|för|i|av|till|vid|med|på|enligt|från|samt|inom|hos|mot|mellan|eller|angående"
    r"|gällande|avseende|under|över|efter|utan|[-–])",
    re.IGNORECASE,
)
# Header fields that are neither title nor diary number.
_OTHER_FIELDS = frozenset({"officer", "phone", "date"})


class Opening(NamedTuple):
    """What stands between a paragraph's § and its first section, and how many lines it took."""

    title: str | None
    title_place: Place | None
    diary: str | None
    diary_place: Place | None
    taken: int
    diary_body: str | None = None
    # Text among those lines that is neither title nor diary number.
    kept: tuple[Line, ...] = ()


def opening_of(lines: Sequence[Line], header: Header) -> Opening:
    """Read title and diary number below the § line; ``lines`` begin with that line."""
    if header.says:
        return _said(lines, header, header.says)
    diary, diary_place = header.diary, lines[0].place if header.diary else None
    parts: list[str] = [header.title] if header.title else []
    place = lines[0].place if header.title else None
    owner, taken = header.diary_body, 1
    kept: list[Line] = []
    for index in range(1, len(lines)):
        text = lines[index].text
        if not text:
            if parts and not _is_field_below(lines, index):
                break
            continue
        field = match_field(text)
        if found := _diary_line(text, field):
            diary, diary_place = diary or found.text, diary_place or lines[index].place
            owner, taken = owner or found.body, index + 1
            continue
        label = match_label(text)
        is_level = label is not None and label.concept == "level"
        if is_level or (field and field.concept in _OTHER_FIELDS and field.rest):
            kept.append(lines[index])
            taken = index + 1
            continue
        if not _goes_on(lines, index, parts, is_next=index == taken):
            break
        parts.append(text)
        place = place or lines[index].place
        taken = index + 1
    below = next((i for i in range(taken, min(len(lines), taken + 3)) if lines[i].text), taken)
    if diary is None and (found := _diary_below(lines, below)):
        diary, diary_place, owner = found.text, lines[below].place, found.body
        taken = below + 1
    title, in_title = without_diary(joined(parts))
    if in_title and diary is None:
        diary, diary_place = in_title, place
    title_place = place if title else None
    return Opening(title or None, title_place, diary, diary_place, taken, owner, tuple(kept))


def _is_field_below(lines: Sequence[Line], index: int) -> bool:
    """Answer whether who handles the matter stands below the blank line after a title."""
    below = next((line.text for line in lines[index : index + 3] if line.text), "")
    field = match_field(below)
    return field is not None and field.concept == "officer"


def _said(lines: Sequence[Line], header: Header, says: str) -> Opening:
    """Read a § line with a sentence in it; right above a heading that sentence is the title."""
    place = lines[0].place
    below = next((line.text for line in lines[1:] if line.text), "")
    if header.title is None and match_label(below):
        return Opening(says.rstrip("."), place, None, None, 1)
    kept = (lines[0]._replace(text=says),)
    return Opening(header.title, place if header.title else None, None, None, 1, kept=kept)


def _goes_on(lines: Sequence[Line], index: int, parts: list[str], *, is_next: bool) -> bool:
    """Answer whether a line belongs to the title being read."""
    text = lines[index].text
    if match_label(text) is not None or sum(map(len, parts)) + len(text) > _LONGEST:
        return False
    if not parts:
        return True
    above = parts[-1]
    if not is_next or above.endswith((".", "!", "?")) or diary_at_end(above):
        return False
    if text[0].islower() or text[0] == "(" or _JOINS.fullmatch(above):
        return True
    if _is_above_diary(lines, index):
        return True
    return len(above) >= _FULL_LINE and not _is_sentence(lines, index)


def _is_above_diary(lines: Sequence[Line], index: int) -> bool:
    """Answer whether a line stands between a title and its diary number, and so ends the title."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    field = match_field(below)
    if field is None or field.concept != "diary" or _diary_line(below, field) is None:
        return False
    return (
        text[-1] not in ".:!?"
        and len(text) < _FULL_LINE
        and not (organ_of(text) or match_field(text))
    )


def _is_sentence(lines: Sequence[Line], index: int) -> bool:
    """Answer whether running text begins here: its block ends in a full stop, a title does not."""
    last = ""
    for line in lines[index : index + 12]:
        if not line.text or match_label(line.text):
            break
        if ". " in line.text:
            return True
        last = line.text
    return last.endswith((".", ":", "!", "?"))


def _diary_line(text: str, field: Label | None) -> DiaryMention | None:
    """Answer the diary number of a line that prints nothing else."""
    value = field.rest if field and field.concept == "diary" else text.strip("()")
    found = diary_at_start(f"Dnr {value}" if field and field.concept == "diary" else value)
    whole = len(value.rstrip(" )")) + (4 if field and field.concept == "diary" else 0)
    return found if found and found.end >= whole else None


def _diary_below(lines: Sequence[Line], taken: int) -> DiaryMention | None:
    text = lines[taken].text if taken < len(lines) else ""
    return _diary_line(text, match_field(text)) if text else None
