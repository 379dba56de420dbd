"""A published record as the standards' functions are given it, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from samverk.publishing.standards.names import RESOURCES, Names, resource_of

# A thing's kind and its id there
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A published record; the fields are those of ``OpenRecord``, in the order they are asked for.

    ``is_gone`` is of what was withdrawn, of which nothing is left but its name and the moments.
    """

    id: int
    kind: str
    source: int
    organisation: int | None
    body: int | None
    meeting: int | None
    case: int | None
    day: date | None
    sort: str
    status: str
    number: str
    title: str
    text: str
    parties: Sequence[str]
    data: Mapping[str, Any]
    published_at: datetime
    modified_at: datetime
    is_gone: bool = False

    @property
    def key(self) -> Key:
        """Answer its kind and id."""
        return self.kind, self.source


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows of an answer stand among.

    ``standing`` is what is published of all that they name: nothing else is pointed at. ``inside`` is
    what each of them holds, and ``links`` what they hang together with, by the row's own id.
    """

    names: Names
    standing: frozenset[Key] = frozenset()
    inside: Mapping[Key, Sequence[Row]] = field(default_factory=dict)
    links: Mapping[int, Sequence[tuple[str, str, int]]] = field(default_factory=dict)
    omit_internal: bool = False

    def ref(self, kind: str, source: Any) -> str | None:
        """Answer the address of something in the API; None for what is not published."""
        if source is None or (kind, source) not in self.standing:
            return None
        return self.names.of(resource_of(kind).name, source)

    def refs(self, kind: str, sources: Sequence[Any]) -> list[str]:
        """List the addresses of those that are published."""
        return [found for one in sources if (found := self.ref(kind, one))]

    def linked(self, row: Row, relation: str, kind: str) -> list[str]:
        """List the addresses of what a row hangs together with in one way."""
        name = resource_of(kind).name
        found = self.links.get(row.id, ())
        return [self.names.of(name, far) for how, of, far in found if (how, of) == (relation, kind)]


def moment(of: datetime) -> str:
    """Write a moment as OParl asks for it: whole seconds, with its distance to UTC."""
    return of.astimezone(UTC).isoformat(timespec="seconds")


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nothing is known of, as OParl asks: null, "" and empty lists."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def head(row: Row, around: Around, resource: str, *, page: str | None = None) -> dict[str, Any]:
    """Give what every object has: its address, its type, when it came and last changed, its page."""
    names = around.names
    return {
        "id": names.of(resource, row.source),
        "type": names.type_of(RESOURCES[resource]),
        "created": moment(row.published_at),
        "modified": moment(row.modified_at),
        "web": names.page(row.kind, row.source) if page is None else page,
    }


def gone(row: Row, names: Names, resource: str) -> dict[str, Any]:
    """Give what is left of something that was withdrawn: its name, and the moments.

    What an OParl object must have beside that is empty, so that it still follows its schema.
    """
    known = RESOURCES[resource]
    here = names.of(resource, row.source)
    needed: dict[str, Any] = {}
    match resource:
        case "agenda-item":
            needed = {"order": 0}
        case "file":
            needed = {"accessUrl": names.page(row.kind, row.source)}
        case "body":
            lists = ("organization", "person", "meeting", "paper")
            needed = {one: names.within(here, one) for one in lists}
            needed |= {"name": "", "legislativeTerm": []}
    return {
        "id": here,
        "type": names.type_of(known),
        "created": moment(row.published_at),
        "modified": moment(row.modified_at),
        "deleted": True,
        **needed,
    }
