"""Options of the commands that start things."""

from __future__ import annotations

import os
from collections.abc import Sequence

DEFAULT_PORT = 8000


def port_of(arguments: Sequence[str]) -> int:
    """Read the port from ``--port N`` or PORT; anything else ends the command with one line."""
    text = os.environ.get("PORT", str(DEFAULT_PORT))
    if arguments:
        if len(arguments) != 2 or arguments[0] != "--port":
            raise SystemExit("samverk run tar bara --port NUMMER.")
        text = arguments[1]
    if not text.isascii() or not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise SystemExit(f"Porten {text!r} går inte: skriv ett tal mellan 1024 och 65535.")
    return int(text)
