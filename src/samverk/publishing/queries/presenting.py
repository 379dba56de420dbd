"""How a record that was found is shown in a list: what it is, whose, of which day, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind, OpenRecord
from samverk.publishing.queries.answers import Hit
from samverk.publishing.queries.places import names_of
from samverk.rules.searching.marking import Piece
from samverk.rules.wording import running_date

SAID = {
    "open": "pågår",
    "closed": "avslutat",
    "called": "kallad",
    "adjusted": "justerad",
    "struck": "utgick",
    "planned": "planerat",
    "held": "hållet",
    "cancelled": "inställt",
    "up": "sitter uppe",
    "down": "nedtaget",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of what was found."""

    title: tuple[Piece, ...]
    passages: tuple[Piece, ...]
    facts: str
    url: str


def present(hits: Sequence[Hit]) -> list[Shown]:
    """Give the lines of what was found."""
    bodies = names_of(hit.record.body for hit in hits if hit.record.body)
    return [
        Shown(
            hit.title or (Piece(hit.record.get_kind_display().capitalize()),),
            hit.passages,
            _facts(hit.record, bodies),
            address_of(hit.record.kind, hit.record.source),
        )
        for hit in hits
    ]


def _facts(record: OpenRecord, bodies: dict[int, str]) -> str:
    kind = Kind(record.kind)
    is_body = kind in (Kind.BODY, Kind.ORGANISATION)
    told = (
        f"{kind.label.capitalize()} {record.number}".strip(),
        "" if is_body else bodies.get(record.body or 0, ""),
        running_date(record.day) if record.day else "",
        SAID.get(record.status, record.status),
        record.sort if kind is Kind.ITEM else "",
    )
    return " · ".join(part for part in told if part)
