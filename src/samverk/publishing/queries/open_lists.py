"""The long lists of the public site: meetings, cases, decisions and notices, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.foundation.sorting import swedish_key
from samverk.publishing.models import Kind, OpenRecord
from samverk.publishing.queries.asked import force_mark
from samverk.publishing.queries.open_rows import Row, Some, lines, named, published, some, those

# With more organisations than this one is chosen among all on their own page
MOST_CHOICES = 40
MOST_BODIES = 200
# How many meetings to come are told of above those that were held
NEAREST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of a list; an empty one asks for all of it."""

    organisation: int | None = None
    body: int | None = None
    year: int | None = None
    sort: str = ""
    after: str = ""
    force: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Answer whether anything at all is chosen."""
        return bool(self.organisation or self.body or self.year or self.sort or self.force)

    @property
    def is_of_one(self) -> bool:
        """Answer whether one organisation or one body is asked of."""
        return bool(self.organisation or self.body)

    def of(self, *kinds: str) -> QuerySet[OpenRecord]:
        """Ask for what is chosen, of some kinds."""
        found = published(*kinds)
        if self.body:
            found = found.filter(body=self.body)
        elif self.organisation:
            found = found.filter(organisation=self.organisation)
        if self.year:
            found = found.filter(day__range=(date(self.year, 1, 1), date(self.year, 12, 31)))
        if self.force:
            found = found.extra(where=["words @@ %s::tsquery"], params=[force_mark(self.force)])
        return found.filter(sort=self.sort) if self.sort else found


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to; no organisations where they are too many for a list of choices."""

    organisations: list[Row]
    bodies: list[Row]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, with what it can be narrowed to; ``first`` stands above the rest."""

    asked: Asked
    choices: Choices
    rows: list[Row]
    more: str
    first: list[Row]

    @property
    def is_first(self) -> bool:
        """Answer whether the list begins here."""
        return not self.asked.after


def listed(kind: Kind, asked: Asked) -> Listed:
    """Read a page of cases, decisions or notices, the newest first. Four questions at most."""
    found = some(asked.of(kind), asked.after)
    return Listed(asked, choices(asked), named(found.rows), found.more, [])


def decisions_listed(asked: Asked) -> Listed:
    """Read a page of decisions; what a body only took note of is left to its minutes."""
    found = some(asked.of(Kind.DECISION).exclude(sort="notes"), asked.after)
    return Listed(asked, choices(asked), named(found.rows), found.more, [])


def meetings_listed(asked: Asked, today: date, *, coming: bool) -> Listed:
    """Read a page of meetings: those to come the nearest first, else those held, with the nearest above."""
    ahead, held = asked.of(Kind.MEETING).filter(day__gte=today), Kind.MEETING
    if coming:
        found = some(ahead, asked.after, newest_first=False)
        return Listed(asked, choices(asked), named(found.rows), found.more, [])
    found = some(asked.of(held).filter(day__lt=today), asked.after)
    nearest = Some([]) if asked.after else some(ahead, "", newest_first=False, size=NEAREST)
    rows = named([*nearest.rows, *found.rows])
    cut = len(nearest.rows)
    return Listed(asked, choices(asked), rows[cut:], found.more, rows[:cut])


def choices(asked: Asked) -> Choices:
    """Answer what a list can be narrowed to; raises NotFoundError for what is not there. Two questions."""
    every = lines(published(Kind.ORGANISATION).order_by("id")[: MOST_CHOICES + 1])
    few = every if len(every) <= MOST_CHOICES else []
    if not (asked.body or asked.organisation):
        return Choices(_sorted(few), [])
    of = those(Kind.BODY, organisation=asked.organisation) | those(Kind.BODY, source=asked.body)
    of |= those(Kind.ORGANISATION, source=asked.organisation)
    found = lines(published().filter(of)[:MOST_BODIES])
    wanted = (Kind.BODY, asked.body) if asked.body else (Kind.ORGANISATION, asked.organisation)
    chosen = next((row for row in found if (row.kind, row.source) == wanted), None)
    if chosen is None:
        raise NotFoundError("Sidan finns inte.")
    bodies = [row for row in found if row.kind == Kind.BODY]
    return Choices(_sorted(few), _sorted(bodies), chosen.title)


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: swedish_key(row.title))
