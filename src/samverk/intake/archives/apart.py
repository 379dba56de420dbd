"""Opens one archive in a process of its own: the archive on stdin, frames on stdout.

A frame is a line of JSON, and after one that tells a ``size`` of content as many bytes.
``judge FILES BYTES`` answers one frame for each file; ``give PLACE ...`` the content of those files.
The last frame is {"end": true}: without it the answer is not whole.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, Any

from samverk.intake.archives.entries import ArchiveError, Limits, contents, judged
from samverk.intake.extract import bound

# One file of 50 MB in some copies, the directory of an archive, and the code
MEMORY = 450 * 1024**2
CPU_SECONDS = 90


def main(arguments: Sequence[str]) -> None:
    """Bound this process, then do what is asked of it."""
    bound(resource.RLIMIT_AS, MEMORY)
    bound(resource.RLIMIT_CPU, CPU_SECONDS)
    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_FSIZE, 0)
    out = sys.stdout.buffer
    try:
        answer(arguments, sys.stdin.buffer, out)
    except ArchiveError as fault:
        _frame(out, {"refused": str(fault)})
    _frame(out, {"end": True})
    out.flush()


def answer(arguments: Sequence[str], archive: IO[bytes], out: IO[bytes]) -> None:
    """Write the frames of one answer, but the last. Raises ArchiveError."""
    what, *more = arguments
    if what == "judge":
        for one in judged(archive, Limits(*map(int, more))):
            _frame(out, asdict(one))
        return
    for place, content in contents(archive, map(int, more)):
        _frame(out, {"place": place, "size": -1 if content is None else len(content)})
        out.write(content or b"")


def _frame(out: IO[bytes], told: dict[str, Any]) -> None:
    out.write(json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
