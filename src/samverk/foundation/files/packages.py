"""Looks into zipped documents without unpacking them.

Each look answers None where the file is not that kind of document, "" where it may be stored, else
in Swedish why not.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 1000
MACROS = "innehåller makron, som kan vara skadliga. Spara den utan makron."
TOO_MUCH = (
    "packar upp till mer än vad en handling kan vara. Kontrollera varifrån den kommer,"
    " eller spara om den som PDF."
)
PROTECTED = "är skyddad med lösenord. Ta bort skyddet och spara om den."
ASTRAY = "har delar som inte får finnas i ett dokument. Kontrollera varifrån den kommer."
# The list of types of a package's parts, which is a few kilobytes
LARGEST_LIST = 1024 * 1024
_MACRO = re.compile(
    r"vbaproject|vbadata|(^|/)macrosheets/|(^|/)dialogsheets/|^(basic|scripts)/.", re.IGNORECASE
)
_ASTRAY = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-zA-Z]:")
_ENCRYPTED = 1
# What a package that is broken, or is made to be, does to its reader
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # also a way of packing that the library does not know
    ValueError,
)

Look = Callable[[bytes], str | None]


def office(main: str) -> Look:
    """Look for an Office document whose main part is ``main``, without macros."""

    def fits(package: zipfile.ZipFile) -> str | None:
        names = package.namelist()
        if "[Content_Types].xml" not in names or f"{main}.xml" not in names:
            return None
        # Macros have their own parts, and a type that says so; the formats on the list have neither
        with package.open("[Content_Types].xml") as kinds:
            told = kinds.read(LARGEST_LIST).lower()
        is_bad = any(_MACRO.search(name) for name in names) or b"macroenabled" in told
        return MACROS if is_bad or b"vbaproject" in told else ""

    return _package(fits)


def open_document(media_type: str) -> Look:
    """Look for an OpenDocument file, which begins by telling its media type."""

    def fits(package: zipfile.ZipFile) -> str | None:
        names = package.namelist()
        if "mimetype" not in names:
            return None
        with package.open("mimetype") as kind:
            told = kind.read(len(media_type) + 1)
        if told != media_type.encode():
            return None
        return MACROS if any(_MACRO.search(name) for name in names) else ""

    return _package(fits)


def _package(fits: Callable[[zipfile.ZipFile], str | None]) -> Look:
    def look(content: bytes) -> str | None:
        # Readers look for a package from its end: before it a program could stand, or a page of the web
        if not content.startswith(b"PK\x03\x04"):
            return None
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                return _bulk_fault(package) or fits(package)
        except BROKEN:
            return None

    return look


def _bulk_fault(package: zipfile.ZipFile) -> str:
    """Say what is wrong with the parts as the directory lists them: their sizes there bind."""
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return PROTECTED
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_ASTRAY.search(name) for name in names):
        return ASTRAY
    unpacked = sum(part.file_size for part in parts)
    return TOO_MUCH if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED else ""
