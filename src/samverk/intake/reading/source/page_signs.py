"""The signs of a PDF page as PDFium tells them: runs without a blank, and where they stand."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_double
from enum import Enum
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

UNKNOWN = "\ufffd"
# PDFium marks the hyphen of a word broken between lines so, and prints no blank after it.
_BREAKS = frozenset((0x02, 0xAD, 0xFFFE))
_HYPHENS = _BREAKS | {0x2010, 0x2011}
_BLANKS = frozenset(
    (*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x3000)
) - {0x00, 0x02}
_LIGATURES = range(0xFB00, 0xFB07)


class Before(Enum):
    """What parts a run of signs from the one before it in the file."""

    NOTHING = 0
    GAP = 1
    BLANK = 2


class Run(NamedTuple):
    """Signs without a blank; ``left`` and ``base`` are along and across their own line."""

    left: float
    right: float
    base: float
    height: float
    text: str
    turn: int
    before: Before


class _Box(NamedTuple):
    left: float
    right: float
    base: float
    height: float


def runs_of(page: pdfium.PdfTextPage) -> Iterator[Run]:
    """Yield the page's signs, each once, in PDFium's order; only a run's ends are measured."""
    read, handle = raw.FPDFText_GetUnicode, page.raw
    signs: list[str] = []
    first, before = 0, Before.BLANK
    count = raw.FPDFText_CountChars(handle)
    for index in range(count):
        code = read(handle, index)
        is_blank = code in _BLANKS
        if not is_blank:
            if not signs:
                first = index
            signs.append(_text(code))
        if signs and (is_blank or code in _BREAKS or index == count - 1):
            last = first + len(signs) - 1
            yield from _runs(page, first, last, signs, before)
            signs, before = [], Before.NOTHING
        if is_blank and before is not Before.BLANK:
            is_put_in = raw.FPDFText_IsGenerated(handle, index)
            before = Before.GAP if is_put_in else Before.BLANK


def _text(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code == 0xFFFF:
        return UNKNOWN
    return unicodedata.normalize("NFKC", chr(code)) if code in _LIGATURES else chr(code)


def _runs(
    page: pdfium.PdfTextPage, first: int, last: int, signs: list[str], before: Before
) -> Iterator[Run]:
    """Yield signs as one run; one by one where they do not go along a line, as crosses below
    each other, which PDFium may take for a word that is written downwards."""
    turn = _turn(page, first)
    begin = _box(page, first, turn)
    end = _box(page, last, turn) if last > first else begin
    height = max(begin.height, end.height)
    if end.left >= begin.left and abs(end.base - begin.base) <= 0.6 * height:
        text = "".join(signs)
        yield Run(begin.left, end.right, begin.base, height, text, turn, before)
        return
    for index, sign in enumerate(signs, first):
        turn = _turn(page, index)
        yield Run(*_box(page, index, turn), sign, turn, before)
        before = Before.NOTHING


def _turn(page: pdfium.PdfTextPage, index: int) -> int:
    """Answer in quarters of a turn how a sign stands: 0 upright, 1 read downwards, 3 upwards."""
    angle: float = raw.FPDFText_GetCharAngle(page.raw, index)
    return round(angle / (math.pi / 2)) % 4


def _box(page: pdfium.PdfTextPage, index: int, turn: int) -> _Box:
    box = raw.FS_RECTF()
    x, y = c_double(), c_double()
    raw.FPDFText_GetLooseCharBox(page.raw, index, byref(box))
    raw.FPDFText_GetCharOrigin(page.raw, index, byref(x), byref(y))
    low, high = sorted((box.bottom, box.top))
    first, last = sorted((box.left, box.right))
    match turn:
        case 3:
            return _Box(low, high, -x.value, last - first)
        case 2:
            return _Box(-last, -first, -y.value, high - low)
        case 1:
            return _Box(-high, -low, x.value, last - first)
        case _:
            return _Box(first, last, y.value, high - low)
