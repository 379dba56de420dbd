"""Copies an Office or OpenDocument package part by part, without what acts or reaches outside."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from lxml.etree import XMLSyntaxError

from samverk.documents.bounded import TooMuchError
from samverk.documents.defusing.found import Found, NoCopyError
from samverk.documents.defusing.office import defused_office
from samverk.documents.defusing.open_document import defused_open_document
from samverk.foundation.files.packages import BROKEN, LARGEST_UNPACKED, MOST_PARTS

MIMETYPE = "mimetype"
# The first day that a package can tell: when a part was written is nobody's business
NO_DAY = (1980, 1, 1, 0, 0, 0)


def defused_package(content: bytes, found: set[Found]) -> bytes:
    """Pack the copy. Raises NoCopyError for a broken package, TooMuchError for a bomb."""
    try:
        parts = _unpacked(content)
        made = (
            defused_open_document(parts, found)
            if MIMETYPE in parts
            else defused_office(parts, found)
        )
    except (*BROKEN, XMLSyntaxError, KeyError) as fault:
        raise NoCopyError("unreadable") from fault
    return _packed(made)


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [part for part in package.infolist() if not part.is_dir()]
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise TooMuchError
        return {part.filename: package.read(part) for part in parts}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name in _in_order(parts):
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return kept.getvalue()


def _in_order(parts: Iterable[str]) -> list[str]:
    """Put first what a reader looks for first."""
    return sorted(parts, key=lambda name: (name != MIMETYPE, name != "[Content_Types].xml"))
