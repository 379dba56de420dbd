"""A text as it is seen: without what is not seen, letters composed, digits plain; with the way back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from samverk.rules.masking.signs import UNSEEN_SIGNS, digit_of

MASK = "[maskat]"
# Stands for a mask that is there already: one sign that no word or number holds
MASKED = "\ue000"


@dataclass(frozen=True, slots=True)
class Seen:
    """The seen signs, and where each begins and ends in the text that they were read from."""

    signs: str
    starts: list[int]
    ends: list[int]


def seen(text: str) -> Seen:
    """Read a text as it is seen."""
    if text.isascii() and MASK not in text and not UNSEEN_SIGNS.intersection(text):
        return Seen(text, list(range(len(text))), list(range(1, len(text) + 1)))
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        sign, end = _next(text, at)
        if sign not in UNSEEN_SIGNS:
            signs.append(sign)
            starts.append(at)
            ends.append(end)
        elif ends and unicodedata.combining(sign):
            composed = unicodedata.normalize("NFC", signs[-1] + sign)
            if len(composed) == 1:
                signs[-1] = composed
            ends[-1] = end
        at = end
    return Seen("".join(signs), starts, ends)


def _next(text: str, at: int) -> tuple[str, int]:
    sign = text[at]
    if sign == "[" and text.startswith(MASK, at):
        return MASKED, at + len(MASK)
    digit = digit_of(sign)
    return (sign if digit is None else str(digit)), at + 1
