"""Runs a reader of strangers' files in a process of its own: bytes on stdin, JSON on stdout.

A parser meets what strangers made. Here it has little memory and time, no database and no secrets;
what it does wrong ends with the process.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

SECONDS = 30
COPIES = 20
LARGEST_ANSWER = 64 * 1024**2
TOO_MUCH = 3
_KILLED = (-signal.SIGXCPU, -signal.SIGKILL)
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class BoundedError(Exception):
    """The reader failed: the file is not what it reads."""


class TooMuchError(BoundedError):
    """The file takes more time, memory or rows to read than is allowed."""


def read_apart(module: str, content: bytes) -> Any:
    """Let ``module``, run as a program, read the bytes, and give what it made of them.

    Raises TooMuchError when it takes too much, BoundedError when it fails for another reason.
    """
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise TooMuchError from fault
    if done.returncode == TOO_MUCH or done.returncode in _KILLED:
        raise TooMuchError
    if done.returncode != 0:
        raise BoundedError
    return json.loads(done.stdout)


def serve(read: Callable[[bytes], Any], memory: int) -> None:
    """Bound this process, then ``read``; ``memory`` (bytes) is what it may use besides the file's copies."""
    content = sys.stdin.buffer.read()
    for what, most in (
        (resource.RLIMIT_AS, memory + COPIES * len(content)),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most_here = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most_here, most_here))
    try:
        answer = json.dumps(read(content))
        # Whoever asked has no bound of its own
        if len(answer) > LARGEST_ANSWER:
            sys.exit(TOO_MUCH)
        sys.stdout.write(answer)
    except (MemoryError, TooMuchError):
        sys.exit(TOO_MUCH)
