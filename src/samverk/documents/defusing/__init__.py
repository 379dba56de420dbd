"""Makes copies of strangers' files without what can act: the copy is read, the file that came is kept.

An authority may not change what it has received (arkivlagen 1990:782 3, 6 och 10 §§), and nobody
needs a script to read a letter. See docs/decisions/0021.
"""

from __future__ import annotations

from base64 import b64decode

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart
from samverk.documents.defusing.found import FAULTS
from samverk.foundation.files.copies import Copy, CopyError

__all__ = ["defuse"]

PROGRAM = "samverk.documents.defusing.program"
AS_THEY_ARE = ("text/plain", "text/markdown")


def defuse(content: bytes, media_type: str) -> Copy:
    """Make the copy that is handed out; a text has nothing in it that acts, and is its own copy.

    Raises CopyError where none can be made: the file cannot be read, or takes too much to read.
    """
    if media_type in AS_THEY_ARE:
        return Copy(content)
    try:
        made = read_apart(PROGRAM, content)
    except TooMuchError as fault:
        raise CopyError(FAULTS["much"], is_final=False) from fault
    except BoundedError as fault:
        raise CopyError(FAULTS["unreadable"]) from fault
    if why := made.get("why"):
        raise CopyError(FAULTS[why])
    return Copy(b64decode(made["content"]), tuple(made["found"]))
