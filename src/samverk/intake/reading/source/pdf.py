"""PDF to lines, with the page and with columns kept apart.

PDFium gives text runs with their boxes; runs on one height make a line, and a gap between
runs becomes blanks in proportion. So a cross in a voting list stays under its column.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from samverk.intake.reading.errors import (
    DamagedFileError,
    PasswordProtectedError,
    TooLargeError,
    WithoutTextError,
)
from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.source.plain import line_of

PAGE_LIMIT = 3_000
SIGN_LIMIT = 20_000_000
RUN_LIMIT = 20_000


class _Run(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float
    text: str


def read_pdf(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Read the text layer of a PDF; a scanned one raises ``WithoutTextError``."""
    document = _opened(data)
    try:
        if len(document) > PAGE_LIMIT:
            raise TooLargeError(f"har fler än {PAGE_LIMIT} sidor. Dela upp den.")
        lines, silent = _read_pages(document)
    finally:
        document.close()
    if not any(line.text for line in lines):
        raise WithoutTextError(
            "har ingen text, bara bilder av sidor: den är troligen inskannad. "
            "Kör textigenkänning (OCR) först."
        )
    notes = (f"Ingen text på sida {', '.join(map(str, silent))}.",) if silent else ()
    return tuple(lines), notes


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise PasswordProtectedError(
                "är skyddad med lösenord. Spara en kopia utan lösenord."
            ) from error
        raise DamagedFileError("är ingen hel PDF. Hämta den på nytt eller spara om den.") from error


def _read_pages(document: pdfium.PdfDocument) -> tuple[list[Line], list[int]]:
    lines: list[Line] = []
    silent: list[int] = []
    signs = 0
    for index in range(len(document)):
        texts = list(_page_texts(document, index))
        if not any(texts):
            silent.append(index + 1)
        signs += sum(map(len, texts))
        if signs > SIGN_LIMIT:
            raise TooLargeError("har mer text än vad som läses på en gång. Dela upp den.")
        lines += (line_of(t, Place(n, index + 1)) for n, t in enumerate(texts, 1))
        # The blank line parts the last line of a page from the first of the next.
        lines.append(line_of("", Place(len(texts) + 1, index + 1)))
    return lines, silent


def _page_texts(document: pdfium.PdfDocument, index: int) -> Iterator[str]:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return
    text_page = page.get_textpage()
    runs = _runs(text_page)
    text_page.close()
    page.close()
    if runs:
        yield from _laid_out(runs)


def _runs(page: pdfium.PdfTextPage) -> list[_Run]:
    found = []
    for index in range(min(page.count_rects(0, -1), RUN_LIMIT)):
        left, bottom, right, top = page.get_rect(index)
        text = _bounded(page, left, top, right, bottom)
        if text.strip():
            found.append(_Run(left, right, bottom, top, text.strip("\r\n")))
    return found


def _bounded(page: pdfium.PdfTextPage, left: float, top: float, right: float, bottom: float) -> str:
    count = raw.FPDFText_GetBoundedText(page, left, top, right, bottom, None, 0)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * count)()
    raw.FPDFText_GetBoundedText(page, left, top, right, bottom, buffer, count)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", " ")


def _laid_out(runs: list[_Run]) -> Iterator[str]:
    rows = _rows(runs)
    width = _sign_width(runs)
    margin = min(run.left for run in runs)
    limit = _widest_line_step(rows)
    above: float | None = None
    for row in rows:
        if above is not None and above - _middle(row) > limit:
            yield ""
        yield _row_text(row, margin, width)
        above = _middle(row)


def _middle(row: list[_Run]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _widest_line_step(rows: list[list[_Run]]) -> float:
    """Answer how far apart two lines of one paragraph stand at most on this page.

    The page's own close lines decide, so that wide spacing is not taken for paragraphs; a
    page of a few lines is judged by the height of its signs.
    """
    steps = sorted(_middle(a) - _middle(b) for a, b in pairwise(rows))
    if len(steps) < 4:
        return 2.4 * max(run.top - run.bottom for row in rows for run in row)
    return 1.4 * steps[len(steps) // 4]


def _rows(runs: list[_Run]) -> list[list[_Run]]:
    """Gather runs by height: those whose middles lie within the other's box share a line."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda r: (-(r.top + r.bottom) / 2, r.left)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row) for row in rows]


def _sign_width(runs: list[_Run]) -> float:
    widths = sorted((r.right - r.left) / len(r.text) for r in runs if r.text)
    return max(widths[len(widths) // 2], 0.5)


def _row_text(row: list[_Run], margin: float, width: float) -> str:
    text, end = "", None
    for run in row:
        gap = 0.0 if end is None else run.left - end
        column = round((run.left - margin) / width)
        if end is None or gap > 2.5 * width:
            text += " " * max(column - len(text), 0 if end is None else 3)
        elif gap > 0.15 * width and not text.endswith(" "):
            text += " "
        text += run.text
        end = run.right
    return text
