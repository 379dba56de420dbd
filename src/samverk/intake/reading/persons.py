"""People as minutes name them: "Anna Alm (S)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

PARTY_PATTERN = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}|-|–|partilös|oberoende|obunden)"
_PARTY = re.compile(rf"\(({PARTY_PATTERN})\)")
_WORD = r"[A-ZÅÄÖÉÜ][\w'’´.\-]{0,30}"
_PARTICLE = r"(?:af|av|von|van|de|der|den|la|di|el|al|bin|ibn)"
# Read backwards from the party: up to six words that can be part of a name.
_NAME_BEFORE = re.compile(rf"(?<![\w-])((?:{_WORD} ){{0,2}}(?:(?:{_PARTICLE}|{_WORD}) ){{0,4}})$")
_WINDOW = 90
# Capitalised words that stand before names without being part of them.
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        """ordförande ordföranden ordf ledamot ledamoten ledamöterna ersättare ersättaren vice förste
    andre mot från av att efter sedan därefter under även både vidare ja nej avstår
    reservation reservationer yrkande yrkanden förslag beslut för till det den när om så i
    samt och enligt votering omröstning ja-röster nej-röster kommunalrådet oppositionsrådet
    tjänstgörande socialdemokraterna moderaterna jäv särskilt följande mötesordföranden
    anmäler röstar""",
    )
)
_NOT_PEOPLE = re.compile(
    r"(?:förbund|nämnd|styrelse|fullmäktige|utskott|förvaltning|kommun|region|lag|balk|myndighet"
    r"|verk|inspektion|råd|bolag|ab|kassa|team|institut|stad)(?:et|en|an|n|s)?$",
    re.IGNORECASE,
)
NOT_PARTIES = frozenset({"KF", "KS", "SN", "AU", "VFN", "AB", "IVO", "SoL", "KL", "LSS", "OSL"})


class PersonMention(NamedTuple):
    """A person with party in a text, and where."""

    name: str
    party: str
    start: int
    end: int


def persons_in(text: str) -> Iterator[PersonMention]:
    """Yield the persons named with their party in a text, in order."""
    for match in _PARTY.finditer(text):
        if match[1] in NOT_PARTIES:
            continue
        begin = max(0, match.start() - _WINDOW)
        before = _NAME_BEFORE.search(text[begin : match.start()])
        if before and (name := _name(before[1])):
            start = begin + before.start() + before[1].find(name.split(" ")[0])
            yield PersonMention(name, match[1], start, match.end())


# Roll calls and reservations ask in turn about one text.
@lru_cache(maxsize=2)
def people_of(text: str) -> tuple[PersonMention, ...]:
    """Answer the persons named with their party in a long text, in order."""
    return tuple(persons_in(text))


def _name(words: str) -> str | None:
    """Answer the name in the words before a party; None where they name something else."""
    parts = words.split()
    while parts and (parts[0].lower().rstrip(".:,") in _NOT_NAMES or parts[0].endswith(".")):
        if re.fullmatch(r"[A-ZÅÄÖ]\.", parts[0]):
            break
        parts.pop(0)
    if len(parts) < 2 or any(_NOT_PEOPLE.search(part) for part in parts):
        return None
    return " ".join(parts)
