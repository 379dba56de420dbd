"""Reads one file's text in a process of its own: bytes on stdin, JSON on stdout.

Parsers of PDF and Word meet what strangers made. Here they have little memory and time, no
database and no secrets; what they do wrong ends with the process.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from samverk.intake.reading.documents import read_documents
from samverk.intake.reading.errors import ReadingError
from samverk.intake.reading.source import read_bytes
from samverk.intake.readings import stored_lines

# Address space beyond some copies of the file: code, and what is read from it.
MEMORY = 220 * 1024**2
COPIES = 3
CPU_SECONDS = 30


def extracted(name: str, data: bytes) -> dict[str, Any]:
    """Answer {lines, notes}, or {error} with the Swedish reason why the file cannot be read.

    The documents are read as well and thrown away: a text that the reader cannot manage is told
    of here, and not in the worker.
    """
    try:
        source = read_bytes(name, data)
        read_documents(source)
    except ReadingError as fault:
        return {"error": str(fault)}
    return {"lines": stored_lines(source.lines), "notes": list(source.notes)}


def main() -> None:
    """Bound this process, then read."""
    data = sys.stdin.buffer.read()
    bound(resource.RLIMIT_AS, MEMORY + COPIES * len(data))
    bound(resource.RLIMIT_CPU, CPU_SECONDS)
    bound(resource.RLIMIT_CORE, 0)
    answer = extracted(sys.argv[1], data)
    json.dump(answer, sys.stdout, ensure_ascii=True)


def bound(what: int, most: int) -> None:
    """Let this process take no more of something; a limit that is lower already stays."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
