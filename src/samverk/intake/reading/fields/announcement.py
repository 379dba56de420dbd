"""The notice-board block (anslag/bevis): dates up and down, where the minutes are kept."""

from __future__ import annotations

from collections.abc import Sequence

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
_BY_LENGTH = sorted(
    ((label, name) for name, labels in _LABELS.items() for label in labels),
    key=lambda pair: -len(pair[0]),
)


def announcement_in(lines: Sequence[Line]) -> Announcement | None:
    """Answer the block's fields as printed; None where no field is found.

    A label's value follows on its line or stands alone on the next.
    """
    fields: dict[str, str] = {}
    places: dict[str, Place] = {}
    waiting = ""
    for line in lines:
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
