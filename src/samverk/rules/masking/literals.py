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
_BETWEEN = re.compile(r"[\W_]+")


def patterns_of(literals: Iterable[str]) -> list[re.Pattern[str]]:
    """Make the patterns of what shall be masked; blank ones mask nothing."""
    plain = {as_seen(one) for one in literals}
    return [pattern_of(one) for one in sorted(plain) if one]


def as_seen(literal: str) -> str:
    """Give what is seen of words to mask; "" for blank ones, and for what is masked already."""
    plain = seen(literal).signs.strip()
    return "" if MASKED in plain else plain


def pattern_of(literal: str) -> re.Pattern[str]:
    """Make the pattern of words as they are seen (``as_seen``), which are not blank."""
    digits = _digits(literal)
    return _number(literal, digits) if digits else _words(literal)


def signs_of(plain: str) -> str:
    """Give the letters and digits that all which is masked with these words has in a row (``folded``).

    Of a personal number the ten last digits, as its century may be left out.
    """
    digits = _digits(plain)
    if digits and _is_personal(plain):
        return digits[-_SHORT_NUMBER:]
    return folded(plain)


def folded(text: str) -> str:
    """Give the letters and digits of a seen text, small."""
    return _BETWEEN.sub("", text.casefold()).replace("\u0131", "i")


def _digits(literal: str) -> str:
    """Give the digits of what is a number and has no letters; "" of anything else."""
    digits = "".join(sign for sign in literal if sign.isdecimal())
    has_letters = any(sign.isalpha() for sign in literal)
    return digits if len(digits) >= _DIGITS and not has_letters else ""


def _is_personal(literal: str) -> bool:
    return any(hit.literal == literal for hit in numbers_in(literal))


def _number(literal: str, digits: str) -> re.Pattern[str]:
    """The same digits, whatever stands between; a personal number with its century or without."""
    century = ""
    if _is_personal(literal):
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
