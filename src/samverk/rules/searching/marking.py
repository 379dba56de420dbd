"""Picks the passages of a text where words were found, and marks them: as pieces, never as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling

# How many letters of a text are looked through, how long a passage is, and how many are shown
LONGEST = 200_000
AROUND = 70
MOST_PASSAGES = 3
GAP = " … "
WORD = re.compile(r"[^\W_]+", re.UNICODE)
SPACE = re.compile(r"\s+")


class Piece(NamedTuple):
    """A piece of a passage, and whether it is what was found."""

    text: str
    is_hit: bool = False


class _Span(NamedTuple):
    start: int
    stop: int


def candidates(text: str, stems: Sequence[str]) -> frozenset[str]:
    """List the words of a text, in small letters, that hold one of the stems anywhere."""
    return frozenset(text[s:e].lower() for s, e in _holding(text, stems))


def passages(text: str, stems: Sequence[str], is_hit: Callable[[str], bool]) -> tuple[Piece, ...]:
    """Give the passages of a text around the words found in it, or its beginning when none is.

    ``stems`` are what the words are looked for by; ``is_hit`` answers for a word in small letters.
    """
    spans = [span for span in _holding(text, stems) if is_hit(text[span.start : span.stop].lower())]
    windows = _windows(spans, text)
    if not windows:
        return _pieces(text, _Span(0, _to_space(text, AROUND * 2)), ())
    found: list[Piece] = []
    for number, window in enumerate(windows):
        if number or window.start:
            found.append(Piece(GAP.lstrip() if not number else GAP))
        found.extend(_pieces(text, window, spans))
    if windows[-1].stop < len(text):
        found.append(Piece(GAP.rstrip()))
    return tuple(found)


def marked(text: str, stems: Sequence[str], is_hit: Callable[[str], bool]) -> tuple[Piece, ...]:
    """Give a whole text, such as a title, with the words found in it marked."""
    spans = [span for span in _holding(text, stems) if is_hit(text[span.start : span.stop].lower())]
    return _pieces(text, _Span(0, len(text)), spans)


def _holding(text: str, stems: Sequence[str]) -> list[_Span]:
    if not stems:
        return []
    # The one long pattern finds where; the word around it is found from there, so no place is tried twice
    pattern = re.compile(
        "|".join(sorted(map(re.escape, stems), key=len, reverse=True)), re.IGNORECASE
    )
    looked = text[:LONGEST]
    spans: dict[_Span, None] = {}
    at = 0
    while found := pattern.search(looked, at):
        span = _word_around(looked, found.start())
        spans[span] = None
        at = max(span.stop, found.start() + 1)
    return list(spans)


def _word_around(text: str, place: int) -> _Span:
    start = place
    while start and _is_letter(text[start - 1]):
        start -= 1
    stop = place
    while stop < len(text) and _is_letter(text[stop]):
        stop += 1
    return _Span(start, max(stop, place + 1))


def _is_letter(sign: str) -> bool:
    return sign.isalnum()


def _windows(spans: Sequence[_Span], text: str) -> list[_Span]:
    """Lay windows around what was found, those with most different words first, in the text's order."""
    if not spans:
        return []
    windows: list[tuple[_Span, set[str]]] = []
    for span in spans[:500]:
        word = text[span.start : span.stop].lower()
        if windows and span.stop <= windows[-1][0].stop:
            windows[-1][1].add(word)
            continue
        start = _from_space(text, max(0, span.start - AROUND))
        if windows and start <= windows[-1][0].stop:
            start = windows[-1][0].stop
        windows.append((_Span(start, _to_space(text, span.stop + AROUND)), {word}))
    best = sorted(range(len(windows)), key=lambda one: (-len(windows[one][1]), one))[:MOST_PASSAGES]
    return _joined([windows[one][0] for one in sorted(best)])


def _joined(windows: list[_Span]) -> list[_Span]:
    """Make one of windows that meet."""
    met = [windows[0]]
    for _, window in pairwise(windows):
        if window.start <= met[-1].stop:
            met[-1] = _Span(met[-1].start, window.stop)
        else:
            met.append(window)
    return met


def _from_space(text: str, place: int) -> int:
    if not place:
        return 0
    space = text.find(" ", place, place + 30)
    return place if space < 0 else space + 1


def _to_space(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, place - 30), place)
    return place if space < 0 else space


def _pieces(text: str, window: _Span, spans: Sequence[_Span]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = window.start
    for span in spans:
        if span.start < at or span.stop > window.stop:
            continue
        found.append(Piece(SPACE.sub(" ", text[at : span.start])))
        found.append(Piece(text[span.start : span.stop], is_hit=True))
        at = span.stop
    found.append(Piece(SPACE.sub(" ", text[at : window.stop])))
    return tuple(piece for piece in found if piece.text)


EXAMPLES = (
    Example(
        lambda text, stems: Ruling(passages(text, stems, lambda word: word.startswith("över")), ()),
        {"text": "Överförmyndarnämnden ber nämnden.", "stems": ("nämnd",)},
        (Piece("Överförmyndarnämnden", is_hit=True), Piece(" ber nämnden.")),
        "konstruerat: ett sammansatt ord som hittades genom sin del",
    ),
)
