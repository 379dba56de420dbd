"""The words of a paragraph or a paper, as they are printed under their headings, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samverk.foundation.errors import NotFoundError
from samverk.publishing.queries.open_rows import rows_in

# What a page shows at most, in characters: a page of the site stays under 100 kB
A_PAGE = 40_000


@dataclass(frozen=True, slots=True)
class Part:
    """Words under a heading: texts, numbered points and bullets."""

    heading: str
    texts: Sequence[str] = ()
    points: Sequence[str] = ()
    bullets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A page of somebody's words, and how many pages they are."""

    parts: list[Part]
    page: int
    pages: int

    @property
    def before(self) -> int:
        """Answer which page comes before; 0 for none."""
        return self.page - 1

    @property
    def after(self) -> int:
        """Answer which page comes after; 0 for none."""
        return self.page + 1 if self.page < self.pages else 0


def read_in(data: dict[str, Any], text: str, page: int) -> Read:
    """Read a page of the parts in a record's data, else of its text; raises NotFoundError past the end."""
    found = parts_in(data) or [Part("", [one for one in text.split("\n\n") if one.strip()])]
    pages = list(_pages(found)) or [[]]
    if not 1 <= page <= len(pages):
        raise NotFoundError("Sidan finns inte.")
    return Read(pages[page - 1], page, len(pages))


def parts_in(data: dict[str, Any]) -> list[Part]:
    """Read the parts that a paragraph or a paper is printed in."""
    return [
        Part(
            str(told.get("heading") or ""),
            _texts(told.get("texts")),
            _texts(told.get("points")),
            _texts(told.get("bullets")),
        )
        for told in rows_in(data.get("parts"))
    ]


def _texts(found: Any) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list) else []


def _pages(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Cut parts into pages: between parts where that can be, else between texts, else within one."""
    page: list[Part] = []
    size = 0
    for part in parts:
        for piece in _pieces(part):
            length = sum(map(len, (*piece.texts, *piece.points, *piece.bullets)))
            if page and size + length > A_PAGE:
                yield page
                page, size = [], 0
            page.append(piece)
            size += length
    if page:
        yield page


def _pieces(part: Part) -> Iterator[Part]:
    """Give a part whole when a page holds it, else its words one by one under its heading."""
    if sum(map(len, (*part.texts, *part.points, *part.bullets))) <= A_PAGE:
        yield part
        return
    heading = part.heading
    for words in (*part.texts, *part.points, *part.bullets):
        for start in range(0, len(words), A_PAGE):
            yield Part(heading, (words[start : start + A_PAGE],))
            heading = ""
