"""Which files the diary stores: what the house stores at all (``foundation.files``)."""

from __future__ import annotations

from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import (
    FILE_KINDS,
    MOST_TOLD,
    accept,
    allowed,
    file_fault,
    kind_of,
)

__all__ = ["ACCEPT", "ALLOWED", "MOST_TOLD", "media_type_of"]

ALLOWED = allowed(FILE_KINDS)
ACCEPT = accept(FILE_KINDS)


def media_type_of(name: str, content: bytes) -> str:
    """Answer the media type of a file that may be stored; raises InputError with the reason else."""
    fault = file_fault(name, content, FILE_KINDS)
    kind = kind_of(name, FILE_KINDS)
    if fault or kind is None:
        raise InputError(f"Filen {fault}", field="file")
    return kind.media_type
