"""Several files read together: lists find their paragraphs, copies each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samverk.intake.reading.documents import read_documents
from samverk.intake.reading.errors import ReadingError
from samverk.intake.reading.model import Document, Paragraph, Source
from samverk.intake.reading.records import give_record_ids
from samverk.intake.reading.source import read_bytes, read_path
from samverk.intake.reading.suggestions import suggest
from samverk.intake.reading.vote_lists import join_vote_lists

# What the files read together may hold, in bytes; what is over is read another time.
MEMORY = 200 * 1024**2
_TOO_MUCH = (
    "lästes inte: filerna före den har redan så mycket text som läses på en gång."
    " Läs den och resten för sig."
)
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and in Swedish why and what to do."""

    source: str
    message: str


@dataclass(slots=True)
class Reading:
    """The outcome of reading files (inläsning): documents, per source and unmerged."""

    documents: list[Document] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Every record of every document, in order."""
        return [p for d in self.documents for p in d.paragraphs]


def read_files(
    paths: Sequence[Path], opened: Callable[[Path, str | None], Source] = read_path
) -> Reading:
    """Read files from disk, each by ``opened``; one that cannot be read does not stop the others."""
    names = Counter(path.name for path in paths)
    # Two files of one name are told apart by their paths.
    return _read((str(p) if names[p.name] > 1 else p.name, _path_reader(p, opened)) for p in paths)


def read_uploads(uploads: Iterable[tuple[str, bytes]]) -> Reading:
    """Read uploaded files, given as name and content."""
    return _read((name, _bytes_reader(data)) for name, data in uploads)


def _path_reader(
    path: Path, opened: Callable[[Path, str | None], Source]
) -> Callable[[str], Source]:
    return lambda name: opened(path, name)


def _bytes_reader(data: bytes) -> Callable[[str], Source]:
    return lambda name: read_bytes(name, data)


def _read(files: Iterable[tuple[str, Callable[[str], Source]]]) -> Reading:
    reading = Reading()
    most = _memory() + MEMORY
    for name, read in files:
        if _memory() > most:
            reading.unreadable.append(Unreadable(name, _TOO_MUCH))
            continue
        try:
            reading.documents += read_documents(read(name))
        except ReadingError as error:
            reading.unreadable.append(Unreadable(name, str(error)))
    connect(reading.documents)
    return reading


def _memory() -> int:
    """Answer how many bytes this process holds; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def connect(documents: Sequence[Document]) -> None:
    """Join what belongs together across documents; call once, with all of them."""
    join_vote_lists(documents)
    give_record_ids(p for d in documents for p in d.paragraphs)
    suggest(documents)
