"""Printing answers, whatever the other end of stdout is: a terminal, a full disk, a closed pipe."""

from __future__ import annotations

import os
import sys

CANNOT_WRITE = 1
# 128 + SIGPIPE: what a shell shows for a command whose reader went away.
READER_GONE = 141


def writes_unicode() -> bool:
    """Answer whether stdout can carry every character."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def write(text: str) -> int:
    """Print a text and give the status: 0, or what ``flushed`` says of an output that failed.

    Characters that the terminal cannot show are printed as escapes. A closed stdout swallows it.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding))
    except OSError as fault:
        return _failed(fault)
    return flushed()


def flushed() -> int:
    """Push out what was printed while a fault can still be told, and give the status."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as fault:
        return _failed(fault)
    return 0


def complain(message: str) -> None:
    """Print one line on stderr; a closed stderr must not send it to stdout."""
    if sys.stderr is not None:
        print(message, file=sys.stderr)


def _failed(fault: OSError) -> int:
    # What is left in the buffer would fail again, aloud, when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(fault, BrokenPipeError):
        return READER_GONE
    complain("Svaret kunde inte skrivas. Finns det plats på disken?")
    return CANNOT_WRITE
