"""Splits a Swedish compound into the words of the field, so that "nämnd" finds "överförmyndarnämnden".

PostgreSQL's Swedish stemmer knows endings, not compounds. Each part that is found is indexed beside the
word itself. What is not in the lexicon is left whole: a word split wrongly finds what nobody asked for.
"""

from __future__ import annotations

from functools import lru_cache

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.searching.lexicon import lexicon

FORMS = lexicon()
SHORTEST_PART = 3
SHORTEST_WORD = 7
# A beginning that nobody knows (a place, a name) may stand before a known end, when both are this long
SHORTEST_UNKNOWN = 4
SHORTEST_END = 5
# What other words end in by chance: "individualister", "upptagenhet", "avhandling"
BY_CHANCE = frozenset("enhet handling lagen lista lokaler språk yrkande möte tavla ordning rådet".split())
LINKS = ("", "s", "-", "s-")
# Of nouns, verbs' participles and adjectives: what may follow the last part
ENDINGS = frozenset(
    """
    n en et t ar er or r na an ens ets ns ts s as arna arnas erna ernas orna ornas rna rnas ars ers ors
    nas ans e es a
    """.split()
) | {""}
VOWELS = frozenset("aeiouyåäö")
# Whole words that look like compounds and are none
WHOLE = frozenset(
    """
    medeltid hemlagat sammanställning tillgång plattform hemmaplan rådslag mandomen
    """.split()
)


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """List the words of the field that a word is made of, first to last; none when it is no compound.

    The word is in small letters. A word that is itself in the lexicon may be a compound too.
    """
    if len(word) < SHORTEST_WORD or word in WHOLE:
        return ()
    best = _known(word, 0, len(word))
    if best is not None and len(best) > 1:
        return _all(best)
    if best is None:
        return _after_unknown(word)
    return _all(_inside(best[0]))


def _all(found: tuple[str, ...]) -> tuple[str, ...]:
    """Add the parts of parts: "samordningsförbund" holds "samordning" and "förbund"."""
    told = dict.fromkeys(found)
    for one in found:
        told.update(dict.fromkeys(_inside(one)))
    return tuple(told)


def _inside(word: str) -> tuple[str, ...]:
    """Split a word of the lexicon, leaving out that it is one itself."""
    if len(word) < SHORTEST_WORD:
        return ()
    cut = _known(word, 0, len(word), whole=word)
    return cut if cut is not None and len(cut) > 1 else ()


def _known(word: str, start: int, end: int, whole: str = "") -> tuple[str, ...] | None:
    """Split from a place on into known words, as few as can be, the longest last; None when it cannot."""
    best: tuple[str, ...] | None = None
    for stop in range(end, start + SHORTEST_PART - 1, -1):
        form = word[start:stop]
        if form not in FORMS or form == whole:
            continue
        if word[stop:end] in ENDINGS:
            return (FORMS[form],)
        for link in LINKS:
            if link and not word.startswith(link, stop):
                continue
            rest = _known(word, stop + len(link), end, whole)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (FORMS[form], *rest)
    return best


def _after_unknown(word: str) -> tuple[str, ...]:
    """Split off the longest known end after a beginning that nobody knows."""
    for start in range(SHORTEST_UNKNOWN, len(word) - SHORTEST_UNKNOWN + 1):
        if not VOWELS & set(word[:start]):
            continue
        found = _known(word, start, len(word))
        if found is None:
            continue
        # The longest end is the one: a shorter inside it is there by chance
        by_chance = len(found) == 1 and (len(found[0]) < SHORTEST_END or found[0] in BY_CHANCE)
        return () if by_chance else _all(found)
    return ()


EXAMPLES = (
    Example(
        lambda word: Ruling(parts(word), ()),
        {"word": "överförmyndarnämnden"},
        ("överförmyndare", "nämnd"),
        "konstruerat: nämndens namn med bestämd slutartikel",
    ),
)
