"""Reads the texts of many files, each in a process of its own that is forked from this one.

What takes most of the time of a process is to begin: to load the code that reads. Here it is loaded
once, and nothing of any file is read before the fork. A question is a line of JSON {name, size,
seconds} and as many bytes; an answer a line {size, slow} and as many bytes of JSON, none where the
reader ended by what the file did to it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import NoReturn

# Loaded before the fork, since each fork would load them anew
import samverk.intake.reading.source.docx
import samverk.intake.reading.source.pdf  # noqa: F401
from samverk.intake.extract import COPIES, CPU_SECONDS, MEMORY, bound, extracted


def main() -> None:
    """Answer until nothing more is asked."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while line := asked.readline():
        question = json.loads(line)
        data = asked.read(question["size"])
        answer, is_slow = apart(question["name"], data, question["seconds"])
        told.write(json.dumps({"size": len(answer), "slow": is_slow}).encode() + b"\n" + answer)
        told.flush()


def apart(name: str, data: bytes, seconds: float) -> tuple[bytes, bool]:
    """Read one file in a fork, and answer its JSON, and if it took too long."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _read(name, data, seconds, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    is_slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    return answer if status == 0 else b"", is_slow


def _read(name: str, data: bytes, seconds: float, writing: int) -> NoReturn:
    """Bound this process, read, and end; it answers in its own pipe and reaches no other."""
    try:
        os.close(0)
        os.close(1)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
        bound(resource.RLIMIT_AS, MEMORY + COPIES * len(data))
        bound(resource.RLIMIT_CPU, CPU_SECONDS)
        bound(resource.RLIMIT_CORE, 0)
        told = json.dumps(extracted(name, data), ensure_ascii=True).encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    except BaseException:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
