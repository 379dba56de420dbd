"""What is masked in a publication, made ready once and asked of many texts.

A publication may mask thousands of words in thousands of texts. Each text is read once for the
beginnings of what is masked, and only what begins in it is looked for: the work is that of the texts
and of what is in them, not of the one times the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samverk.rules.masking.literals import as_seen, folded, pattern_of, signs_of
from samverk.rules.masking.seen import Seen, seen

# So few are looked for one by one: the text is not read for their beginnings
_FEW = 16
_SIZES = (8, 4, 2, 1)


class Masks:
    """Words that are masked (maskning). ``tried`` counts how often one was looked for in a text.

    A pattern is made the first time that its word may stand in a text.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        wanted = dict.fromkeys(literals)
        self._plain = {one: as_seen(one) for one in wanted}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.tried = 0
        plain = sorted(filter(None, dict.fromkeys(self._plain.values())))
        self._signs = {one: signs_of(one) for one in plain}
        self._bare = [one for one, signs in self._signs.items() if not signs]
        self._tables: dict[int, dict[str, list[str]]] = {}
        for one, signs in self._signs.items():
            size = next((size for size in _SIZES if size <= len(signs)), 0)
            if size:
                self._tables.setdefault(size, {}).setdefault(signs[:size], []).append(one)

    def __bool__(self) -> bool:
        """Answer whether anything is masked."""
        return bool(self._signs)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """List where something masked stands in a text, in order; those that meet are one."""
        if not self:
            return []
        read = seen(text)
        found = sorted(
            (read.starts[match.start()], read.ends[match.end() - 1])
            for one in self._candidates(read)
            for match in self._pattern(one).finditer(read.signs)
        )
        joined: list[tuple[int, int]] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Give each place where one of the words stands: the word as it was given, and the place."""
        if not self:
            return
        read = seen(text)
        given: dict[str, list[str]] = {}
        for one in self._candidates(read):
            given.setdefault(one, [])
        for literal, plain in self._plain.items():
            if plain in given:
                given[plain].append(literal)
        for plain, literals in given.items():
            for match in self._pattern(plain).finditer(read.signs):
                for literal in literals:
                    yield literal, read.starts[match.start()], read.ends[match.end() - 1]

    def _candidates(self, read: Seen) -> list[str]:
        """List what may stand in a text: all of a few, else what has its beginning there."""
        if len(self._signs) <= _FEW:
            found = list(self._signs)
        else:
            signs = folded(read.signs)
            begun = {
                one
                for size, table in self._tables.items()
                for piece in table.keys()
                & {signs[at : at + size] for at in range(len(signs) - size + 1)}
                for one in table[piece]
            }
            found = [*self._bare, *sorted(one for one in begun if self._signs[one] in signs)]
        self.tried += len(found)
        return found

    def _pattern(self, plain: str) -> re.Pattern[str]:
        found = self._patterns.get(plain)
        if found is None:
            found = self._patterns[plain] = pattern_of(plain)
        return found
