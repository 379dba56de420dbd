"""Has an archive opened in a bounded process, and believes no more of the answer than it must."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from samverk.foundation.files.kinds import LARGEST
from samverk.intake.archives.entries import ArchiveError, Judged, Limits

COMMAND = ["-m", "samverk.intake.archives.apart"]
LONGEST_LINE = 64 * 1024
ENDED = (
    "krävde mer minne eller tid än som är rimligt för ett arkiv. Ta reda på varifrån det kommer,"
    " eller packa om det."
)
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def judge(archive: IO[bytes], limits: Limits) -> list[Judged]:
    """Judge what stands in an archive. Raises ArchiveError when it is not taken in as a whole."""
    with _answering(archive, "judge", str(limits.files), str(limits.size)) as out:
        try:
            return [Judged(**frame) for frame in _frames(out)]
        except TypeError as fault:
            raise ArchiveError(ENDED) from fault


def give(archive: IO[bytes], places: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
    """Unpack the files at these places, one at a time; None for one that cannot be.

    Raises ArchiveError when the process ends before it has given all of them.
    """
    with _answering(archive, "give", *map(str, places)) as out:
        for frame in _frames(out):
            size = int(frame["size"])
            yield int(frame["place"]), None if size < 0 else _content(out, size)


def _content(out: IO[bytes], size: int) -> bytes:
    content = out.read(min(size, LARGEST))
    if len(content) < size:
        raise ArchiveError(ENDED)
    return content


@contextmanager
def _answering(archive: IO[bytes], *arguments: str) -> Iterator[IO[bytes]]:
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    command = [sys.executable, *COMMAND, *arguments]
    with (
        _on_disk(archive) as given,
        subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process,
    ):
        assert process.stdout
        try:
            yield process.stdout
        finally:
            # Whoever stops reading before the end leaves nobody waiting to be read
            process.kill()


def _frames(out: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Give each frame but the last. Raises ArchiveError when the last one never comes."""
    while line := out.readline(LONGEST_LINE):
        try:
            frame: dict[str, Any] = json.loads(line)
        except ValueError:
            break
        if why := frame.get("refused"):
            raise ArchiveError(str(why))
        if frame.get("end"):
            return
        yield frame
    raise ArchiveError(ENDED)


@contextmanager
def _on_disk(archive: IO[bytes]) -> Iterator[IO[bytes] | int]:
    """Give the archive as a file of the system's own, at its beginning: one that can be searched in."""
    try:
        # What stands on this machine's disk is handed over as it is
        handle = archive.fileno()
        os.lseek(handle, 0, os.SEEK_SET)
    except (AttributeError, OSError):
        archive.seek(0)
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(archive, kept, 1024**2)
            kept.seek(0)
            yield kept
    else:
        yield handle
