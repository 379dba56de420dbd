"""What a reading holds: lines with their place, and the records read from them.

Everything a document does not print stays None; what is inferred is a ``Suggestion``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from samverk.intake.reading.prose import Prose

Kind = Literal["notice", "memo", "minutes", "vote_list"]
Option = Literal["yes", "no", "abstain"]

# How the note about a file's pages without text begins; their numbers follow
SILENT = "Ingen text på sida "


class Place(NamedTuple):
    """Where in the source something is printed: line from 1, page from 1 or None in plain text.

    In a PDF the line is counted within its page.
    """

    line: int
    page: int | None = None


class Line(NamedTuple):
    """One line of a source: ``raw`` as printed, ``text`` without markup and outer blanks."""

    place: Place
    raw: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as lines (källa). ``notes`` say in Swedish what the reader had to assume."""

    name: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed; ``party`` is the abbreviation within the parentheses."""

    name: str | None
    party: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's vote (röst). ``option`` is None where the list has lost its columns."""

    name: str
    party: str | None
    role: str | None
    option: Option | None
    place: Place


@dataclass(frozen=True, slots=True)
class Side:
    """So many votes for something, "7 röster för avslag", where no word says if that was yes or no."""

    votes: int
    means: str | None
    place: Place


@dataclass(slots=True)
class Vote:
    """A division (omröstning, votering) with what yes and no stood for.

    Yes often means rejection: never equate it with support of the one who proposed.
    ``listed`` is the result row of the voting list, where one is joined to the vote. ``sides``
    are both sides of "med 7 röster mot 4", the winning one first as printed: a text that tells
    only that leaves ``yes`` and ``no`` None.
    """

    place: Place
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    yes_means: str | None = None
    no_means: str | None = None
    ballots: list[Ballot] = field(default_factory=list)
    listed: tuple[int | None, int | None, int | None] | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Reservation:
    """One person's recorded dissent (reservation); a party's own has ``name`` None."""

    name: str | None
    party: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to another body's or day's decision (hänvisning till beslut).

    ``organisation`` is the municipality, region or federation where one is printed with the
    citation: then the body is that one's. ``year`` is that of "§ 12/2019", where no day is.
    """

    body: str | None
    date: date | None
    paragraph: int | None
    place: Place
    organisation: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal (förslag, yrkande): to the next body, or by members at the meeting."""

    kind: Literal["to_next_body", "at_meeting"]
    text: str
    place: Place
    to: str | None = None
    by: tuple[Person, ...] = ()
    supported_by: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed (belopp). ``ore`` is integer öre, exact for what is printed."""

    text: str
    ore: int
    place: Place


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom the decision is sent (expediering)."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the reader infers but the document does not print, with its ground in Swedish."""

    field: str
    value: str | int
    ground: str


@dataclass(frozen=True, slots=True)
class Item:
    """A matter on an agenda or a list of contents (ärende på föredragningslista)."""

    number: int
    title: str
    diary: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed, cells verbatim; ``places`` has one place per row, header first."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice-board block (anslag/bevis): each field as printed, with its place."""

    fields: dict[str, str]
    places: dict[str, Place]


class Level(NamedTuple):
    """The body that a marker says decides the matter (beslutsnivå), and where it stands."""

    body: str
    place: Place


@dataclass(slots=True)
class Paragraph:
    """A paragraph of minutes (paragraf), or a memo (tjänsteskrivelse), then without number.

    ``places`` maps field name to where it is printed. ``own_body`` is the body as the
    paragraph's own text prints it, page headers aside: two copies of a paragraph share that.
    ``prose`` is the running text the fields were read from, kept for the lints.
    ``diary_body`` is the short name after the diary number, "KS" in "2023/76 KS".
    ``level`` is who shall decide the matter in the end, "Beslutsnivå: Kommunfullmäktige".
    """

    source: str
    paragraph: int | None = None
    body: str | None = None
    date: date | None = None
    diary: str | None = None
    title: str | None = None
    decision_text: str | None = None
    proposal_to: str | None = None
    addressed_to: str | None = None
    proposals: list[Proposal] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    reservations: list[Reservation] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    immediate_adjustment: bool | None = None
    recipients: list[Recipient] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    record_id: str = ""
    own_body: str | None = None
    prose: Prose | None = None
    diary_body: str | None = None
    level: Level | None = None


@dataclass(slots=True)
class Document:
    """One part of a source (handling): a file may hold minutes, a memo and a vote list.

    ``follows`` is the paragraph a voting list stands after, ``joined_to`` the one it has given
    its ballots to.
    """

    source: str
    kind: Kind | None
    first: Place
    last: Place
    body: str | None = None
    date: date | None = None
    title: str | None = None
    items: list[Item] = field(default_factory=list)
    loose_tables: list[Table] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    announcement: Announcement | None = None
    follows: Paragraph | None = None
    joined_to: Paragraph | None = None
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> list[Table]:
        """The tables of the part and of its paragraphs, in order."""
        return self.loose_tables + [t for p in self.paragraphs for t in p.tables]
