"""Finds the word that somebody may have meant, among the words that are there to be found.

Words are first gathered by how they sound (their consonants, as Swedish spells them in several ways),
and then compared letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.searching.lexicon import lexicon

SHORTEST = 4
LONGEST = 40
MOST_COMPARED = 500
# Letters that are taken for each other, and cost half as much as others do
ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        "åa",
        "äa",
        "öo",
        "äe",
        "åo",
        "öä",
        "ck",
        "sz",
        "vw",
        "iy",
        "uy",
        "jg",
        "ée",
        "cs",
        "fv",
        "dt",
        "bp",
    )
)
SOUNDS = (
    *(
        (re.compile("stj|skj|sch|sj|tj|kj|ch|sh"), "x"),
        (re.compile("ph"), "f"),
        (re.compile("ck|q|c"), "k"),
    ),
    *((re.compile("z"), "s"), (re.compile("w"), "v"), (re.compile("[hgdl]j"), "j")),
    (re.compile("[aeiouyåäöéèüáàhj]"), ""),
)
TWICE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Give the consonants of a word as they sound, doubled ones once."""
    for pattern, sign in SOUNDS:
        word = pattern.sub(sign, word)
    return TWICE.sub(r"\1", word)


def keys(word: str) -> tuple[str, ...]:
    """List what a word is gathered by: how it sounds, and that with any one consonant lost."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    whole = sound(word)
    lost = (TWICE.sub(r"\1", whole[:place] + whole[place + 1 :]) for place in range(len(whole)))
    return tuple(dict.fromkeys((whole, *(key for key in lost if len(key) > 1 or len(whole) < 3))))


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(set(lexicon().values())):
        for key in keys(word):
            found.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def known_alike(word: str) -> tuple[str, ...]:
    """List the words of the field that may sound as a word does."""
    known = _known()
    return tuple(dict.fromkeys(other for key in keys(word) for other in known.get(key, ())))


def most_edits(word: str) -> float:
    """Tell how much a word may differ from another and still be taken for it."""
    return 1.0 if len(word) < 6 else 2.0 if len(word) < 11 else 3.0


def nearest(word: str, among: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """List the words nearest to one that nobody found, the nearest first; none when none is near."""
    limit = most_edits(word)
    near: list[tuple[float, int, str]] = []
    for number, other in enumerate(among):
        if number >= MOST_COMPARED:
            break
        if other != word and abs(len(other) - len(word)) <= limit:
            away = edits(word, other, limit)
            if away <= limit:
                near.append((away, abs(len(other) - len(word)), other))
    return tuple(dict.fromkeys(other for _, _, other in sorted(near)))[:most]


def edits(word: str, other: str, limit: float) -> float:
    """Count the letters that are changed, lost, added or swapped; more than the limit when past it."""
    before: list[float] = []
    last = [float(place) for place in range(len(other) + 1)]
    for row, sign in enumerate(word, 1):
        line = [float(row)]
        for place, against in enumerate(other, 1):
            cost = min(last[place] + 1, line[-1] + 1, last[place - 1] + _change(sign, against))
            if place > 1 and row > 1 and word[row - 2] == against and other[place - 2] == sign:
                cost = min(cost, before[place - 2] + 1)
            line.append(cost)
        if min(line) > limit and min(last) > limit:
            return limit + 1
        before, last = last, line
    return last[-1]


def _change(sign: str, against: str) -> float:
    if sign == against:
        return 0.0
    return 0.5 if frozenset((sign, against)) in ALIKE else 1.0


EXAMPLES = (
    Example(
        lambda word, among: Ruling(nearest(word, among), ()),
        {"word": "överförmindare", "among": ("överförmyndare", "överklagande", "förmyndare")},
        ("överförmyndare",),
        "konstruerat: i för y",
    ),
    Example(
        lambda word, among: Ruling(nearest(word, among), ()),
        {"word": "kommision", "among": ("kommission", "kommun", "pension")},
        ("kommission",),
        "konstruerat: en bokstav borta",
    ),
)
