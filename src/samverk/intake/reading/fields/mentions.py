"""Who is named in a text: persons with or without party, and parties as one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from samverk.intake.reading.parties import NOT_PARTIES, PARTY_NAME, party_named
from samverk.intake.reading.persons import people_of, plain_names_in

# Those that begin with a sign are found fast, and look at what stands before it after that.
_GROUP = re.compile(
    r"(?<!\w)([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})\)?[- ](?:grupp|gruppen|ledamöterna|partigruppen)\b"
)
_BRACKETED = re.compile(
    r"\((?:(?<![\s\S]\()|(?<=\n\()|(?<=[,):] \()|(?<=och \()|(?<=samt \()|(?<=sig \()|(?<=för \()"
    r"|(?<=från \())([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5})\)(?![- ](?:grupp|ledam|partig))"
)
_SHORT = re.compile(r"(?<![\w(§.-])([A-ZÅÄÖ]{1,4})(?![\w).:/-])")
_IN_BRACKETS = re.compile(r" \(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5})\)")
# "Hela Sunnes lista (HSL)": a local party that no table knows, told by its abbreviation.
_LOCAL = re.compile(
    r"(?<![\w-])[A-ZÅÄÖ][\w-]{1,24}(?:partiet|erna|arna|(?: (?:[A-ZÅÄÖ][\w-]{1,24}|i|för)){0,3}"
    r" (?:lista|listan|parti|partiet|väl|framtid|alternativ|samling|bygd|gruppen))"
    r" \(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5})\)"
)


class Mention(NamedTuple):
    """A person, or a party as one (then ``name`` is None), and where."""

    start: int
    end: int
    name: str | None
    party: str | None


def mentions_in(text: str, lowered: str, start: int, end: int) -> list[Mention]:
    """Answer the persons named, and the parties within a stretch, in order."""
    found = [Mention(p.start, p.end, p.name, p.party) for p in people_of(text)]
    for match in PARTY_NAME.finditer(lowered, start, end):
        bracket = _IN_BRACKETS.match(text, match.end())
        party = bracket[1] if bracket else party_named(match, text)
        if party:
            last = bracket.end() if bracket else match.end()
            found.append(Mention(match.start(), last, None, party))
    for pattern in (_GROUP, _LOCAL, _SHORT, _BRACKETED):
        short = (m for m in pattern.finditer(text, start, end) if m[1] not in NOT_PARTIES)
        found += [Mention(_bracket(text, m.start()), m.end(), None, m[1]) for m in short]
    kept = _longest(found)
    plain = (
        Mention(at, at + len(name), name, None) for name, at in plain_names_in(text, start, end)
    )
    return _longest([*kept, *(p for p in plain if not _meets(p, kept))])


def _bracket(text: str, start: int) -> int:
    """Answer where a party begins, with the bracket before it."""
    return start - 1 if text[start - 1 : start] == "(" else start


def _meets(mention: Mention, kept: Sequence[Mention]) -> bool:
    at = bisect_left(kept, mention.start, key=lambda m: m.end)
    return at < len(kept) and kept[at].start < mention.end


def _longest(found: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    # Of two that share words the longer is meant: "Anna Alm (S)" names no party beside her.
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
