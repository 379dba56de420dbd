"""A text as it is seen: no hidden signs, one sort of hyphen, blank, line and digit; with the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from samverk.rules.masking.signs import BREAKS, HYPHENS, UNSEEN_SIGNS, digit_of

MASK = "[maskat]"
# Stands for a mask that is there already: a letter of no language that is written
MASKED = "\ua66e"
_HIDDEN = re.compile(f"[{''.join(map(re.escape, sorted(UNSEEN_SIGNS)))}]|{re.escape(MASK)}")


class _Plain(dict[int, str]):
    """What each sign is seen as, learnt as it is met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        digit = digit_of(sign)
        if digit is not None:
            plain = str(digit)
        elif sign in HYPHENS:
            plain = "-"
        elif sign in BREAKS:
            plain = "\n"
        else:
            plain = " " if sign.isspace() else sign
        self[code] = plain
        return plain


_PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Seen:
    """The seen signs, and where each begins and ends in the text that they were read from."""

    signs: str
    starts: Sequence[int]
    ends: Sequence[int]


def seen(text: str) -> Seen:
    """Read a text as it is seen."""
    if not _HIDDEN.search(text):
        return Seen(text.translate(_PLAIN), range(len(text)), range(1, len(text) + 1))
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _HIDDEN.finditer(text):
        start, end = match.span()
        signs += text[at:start].translate(_PLAIN)
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        if match.group() == MASK:
            signs.append(MASKED)
            starts.append(start)
            ends.append(end)
        elif ends and unicodedata.combining(match.group()):
            _compose(signs, match.group())
            ends[-1] = end
        at = end
    signs += text[at:].translate(_PLAIN)
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Seen("".join(signs), starts, ends)


def _compose(signs: list[str], mark: str) -> None:
    """Write a mark together with the letter that it stands over, where there is such a letter."""
    composed = unicodedata.normalize("NFC", signs[-1] + mark)
    if len(composed) == 1:
        signs[-1] = composed
