"""The digital notice board (KL 8 kap. 9-12 §§): what is up on it, what has been, and the proof of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Value, Window

from samverk.publishing.models import Kind, OpenRecord
from samverk.publishing.queries.open_lists import Asked, Choices, choices
from samverk.publishing.queries.open_rows import (
    COLUMNS,
    Light,
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
    up_to,
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
# Of these it is told how one appeals, or that it is not confirmed
APPEALED = ("adjustment", "delegated")
# What nothing else in the list is named by
REST = "other_law"
# How many of each sort the board begins with, and how many a page of one sort has
PER_SHELF = 25
# An appeal's three weeks are long past by then
UP_AT_MOST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is up of one sort: ``rows`` of ``total`` from the ``first`` on; ``more`` is the next page."""

    name: str
    title: str
    rows: list[Row]
    total: int
    first: int = 1
    more: str = ""

    @property
    def last(self) -> int:
        """Answer which place the last of its rows has."""
        return self.first + len(self.rows) - 1

    @property
    def is_whole(self) -> bool:
        """Answer whether all that is up of the sort stands in it."""
        return len(self.rows) == self.total


@dataclass(frozen=True, slots=True)
class Said:
    """How one appeals, as some notices say it in their ``data``, and the organisations they are of."""

    data: dict[str, Any]
    owners: list[str]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of an organisation, or of all of them together, or what is up of one sort on it.

    ``only`` is that sort, "" for the whole board; what is taken down is a page at a time.
    """

    asked: Asked
    choices: Choices
    up: list[Shelf]
    down: list[Row]
    more: str
    only: str = ""

    @property
    def is_first(self) -> bool:
        """Answer whether the list of what is taken down, or of what is up of one sort, begins here."""
        return not self.asked.after

    @property
    def appeals(self) -> list[Said]:
        """Tell how what is shown as up is appealed, each way once, with whose notices say it."""
        told: dict[tuple[str, str], Said] = {}
        for row in (row for shelf in self.up for row in shelf.rows if tells_appeal(row)):
            words = (
                str(row.data.get("howToAppeal") or ""),
                str(row.data.get("appealStatute") or ""),
            )
            said = told.setdefault(words, Said(row.data, []))
            said.owners.extend({row.owner} - {"", *said.owners})
        return list(told.values())

    @property
    def tells_of_down(self) -> bool:
        """Answer whether what is taken down stands on the page."""
        return not self.only and bool(self.down or not self.is_first)


def board(asked: Asked) -> Board:
    """Read a notice board: the first of what is up of each sort, and what is taken down. Five questions."""
    found = asked.of(Kind.NOTICE)
    shelves = [] if asked.after else _shelves(found.filter(status="up"))
    down = some(found.exclude(status="up"), asked.after)
    rows = iter(named([*(row for shelf in shelves for row in shelf.rows), *down.rows]))
    shelves = [replace(shelf, rows=[next(rows) for _ in shelf.rows]) for shelf in shelves]
    return Board(asked, choices(asked), shelves, list(rows), down.more)


def shelf_of(asked: Asked, name: str) -> Board:
    """Read what is up of one sort on a board, a page at a time. Five questions."""
    up, newest = _of_sort(asked.of(Kind.NOTICE).filter(status="up"), name), name != "meeting"
    found = some(up, asked.after, newest_first=newest, size=PER_SHELF)
    total, left = up_to(up, asked.after, newest_first=newest)
    shelf = Shelf(name, SORTS[name], named(found.rows), total, 1 + total - left, found.more)
    return Board(asked, choices(asked), [shelf], [], "", name)


def _shelves(up: QuerySet[OpenRecord]) -> list[Shelf]:
    """Read the first of each sort and how many there are of it, all in one question."""
    heads = [
        _of_sort(up.filter(day__isnull=False), name)
        .order_by(*(("day", "id") if name == "meeting" else ("-day", "-id")))
        .values_list(Value(name), Window(Count("*")), *COLUMNS, Light(F("data")))[:PER_SHELF]
        for name in SORTS
    ]
    found: dict[str, list[Row]] = {name: [] for name in SORTS}
    totals: dict[str, int] = {}
    for name, total, *values in heads[0].union(*heads[1:], all=True):
        found[name].append(Row(*values))
        totals[name] = total
    return [
        Shelf(name, SORTS[name], _in_order(name, rows), totals[name])
        for name, rows in found.items()
        if rows
    ]


def _in_order(name: str, rows: Sequence[Row]) -> list[Row]:
    """Put the nearest meeting first; of other notices the latest."""
    return sorted(rows, key=lambda row: (row.day, row.id), reverse=name != "meeting")


def _of_sort(up: QuerySet[OpenRecord], name: str) -> QuerySet[OpenRecord]:
    """Ask for what is of a sort; what is of none of the others is what other law asks for."""
    others = [one for one in SORTS if one != REST]
    return up.exclude(sort__in=others) if name == REST else up.filter(sort=name)


def sort_of(notice: Row) -> str:
    """Answer what sort a notice is of, of the closed list."""
    return notice.sort if notice.sort in SORTS else REST


def tells_appeal(notice: Row) -> bool:
    """Answer whether a notice is of something that can be appealed, or says how itself."""
    return sort_of(notice) in APPEALED or bool(notice.data.get("howToAppeal"))


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

    @property
    def tells_appeal(self) -> bool:
        """Answer whether the page says how one appeals, or that it is not confirmed."""
        return tells_appeal(self.notice)


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
