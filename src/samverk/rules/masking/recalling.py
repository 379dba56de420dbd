"""Knows again what was masked once, by what is the same however it is written: without keeping the words.

Whoever keeps a keyed digest of that plain form (``plain_of``) finds the words where they stand, and has
them from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from samverk.rules.masking.finding import hits_in
from samverk.rules.masking.literals import as_seen, signs_of
from samverk.rules.masking.seen import seen

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = "s"
# Longer ones are found where they stood, but not elsewhere
MOST_WORDS = 8


def plain_of(literal: str) -> str:
    """Give the plain form of some words: their letters and digits, a personal number's ten last."""
    plain = as_seen(literal)
    return signs_of(plain) or plain


def size_of(literal: str) -> int:
    """Count the words of a literal: how many in a row are to be tried."""
    return len(_WORD.findall(as_seen(literal)))


def plain_forms_in(text: str, sizes: Collection[int]) -> Iterator[tuple[str, int, int]]:
    """Give the plain form and place of all in a text that may have been masked once.

    That is what the detector finds, and every row of so many words as ``sizes`` says: as they stand,
    and without the s of a genitive.
    """
    for hit in hits_in(text):
        yield plain_of(hit.literal), hit.start, hit.end
    read = seen(text)
    words = [match.span() for match in _WORD.finditer(read.signs)]
    small = [read.signs[start:end].casefold().replace("\u0131", "i") for start, end in words]
    for size in sorted(one for one in set(sizes) if 0 < one <= MOST_WORDS):
        for first in range(len(words) - size + 1):
            last = first + size - 1
            start, end = words[first][0], words[last][1]
            plain = "".join(small[first : last + 1])
            yield plain, read.starts[start], read.ends[end - 1]
            if plain.endswith(_GENITIVE) and words[last][1] - words[last][0] > 1:
                yield plain[:-1], read.starts[start], read.ends[end - 2]
