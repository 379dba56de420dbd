"""Lists of names in running text: "A (S), B (V) och ordföranden C (M) ..."."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

# More names than any assembly has members.
_LONGEST = 500
# What may stand between two names of one list.
BETWEEN = re.compile(
    r"[\s,;•–-]*(?:(?:och|samt|ordförande[n]?|\d:[ae]|förste|andre|vice|ledamoten|ersättaren|ledamöterna"
    r"|tjänstgörande|därutöver)[\s,:]*){0,5}",
    re.IGNORECASE,
)
# What may stand between the last name and what is said of them; "m.fl." are others besides.
# "Anna Alms (S) förslag" is no deed of hers.
LEADS_ON = re.compile(
    r"(?![^.\n]{0,40}(?:förslag|yrkande|motion\b|motionen|linje|tillägg))"
    r"(?:,? (?:m\.? ?fl\b\.?|med flera)(?: \w{1,12}){0,3})?[^.\n]{0,25}"
)


class Named(Protocol):
    """Whoever a text names, from ``start`` to ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_N = TypeVar("_N", bound=Named)


def run_before(
    text: str,
    people: Sequence[_N],
    offset: int,
    *,
    leads_on: re.Pattern[str] = LEADS_ON,
) -> list[_N]:
    """Answer the list of names that ends at ``offset``: "A (S) och B (V) reserverar sig"."""
    run: list[_N] = []
    edge = offset
    last = bisect_right(people, offset, key=lambda p: p.end)
    for person in reversed(people[max(0, last - _LONGEST) : last]):
        gap = text[person.end : edge]
        if not (BETWEEN.fullmatch(gap) if run else leads_on.fullmatch(gap)):
            break
        run.insert(0, person)
        edge = person.start
    return run


def run_after(text: str, people: Sequence[_N], offset: int) -> list[_N]:
    """Answer the list of names that begins at ``offset``, a few words allowed before it."""
    run: list[_N] = []
    edge = offset
    first = bisect_left(people, offset, key=lambda p: p.start)
    for person in people[first : first + _LONGEST]:
        gap = text[edge : person.start]
        if not (BETWEEN.fullmatch(gap) if run else len(gap) <= 60 and "." not in gap):
            break
        run.append(person)
        edge = person.end
    return run
