"""What a file is called here, whatever it was called outside."""

from __future__ import annotations

LONGEST = 200


def stored_name(name: str) -> str:
    """Cut a file name to what is shown and stored: no folders, no control signs, 200 signs.

    The ending is kept, since it tells with the content what the file is.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable())
    stem, dot, ending = plain.rpartition(".")
    room = max(LONGEST - len(dot) - len(ending), 0)
    return f"{stem[:room]}{dot}{ending}"[-LONGEST:] or "utan namn"


def ending_of(name: str) -> str:
    """Answer a file name's ending in small letters, without the dot; "" when it has none."""
    _, dot, ending = name.lower().rpartition(".")
    return ending if dot else ""
