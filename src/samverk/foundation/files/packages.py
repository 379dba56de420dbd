"""Looks into zipped documents without unpacking them.

Each look answers None where the file is not that kind of document, "" where it may be stored, else
in Swedish why not.
"""

from __future__ import annotations

import zipfile
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
_ENCRYPTED = 1

Look = Callable[[bytes], str | None]


def office(main: str) -> Look:
    """Look for an Office document whose main part is ``main``, without macros."""

    def fits(package: zipfile.ZipFile) -> str | None:
        names = package.namelist()
        if "[Content_Types].xml" not in names or f"{main}.xml" not in names:
            return None
        # Macros have their own part; the formats on the list never carry it.
        return MACROS if any(name.endswith("vbaProject.bin") for name in names) else ""

    return _package(fits)


def open_document(media_type: str) -> Look:
    """Look for an OpenDocument file, which begins by telling its media type."""

    def fits(package: zipfile.ZipFile) -> str | None:
        if "mimetype" not in package.namelist():
            return None
        with package.open("mimetype") as kind:
            told = kind.read(len(media_type) + 1)
        return "" if told == media_type.encode() else None

    return _package(fits)


def _package(fits: Callable[[zipfile.ZipFile], str | None]) -> Look:
    def look(content: bytes) -> str | None:
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                return _bulk_fault(package) or fits(package)
        except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError):
            return None

    return look


def _bulk_fault(package: zipfile.ZipFile) -> str:
    """Say what is wrong with the parts as the directory lists them: their sizes there bind."""
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return PROTECTED
    unpacked = sum(part.file_size for part in parts)
    return TOO_MUCH if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED else ""
