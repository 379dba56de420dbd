"""Small files of every kind, made for the tests."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from samverk.foundation.files.copies import make_copy

TYPES = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"
BODY = (
    b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> endobj\n"
    b"trailer <</Root 1 0 R/Size 4>>\nstartxref\n9\n%%EOF"
)
PDF = b"%PDF-1.7\n" + BODY


def pdf(number: int) -> bytes:
    """Make a PDF that differs from those with other numbers."""
    return PDF + f"\n%{number}".encode()


def copied(content: bytes) -> bytes:
    """Give the copy of a PDF that is handed out for it."""
    return make_copy(content, "application/pdf").content


def package(*names: str, mimetype: str = "", content: bytes = b"<x/>") -> bytes:
    """Zip parts with these names, and first the one that tells the media type if given."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        if mimetype:
            zipped.writestr("mimetype", mimetype)
        for name in names:
            zipped.writestr(name, content)
    return kept.getvalue()


def docx(*more: str) -> bytes:
    """Make a package with the parts of a Word file, and ``more``."""
    return package(TYPES, "word/document.xml", *more)


def encrypted(content: bytes) -> bytes:
    """Mark every part of a package as encrypted in its directory, as a protected file is."""
    marked = bytearray(content)
    place = marked.find(b"PK\x01\x02")
    while place >= 0:
        marked[place + 8] |= 1
        place = marked.find(b"PK\x01\x02", place + 4)
    return bytes(marked)


def png(width: int, height: int) -> bytes:
    """Make a PNG of this size, whole but for its points."""
    head = _chunk(b"IHDR", struct.pack(">II", width, height) + b"\x08\x02\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def jpeg(width: int, height: int) -> bytes:
    """Make a JPEG of this size, whole but for its points, with a comment before its frame."""
    comment = b"\xff\xfe\x00\x04ab"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + comment + frame + b"\xff\xd9"
