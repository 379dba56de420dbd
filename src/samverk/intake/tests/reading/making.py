"""Files made for the tests: PDF and DOCX with known content, whole or broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
import pikepdf

Text = tuple[float, float, str]


def pdf_of(pages: Sequence[Sequence[Text]], *, password: str | None = None) -> bytes:
    """Make a PDF; each page is texts with their place (x, y) in points from the lower left."""
    pdf = pikepdf.new()
    font = _helvetica(pdf)
    for texts in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"\n".join(_shown(*text) for text in texts))
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="owner", user=password) if password else False
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def _helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )


def _shown(x: float, y: float, text: str) -> bytes:
    return b"BT /F1 10 Tf %.1f %.1f Td (%s) Tj ET" % (x, y, _escaped(text))


def _escaped(text: str) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\")
    return escaped.replace(b"(", b"\\(").replace(b")", b"\\)")


Kerned = Sequence[str | float]


def pdf_kerned(lines: Sequence[Kerned], *, turn: int = 0, size: float = 10.0) -> bytes:
    """Make a PDF as typesetters do: a line is pieces of text with moves between them.

    A move is in thousandths of the size, and goes left when positive, as in the format itself.
    ``turn`` sets page and text on end, in degrees: it is read as an upright page is.
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(842, 842))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=_helvetica(pdf)))
    matrix = {
        0: "1 0 0 1 0 0",
        90: "0 1 -1 0 842 0",
        180: "-1 0 0 -1 842 842",
        270: "0 -1 1 0 0 842",
    }
    shown = [
        b"BT /F1 %.1f Tf 60 %.1f Td [%s] TJ ET"
        % (size, 780 - 1.4 * size * n, b" ".join(map(_piece, line)))
        for n, line in enumerate(lines)
    ]
    page.Contents = pdf.make_stream(matrix[turn].encode() + b" cm\n" + b"\n".join(shown))
    page.Rotate = turn
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _piece(piece: str | float) -> bytes:
    return b"(%s)" % _escaped(piece) if isinstance(piece, str) else b"%.1f" % piece


def pdf_of_lines(*pages: str) -> bytes:
    """Make a PDF with one line of text under the other on each page."""
    return pdf_of(
        [
            [(60, 780 - 14 * n, line.strip()) for n, line in enumerate(page.splitlines()) if line]
            for page in pages
        ]
    )


def docx_of(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Make a Word file of paragraphs, and a table after them if one is given."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(document)


def saved(document: Any) -> bytes:
    """Answer a Word document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(**parts: bytes) -> bytes:
    """Make an archive; a name's double underscore stands for a slash, its last for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()
