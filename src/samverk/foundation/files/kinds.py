"""Which files may be stored: told by what is in them, and by a name that agrees.

A file is served as an attachment and never drawn by the browser; the list keeps programs out.
Every look answers "" for a file that fits, else in Swedish what is wrong with it and what to do.
"""

from __future__ import annotations

import struct
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samverk.foundation.files.names import ending_of
from samverk.foundation.files.packages import office, open_document
from samverk.foundation.files.texts import text_fault

EMPTY_BYTES = bytes(range(0x21))
MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
MOST_TOLD = f"{LARGEST // MEGABYTE} MB"
MOST_PIXELS = 50_000_000
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
OFFICE = "application/vnd.openxmlformats-officedocument"
NOT_AS_NAMED = "innehåller något annat än filnamnet säger, eller är skadad. Spara om den."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be stored (filtyp); ``fault`` looks at its bytes."""

    endings: tuple[str, ...]
    media_type: str
    fault: Callable[[bytes], str]


def size_fault(size: int) -> str:
    """Say what is wrong with a file's size, before its content is read; "" when nothing is."""
    if size == 0:
        return "är tom. Kontrollera att rätt fil valdes."
    if size > LARGEST:
        return f"är större än {LARGEST // MEGABYTE} MB. Dela upp den eller spara den mindre."
    return ""


def kind_of(name: str, kinds: Sequence[FileKind]) -> FileKind | None:
    """Answer which of ``kinds`` a file name's ending says."""
    ending = ending_of(name)
    return next((kind for kind in kinds if ending and ending in kind.endings), None)


def file_fault(name: str, content: bytes, kinds: Sequence[FileKind]) -> str:
    """Say why a file may not be stored as one of ``kinds``; "" when it may.

    Empty or too large, a name whose ending is not on the list, or content that is not what the
    ending says. The text continues the file's name: "x.pdf är tom. …".
    """
    if wrong := size_fault(len(content)):
        return wrong
    kind = kind_of(name, kinds)
    if kind is None:
        return f"har en filtyp som inte tas emot. De som går: {allowed(kinds)}."
    return kind.fault(content)


def allowed(kinds: Sequence[FileKind]) -> str:
    """Name the kinds for people."""
    return ", ".join(kind.endings[0].upper() for kind in kinds)


def accept(kinds: Sequence[FileKind]) -> str:
    """Name the endings as a file input wants them."""
    return ",".join(f".{ending}" for kind in kinds for ending in kind.endings)


def _pdf(content: bytes) -> str:
    """Find the header, which nothing but empty bytes may precede here, and an end.

    Readers look for it through a kilobyte, where a file can be a page of the web or a program as well.
    A file cut off on its way has no table of its parts, and nobody can open it.
    """
    before, header, _ = content[:1024].partition(b"%PDF-")
    if not header or before.strip(EMPTY_BYTES) not in (b"", BOM_UTF8):
        return NOT_AS_NAMED
    if b"startxref" not in content or b"obj" not in content:
        return "är en skadad eller avbruten PDF: slutet saknas. Hämta eller spara den på nytt."
    return ""


def _png(content: bytes) -> str:
    if len(content) < 24 or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return NOT_AS_NAMED
    return _pixel_fault(*struct.unpack(">II", content[16:24]))


def _pixel_fault(width: int, height: int) -> str:
    if 0 < width * height <= MOST_PIXELS:
        return ""
    return "är en skadad bild, eller en med fler bildpunkter än 50 miljoner. Spara den mindre."


def _jpeg(content: bytes) -> str:
    """Walk the segments to the frame header, which holds the size in pixels."""
    place = 2
    while content.startswith(b"\xff\xd8\xff") and place + 9 <= len(content):
        if content[place] != 0xFF:
            return NOT_AS_NAMED
        marker, length = struct.unpack(">xBH", content[place : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _pixel_fault(*struct.unpack(">HH", content[place + 5 : place + 9]))
        place += 2 + length
    return NOT_AS_NAMED


def _zipped(look: Callable[[bytes], str | None]) -> Callable[[bytes], str]:
    """Word what a look into a package says: None where it is not that package at all."""

    def fault(content: bytes) -> str:
        found = look(content)
        return NOT_AS_NAMED if found is None else found

    return fault


PDF = FileKind(("pdf",), "application/pdf", _pdf)
WORD = FileKind(("docx",), f"{OFFICE}.wordprocessingml.document", _zipped(office("word/document")))
EXCEL = FileKind(("xlsx",), f"{OFFICE}.spreadsheetml.sheet", _zipped(office("xl/workbook")))
OPEN_TEXT = FileKind(("odt",), OPEN_DOCUMENT, _zipped(open_document(OPEN_DOCUMENT)))
TEXT = FileKind(("txt",), "text/plain", text_fault)
MARKDOWN = FileKind(("md", "markdown"), "text/markdown", text_fault)
FILE_KINDS = (
    PDF,
    WORD,
    EXCEL,
    OPEN_TEXT,
    FileKind(("png",), "image/png", _png),
    FileKind(("jpg", "jpeg"), "image/jpeg", _jpeg),
    TEXT,
    MARKDOWN,
)
