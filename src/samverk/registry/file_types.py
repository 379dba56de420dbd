"""Which files may be stored: told by what is in them, and by a name that agrees.

A file is served as an attachment and never drawn by the browser; the list keeps programs out.
"""

from __future__ import annotations

import struct
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from samverk.foundation.errors import InputError

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_PARTS = 1000
MOST_PIXELS = 50_000_000
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be stored; ``fits`` looks at its bytes."""

    endings: tuple[str, ...]
    media_type: str
    fits: Callable[[bytes], bool]


def media_type_of(name: str, content: bytes) -> str:
    """Answer the media type of a file that may be stored.

    Raises InputError for an empty or too large file, a name whose ending is not on the list, and
    content that is not what the ending says.
    """
    if not content:
        raise InputError("Filen är tom. Välj filen på nytt.", field="file")
    if len(content) > LARGEST:
        raise InputError(
            "Filen är större än 50 MB. Dela upp den eller spara den mindre.", field="file"
        )
    _, dot, ending = name.lower().rpartition(".")
    kind = next((kind for kind in FILE_TYPES if dot and ending in kind.endings), None)
    if kind is None:
        raise InputError(f"Filtypen tas inte emot. De som går: {ALLOWED}.", field="file")
    if not kind.fits(content):
        raise InputError(
            f"Innehållet är inte det som filnamnet säger (.{ending}), eller filen är skadad.",
            field="file",
        )
    return kind.media_type


def _package(fits: Callable[[zipfile.ZipFile], bool]) -> Callable[[bytes], bool]:
    """Look into a zipped document, which must not unpack to more than is reasonable."""

    def look(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                parts = package.infolist()
                unpacked = sum(part.file_size for part in parts)
                within = len(parts) <= MOST_PARTS and unpacked <= LARGEST_UNPACKED
                return within and fits(package)
        except (zipfile.BadZipFile, RuntimeError, OSError, EOFError):
            return False

    return look


def _office(folder: str) -> Callable[[bytes], bool]:
    def has(package: zipfile.ZipFile) -> bool:
        names = package.namelist()
        # Macros have their own part; the formats on the list never carry it.
        macros = any(name.endswith("vbaProject.bin") for name in names)
        return "[Content_Types].xml" in names and f"{folder}.xml" in names and not macros

    return _package(has)


def _open_document(package: zipfile.ZipFile) -> bool:
    if "mimetype" not in package.namelist():
        return False
    with package.open("mimetype") as kind:
        return kind.read(len(_OPEN_DOCUMENT) + 1) == _OPEN_DOCUMENT


def _png(content: bytes) -> bool:
    if len(content) < 24 or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    return _few_pixels(*struct.unpack(">II", content[16:24]))


def _few_pixels(width: int, height: int) -> bool:
    return 0 < width * height <= MOST_PIXELS


def _jpeg(content: bytes) -> bool:
    """Walk the segments to the frame header, which holds the size in pixels."""
    place = 2
    while content.startswith(b"\xff\xd8\xff") and place + 9 <= len(content):
        if content[place] != 0xFF:
            return False
        marker, length = struct.unpack(">xBH", content[place : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _few_pixels(*struct.unpack(">HH", content[place + 5 : place + 9]))
        place += 2 + length
    return False


def _text(content: bytes) -> bool:
    return content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" not in content


def _pdf(content: bytes) -> bool:
    """Find the header, which the standard lets up to a kilobyte of other bytes precede."""
    return b"%PDF-" in content[:1024] and not content.lstrip()[:1].isalpha()


FILE_TYPES = (
    FileType(("pdf",), "application/pdf", _pdf),
    FileType(("docx",), f"{_OFFICE}.wordprocessingml.document", _office("word/document")),
    FileType(("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", _office("xl/workbook")),
    FileType(("odt",), _OPEN_DOCUMENT.decode(), _package(_open_document)),
    FileType(("png",), "image/png", _png),
    FileType(("jpg", "jpeg"), "image/jpeg", _jpeg),
    FileType(("txt", "md"), "text/plain", _text),
)
ALLOWED = ", ".join(kind.endings[0].upper() for kind in FILE_TYPES)
ACCEPT = ",".join(f".{ending}" for kind in FILE_TYPES for ending in kind.endings)
