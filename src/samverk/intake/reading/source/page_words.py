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
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

UNKNOWN = "\ufffd"
# PDFium marks the hyphen of a word broken between lines so; a text layer may hold both.
_HYPHENS = frozenset((0x02, 0xAD, 0x2010, 0x2011, 0xFFFE))
_BLANKS = frozenset(
    (*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x3000)
) - {0x00, 0x02}
_LIGATURES = range(0xFB00, 0xFB07)
# In heights of a sign: the narrowest blank between words, and what no word leaps over.
_BLANK = 0.1
_LEAP = 1.5


class Before(Enum):
    """What parts a word from the one before it in the file."""

    NOTHING = 0
    GAP = 1
    BLANK = 2


class Word(NamedTuple):
    """A word as printed; ``left`` and ``base`` are along and across its own line.

    ``order`` is its number on the page; ``before`` is what stands before it.
    """

    left: float
    right: float
    base: float
    height: float
    text: str
    order: int
    turn: int
    before: Before


class _Sign(NamedTuple):
    left: float
    right: float
    base: float
    height: float
    text: str


def moved(word: Word, aside: float, up: float = 0.0) -> Word:
    """Answer a word set elsewhere."""
    return word._replace(left=word.left + aside, right=word.right + aside, base=word.base + up)


def words_of(page: pdfium.PdfTextPage) -> list[Word]:
    """Answer the page's words; those printed sideways are turned to stand as the others do."""
    found: list[Word] = []
    signs: list[_Sign] = []
    turn, before, is_doubtful = 0, Before.BLANK, False
    for index, code in _codes(page):
        if code in _BLANKS:
            # A blank that PDFium has put in counts only where there is room for it.
            if raw.FPDFText_IsGenerated(page.raw, index):
                is_doubtful = True
                continue
            _close(found, signs, turn, before)
            before = Before.BLANK
            continue
        if not signs:
            turn = _turn(page, index)
        sign = _sign(page, index, _text(code), turn)
        if signs and not _goes_on(signs[-1], sign, _BLANK if is_doubtful else _LEAP):
            _close(found, signs, turn, before)
            before = Before.GAP if is_doubtful else Before.NOTHING
            turn = _turn(page, index)
            sign = _sign(page, index, sign.text, turn)
        is_doubtful = False
        signs.append(sign)
    _close(found, signs, turn, before)
    return _upright(_told_apart(_spelled(found)))


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
    """Answer in quarters of a turn how a sign stands: 0 upright, 1 read downwards, 3 upwards."""
    angle: float = raw.FPDFText_GetCharAngle(page.raw, index)
    return round(angle / (math.pi / 2)) % 4


def _sign(page: pdfium.PdfTextPage, index: int, text: str, turn: int) -> _Sign:
    box = raw.FS_RECTF()
    x, y = c_double(), c_double()
    raw.FPDFText_GetLooseCharBox(page.raw, index, byref(box))
    raw.FPDFText_GetCharOrigin(page.raw, index, byref(x), byref(y))
    low, high = sorted((box.bottom, box.top))
    first, last = sorted((box.left, box.right))
    match turn:
        case 3:
            return _Sign(low, high, -x.value, last - first, text)
        case 2:
            return _Sign(-last, -first, -y.value, high - low, text)
        case 1:
            return _Sign(-high, -low, x.value, last - first, text)
        case _:
            return _Sign(first, last, y.value, high - low, text)


def _goes_on(last: _Sign, sign: _Sign, room: float) -> bool:
    """Answer whether a sign stands on the last one's line, with less than ``room`` between."""
    height = max(last.height, sign.height)
    if abs(sign.base - last.base) > 0.6 * height:
        return False
    return -0.8 * height < sign.left - last.right < room * height


def _close(found: list[Word], signs: list[_Sign], turn: int, before: Before) -> None:
    if not signs:
        return
    text = "".join(sign.text for sign in signs)
    left, right = min(s.left for s in signs), max(s.right for s in signs)
    height = max(sign.height for sign in signs)
    found.append(Word(left, right, signs[0].base, height, text, len(found), turn, before))
    signs.clear()


def _spelled(words: list[Word]) -> list[Word]:
    """Join words printed with room between their letters, which PDFium takes for blanks."""
    rooms: dict[tuple[int, int], float] = {}
    for run in _even_runs(words):
        if _is_spelled(run):
            rooms[_line(run[0])] = _room(run[0], run[1])
    if not rooms:
        return words
    joined: list[Word] = []
    last: Word | None = None
    for word in words:
        room = rooms.get(_line(word))
        if last is not None and room is not None and _is_at(room, last, word):
            joined[-1] = joined[-1]._replace(right=word.right, text=joined[-1].text + word.text)
        else:
            joined.append(word)
        last = word
    return joined


def _told_apart(words: list[Word]) -> list[Word]:
    """Let gaps be gaps only on a page that prints its blanks: there they part cells."""
    blanks = sum(word.before is Before.BLANK for word in words)
    gaps = sum(b.before is Before.GAP and _line(a) == _line(b) for a, b in pairwise(words))
    if blanks > 4 and 2 * blanks > gaps:
        return words
    return [w._replace(before=Before.BLANK) if w.before is Before.GAP else w for w in words]


def _even_runs(words: list[Word]) -> Iterator[list[Word]]:
    """Yield runs of short words that stand at one gap from each other."""
    run: list[Word] = []
    for word in words:
        if run and _is_at(_room(*run[:2]) if len(run) > 1 else None, run[-1], word):
            run.append(word)
        else:
            yield run
            run = [word]
    yield run


def _room(last: Word, word: Word) -> float:
    return word.left - last.right


def _line(word: Word) -> tuple[int, int]:
    return word.turn, round(word.base)


def _is_at(room: float | None, last: Word, word: Word) -> bool:
    """Answer whether a word follows at about that room, with no blank in the file."""
    if word.before is not Before.GAP or _line(word) != _line(last) or len(word.text) > 3:
        return False
    own = _room(last, word)
    is_even = room is None or abs(own - room) < 0.12 * word.height
    return is_even and 0 < own < 0.9 * word.height


def _is_spelled(run: list[Word]) -> bool:
    """Answer whether a run is letter by letter, and no row of figures or crosses."""
    letters = "".join(word.text for word in run)
    if len(run) < 4 or len(letters) > 1.7 * len(run):
        return False
    return len(set(letters.lower())) > 2 and sum(map(str.isalpha, letters)) > 0.7 * len(letters)


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
            down = min(w.base for w in placed) - max(w.base + 3 * w.height for w in same)
            aside = min(w.left for w in placed) - min(w.left for w in same)
            same = [moved(word, aside, down) for word in same]
        placed += same
    return placed
