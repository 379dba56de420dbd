"""What a calling would send now: to whom, which papers, and what is held back and why.

It is gathered outside every compartment: of a secret item only what everybody may read is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverk.directory import queries as directory
from samverk.directory.queries import SeatHolding
from samverk.meetings.models import AgendaItem, ItemDocument, MailAddress, Meeting
from samverk.meetings.queries.agenda import ItemRow, order_of, rows_of
from samverk.registry import queries as registry
from samverk.registry.queries import DocumentFile
from samverk.rules.wording import sentence

PDF = "application/pdf"
SECRET = "Sekretessbelagd: läses bara i Samverk, av dem som får."  # noqa: S105
NO_FILE = "Har ingen fil i diariet."
OTHER_KIND = "Är ingen PDF och fogas inte in: öppnas i ärendet i Samverk."


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is called: a member or substitute, with the address the body has; "" for none.

    ``name`` is with the party, as lists show it, ``greeted`` without.
    """

    person: int
    greeted: str
    name: str
    role: str
    address: str


@dataclass(frozen=True, slots=True)
class OutPaper:
    """A document of an item: the files to join, or why it is not joined."""

    document: int
    title: str
    files: tuple[DocumentFile, ...]
    left_out: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class OutItem:
    """An item as it goes out. A secret one has its open title, and no paper at all."""

    number: int
    title: str
    diary_number: str
    secret: bool
    is_new: bool
    papers: tuple[OutPaper, ...]


@dataclass(frozen=True, slots=True)
class OutGroup:
    """Items under one heading of the agenda."""

    heading: str
    items: tuple[OutItem, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a calling would send."""

    groups: tuple[OutGroup, ...]
    recipients: tuple[Recipient, ...]

    @property
    def items(self) -> tuple[OutItem, ...]:
        """The items in the order of the agenda."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def secret_items(self) -> tuple[OutItem, ...]:
        """The items whose papers are held back."""
        return tuple(item for item in self.items if item.secret)

    @property
    def reached(self) -> tuple[Recipient, ...]:
        """Those with an address."""
        return tuple(one for one in self.recipients if one.address)

    @property
    def unreached(self) -> tuple[Recipient, ...]:
        """Those without an address."""
        return tuple(one for one in self.recipients if not one.address)


def outgoing_of(meeting: Meeting) -> Outgoing:
    """Gather what a calling to the meeting would send, in a fixed number of queries."""
    rows = [row for row in rows_of(meeting) if row.item.struck_on is None]
    open_papers = [paper for row in rows if not row.item.secret for paper in row.papers]
    files = registry.open_files_of(paper.document_id for paper in open_papers)
    items = {row.item.pk: _item(row, files) for row in rows}
    groups = tuple(
        OutGroup(heading, tuple(items[pk] for pk in ids))
        for heading, ids in order_of(row.item for row in rows)
    )
    return Outgoing(groups, recipients_of_calling(meeting))


def _item(row: ItemRow, files: dict[int, list[DocumentFile]]) -> OutItem:
    item = row.item
    if item.secret:
        return OutItem(item.position, item.title, "", True, row.is_new, ())
    return OutItem(
        item.position,
        item.title,
        _diary_number(item),
        False,
        row.is_new,
        tuple(_paper(row, paper, files.get(paper.document_id, [])) for paper in row.papers),
    )


def _diary_number(item: AgendaItem) -> str:
    return item.case.diary_number if item.case and not item.case.secret else ""


def _paper(row: ItemRow, paper: ItemDocument, files: Sequence[DocumentFile]) -> OutPaper:
    document = paper.document
    is_secret = document.secret or document.case.secret
    # A file's own name may name a person: a document is called what the register says it is about
    title = "Sekretessbelagd handling" if is_secret else sentence(str(document))
    joined = tuple(file for file in files if file.media_type == PDF)
    left_out = ""
    if is_secret:
        left_out, joined = SECRET, ()
    elif not files:
        left_out = NO_FILE
    elif not joined:
        left_out = OTHER_KIND
    return OutPaper(document.pk, title, joined, left_out, document.pk in row.new_papers)


def recipients_of_calling(meeting: Meeting) -> tuple[Recipient, ...]:
    """List every member and substitute on the meeting's day, each once, with their address."""
    held = [holding for _, holding in directory.seats_on(meeting.body_id, meeting.day) if holding]
    known = addresses_of(meeting.body_id, (holding.person_id for holding in held))
    by_person = {holding.person_id: holding for holding in reversed(held)}
    ordered = dict.fromkeys(holding.person_id for holding in held)
    return tuple(_recipient(by_person[person], known.get(person, "")) for person in ordered)


def _recipient(holding: SeatHolding, address: str) -> Recipient:
    party = f" ({holding.party.abbreviation})" if holding.party else ""
    name = f"{holding.person.name}{party}"
    return Recipient(
        holding.person_id, holding.person.name, name, holding.get_role_display(), address
    )


def addresses_of(body: int, people: Iterable[int]) -> dict[int, str]:
    """Answer which address a body last noted for some people (ids)."""
    rows = MailAddress.objects.filter(body=body, person__in=list(people)).order_by("id")
    return dict(rows.values_list("person", "address"))
