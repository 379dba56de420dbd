"""Splits a Swedish compound into the words of the field, so that "nämnd" finds "överförmyndarnämnden".

PostgreSQL's Swedish stemmer knows endings, not compounds. Each part that is found is indexed beside the
word itself. What is not in the lexicon is left whole: a word split wrongly finds what nobody asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.searching.lexicon import BY_CHANCE, DERIVING, NEED_S, WHOLE, lexicon

FORMS = lexicon()
SHORTEST_PART = 3
LONGEST_FORM = max(map(len, FORMS))
SHORTEST_WORD = 7
LONGEST_WORD = 80
# A beginning that nobody knows (a place, a name) may stand before a known end, when both are this long
SHORTEST_UNKNOWN = 4
SHORTEST_END = 5
SHORT_BEGINNINGS = frozenset(["el", "va", "eu", "it", "gas", "sol", "vind"])
# A known beginning may stand before an end that nobody knows; without a link between them it is longer
SHORTEST_BEGINNING = 4
SHORTEST_UNLINKED = 6
LINKS = ("", "s", "-", "s-")
# What may follow the last part, by what the part ends in: "möte-t" but no "val-t"
OF_ANY = "en et ar er ens ets ars ers s arna arnas erna ernas na nas ena enas"
ENDINGS = frozenset(OF_ANY.split()) | {""}
AFTER_VOWEL = frozenset(["n", "t", "r", "ns", "ts", "rs", "rna", "rnas", "na", "nas", "ers", "er"])
AFTER_LIQUID = frozenset(["n", "ns", "na", "nas"])
OF_A_NOUNS = frozenset(["or", "ors", "orna", "ornas"])
# "lärarna", but "utvecklar" is what someone does
OF_DOERS = frozenset(["na", "nas"])
# What a form that only stands before other words ends in: "löne-", "hälso-", "gatu-", "arbets-"
JOINTS = frozenset("eous")
VOWELS = frozenset("aeiouyåäöé")
# How a Swedish word begins that begins with a consonant
ONSET = re.compile(
    "(?:sk[rvlj]?|sp[rlj]?|st[rj]?|s[lmnv]|[bfgkp][lrnj]|[td]r|tv|kv|dv|vr|[thlgd]j|ch|[bcdfghjklmnprstv])"
    "[aeiouyåäöé]"
)
TOKEN = re.compile(r"[a-zåäöéèüáøæ]{3,}(?:-[a-zåäöéèüáøæ]{3,})*", re.IGNORECASE)


class _Part(NamedTuple):
    """A known word in a longer one: which, and from where to where the form of it stands."""

    word: str
    start: int
    stop: int


_Split = tuple[_Part, ...]
_Seen = dict[tuple[int, bool], _Split | None]


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """List the words of the field that a word is made of, first to last; none when it is no compound.

    The word is in small letters. What neighbours make together is listed too, and the whole without
    its ending: "badhus" in "badhuset", which the stemmer takes for two words.
    """
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD or _is_whole(word):
        return ()
    best = _known(word, 0)
    if best is None:
        return _told(word, _after_unknown(word) or _before_unknown(word))
    return _told(word, best) if len(best) > 1 else _inside(best[0].word)


@lru_cache(maxsize=20_000)
def base(word: str) -> str:
    """Give the word or compound that a word is a form of ("ledamöter": "ledamot"), else the word itself."""
    found = _known(word, 0) if len(word) <= LONGEST_WORD and not _is_whole(word) else None
    return word if found is None else _joined(word, found[0], found[-1])


def forms_of(word: str) -> tuple[str, ...]:
    """List the other forms that a word of the field takes, before other words and in the plural."""
    return _other_forms().get(word, ())


@lru_cache(maxsize=1)
def _other_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, word in FORMS.items():
        if form != word:
            found.setdefault(word, []).append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def parts_of_text(text: str) -> str:
    """List the parts of all compounds in a text, each once, as words to be indexed."""
    words = dict.fromkeys(TOKEN.findall(text.lower()))
    return " ".join(dict.fromkeys(part for word in words for part in indexed(word)))


def indexed(word: str) -> tuple[str, ...]:
    """List what else than itself a word is found by: its parts, and the word it is a form of."""
    found = parts(word)
    known = base(word)
    return found if known == word or known in found else (*found, known)


def _is_whole(word: str) -> bool:
    return any(
        word.startswith(one) and _ends(one, word[len(one) :]) for one in _whole_from(word[:4])
    )


@lru_cache(maxsize=2_000)
def _whole_from(start: str) -> tuple[str, ...]:
    return tuple(one for one in WHOLE if one.startswith(start))


def _told(word: str, split: _Split) -> tuple[str, ...]:
    """List the parts, the parts of parts, and what neighbours make together."""
    told = dict.fromkeys(part.word for part in split)
    for part in split:
        told.update(dict.fromkeys(_inside(part.word)))
    for first in range(len(split) - 1):
        for last in range(first + 1, len(split)):
            told[_joined(word, split[first], split[last])] = None
    told.pop(word, None)
    return tuple(told)


def _joined(word: str, first: _Part, last: _Part) -> str:
    """Give what stands from one part to another, the last as it is looked up."""
    return word[first.start : last.start] + last.word


@lru_cache(maxsize=2_000)
def _inside(word: str) -> tuple[str, ...]:
    """Split a word of the lexicon, leaving out that it is one itself."""
    if len(word) < SHORTEST_WORD or word in WHOLE:
        return ()
    cut = _known(word, 0, whole=word)
    return _told(word, cut if cut is not None and len(cut) > 1 else _before_unknown(word))


def _ends(form: str, rest: str) -> bool:
    """Answer whether the rest is an ending that the form can have."""
    if rest in ENDINGS:
        return True
    if form[-1:] in VOWELS:
        return rest in AFTER_VOWEL
    if form[-1:] == "m" and rest[:1] == "m":
        return rest[1:] in ENDINGS
    return form[-1:] in {"l", "r"} and rest in AFTER_LIQUID


def _known(
    word: str, start: int, whole: str = "", *, linked: bool = True, seen: _Seen | None = None
) -> _Split | None:
    """Split from a place on into known words, as few as can be, the longest first; None when it cannot.

    ``linked`` tells that an s, a hyphen or the beginning stands before the place. ``seen`` keeps what
    each place gave: without it every part more would double the ways to try.
    """
    seen = {} if seen is None else seen
    at = (start, linked)
    if at not in seen:
        seen[at] = _split(word, at, whole, seen)
    return seen[at]


def _split(word: str, at: tuple[int, bool], whole: str, seen: _Seen) -> _Split | None:
    best: _Split | None = None
    start, linked = at
    for stop in range(min(len(word), start + LONGEST_FORM), start + SHORTEST_PART - 1, -1):
        form = word[start:stop]
        found = FORMS.get(form)
        if found is None or form == whole or (not linked and found in NEED_S):
            continue
        part = _Part(found, start, stop)
        if _stands_last(found, form, word[stop:]):
            return (part,)
        for link in LINKS:
            if word.startswith(link, stop):
                rest = _known(word, stop + len(link), whole, linked=bool(link), seen=seen)
                if rest is not None and (best is None or len(rest) + 1 < len(best)):
                    best = (part, *rest)
    return best or _of_a_noun(word, start)


def _stands_last(found: str, form: str, rest: str) -> bool:
    """Answer whether a form ends the word; what only joins ("gatu", "skol") takes a noun's endings."""
    if form == found[:-1] and found.endswith("are"):
        return rest in OF_DOERS
    return _ends(form, rest) or (form == found[:-1] and found[-1:] == "a" and rest in OF_A_NOUNS)


