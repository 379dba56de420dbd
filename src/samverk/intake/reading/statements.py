"""Running text cut into statements: what one sentence says, or one row of a set-out result.

Lines of a block are joined by a blank in running text. A result is often set out in rows without
full stops ("Ja: 3" above "Nej: 1"): where a line's end is such a row's end it parts statements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from samverk.intake.reading.prose import Prose, in_small_letters

# Only what could be a sentence's end; an abbreviation's point is told by the word before it.
_STOP = re.compile(r"[.!?;][”\"’')\]]*(?=\s)|\n")
_ABBREVIATED = re.compile(
    r"(?<![^\W\d_])(?:avst|frånv|närv|t\.?ex|bl\.?a|m\.?fl|m\.?m|d\.?v\.?s|kl|nr|ca|resp|tjg|ers|ordf"
    r"|[a-zåäö])$"
)
_OPTION = r"(?:ja|nej|avst\w{0,6}|frånv\w{0,8}|nedlagda|ej närvarande)"
_ROW = re.compile(
    rf"(?:antal )?{_OPTION}(?:-?röst(?:er|ar)?)?(?: röster| från att rösta)?\.? ?(?:\(\d{{1,3}}\))?"
    r"(?: ?[:=]| [–-] )"
)
_BARE_OPTION = re.compile(rf"(?:antal )?{_OPTION}(?:-?röster)?\.?:?")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_STARTS_WITH_OPTION = re.compile(rf"(?:antal )?{_OPTION}\b")
_ENDS_WITH_OPTION = re.compile(rf"(?<!\w){_OPTION}\.?$")
_ENDS_WITH_COUNT = re.compile(r"(?:^|[=:(–-] ?|\s)\d{1,3}\)?$")
# A line that ends so goes on below, however short it is.
_GOES_ON = re.compile(
    r"(?:[,(:–-]|(?<!\w)(?:och|samt|mot|med|av|till|för|att|på|i|om|som|den|det|de|röstar|avges|avgavs"
    r"|ledamöter|beslutar|sig|§|(?:och|samt|mot|med) \d{1,3}))$"
)
# Shorter lines are rows: wrapped text fills its lines.
_FULL = 40
# How an option, "antal" or a figure begins.
_MAY_BE_ROW = frozenset("janfe0123456789")


class Span(NamedTuple):
    """A stretch of text, end not included."""

    start: int
    end: int


# Counts and reservations are looked for in one text after the other.
@lru_cache(maxsize=2)
def statements_of(prose: Prose) -> tuple[Span, ...]:
    """Answer the statements of a text, in order; together they cover it."""
    text = in_small_letters(prose.text)
    edges = {m.end() for m in _STOP.finditer(text) if not _is_abbreviation(text, m)}
    edges |= {start for at, start in enumerate(prose.starts) if at and _parts(prose, text, at)}
    edges.discard(0)
    marks = [0, *sorted(e for e in edges if e < len(text)), len(text)]
    return tuple(Span(*pair) for pair in pairwise(marks))


def statement_at(statements: Sequence[Span], offset: int) -> Span:
    """Answer the statement that holds an offset."""
    return statements[max(0, bisect_right(statements, offset, key=lambda s: s.start) - 1)]


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    if stop[0] != ".":
        return False
    return _ABBREVIATED.search(text, max(0, stop.start() - 12), stop.start()) is not None


def _line(prose: Prose, text: str, at: int) -> str:
    if not 0 <= at < len(prose.starts):
        return ""
    end = prose.starts[at + 1] if at + 1 < len(prose.starts) else len(text)
    return text[prose.starts[at] : end].strip()


def _parts(prose: Prose, text: str, at: int) -> bool:
    """Answer whether the line at ``at`` begins a statement of its own."""
    above, line = _line(prose, text, at - 1), _line(prose, text, at)
    # Most lines are wrapped text, which their beginning tells.
    if not line or (len(above) >= _FULL and line[0] not in _MAY_BE_ROW) or _GOES_ON.search(above):
        return False
    if _ROW.match(line):
        return True
    ends_with_option = _ENDS_WITH_OPTION.search(above) is not None
    if ends_with_option and line[0].isdigit():
        return not _is_upright(prose, text, at)
    if _STARTS_WITH_OPTION.match(line) and _is_counted_row(above):
        return True
    first = prose.text[prose.starts[at]]
    return len(above) < _FULL and (first.isupper() or first.isdigit())


def _is_counted_row(line: str) -> bool:
    """Answer whether a row ends in its own count: "Ja 21", not "... och avgavs 21"."""
    ends_in_count = _ENDS_WITH_COUNT.search(line) is not None
    is_row = _STARTS_WITH_OPTION.match(line) is not None or line.endswith(")") or "=" in line
    return ends_in_count and is_row


def _is_upright(prose: Prose, text: str, at: int) -> bool:
    """Answer whether option and count stand under each other: "Ja", "21", "Nej", "18".

    A column's head with its words under each other is told by two options in a row.
    """
    option, number = _line(prose, text, at - 1), _line(prose, text, at)
    if not (_BARE_OPTION.fullmatch(option) and _BARE_NUMBER.fullmatch(number)):
        return False
    before, after = _line(prose, text, at - 2), _line(prose, text, at + 1)
    return not _BARE_OPTION.fullmatch(before) and not _BARE_NUMBER.fullmatch(after)
