"""Writes minutes for a whole country: paragraphs whose words are as common as in real minutes.

Words are drawn after Zipf's law from function words, the field's words, compounds of them, and names of
places; sentences and headings are made once, and are joined to paragraphs by whoever loads them.
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate

from samverk.rules.searching.lexicon import lexicon

_COMMON = """
    och att i som för av till den det på är med de en om har inte kan ett vid från ska eller enligt
    under samt efter mellan utan vara blir sin sitt sina detta denna dessa även där när så men ut upp
    beslutar kommunen nämnden godkänner föreslår beslut ärendet förslag
"""
COMMON = _COMMON.split()
_BEGINS = "al berg dal ek fors gran hed lind nor sten söder väst öster lax"
_ENDS = "by stad torp ås ö vik hult köping bro näs"
SENTENCES, HEADINGS = 60_000, 40_000
TITLES = (
    "Ansökan om {} från {}",
    "Yttrande över {} i {}",
    "Revidering av {}",
    "Svar på motion om {}",
    "Uppföljning av {} och {}",
    "Avtal om {} med {}",
    "Riktlinjer för {}",
    "Medborgarförslag om {} i {}",
)
OPENINGS = (
    "Kommunstyrelsen beslutar att godkänna förslaget.",
    "Nämnden beslutar att anta förslaget enligt bilaga.",
    "Nämnden beslutar att avslå ansökan.",
    "Ärendet bordläggs till nästa sammanträde.",
    "Utskottet föreslår nämnden besluta enligt förslaget.",
)


class Writer:
    """Writes titles and texts, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.words = self._vocabulary()
        self.weights = list(accumulate((place + 2.7) ** -1.1 for place in range(len(self.words))))
        self.sentences = [self._sentence() for _ in range(SENTENCES)]
        self.headings = [self._heading() for _ in range(HEADINGS)]

    def _vocabulary(self) -> list[str]:
        known = sorted({word for word in lexicon().values() if len(word) > 3})
        self.chance.shuffle(known)
        self.nouns = known[:400]
        made = [
            f"{self.chance.choice(known)}s{self.chance.choice(known)}{ending}"
            for ending in ("", "en", "et", "er")
            for _ in range(9_000)
        ]
        places = [begin + end for begin in _BEGINS.split() for end in _ENDS.split()]
        return [*COMMON, *known, *places, *dict.fromkeys(made)]

    def drawn(self) -> str:
        """Draw a word."""
        at = bisect(self.weights, self.chance.random() * self.weights[-1])
        return self.words[min(at, len(self.words) - 1)]

    def _sentence(self) -> str:
        told = " ".join(self.drawn() for _ in range(self.chance.randint(8, 18)))
        return f"{told.capitalize()}."

    def _heading(self) -> str:
        pattern = self.chance.choice(TITLES)
        return pattern.format(self.chance.choice(self.nouns), self.drawn())
