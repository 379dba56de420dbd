"""A file or bytes to a ``Source``: lines with their place, whatever the format."""

from __future__ import annotations

import re
from pathlib import Path

from samverk.intake.reading.errors import (
    EmptyFileError,
    NotADocumentError,
    UnreachableError,
)
from samverk.intake.reading.model import Line, Source
from samverk.intake.reading.source.encodings import decode
from samverk.intake.reading.source.limits import LIMITS, check_size
from samverk.intake.reading.source.plain import plain_lines
from samverk.intake.reading.source.sniff import Format, sniff

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
# They print nothing. U+0002 is a soft hyphen to PDFium, and U+001C to U+001E end lines.
_UNPRINTED = re.compile("[\x00\x01\x03-\x08\x0e-\x1b\x1f\x7f]")


def read_path(path: Path, name: str | None = None) -> Source:
    """Read a file from disk. ``name`` is what the source is called, the file's name if None.

    Raises ``ReadingError`` with a Swedish message for anything that cannot be read.
    """
    try:
        if path.is_dir():
            raise UnreachableError("är en mapp. Ange filerna i den i stället.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
            if size > min(LIMITS.values()):
                check_size(size, LIMITS[sniff(head)])
            data = head + file.read()
    except FileNotFoundError:
        raise UnreachableError("finns inte. Kontrollera sökvägen.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ogiltigt namn"
        raise UnreachableError(
            f"gick inte att öppna ({reason}). Kontrollera rättigheterna."
        ) from None
    return read_bytes(name or path.name, data)


def read_bytes(name: str, data: bytes) -> Source:
    """Read an uploaded file; the format is judged by its content, never by its name."""
    if not data.strip(b" \t\r\n\0\x0b\x0c"):
        raise EmptyFileError("är tom. Kontrollera att rätt fil valdes.")
    form = sniff(data[:4096])
    check_size(len(data), LIMITS[form])
    lines, notes = _lines(form, data)
    if not any(line.text for line in lines):
        raise EmptyFileError("innehåller ingen text. Kontrollera att rätt fil valdes.")
    return Source(name, lines, notes)


def _lines(form: Format, data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    # PDF and DOCX readers are imported when met: most runs read text only.
    if form is Format.PDF:
        from samverk.intake.reading.source.pdf import read_pdf

        return read_pdf(data)
    if form is Format.ZIP:
        from samverk.intake.reading.source.docx import read_docx

        return read_docx(data)
    decoded = decode(data)
    if _is_binary(decoded.text[:20_000]):
        raise NotADocumentError(
            "är varken text, PDF eller Word (.docx). Spara om den som en av dem."
        )
    text = decoded.text
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        text = _UNPRINTED.sub("", text)
    return tuple(plain_lines(text)), decoded.notes


def _is_binary(text: str) -> bool:
    """Answer whether decoded text is no text: control signs that no editor writes."""
    few = 0.02 * len(text)
    # At most so many, told fast: U+0080 to U+009F begin with C2 in UTF-8, as § does.
    data = text.encode(errors="replace")
    at_most = len(data) - len(data.translate(None, _CONTROL_BYTES)) + data.count(b"\xc2")
    return at_most > few and len(_CONTROL.findall(text)) > few
