"""One way to write a value down, so that the same value always has the same digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

PLAIN = (str, int, bool, type(None))


def canonical(value: Any) -> str:
    """Write a value as canonical JSON: keys in order, no spaces, every character as itself.

    Raises TypeError for what has no one way to be written, such as a float.
    """
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _check(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key that is no text")
        for each in value.values():
            _check(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each)
    elif not isinstance(value, PLAIN):
        raise TypeError(f"{type(value).__name__} has no one way to be written")


def read_canonical(text: str) -> Any:
    """Read canonical JSON. Raises ValueError for a text that is not written in the one way."""
    try:
        value = json.loads(text)
        written = canonical(value)
    except (TypeError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault
    if written != text:
        raise ValueError("inte skriven på det enda sättet")
    return value


def digest(text: str | bytes) -> str:
    """Answer the SHA-256 of a text or of bytes, in hexadecimal."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
