"""Makes the nightly file of all that is published, for those who would rather ask in SQL."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from samverk.publishing.dumps import (
    FOLDER,
    NOTE,
    TO_BE_MADE,
    Dump,
    is_to_be_made,
    latest_dump,
    names_kept,
)
from samverk.publishing.opened import opened
from samverk.publishing.queries.bulk import FIELDS, KINDS, cells_of
from samverk.publishing.queries.releases import decided_since
from samverk.publishing.queries.withdrawing import last_record, withdrawn_since
from samverk.publishing.standards.dcat import FILES, RIGHTS

KEPT = 2
WORK = "samverk-oppna-data"
NUMBERS = frozenset({"id", "organisation", "body", "meeting", "case"})
ABOUT = {
    "id": "Nummer i öppna API:et, som /api/v1/<tabell>/<id>",
    "organisation": "Organisationens nummer i tabellen bodies",
    "body": "Organets nummer i tabellen organizations",
    "meeting": "Sammanträdets nummer i tabellen meetings",
    "case": "Ärendets nummer i tabellen papers",
    "day": "Dag, som ÅÅÅÅ-MM-DD",
    "sort": "Vilken sort det är av sitt slag",
    "status": "Läge",
    "number": "Paragraf eller diarienummer",
    "title": "Rubrik",
    "text": "All text",
    "parties": "Partier som nämns, med semikolon emellan",
    "data": "Övriga uppgifter, som JSON med standardernas namn",
    "published": "När uppgiften publicerades, i UTC",
    "modified": "När uppgiften senast ändrades, i UTC",
}


def dump(moment: datetime) -> Dump:
    """Make the file anew and keep it; what is older than the one before is removed."""
    _clear_work()
    with opened():
        last = last_record()
    with tempfile.TemporaryDirectory(prefix=_work()) as folder:
        path = Path(folder) / "oppna-data.sqlite"
        _fill(path, moment)
        made = _told(path, moment, last)
        with path.open("rb") as content:
            default_storage.save(made.path, File(content))
    default_storage.save(f"{made.path}{NOTE}", ContentFile(made.note.encode()))
    _clear()
    return made


def renew_dump(moment: datetime) -> Dump | None:
    """Make the file anew when something that may be in it has been withdrawn since; else do nothing.

    All there is goes first: what is withdrawn is in no file while the new one is made.
    """
    held = latest_dump()
    if held is None and not is_to_be_made():
        # What a fall left half made has no note to tell its age by
        _clear()
        return None
    if held is None or _is_stale(held):
        remove_dumps()
        return dump(moment)
    if not decided_since(held.moment):
        return None
    made = dump(moment)
    # What was masked now stands in the one before
    _clear(kept=1)
    return made


def remove_dumps() -> None:
    """Remove every file with what was published: something in it is withdrawn. Another is made soon."""
    names = names_kept()
    if not names:
        return
    if TO_BE_MADE not in names:
        default_storage.save(f"{FOLDER}/{TO_BE_MADE}", ContentFile(b""))
    for name in names:
        if name != TO_BE_MADE:
            default_storage.delete(f"{FOLDER}/{name}")


def _is_stale(held: Dump) -> bool:
    with opened():
        return withdrawn_since(held.moment, held.last)


def _work() -> str:
    """Begin the names of the folders that this installation's files are made in."""
    whose = hashlib.sha256(f"{settings.VAR_DIR}".encode()).hexdigest()[:8]
    return f"{WORK}-{whose}-"


def _clear_work() -> None:
    """Remove what a fall left half made; one file is made at a time, so none is in use."""
    for left in Path(tempfile.gettempdir()).glob(f"{_work()}*"):
        shutil.rmtree(left, ignore_errors=True)


def _fill(path: Path, moment: datetime) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        _document(base, moment)
        for kind, table in KINDS.items():
            _copy(base, kind, table)
        base.commit()
        base.execute("PRAGMA optimize")


def _document(base: sqlite3.Connection, moment: datetime) -> None:
    """Write the table that says what the file is and what its columns hold."""
    base.execute("CREATE TABLE documentation (subject TEXT, name TEXT, words TEXT)")
    about = [
        ("file", "made", moment.isoformat(timespec="seconds")),
        ("file", "source", settings.OPEN_ADDRESS or settings.INSTALLATION_NAME),
        *_licences(),
        (
            "file",
            "left out",
            "Förteckningar över förtroendevalda; deras röster finns i vote-events",
        ),
        *(("column", name, words) for name, words in ABOUT.items()),
    ]
    base.executemany("INSERT INTO documentation VALUES (?, ?, ?)", about)


def _licences() -> Iterator[tuple[str, str, str]]:
    """Tell the terms of each table: of the papers none holds for all of them."""
    for table in KINDS.values():
        yield "table", table, RIGHTS if table == FILES else f"Licens: {settings.OPEN_LICENCE}"


def _copy(base: sqlite3.Connection, kind: str, table: str) -> None:
    columns = ", ".join(
        f'"{name}" {"INTEGER" if name in NUMBERS else "TEXT"}'
        f"{' PRIMARY KEY' if name == 'id' else ''}"
        for name in FIELDS
    )
    marks = ", ".join("?" for _ in FIELDS)
    base.execute(f'CREATE TABLE "{table}" ({columns})')
    for lot in cells_of(kind):
        rows = ([*row[:5], row[5] and row[5].isoformat(), *row[6:]] for row in lot)
        # A thing that is published anew while the file is made comes twice; the later one counts
        base.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
    if table in ("agenda-items", "decisions"):
        base.execute(f'CREATE INDEX "{table}-by-body" ON "{table}" (body, day)')


def _told(path: Path, moment: datetime, last: int) -> Dump:
    name = f"oppna-data-{timezone.localtime(moment):%Y-%m-%d-%H%M%S}.sqlite"
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha512").hexdigest()
    day = timezone.localtime(moment).date().isoformat()
    return Dump(name, day, moment.isoformat(), path.stat().st_size, digest, last)


def _clear(kept: int = KEPT) -> None:
    """Remove old files, and files without a note that a crash left behind."""
    noted = [name for name in names_kept() if name.endswith(NOTE)]
    new = {name.removesuffix(NOTE) for name in noted[-kept:]}
    for name in names_kept():
        if name.removesuffix(NOTE) not in new:
            default_storage.delete(f"{FOLDER}/{name}")
