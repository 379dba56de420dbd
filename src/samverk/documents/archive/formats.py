"""Tells what format a file is in, from what it says of itself as it goes by.

A PDF that says it is PDF/A is written down as that, with that it is the file's own word: nobody has
checked it here against the standard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KEPT = 400
VERSION = re.compile(rb"%PDF-(\d\.\d)")
PART = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*(\d)")
LEVEL = re.compile(rb"pdfaid:conformance(?:>|\s*=\s*[\"'])\s*([ABUabu])")
# PRONOM's keys, of those that a file tells itself
PDF_A = {
    "1A": "fmt/95",
    "1B": "fmt/354",
    "2A": "fmt/476",
    "2B": "fmt/477",
    "2U": "fmt/478",
    "3A": "fmt/479",
    "3B": "fmt/480",
    "3U": "fmt/481",
}
PDF = {"1.4": "fmt/18", "1.5": "fmt/19", "1.6": "fmt/20", "1.7": "fmt/276", "2.0": "fmt/1129"}
_OFFICE = "application/vnd.openxmlformats-officedocument"
OTHERS = {
    f"{_OFFICE}.wordprocessingml.document": ("Office Open XML (Word)", "fmt/412"),
    f"{_OFFICE}.spreadsheetml.sheet": ("Office Open XML (Excel)", "fmt/214"),
    "application/vnd.oasis.opendocument.text": ("OpenDocument Text", ""),
    "image/png": ("Portable Network Graphics", ""),
    "image/jpeg": ("JPEG", ""),
    "text/plain": ("Text", "x-fmt/111"),
    "application/json": ("JSON", "fmt/817"),
}


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format: its name, version and PRONOM key as far as they are known, and on whose word."""

    name: str
    version: str = ""
    key: str = ""
    note: str = ""

    @property
    def is_pdf_a(self) -> bool:
        """Answer whether the file says that it is PDF/A."""
        return self.name == "PDF/A"


class FormatReader:
    """Looks at a file's bytes as they go by; keeps only as many as a sought word can straddle."""

    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._tail = b""
        self._found: dict[re.Pattern[bytes], str] = {}

    def look(self, part: bytes) -> None:
        """Look at the next bytes."""
        if self._media_type != "application/pdf":
            return
        seen = self._tail + part
        for sought in (VERSION, PART, LEVEL):
            if sought not in self._found and (match := sought.search(seen)):
                self._found[sought] = match.group(1).decode().upper()
        self._tail = seen[-KEPT:]

    @property
    def format(self) -> FileFormat:
        """Answer what the file was."""
        if self._media_type == "application/pdf":
            return self._pdf()
        name, key = OTHERS.get(self._media_type, (self._media_type, ""))
        return FileFormat(name, key=key)

    def _pdf(self) -> FileFormat:
        part, level = self._found.get(PART), self._found.get(LEVEL, "")
        if part:
            version = f"{part}{level}"
            own_word = "Enligt filen själv. Inte prövat mot standarden vid exporten."
            return FileFormat("PDF/A", version, PDF_A.get(version, ""), own_word)
        version = self._found.get(VERSION, "")
        return FileFormat("PDF", version, PDF.get(version, ""))
