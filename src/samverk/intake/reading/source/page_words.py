"""A PDF page's words with their places, in the order PDFium reads them.

PDFium says sign for sign what is printed and where words end. Each sign is taken once, by its
number: boxes only tell where a word stands, never which signs belong to it.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

UNKNOWN = "\ufffd"
# PDFium marks the hyphen of a word broken between lines so; a text layer may hold both.
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
_BLANKS = frozenset(
    (*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x3000)
) - {0x00, 0x02}
_LIGATURES = range(0xFB00, 0xFB07)


class Word(NamedTuple):
    """A word as printed; ``left`` and ``base`` are along and across its own line.

    ``order`` is its number on the page; ``is_apart`` tells that a blank stands before it.
    """

    left: float
    right: float
    base: float
    height: float
    text: str
    order: int
    turn: int
    is_apart: bool


class _Sign(NamedTuple):
    left: float
    right: float
    base: float
    height: float
    text: str


def words_of(page: pdfium.PdfTextPage) -> list[Word]:
    """Answer the page's words; those printed sideways are turned to stand as the others do."""
    found: list[Word] = []
    signs: list[_Sign] = []
    turn, is_apart = 0, True
    for index, code in _codes(page):
        if code in _BLANKS:
            _close(found, signs, turn, is_apart=is_apart)
            is_apart = True
            continue
        if not signs:
            turn = _turn(page, index)
        sign = _sign(page, index, _text(code), turn)
        if signs and not _goes_on(signs[-1], sign):
            _close(found, signs, turn, is_apart=is_apart)
            is_apart = False
            turn = _turn(page, index)
            sign = _sign(page, index, sign.text, turn)
        signs.append(sign)
    _close(found, signs, turn, is_apart=is_apart)
    return _upright(found)


def _codes(page: pdfium.PdfTextPage) -> Iterator[tuple[int, int]]:
    read = raw.FPDFText_GetUnicode
    handle = page.raw
    for index in range(raw.FPDFText_CountChars(handle)):
        yield index, read(handle, index)


def _text(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code == 0xFFFF:
        return UNKNOWN
    return unicodedata.normalize("NFKC", chr(code)) if code in _LIGATURES else chr(code)


def _turn(page: pdfium.PdfTextPage, index: int) -> int:
    """Answer in quarters of a turn how a sign stands: 0 upright, 1 read upwards, 3 downwards."""
    return round(raw.FPDFText_GetCharAngle(page.raw, index) / (math.pi / 2)) % 4


def _sign(page: pdfium.PdfTextPage, index: int, text: str, turn: int) -> _Sign:
    box = raw.FS_RECTF()
    x, y = c_double(), c_double()
    raw.FPDFText_GetLooseCharBox(page.raw, index, byref(box))
    raw.FPDFText_GetCharOrigin(page.raw, index, byref(x), byref(y))
    low, high = sorted((box.bottom, box.top))
    first, last = sorted((box.left, box.right))
    match turn:
        case 1:
            return _Sign(low, high, -x.value, last - first, text)
        case 2:
            return _Sign(-last, -first, -y.value, high - low, text)
        case 3:
            return _Sign(-high, -low, x.value, last - first, text)
        case _:
            return _Sign(first, last, y.value, high - low, text)


def _goes_on(last: _Sign, sign: _Sign) -> bool:
    """Answer whether a sign stands after the last one on its line."""
    height = max(last.height, sign.height)
    if abs(sign.base - last.base) > 0.6 * height:
        return False
    return -0.8 * height < sign.left - last.right < 1.5 * height


def _close(found: list[Word], signs: list[_Sign], turn: int, *, is_apart: bool) -> None:
    if not signs:
        return
    text = "".join(sign.text for sign in signs)
    left, right = min(s.left for s in signs), max(s.right for s in signs)
    height = max(sign.height for sign in signs)
    found.append(Word(left, right, signs[0].base, height, text, len(found), turn, is_apart))
    signs.clear()


def _upright(words: list[Word]) -> list[Word]:
    """Answer the words of the page's own direction; what stands across it goes below."""
    turns = Counter(word.turn for word in words)
    if len(turns) < 2:
        return words
    ranked = [turn for turn, _ in turns.most_common()]
    placed: list[Word] = []
    for turn in ranked:
        same = [word for word in words if word.turn == turn]
        if placed:
            shift = min(w.base for w in placed) - max(w.base + 3 * w.height for w in same)
            same = [word._replace(base=word.base + shift) for word in same]
        placed += same
    return placed
