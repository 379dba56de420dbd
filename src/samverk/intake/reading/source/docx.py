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
from samverk.intake.reading.source.plain import line_of

# Pictures are only passed over; markup is built into a tree several times its size.
UNPACKED_LIMIT = 200_000_000
MARKUP_LIMIT = 15_000_000
PART_LIMIT = 2_000
# Word itself nests far less; beyond this the file is made to be hard, not to be read.
DEPTH_LIMIT = 12
LINE_LIMIT = 400_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Read a Word file in document order, headers and footers last page's aside."""
    _check_archive(data)
    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        lines = tuple(_numbered(_texts(body, 0)))
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
    return lines, _notes(document)


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


def _numbered(texts: Iterator[tuple[str, bool]]) -> Iterator[Line]:
    for number, (text, is_heading) in enumerate(texts, 1):
        if number > LINE_LIMIT:
            raise TooLargeError("har för många rader för att vara ett protokoll. Dela upp den.")
        line = line_of(text, Place(number))
        yield line._replace(is_heading=True) if is_heading else line


def _texts(container: Any, depth: int) -> Iterator[tuple[str, bool]]:
    """Yield text and whether it is a heading, tables within tables as further rows."""
    if depth > DEPTH_LIMIT:
        raise TooLargeError("har tabeller i tabeller i fler nivåer än vad som läses. Förenkla den.")
    for child in container:
        if child.tag == _W + "p":
            for text in _run_text(child).split("\n"):
                yield text, _is_heading(child)
            yield "", False
        elif child.tag == _W + "tbl":
            for row in child.iter(_W + "tr"):
                if _owner(row) is child:
                    yield "\t".join(_cell_text(c) for c in row.findall(_W + "tc")), False
            yield "", False
            for nested in _nested(child):
                yield from _texts([nested], depth + 1)
        elif child.tag in (_W + "sdt", _W + "sdtContent"):
            yield from _texts(child, depth + 1)


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != _W + "tbl":
        parent = parent.getparent()
    return parent


def _nested(table: Any) -> Iterator[Any]:
    for inner in table.iter(_W + "tbl"):
        if inner is not table and _owner(inner) is table:
            yield inner


def _cell_text(cell: Any) -> str:
    parts = (_run_text(p) for p in cell.findall(_W + "p"))
    return " ".join(part.replace("\n", " ") for part in parts if part).replace("\t", " ")


def _run_text(paragraph: Any) -> str:
    signs = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
    return "".join(
        node.text or "" if node.tag == _W + "t" else signs.get(node.tag, "")
        for node in paragraph.iter(_W + "t", *signs)
        # A tab stop's definition is also called tab; only those in a run are text.
        if node.getparent().tag == _W + "r"
    )


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(_W + "val", "")
    return name.lower().startswith(("heading", "rubrik", "title"))


def _notes(document: Any) -> tuple[str, ...]:
    pictures = len(document.inline_shapes)
    if not pictures:
        return ()
    return (f"Filen har {pictures} bilder. Text i bilder läses inte.",)
