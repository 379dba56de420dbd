"""Canonical JSON: one way to write a message, so that a signature is over the same bytes everywhere.

Keys in order of their code points, no spaces, UTF-8, whole numbers alone. What is read is held to
the same: a key twice, a fraction or a half character is refused and never guessed at.
"""

from __future__ import annotations

import json
from typing import Any

# Whole numbers that every JSON reader keeps as they are
LARGEST = 2**53 - 1
DEEPEST = 20


def canonical(value: object) -> bytes:
    """Write a value. Raises ValueError for what has no one way to be written."""
    _check(value, DEEPEST)
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def read(content: bytes) -> Any:
    """Read JSON that can be written again as it was meant. Raises ValueError for anything else."""
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except RecursionError as fault:
        raise ValueError("Meddelandet är för djupt.") from fault
    _check(value, DEEPEST)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("Samma nyckel står två gånger.")
    return found


def _no_fraction(word: str) -> Any:
    raise ValueError(f"Bara heltal tas emot, inte {word[:20]}.")


def _check(value: object, depth: int) -> None:
    """Refuse what other readers may take otherwise: fractions, large numbers, half characters."""
    match value:
        case None | bool():
            return
        case str():
            value.encode("utf-8")
        case int():
            if abs(value) > LARGEST:
                raise ValueError("Talet är för stort.")
        case list() | dict() if depth == 0:
            raise ValueError("Meddelandet är för djupt.")
        case list():
            for each in value:
                _check(each, depth - 1)
        case dict():
            for key, each in value.items():
                if not isinstance(key, str):
                    raise ValueError("Nycklar är text.")  # noqa: TRY004 (one error for all of it)
                _check(key, depth - 1)
                _check(each, depth - 1)
        case _:
            raise ValueError(f"{type(value).__name__} kan inte skrivas i ett meddelande.")
