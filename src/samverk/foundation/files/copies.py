"""What a copy of a stranger's file is, which is handed out instead of the file that came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from samverk.foundation.errors import SamverkError

LACKS = {
    "script": "skript",
    "action": "åtgärder",
    "attached": "bifogade filer",
    "media": "ljud och film",
    "form": "aktivt formulär",
    "signature": "elektronisk underskrift",
    "template": "koppling till dokumentmall",
    "embedded": "inbäddade objekt",
    "outside": "hänvisningar till andra filer",
    "field": "fält som hämtar annat",
}


class CopyError(SamverkError):
    """No copy can be made; the text continues the file's name: "x.pdf är skyddad med lösenord".

    ``is_final`` where it never can; another time there may be room or time enough.
    """

    def __init__(self, message: str, *, is_final: bool = True) -> None:
        super().__init__(message)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes that are handed out (kopia), and codes for what was in the file and is not in them."""

    content: bytes = field(repr=False)
    found: tuple[str, ...] = ()


def make_copy(content: bytes, media_type: str) -> Copy:
    """Have the installation's maker of copies make one. Raises CopyError where none can be made."""
    make: Callable[[bytes, str], Copy] = import_string(settings.COPY_MAKER)
    return make(content, media_type)


def lacks(found: tuple[str, ...] | list[str]) -> list[str]:
    """Name for people what a copy lacks; who wrote a file, and when, is left out of every one."""
    return [LACKS[code] for code in found if code in LACKS]
