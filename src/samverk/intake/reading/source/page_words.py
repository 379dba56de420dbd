"""A PDF page's words with their places, in the order PDFium reads them.

PDFium says sign for sign what is printed and where words end. Each sign is taken once, by its
number: boxes only tell where a word stands, never which signs belong to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium

from samverk.intake.reading.source.page_signs import Before, Run, runs_of

# In heights of a sign: the narrowest blank between words, and what no word leaps over.
_BLANK = 0.1
_LEAP = 1.5
# How much a blank may differ from the page's usual one.
_LIKE = 0.15


class Word(NamedTuple):
    """A word as printed; ``left`` and ``base`` are along and across its own line.

    ``order`` is its number on the page; ``before`` is what stands before it.
    """

    left: float
    right: float
    base: float
    height: float
    text: str
    turn: int
    before: Before
    order: int


def words_of(page: pdfium.PdfTextPage) -> list[Word]:
    """Answer the page's words; those printed sideways are turned to stand as the others do."""
    found: list[Word] = []
    for run in runs_of(page):
        if found and _goes_on(found[-1], run):
            last = found[-1]
            found[-1] = last._replace(right=run.right, text=last.text + run.text)
        else:
            found.append(Word(*run, len(found)))
    return _upright(_told_apart(_spelled(found)))


def moved(word: Word, aside: float, up: float = 0.0) -> Word:
    """Answer a word set elsewhere."""
    return word._replace(left=word.left + aside, right=word.right + aside, base=word.base + up)


def _goes_on(word: Word, run: Run) -> bool:
    """Answer whether a run is one word with the last: a blank put in needs room for it."""
    if run.before is Before.BLANK or run.turn != word.turn:
        return False
    room = _LEAP if run.before is Before.NOTHING else _BLANK
    height = max(word.height, run.height)
    is_near = -0.8 * height < run.left - word.right < room * height
    return is_near and abs(run.base - word.base) <= 0.6 * height


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
    """Let gaps be gaps only on a page that prints its blanks: there they part cells.

    A gap as wide as those blanks is one: a file may print them in one font and not in another.
    """
    pairs = [(a, b) for a, b in pairwise(words) if _line(a) == _line(b)]
    blanks = sorted(_rate(a, b) for a, b in pairs if b.before is Before.BLANK)
    gaps = [(a, b) for a, b in pairs if b.before is Before.GAP]
    printed = sum(word.before is Before.BLANK for word in words)
    if printed > 4 and 2 * printed > len(gaps):
        usual = blanks[len(blanks) // 2] if blanks else 0.0
        dropped = {b.order for a, b in gaps if abs(_rate(a, b) - usual) < _LIKE * usual}
    else:
        dropped = {word.order for word in words if word.before is Before.GAP}
    return [w._replace(before=Before.BLANK) if w.order in dropped else w for w in words]


def _rate(last: Word, word: Word) -> float:
    """Answer how wide the room between two words is, in heights of their signs."""
    return _room(last, word) / max(last.height, word.height)


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
