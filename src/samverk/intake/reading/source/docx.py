"""DOCX to lines: one per paragraph, table rows as cells between tabs.

An archive that unpacks to too much is refused before anything is unpacked: the sizes in its
directory bind, since the standard library never reads past them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from samverk.intake.reading.errors import DamagedFileError, NotADocumentError, TooLargeError
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.source.docx_numbers import W
from samverk.intake.reading.source.docx_sections import document_texts
from samverk.intake.reading.source.docx_text import Text
from samverk.intake.reading.source.plain import line_of

# Pictures are only passed over; markup is built into a tree several times its size.
UNPACKED_LIMIT = 200_000_000
MARKUP_LIMIT = 15_000_000
PART_LIMIT = 2_000
LINE_LIMIT = 400_000

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"


def read_docx(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Read a Word file in the order it is printed, a page header once for each section."""
    _check_archive(data)
    try:
        document = Document(io.BytesIO(data))
        lines = tuple(_numbered(document_texts(document)))
        notes = tuple(_notes(document))
    except TooLargeError:
        raise
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
    ) as error:
        raise _damaged() from error
    except Exception as error:
        # lxml's own errors derive from SyntaxError and differ between versions.
        if type(error).__module__.startswith(("lxml", "docx", "zlib")):
            raise _damaged() from error
        raise
    return lines, notes


def _check_archive(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError) as error:
        raise _damaged() from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise NotADocumentError("är ett arkiv men ingen Word-fil (.docx). Packa upp det först.")
    if any(part.flag_bits & 1 for part in parts):
        raise _damaged()
    markup = sum(p.file_size for p in parts if p.filename.endswith((".xml", ".rels")))
    if (
        len(parts) > PART_LIMIT
        or markup > MARKUP_LIMIT
        or sum(part.file_size for part in parts) > UNPACKED_LIMIT
    ):
        raise TooLargeError(
            "packar upp till mer än vad en handling kan vara och öppnas inte. "
            "Kontrollera varifrån den kommer."
        )


def _damaged() -> DamagedFileError:
    return DamagedFileError("är ingen hel Word-fil (.docx). Öppna den i Word och spara om den.")


def _numbered(texts: Iterator[Text]) -> Iterator[Line]:
    for number, (text, is_heading) in enumerate(texts, 1):
        if number > LINE_LIMIT:
            raise TooLargeError("har för många rader för att vara ett protokoll. Dela upp den.")
        line = line_of(text, Place(number))
        yield line._replace(is_heading=True) if is_heading else line


def _notes(document: Any) -> Iterator[str]:
    """Tell what of the file is not read, or read as if it had been decided."""
    body = document.element.body
    pictures = _count(body, _PICTURE) or _count(body, _OLD_PICTURE)
    if pictures:
        told = "1 bild" if pictures == 1 else f"{pictures} bilder"
        yield f"Filen har {told}. Text i bilder läses inte."
    if _count(body, W + "ins", W + "del", W + "moveTo"):
        yield "Filen har spårade ändringar. Den lästes som om de var godtagna."
    if _count(body, W + "vanish"):
        yield "Filen har dold text. Den skrivs inte ut och lästes inte."
    if _count(body, W + "commentReference"):
        yield "Filen har kommentarer i marginalen. De lästes inte."
    if _count(body, W + "object", W + "altChunk", _CHART):
        yield "Filen har inbäddade filer eller diagram. Text i dem lästes inte."


def _count(body: Any, *tags: str) -> int:
    return sum(1 for _ in body.iter(*tags))
