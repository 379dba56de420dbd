"""What shall be masked, as a pattern of how it can stand elsewhere: broken, spaced or capitalised.

The patterns are matched against a text as it is seen. Every repeat is bounded: the time is that of the
text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from samverk.rules.masking.numbers import numbers_in
from samverk.rules.masking.seen import MASKED, seen

_FREE = 5
_DIGITS, _FREE_DIGITS = 6, 10
_SHORT_NUMBER = 10
# Where a line may end within a word: with a hyphen or without
_BROKEN = r"(?:-? {0,200}\n\s{0,200})?"
_HYPHEN = r"-?\s{0,200}"
_BLANK = r"\s{1,200}"
_APART = r"[\W_]{0,64}"
_CENTURY = "(?:18|19|20)"


def patterns_of(literals: Iterable[str]) -> list[re.Pattern[str]]:
    """Make the patterns of what shall be masked; blank ones mask nothing."""
    plain = {seen(one).signs.strip() for one in literals}
    return [_pattern(one) for one in sorted(plain) if one and MASKED not in one]


def _pattern(literal: str) -> re.Pattern[str]:
    digits = "".join(sign for sign in literal if sign.isdecimal())
    if len(digits) >= _DIGITS and not any(sign.isalpha() for sign in literal):
        return _number(literal, digits)
    return _words(literal)


def _number(literal: str, digits: str) -> re.Pattern[str]:
    """The same digits, whatever stands between; a personal number with its century or without."""
    century = ""
    if any(hit.literal == literal for hit in numbers_in(literal)):
        century, digits = f"(?:{_CENTURY}{_APART})?", digits[-_SHORT_NUMBER:]
    body = century + _APART.join(digits)
    if len(digits) < _FREE_DIGITS:
        body = rf"(?<!\d){body}(?!\d)"
    return re.compile(body)


def _words(literal: str) -> re.Pattern[str]:
    """Keep a short word to itself: who masks "Bo" does not mean "Bostad". Longer ones go anywhere.

    A short one goes as it is typed, and in the capitals that a heading may have.
    """
    if sum(map(str.isalnum, literal)) >= _FREE:
        return re.compile(_body(literal), re.IGNORECASE)
    before = r"(?<!\w)" if literal[0].isalnum() else ""
    after = r"(?=[sS]?(?!\w))" if literal[-1].isalnum() else ""
    bodies = "|".join(map(_body, dict.fromkeys((literal, literal.upper()))))
    return re.compile(f"{before}(?:{bodies}){after}")


def _body(literal: str) -> str:
    """Give the signs of some words, however they are broken and spaced."""
    parts: list[str] = []
    may_break = False
    for piece in re.findall(r"\s*-\s*|\s+|.", literal):
        if piece.isspace():
            parts.append(_BLANK)
            may_break = False
        elif piece.strip() == "-" and parts:
            parts.append(_HYPHEN)
            may_break = False
        else:
            parts.append((_BROKEN if may_break else "") + re.escape(piece.strip()))
            may_break = True
    return "".join(parts)
