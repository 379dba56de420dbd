"""The digital notice board (KL 8 kap. 9-12 §§): what is up on it, what has been, and the proof of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.publishing.models import Kind
from samverk.publishing.queries.open_lists import Asked, Choices, choices
from samverk.publishing.queries.open_rows import (
    Row,
    day_in,
    lines,
    linked,
    named,
    one,
    published,
    rows_in,
    some,
    those,
    whole,
)
from samverk.publishing.queries.open_telling import Why, why

# The closed list of what may be on a board (KL 8:10-11), in the law's own order
SORTS = {
    "meeting": "Tillkännagivna sammanträden",
    "adjustment": "Justerade protokoll",
    "delegated": "Delegationsbeslut",
    "other_law": "Annat som ska anslås enligt lag",
}
MOST_UP = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is up of one sort."""

    name: str
    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of an organisation, or of all of them together; what is taken down is a page at a time."""

    asked: Asked
    choices: Choices
    up: list[Shelf]
    down: list[Row]
    more: str

    @property
    def is_first(self) -> bool:
        """Answer whether the list of what is taken down begins here."""
        return not self.asked.after


def board(asked: Asked) -> Board:
    """Read a notice board. Five questions at most."""
    found = asked.of(Kind.NOTICE)
    up = [] if asked.after else lines(found.filter(status="up").order_by("-day", "-id")[:MOST_UP])
    down = some(found.exclude(status="up"), asked.after)
    rows = named([*up, *down.rows])
    shown, gone = rows[: len(up)], rows[len(up) :]
    shelves = [
        Shelf(name, title, [row for row in shown if sort_of(row) == name])
        for name, title in SORTS.items()
    ]
    return Board(asked, choices(asked), [shelf for shelf in shelves if shelf.rows], gone, down.more)


def sort_of(notice: Row) -> str:
    """Answer what sort a notice is of, of the closed list."""
    return notice.sort if notice.sort in SORTS else "other_law"


@dataclass(frozen=True, slots=True)
class Proof:
    """An event of a posting, as it was noted."""

    day: date | None
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice: what it makes known, how long it is up, how to appeal and the proof of its posting."""

    notice: Row
    meeting: Row | None
    decisions: list[Row]
    files: list[Row]
    proof: list[Proof]
    why: Why


def notice_page(source: int) -> NoticePage:
    """Read a notice. Four questions."""
    notice = whole(Kind.NOTICE, source)
    beside = those(Kind.MEETING, source=notice.meeting)
    near = published(Kind.DECISION, Kind.FILE, Kind.ITEM, Kind.MEETING)
    rows = lines(near.filter(id__in=linked(Kind.NOTICE, source)) | published().filter(beside))
    notice, *found = named([notice, *rows])
    return NoticePage(
        notice,
        one(found, Kind.MEETING, notice.meeting),
        [row for row in found if row.kind in (Kind.DECISION, Kind.ITEM)],
        [row for row in found if row.kind == Kind.FILE],
        [
            Proof(day_in(told.get("day")), str(told.get("what", "")), str(told.get("note") or ""))
            for told in rows_in(notice.data.get("proof"))
        ],
        why(notice.data.get("reasons")),
    )
