"""What shall be masked, as a pattern of how it can stand elsewhere: broken, spaced or capitalised."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samverk.rules.masking.numbers import numbers_in
from samverk.rules.masking.seen import MASKED, seen
from samverk.rules.masking.signs import DASH_SIGNS, POINT_SIGNS

_FREE = 5
_DIGITS, _FREE_DIGITS = 6, 10
_SHORT_NUMBER = 10
_DASH = f"[{''.join(map(re.escape, sorted(DASH_SIGNS)))}]"
_NEW_LINE = r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_BLANK = r"[^\S\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# Where a line may end within a word: with a hyphen or without
_BROKEN = rf"(?:{_DASH}?{_BLANK}*{_NEW_LINE}\s*)?"
_HYPHEN = rf"(?:{_DASH}?\s*)"
_APART = rf"[\s{''.join(map(re.escape, sorted(DASH_SIGNS | POINT_SIGNS)))}]{{0,64}}"
_CENTURY = "(?:18|19|20)"


def patterns_of(literals: Iterable[str]) -> list[re.Pattern[str]]:
    """Make the patterns of what shall be masked, longest first; blank ones mask nothing."""
    wanted = sorted({one.strip() for one in literals}, key=lambda one: (-len(one), one))
    plain = (seen(one).signs.strip() for one in wanted)
    return [_pattern(one) for one in plain if one and MASKED not in one]


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
    parts: list[str] = []
    for piece in re.findall(rf"\s*{_DASH}\s*|\s+|.", literal, re.DOTALL):
        if piece.isspace():
            parts.append(r"\s+")
        elif re.fullmatch(rf"\s*{_DASH}\s*", piece) and parts:
            parts.append(_HYPHEN)
        else:
            joins = parts and parts[-1] not in {r"\s+", _HYPHEN}
            parts.append((_BROKEN if joins else "") + re.escape(piece.strip() or piece))
    return re.compile(*_bounded(literal, "".join(parts)))


def _bounded(literal: str, body: str) -> tuple[str, re.RegexFlag]:
    """Keep a short word to itself: who masks "Bo" does not mean "Bostad". Longer ones go anywhere."""
    if sum(map(str.isalnum, literal)) >= _FREE:
        return body, re.IGNORECASE
    before = rf"(?<![\w{MASKED}])" if literal[0].isalnum() else ""
    after = rf"(?=s?(?![\w{MASKED}]))" if literal[-1].isalnum() else ""
    return before + body + after, re.NOFLAG
