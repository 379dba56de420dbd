"""Organisations and their bodies: who sits in one today, and when it meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.foundation.sorting import swedish_key
from samverk.publishing.models import Kind
from samverk.publishing.queries.open_rows import (
    Row,
    lines,
    named,
    one,
    published,
    those,
    whole,
)

# All of Sweden's municipalities, regions and federations are fewer than a thousand
MOST_ORGANISATIONS, MOST_MEMBERS, MEETINGS = 2_000, 300, 10
# With this few, their bodies are told of at once
FEW = 12
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """An organisation with its bodies, none where they are on a page of their own."""

    organisation: Row
    bodies: list[Row]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Organisations in the order of the alphabet, a page of them; ``after`` is where the next begins."""

    shelves: list[Shelf]
    chosen: Row | None
    more: str
    is_first: bool

    @property
    def others(self) -> list[Row]:
        """List the organisations whose bodies are not told of here."""
        return [] if self.chosen else [one.organisation for one in self.shelves if not one.bodies]

    @property
    def has_bodies(self) -> bool:
        """Answer whether any organisation's bodies are told of here."""
        return any(shelf.bodies for shelf in self.shelves)


def bodies_page(organisation: int | None, after: str) -> Bodies:
    """Read the organisations, or one of them, with their bodies. Two questions."""
    if organisation:
        chosen = whole(Kind.ORGANISATION, organisation)
        return Bodies(_shelves([chosen]), chosen, "", is_first=True)
    every = published(Kind.ORGANISATION).order_by("id")[:MOST_ORGANISATIONS]
    found = sorted(lines(every), key=lambda row: (swedish_key(row.title), row.source))
    left = [row for row in found if swedish_key(row.title) > swedish_key(after)]
    page = left[:A_PAGE]
    more = page[-1].title if len(left) > len(page) else ""
    if len(found) > FEW:
        return Bodies([Shelf(row, []) for row in page], None, more, not after)
    return Bodies(_shelves(page), None, more, not after)


def _shelves(organisations: Sequence[Row]) -> list[Shelf]:
    of = [row.source for row in organisations]
    bodies = lines(published(Kind.BODY).filter(organisation__in=of).order_by("id")[:MOST_MEMBERS])
    bodies.sort(key=lambda row: (RANK.get(row.sort, len(RANK)), swedish_key(row.title)))
    return [
        Shelf(row, [body for body in bodies if body.organisation == row.source])
        for row in organisations
    ]


# The council decides above the board, and the board above its committees
RANK = {
    name: place
    for place, name in enumerate(
        ("council", "federation_board", "executive", "board", "committee", "head")
    )
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a body today, as public in that role."""

    name: str
    party: str
    role: str
    since: date | None
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body: its members and substitutes today, and its meetings."""

    body: Row
    parent: Row | None
    below: list[Row]
    members: list[Member]
    substitutes: list[Member]
    coming: list[Row]
    held: list[Row]


def body_page(source: int, today: date) -> BodyPage:
    """Read a body. Six questions."""
    body = whole(Kind.BODY, source)
    (body,) = named([body])
    parent = body.data.get("parent")
    above = those(Kind.BODY, source=parent if isinstance(parent, int) else None)
    family = lines(
        published(Kind.BODY).filter(above | those(Kind.BODY, organisation=body.organisation))
    )
    seats = published(Kind.MEMBERSHIP).filter(body=source).order_by("-day", "-id")
    sitting = [row for row in lines(seats[:MOST_MEMBERS]) if _sits(row, today)]
    meetings = published(Kind.MEETING).filter(body=source)
    return BodyPage(
        body,
        one(family, Kind.BODY, parent if isinstance(parent, int) else None),
        [row for row in family if row.data.get("parent") == source],
        _members(row for row in sitting if not row.data.get("substitute")),
        _members(row for row in sitting if row.data.get("substitute")),
        lines(meetings.filter(day__gte=today).order_by("day", "id")[:MEETINGS]),
        lines(meetings.filter(day__lt=today).order_by("-day", "-id")[:MEETINGS]),
    )


def _sits(row: Row, today: date) -> bool:
    start, end = row.day_of("startDate") or row.day, row.day_of("endDate")
    return (start is None or start <= today) and (end is None or today <= end)


def _members(rows: Iterable[Row]) -> list[Member]:
    found = [
        Member(
            row.title,
            str(row.data.get("party") or ", ".join(row.parties)),
            str(row.data.get("role") or ""),
            row.day_of("startDate") or row.day,
            str(row.data.get("onBehalfOf") or ""),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (_rank(one.role), swedish_key(one.name)))


def _rank(role: str) -> int:
    said = role.casefold()
    if not said.endswith("ordförande"):
        return 9
    return 0 if said in ("ordförande", "förste ordförande") else 1 if "vice" in said else 2
