"""Speaks to the person at the terminal, who may have closed it."""

from __future__ import annotations

import os
import sys


def say(text: str) -> None:
    """Print ``text`` at once; go on without it when nobody can read it any more."""
    try:
        print(text, flush=True)
    except OSError:
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
