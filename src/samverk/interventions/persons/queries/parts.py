"""Lists that stand together on one page: the first rows of each, or one of them alone, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

# How many of each list stand together, and how many on a page of one that stands alone
FIRST, ON_A_PAGE = 25, 50
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list (id) is asked for alone, "" for all of them, and which page of it.

    Of all of them the ``first`` rows of each are shown, ``FIRST`` when it is 0.
    """

    alone: str = ""
    number: int = 1
    first: int = 0

    def shows(self, ident: str) -> bool:
        """Answer whether a list is to be shown."""
        return self.alone in ("", ident)

    @property
    def rows(self) -> slice:
        """Which rows of each list are shown."""
        first = (self.number - 1) * ON_A_PAGE if self.alone else 0
        return slice(first, first + (ON_A_PAGE if self.alone else self.first or FIRST))


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What is shown of a list (del av en lista), and how many there are in all.

    ``page`` is there when the list stands alone.
    """

    id: str
    rows: Sequence[T]
    total: int
    page: Page[int] | None = None

    @property
    def is_cut(self) -> bool:
        """Answer whether there are more than are shown among other lists."""
        return self.page is None and len(self.rows) < self.total

    def showing(self, rows: Sequence[R]) -> Part[R]:
        """Give the same part with other rows, one for each."""
        return Part(self.id, rows, self.total, self.page)

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def part(ident: str, asked: Asked, rows: Sequence[T], total: int) -> Part[T]:
    """Make a part of a list (id) out of the rows that are shown."""
    page = Paginator(range(total), ON_A_PAGE).get_page(asked.number) if asked.alone else None
    return Part(ident, rows, total, page)


def part_of(ident: str, asked: Asked, rows: Sequence[T]) -> Part[T]:
    """Cut what is asked for out of a whole list (id); of a page that is not there, the first."""
    if not asked.shows(ident):
        return Part(ident, (), 0)
    if asked.rows.start >= len(rows):
        asked = replace(asked, number=1)
    return part(ident, asked, rows[asked.rows], len(rows))


def part_read(
    ident: str, asked: Asked, found: QuerySet[Any], read: Callable[[list[UUID]], list[T]]
) -> Part[T]:
    """Read what is asked for of a list (id): which rows they are, then what is shown of those alone."""
    if not asked.shows(ident):
        return Part(ident, (), 0)
    counted = found.annotate(all=Window(Count("pk"))).values_list("pk", "all")
    keys = list(counted[asked.rows])
    if keys:
        return part(ident, asked, read([pk for pk, _ in keys]), keys[0][1])
    if asked.number > 1:
        return part_read(ident, replace(asked, number=1), found, read)
    return Part(ident, (), 0)
