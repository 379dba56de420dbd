"""A published paper: its words, what it belongs to, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverk.foundation.errors import NotFoundError
from samverk.publishing.models import Kind, OpenFileRow
from samverk.publishing.queries.open_reading import Read, read_in
from samverk.publishing.queries.open_rows import Row, lines, linked, named, published, whole


@dataclass(frozen=True, slots=True)
class FilePage:
    """A paper with its words; ``name`` is that of the file to save, "" where there is none."""

    file: Row
    read: Read
    beside: list[Row]
    name: str
    media_type: str
    size: int
    sha512: str

    @property
    def home(self) -> Row | None:
        """Answer which case it belongs to, else which meeting."""
        homes = [row for row in self.beside if row.kind in (Kind.CASE, Kind.MEETING)]
        return homes[0] if homes else None


def file_page(source: int, page: int = 1) -> FilePage:
    """Read a paper. Five questions."""
    file = whole(Kind.FILE, source)
    beside = lines(
        published(Kind.CASE, Kind.MEETING, Kind.ITEM, Kind.DECISION)
        .filter(id__in=linked(Kind.FILE, source, limit=50))
        .order_by("kind", "source")
    )
    file, *beside = named([file, *beside])
    stored = OpenFileRow.objects.filter(source=source)
    name, media, size, sha512 = next(
        iter(stored.values_list("name", "media_type", "size", "sha512")), ("", "", 0, "")
    )
    read = read_in(file.data, file.text, page)
    return FilePage(file, read, beside, name, media, size, sha512)


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of a published file, and what a cache knows them by."""

    name: str
    media_type: str
    content: bytes
    sha512: str
    modified_at: datetime


def file_bytes(source: int) -> Bytes:
    """Read the bytes of a paper; raises NotFoundError where it has none. Two questions."""
    file = whole(Kind.FILE, source)
    for row in OpenFileRow.objects.filter(source=source):
        content = bytes(row.content)
        return Bytes(row.name, row.media_type, content, row.sha512, file.modified_at)
    raise NotFoundError("Filen finns inte.")
