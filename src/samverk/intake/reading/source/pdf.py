"""PDF to lines, with their page: PDFium's words, laid out as they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from samverk.intake.reading.errors import (
    DamagedFileError,
    PasswordProtectedError,
    TooLargeError,
    WithoutTextError,
)
from samverk.intake.reading.model import SILENT, Line, Place
from samverk.intake.reading.source.page_layout import Layout
from samverk.intake.reading.source.page_signs import UNKNOWN
from samverk.intake.reading.source.page_words import words_of
from samverk.intake.reading.source.plain import line_of

PAGE_LIMIT = 3_000
SIGN_LIMIT = 5_000_000
# Shorter lines are headings and lists: they end where they end.
_FULL_LINE = 35
_LINES_OF_A_PAGE = 100
_SENTENCE_END = '.:!?”"'


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
    return tuple(lines), tuple(_notes(lines, silent))


def _notes(lines: list[Line], silent: list[int]) -> Iterator[str]:
    if silent:
        yield f"{SILENT}{', '.join(map(str, silent))}."
    if unknown := sum(line.raw.count(UNKNOWN) for line in lines):
        signs = "1 tecken saknar" if unknown == 1 else f"{unknown} tecken saknar"
        yield f"{signs} text i filen och visas som {UNKNOWN}. Jämför med handlingen."


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
    layout = Layout()
    for index in range(len(document)):
        texts = list(_page_texts(document, index, layout))
        if not any(texts):
            silent.append(index + 1)
        signs += sum(map(len, texts))
        if signs > SIGN_LIMIT:
            raise TooLargeError("har mer text än vad som läses på en gång. Dela upp den.")
        if lines and texts and not _goes_on(lines, texts):
            # A blank line parts the last line of a page from the first of the next.
            last = lines[-1].place
            lines.append(line_of("", last._replace(line=last.line + 1)))
        lines += (line_of(t, Place(n, index + 1)) for n, t in enumerate(texts, 1))
    return lines, silent


def _goes_on(lines: list[Line], texts: list[str]) -> bool:
    """Answer whether a page begins within the last one's sentence or table, not with a header."""
    last, first = lines[-1], texts[0].strip()
    if "\t" in last.raw and "\t" in first:
        return True
    on_page = [li.text for li in lines[-_LINES_OF_A_PAGE:] if li.place.page == last.place.page]
    is_full = len(last.text) > max(_FULL_LINE, 0.75 * max(map(len, on_page)))
    if not is_full or last.text[-1] in _SENTENCE_END or "§" in first[:12]:
        return False
    return first[:1].islower() or (last.text[-1].islower() and first not in on_page)


def _page_texts(document: pdfium.PdfDocument, index: int, layout: Layout) -> Iterator[str]:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return
    text_page = page.get_textpage()
    words = words_of(text_page)
    text_page.close()
    page.close()
    if words:
        yield from layout.lines(words)
