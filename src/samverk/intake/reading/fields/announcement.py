"""The notice-board block (anslag/bevis): dates up and down, where the minutes are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.model import Announcement, Line, Place

_LABELS = {
    "up": (
        "datum för anslags uppsättande",
        "datum då anslaget sätts upp",
        "datum när anslaget sätts upp",
        "anslaget sätts upp",
        "datum för anslags upprättande",
        "anslagsdag",
        "protokollet anslås",
        "anslaget sattes upp",
    ),
    "down": (
        "datum för anslags nedtagande",
        "datum för anslags nedtagning",
        "datum då anslaget tas ned",
        "datum när anslaget tas ner",
        "datum då anslaget tas ner",
        "anslaget tas ned",
        "anslaget tas ner",
        "anslaget till och med",
    ),
    "last_appeal": (
        "sista datum för överklagande",
        "sista dag för överklagande",
        "datum för överklagan till och med",
    ),
    "storage": (
        "förvaringsplats för protokollet",
        "förvaringsplats av protokollet",
        "protokollets förvaringsplats",
        "protokollet finns hos",
    ),
    "body": ("organ", "nämnd", "nämnd/styrelse", "styrelse/nämnd", "forum", "beslutsinstans"),
    "meeting": ("sammanträdesdatum", "sammanträdesdag", "datum för sammanträdet"),
    "paragraphs": ("paragrafer", "justerade paragrafer", "protokollet omfattar"),
}
_NAME_OF = {label: name for name, labels in _LABELS.items() for label in labels}
_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")
# How far aside the second line of a cell may begin.
_ASIDE = 2
_FAR = 1000
_LONGEST = 300
_BY_LENGTH = sorted(
    _NAME_OF.items(),
    key=lambda pair: -len(pair[0]),
)


def announcement_in(lines: Sequence[Line]) -> Announcement | None:
    """Answer the block's fields as printed; None where no field is found.

    A label's value follows on its line or stands alone on the next; a label may be set on two.
    """
    fields: dict[str, str] = {}
    places: dict[str, Place] = {}
    waiting = ""
    for line in _mended(lines):
        text = line.text
        if not text:
            continue
        pairs = _pairs(line)
        if waiting and not pairs:
            fields[waiting], places[waiting] = text, line.place
        waiting = ""
        for name, value in pairs:
            if value:
                fields.setdefault(name, value)
                places.setdefault(name, line.place)
            else:
                waiting = name
    return Announcement(fields, places) if fields else None


def _mended(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those whose labels end in the same columns of the next joined with it."""
    above: Line | None = None
    for line in lines:
        if above and line.text and (both := _joined(above, line)):
            yield both
            above = None
            continue
        if above:
            yield above
        above = line
    if above:
        yield above


def _joined(line: Line, below: Line) -> Line | None:
    """Answer "Datum för anslags   2024-10-01" with "uppsättande" from below; None for other lines."""
    if len(line.raw) > _LONGEST or len(below.raw) > _LONGEST:
        return None
    under = {cell.start(): cell[0] for cell in _CELL.finditer(below.raw)}
    cells = []
    has_label = False
    for cell in _CELL.finditer(line.raw):
        at = min(under, key=lambda start: abs(start - cell.start()), default=-_FAR)
        rest = under.pop(at) if abs(at - cell.start()) <= _ASIDE else ""
        whole = f"{cell[0]} {rest}".strip()
        has_label = has_label or (bool(rest) and whole.lower().rstrip(" :") in _NAME_OF)
        cells.append(whole)
    return line._replace(text="   ".join(cells)) if has_label and not under else None


def _pairs(line: Line) -> list[tuple[str, str]]:
    """Find each label of a line with the text up to the next one: two may stand side by side."""
    lowered = line.text.lower()
    spans: list[tuple[int, int, str]] = []
    for label, name in _BY_LENGTH:
        at = lowered.find(label)
        is_start = at == 0 or (at > 1 and lowered[at - 2 : at].isspace())
        ends = lowered[at + len(label) : at + len(label) + 1]
        if at < 0 or not is_start or ends.isalpha() or ends == "/":
            continue
        if not any(start < at + len(label) and at < end for start, end, _ in spans):
            spans.append((at, at + len(label), name))
    spans.sort()
    limits = [start for start, _, _ in spans[1:]] + [len(line.text)]
    return [
        (name, line.text[end:limit].strip(" :.\t"))
        for (_, end, name), limit in zip(spans, limits, strict=False)
    ]
