"""The order and labels of a paragraph in the minutes: what differs from body to body is data.

A layout lists the parts of a paragraph in the order they are printed, each with its heading. The
two municipalities of the seeds have theirs, Härryda's council an older one with the decision last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of a paragraph (paragrafens del). Those in ``WRITTEN`` are the secretary's own words."""

    DECISION = "decision"
    BACKGROUND = "background"
    PREPARATION = "preparation"
    BASIS = "basis"
    ECONOMY = "economy"
    DRAFT = "draft"
    MOTIONS = "motions"
    ORDER = "order"
    PROCEEDING = "proceeding"
    RESERVATIONS = "reservations"
    STATEMENTS = "statements"
    RECIPIENTS = "recipients"


WRITTEN = (Part.BACKGROUND, Part.PREPARATION, Part.BASIS, Part.ECONOMY)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a body's paragraphs are laid out (protokollsmall): parts in order with their headings."""

    name: str
    parts: tuple[tuple[Part, str], ...]

    @property
    def written(self) -> tuple[tuple[Part, str], ...]:
        """The parts that the secretary writes."""
        return tuple((part, label) for part, label in self.parts if part in WRITTEN)


DEFAULT = Layout(
    "Beslut först",
    (
        (Part.DECISION, "Beslut"),
        (Part.RESERVATIONS, "Reservationer"),
        (Part.STATEMENTS, "Särskilda yttranden och anteckningar"),
        (Part.BACKGROUND, "Sammanfattning av ärendet"),
        (Part.BASIS, "Beslutsunderlag"),
        (Part.DRAFT, "Förslag till beslut"),
        (Part.MOTIONS, "Yrkanden"),
        (Part.ORDER, "Propositionsordning"),
        (Part.PROCEEDING, "Beslutsgång"),
        (Part.RECIPIENTS, "Beslutet skickas till"),
    ),
)
LAYOUTS = {
    "": DEFAULT,
    "alingsas": Layout(
        "Ärendet först (Alingsås)",
        (
            (Part.BACKGROUND, "Ärendebeskrivning"),
            (Part.PREPARATION, "Beredning"),
            (Part.ECONOMY, "Ekonomisk bedömning"),
            (Part.DRAFT, "Förslag till beslut"),
            (Part.MOTIONS, "Yrkanden"),
            (Part.PROCEEDING, "Beslutsgång"),
            (Part.DECISION, "Beslut"),
            (Part.RESERVATIONS, "Reservation"),
            (Part.STATEMENTS, "Särskilt yttrande"),
            (Part.BASIS, "Beslutsunderlag"),
            (Part.RECIPIENTS, "Beslutet ska skickas till"),
        ),
    ),
    "harryda": Layout(
        "Beslut först (Härryda)",
        (
            (Part.DECISION, "Beslut"),
            (Part.RESERVATIONS, "Reservation"),
            (Part.STATEMENTS, "Särskilt yttrande"),
            (Part.BACKGROUND, "Sammanfattning av ärendet"),
            (Part.BASIS, "Beslutsunderlag"),
            (Part.MOTIONS, "Förslag till beslut på sammanträdet"),
            (Part.PROCEEDING, "Beslutsgång"),
            (Part.RECIPIENTS, "Beslutet skickas till"),
        ),
    ),
    "harryda-2020": Layout(
        "Beslut sist (Härrydas fullmäktige 2020)",
        (
            (Part.BACKGROUND, ""),
            (Part.MOTIONS, "Yrkanden"),
            (Part.ORDER, "Propositionsordning"),
            (Part.PROCEEDING, "Propositioner"),
            (Part.DECISION, "Beslut"),
            (Part.RESERVATIONS, "Reservation"),
            (Part.STATEMENTS, "Särskilt yttrande"),
            (Part.RECIPIENTS, "Beslutet skickas till"),
        ),
    ),
}


def layout_named(name: str) -> Layout:
    """Answer which layout a body's by-laws name; the usual one for a name that is none."""
    return LAYOUTS.get(name, DEFAULT)
