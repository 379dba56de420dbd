"""Options of the commands that start things."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence

from samverk.project.cli.arguments import UsageError
from samverk.rules.calculators.reading import quoted

DEFAULT_PORT = 8000


def port_of(arguments: Sequence[str], command: str = "run") -> int:
    """Read the port from ``--port N`` or PORT; raises UsageError for anything else."""
    text = os.environ.get("PORT", str(DEFAULT_PORT))
    if arguments:
        if len(arguments) != 2 or arguments[0] != "--port":
            raise UsageError(f"samverk {command} tar bara --port NUMMER.")
        text = arguments[1]
    # The length is bounded first: Python refuses to read thousands of digits.
    if not re.fullmatch("[0-9]{4,5}", text) or not 1024 <= int(text) <= 65535:
        raise UsageError(f"Porten {quoted(text)} går inte: skriv ett tal mellan 1024 och 65535.")
    return int(text)


def texts_of(arguments: Sequence[str], known: Collection[str], command: str) -> dict[str, str]:
    """Pair each option with its text: ``--name Maj`` or ``--name=Maj``; raises UsageError."""
    found: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        option, sign, text = word.partition("=")
        name = option.removeprefix("--")
        if not option.startswith("--") or name not in known:
            possible = ", ".join(f"--{one}" for one in known)
            raise UsageError(f"samverk {command}: okänt val {quoted(word)}. Möjliga: {possible}.")
        if name in found:
            raise UsageError(f"samverk {command}: --{name} är angivet två gånger.")
        value = text if sign else next(words, "")
        if not value.strip():
            raise UsageError(f"samverk {command}: --{name} behöver ett värde.")
        found[name] = value.strip()
    return found