def _of_a_noun(word: str, start: int) -> _Split | None:
    """Find a noun in -a in its plural, whose joining form is another: "frågor"."""
    for ending in OF_A_NOUNS:
        if word.endswith(ending):
            stop = len(word) - len(ending)
            found = FORMS.get(word[start:stop] + "a")
            if found is not None and stop - start > SHORTEST_PART:
                return (_Part(found, start, stop),)
    return None


def _after_unknown(word: str) -> _Split:
    """Split off the longest known end after a beginning that nobody knows."""
    seen: _Seen = {}
    for start in range(2, len(word) - SHORTEST_UNKNOWN + 1):
        if not VOWELS & set(word[:start]):
            continue
        found = _known(word, start, linked=word[start - 1] in "s-", seen=seen)
        if found is None:
            continue
        # The longest end is the one: a shorter inside it is there by chance
        one = found[0].word
        by_chance = len(found) == 1 and (len(one) < SHORTEST_END or one in BY_CHANCE)
        is_short = start < SHORTEST_UNKNOWN and word[:start] not in SHORT_BEGINNINGS
        return () if by_chance or is_short else found
    return ()


def _before_unknown(word: str) -> _Split:
    """Split off the longest known beginning before an end that nobody knows: "avtalstolkning"."""
    for stop in range(min(LONGEST_FORM, len(word) - 4), SHORTEST_BEGINNING - 1, -1):
        found = FORMS.get(word[:stop])
        if found is None or found in BY_CHANCE:
            continue
        rest = word[stop:]
        linked = rest.startswith("s") and len(rest) > 4 and rest[1] not in VOWELS
        joins = word[:stop] != found or stop >= SHORTEST_UNLINKED
        rest = rest[1:] if linked else rest
        is_joint = word[:stop] != found and word[stop - 1] in JOINTS
        if (linked or joins) and _could_be_word(rest, is_joint=is_joint):
            return (_Part(found, 0, stop),)
    return ()


def _could_be_word(rest: str, *, is_joint: bool) -> bool:
    """Answer whether an end could be a word of its own: no ending that only derives ("-lighet")."""
    if len(rest) < 4 or rest.startswith(DERIVING):
        return False
    return ONSET.match(rest) is not None or (is_joint and rest[0] in VOWELS)


EXAMPLES = (
    Example(
        lambda word: Ruling(parts(word), ()),
        {"word": "överförmyndarnämnden"},
        ("överförmyndare", "nämnd", "överförmyndarnämnd"),
        "konstruerat: nämndens namn med bestämd slutartikel",
    ),
    Example(
        lambda word: Ruling(parts(word), ()),
        {"word": "samverkansavtal"},
        ("samverkan", "avtal"),
        "konstruerat: foge-s",
    ),
    Example(
        lambda word: Ruling(parts(word), ()),
        {"word": "hälsofrämjandet"},
        ("hälsa",),
        "konstruerat: fogeform före ett ord som inte står i ordlistan",
    ),
    Example(
        lambda word: Ruling(base(word), ()),
        {"word": "ledamöternas"},
        "ledamot",
        "konstruerat: plural med omljud",
    ),
)
