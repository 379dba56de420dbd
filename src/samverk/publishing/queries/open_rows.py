"""Reads what stands published, for the public's own pages: only the published views are asked.

Each page asks a fixed number of questions, whatever it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Func, JSONField, Q, QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind, OpenLink, OpenRecord, Withdrawn
from samverk.rules.wording import sentence

PER_PAGE = 25
# What needs no legal force, by the sort of a decision
DECIDES_NOTHING = {"proposes": "Förslag: avgör inget självt", "notes": "Anteckning: avgör inget"}
# What a long paragraph is made of; a line in a list needs none of it
HEAVY = (
    "parts",
    "order",
    "elections",
    "conflicts",
    "refusals",
    "corrections",
    "ballots",
    "sealed",
    "statistics",
)
COLUMNS = (
    "id",
    "kind",
    "source",
    "organisation",
    "body",
    "meeting",
    "case",
    "day",
    "sort",
    "status",
    "number",
    "title",
    "parties",
    "published_at",
    "modified_at",
)


class WithdrawnError(Exception):
    """Something stood published and does no more (410 Gone): nothing of it is told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A published thing as a page shows it; ``body_name`` and ``owner`` are filled in by ``named``."""

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
    parties: list[str]
    published_at: datetime
    modified_at: datetime
    data: dict[str, Any]
    text: str = ""
    body_name: str = ""
    owner: str = ""

    @property
    def url(self) -> str:
        """Answer where its page is."""
        return address_of(self.kind, self.source)

    @property
    def where(self) -> str:
        """Name the body and its organisation, as far as they are known."""
        return ", ".join(filter(None, (self.body_name, self.owner)))

    @property
    def label(self) -> str:
        """Name it in a sentence: its number and its title."""
        return " ".join(filter(None, (self.number, self.title)))

    @property
    def words(self) -> str:
        """Say where it stands; of a decision, what was told of its legal force, in full."""
        force = self.data.get("force")
        said = force.get("words") if isinstance(force, dict) else ""
        return sentence(str(said or self.status or DECIDES_NOTHING.get(self.sort, "")))

    def day_of(self, name: str) -> date | None:
        """Read a day in its data; None for none, and for what is no day."""
        return day_in(self.data.get(name))


class Light(Func):
    """The data of a record without what only its own page shows."""

    output_field = JSONField()
    template = f"(%(expressions)s - '{{{','.join(HEAVY)}}}'::text[])"


def published(*kinds: str) -> QuerySet[OpenRecord]:
    """Begin a question about records of some kinds."""
    return OpenRecord.objects.filter(kind__in=kinds) if kinds else OpenRecord.objects.all()


def lines(found: QuerySet[OpenRecord]) -> list[Row]:
    """Read records for a list: without their text, and without the long parts of their data."""
    return [Row(*values) for values in found.values_list(*COLUMNS, Light(F("data")))]


def full(found: QuerySet[OpenRecord]) -> list[Row]:
    """Read records with all they say."""
    return [Row(*values) for values in found.values_list(*COLUMNS, "data", "text")]


def whole(kind: Kind, source: int) -> Row:
    """Read one record with all it says; raises NotFoundError, and WithdrawnError for one taken back."""
    for row in full(OpenRecord.objects.filter(kind=kind, source=source)):
        return row
    if Withdrawn.objects.filter(kind=kind, source=source).exists():
        raise WithdrawnError
    raise NotFoundError("Sidan finns inte.")


def those(kind: Kind, **of: int | None) -> Q:
    """Ask for records of a kind that belong to something; for none where it belongs to nothing."""
    return Q(kind=kind, **of) if all(of.values()) else Q(pk__in=[])


def one(rows: Iterable[Row], kind: Kind, source: int | None) -> Row | None:
    """Pick a thing out of some rows."""
    return next((row for row in rows if row.kind == kind and row.source == source), None)


def linked(kind: Kind, source: int, limit: int = 400) -> list[int]:
    """List the records (ids) that hang together with one, from either end.

    Asked from each end by itself: a question with "or" between them reads every link there is.
    """
    out = OpenLink.objects.filter(from_kind=kind, from_source=source).values_list("to_record")
    into = OpenLink.objects.filter(to_kind=kind, to_source=source).values_list("from_record")
    return list({end for (end,) in out.union(into, all=True)[:limit]})


def named(rows: Iterable[Row]) -> list[Row]:
    """Fill in the names of the bodies and the organisations of some rows: one question."""
    given = list(rows)
    bodies = {row.body for row in given if row.body}
    owners = {row.organisation for row in given if row.organisation}
    if not given:
        return []
    asked = OpenRecord.objects.filter(
        Q(kind=Kind.BODY, source__in=bodies) | Q(kind=Kind.ORGANISATION, source__in=owners)
    )
    names = {
        (str(kind), pk): title for kind, pk, title in asked.values_list("kind", "source", "title")
    }
    return [
        replace(
            row,
            body_name=names.get((Kind.BODY, row.body or 0), ""),
            owner=names.get((Kind.ORGANISATION, row.organisation or 0), ""),
        )
        for row in given
    ]


def day_in(written: Any) -> date | None:
    """Read a day written as ISO, with or without a time after it; None for anything else."""
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def rows_in(found: Any) -> list[dict[str, Any]]:
    """Read a list of facts in a record's data; none where something else stands there."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Some:
    """Some rows of a long list, in order, and where the rest begins ("" when there is no more)."""

    rows: Sequence[Row]
    more: str = ""


def some(
    found: QuerySet[OpenRecord], after: str, *, newest_first: bool = True, size: int = PER_PAGE
) -> Some:
    """Read the rows of a list that come after a place in it: by day and id, never by counting.

    Raises NotFoundError for a place that is none.
    """
    order = ("-day", "-id") if newest_first else ("day", "id")
    asked = found.filter(day__isnull=False).order_by(*order)
    if after:
        asked = asked.filter(_beyond(*_place(after), newest_first=newest_first))
    rows = lines(asked[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Some(rows[:size], f"{last.day}.{last.id}" if last else "")


def up_to(found: QuerySet[OpenRecord], after: str, *, newest_first: bool = True) -> tuple[int, int]:
    """Count the rows of a list, and those that come after a place in it: one question."""
    rows = found.filter(day__isnull=False)
    if not after:
        total = rows.count()
        return total, total
    beyond = _beyond(*_place(after), newest_first=newest_first)
    told = rows.aggregate(total=Count("pk"), left=Count("pk", filter=beyond))
    return told["total"], told["left"]


def _place(written: str) -> tuple[date, int]:
    try:
        day, _, number = written.partition(".")
        return date.fromisoformat(day), int(number)
    except ValueError as fault:
        raise NotFoundError("Sidan finns inte.") from fault


def _beyond(day: date, number: int, *, newest_first: bool) -> Q:
    # The first condition alone tells the index where to begin
    if newest_first:
        return Q(day__lte=day) & (Q(day__lt=day) | Q(id__lt=number))
    return Q(day__gte=day) & (Q(day__gt=day) | Q(id__gt=number))
