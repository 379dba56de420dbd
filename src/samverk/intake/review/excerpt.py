"""The part of a source that a record was read from, line by line, with what was found on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from samverk.intake.models import Finding, ReadRecord, Source
from samverk.intake.readings import StoredLine, anchor, place_name

# A longer record is shown to here; the whole text has its own pages.
MOST_LINES = 1_500
PAGE_LINES = 1_000
FIELD_NAMES = {
    "paragraph": "Paragraf",
    "body": "Organ",
    "date": "Dag",
    "diary": "Diarienummer",
    "title": "Rubrik",
    "decision_text": "Beslutstext",
    "proposal_to": "Förslag till",
    "addressed_to": "Ställd till",
    "immediate_adjustment": "Omedelbar justering",
}
LISTED = {
    "proposals": "Förslag",
    "votes": "Omröstning",
    "reservations": "Reservation",
    "citations": "Hänvisning",
    "recipients": "Mottagare",
    "amounts": "Belopp",
    "items_listed": "Ärende",
}
Key = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place in words, and where it is shown."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the source: its number for people, its anchor, and what was found on it."""

    anchor: str
    number: str
    text: str
    found: tuple[str, ...] = ()
    remarks: tuple[int, ...] = ()
    has_number: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines shown, in blocks that follow the source; ``is_cut`` when not all are."""

    source: Source
    blocks: tuple[tuple[ShownLine, ...], ...]
    is_cut: bool
    index: Mapping[Key, int] = field(default_factory=dict)

    def link(self, place: Mapping[str, Any] | None) -> PlaceLink | None:
        """Answer where a place of this source is shown: here, or among the pages of its text."""
        if place is None:
            return None
        page, line = place.get("page"), place["line"]
        there = anchor(page, line)
        if any(shown.anchor == there for block in self.blocks for shown in block):
            return PlaceLink(place_name(page, line), f"#{there}")
        return PlaceLink(place_name(page, line), text_url(self.source, self.index, page, line))


def text_url(source: Source, index: Mapping[Key, int], page: int | None, line: int) -> str:
    """Answer where a line is among the pages of a source's whole text."""
    sheet = index.get((page, line), 0) // PAGE_LINES + 1
    return f"{reverse('intake_text', args=[source.pk])}?sida={sheet}#{anchor(page, line)}"


def excerpt_of(record: ReadRecord, findings: Sequence[Finding]) -> Excerpt:
    """Lay out the lines of a record, and of the voting list that was joined to it."""
    source = record.source
    lines: list[StoredLine] = source.lines or []
    index = {(line[0], line[1]): number for number, line in enumerate(lines)}
    spans = [(record.first, record.last), *_joined(record, index)]
    found, remarks = _found(record), _remarks(source, findings)
    numbers = set(source.personal_numbers)
    blocks = tuple(
        tuple(
            _shown(lines[at], found, remarks, has_number=at in numbers)
            for at in range(first, min(last, first + MOST_LINES - 1) + 1)
        )
        for first, last in spans
    )
    is_cut = any(last - first >= MOST_LINES for first, last in spans)
    return Excerpt(source, blocks, is_cut, index)


def no_excerpt(source: Source) -> Excerpt:
    """Show no lines: every place leads to the pages of the whole text."""
    index = {(line[0], line[1]): number for number, line in enumerate(source.lines or [])}
    return Excerpt(source, (), is_cut=False, index=index)


def _joined(record: ReadRecord, index: Mapping[Key, int]) -> Iterator[tuple[int, int]]:
    """Find the voting lists in the same source that gave this record its ballots."""
    for part in record.source.parts:
        if part.get("joined_to") == record.record_id:
            first, last = index[_key(part["from"])], index[_key(part["to"])]
            if first > record.last or last < record.first:
                yield first, last


def _key(place: Mapping[str, Any]) -> Key:
    return (place.get("page"), place["line"])


def _shown(
    line: StoredLine,
    found: Mapping[Key, list[str]],
    remarks: Mapping[Key, list[int]],
    *,
    has_number: bool,
) -> ShownLine:
    page, number, text = line[:3]
    key = (page, number)
    return ShownLine(
        anchor(page, number),
        str(number) if page is None else f"{page}:{number}",
        text,
        tuple(dict.fromkeys(found.get(key, ()))),
        tuple(remarks.get(key, ())),
        has_number,
    )


def _found(record: ReadRecord) -> dict[Key, list[str]]:
    """Name what was read on each line."""
    named: dict[Key, list[str]] = {}
    for name, place in record.fields.get("places", {}).items():
        named.setdefault(_key(place), []).append(FIELD_NAMES.get(name, name))
    for name, label in LISTED.items():
        for one in record.fields.get(name) or []:
            named.setdefault(_key(one["place"]), []).append(label)
    return named


def _remarks(source: Source, findings: Iterable[Finding]) -> dict[Key, list[int]]:
    """Number the findings at each line, as the page numbers them."""
    at: dict[Key, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        for place in finding.places:
            if place["source"] == source.pk:
                at.setdefault(_key(place), []).append(number)
    return at


def text_lines(source: Source, start: int) -> list[ShownLine]:
    """Show one page of a source's whole text, from the line with index ``start``."""
    numbers = set(source.personal_numbers)
    lines = (source.lines or [])[start : start + PAGE_LINES]
    return [_shown(line, {}, {}, has_number=at in numbers) for at, line in enumerate(lines, start)]
