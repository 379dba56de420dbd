"""The content of files that wait, one at a time: kept by itself, or in the batch's archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samverk.intake.archives.entries import ArchiveError
from samverk.intake.archives.opening import give
from samverk.intake.models import ImportBatch, ImportBatchFile

Content = tuple[ImportBatchFile, bytes | None]


def contents_of(batch: ImportBatch, rows: Sequence[ImportBatchFile]) -> Iterator[Content]:
    """Give each file with its content; None for one that is lost or cannot be unpacked.

    Raises FileNotFoundError when the whole archive is lost.
    """
    for row in rows:
        if row.place is None:
            yield row, _kept(row)
    packed = {row.place: row for row in rows if row.place is not None}
    if not packed:
        return
    with batch.archive.open("rb") as archive:
        try:
            for place, content in give(archive.file, list(packed)):
                yield packed.pop(place), content
        except ArchiveError:
            # The process ended at one of them: by itself each can harm no other
            for place, row in packed.items():
                yield row, _alone(archive.file, place)


def _kept(row: ImportBatchFile) -> bytes | None:
    try:
        with row.content.open("rb") as file:
            content: bytes = file.read()
            return content
    except FileNotFoundError:
        return None


def _alone(archive: object, place: int) -> bytes | None:
    try:
        return next(content for _, content in give(archive, [place]))  # type: ignore[arg-type]
    except (ArchiveError, StopIteration):
        return None
