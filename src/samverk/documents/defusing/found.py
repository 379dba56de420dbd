"""What a copy may lack, and why none can be made: codes, for the log and the page."""

from __future__ import annotations

from enum import StrEnum


class Found(StrEnum):
    """What was in the file that came and is not in the copy."""

    SCRIPT = "script"
    ACTION = "action"
    ATTACHED = "attached"
    MEDIA = "media"
    FORM = "form"
    SIGNATURE = "signature"
    TEMPLATE = "template"
    EMBEDDED = "embedded"
    OUTSIDE = "outside"
    FIELD = "field"
    AROUND = "around"
    FACTS = "facts"


FAULTS = {
    "locked": "är skyddad med lösenord",
    "unreadable": "är skadad och går inte att läsa",
    "much": "tar för mycket minne eller tid att läsa",
}


class NoCopyError(Exception):
    """No copy can be made; the argument is a key of ``FAULTS``."""
