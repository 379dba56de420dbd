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
# Words of a local party's name, of a unit or a place.
_NO_NAME = re.compile(
    r"(?:lista|listan|parti|partiet|erna|arna|grupp|gruppen|framtid|samling|skola|skolan|beslut"
    r"|nämndens|styrelsens|bilaga)$",
    re.IGNORECASE,
)
_ALL = ("samtliga ", "båda ", "bägge ", "alla ", " från ", " för ")
NOT_PARTIES = frozenset({"KF", "KS", "SN", "AU", "VFN", "AB", "IVO", "SoL", "KL", "LSS", "OSL"})


# "Anna Alm, Bo Ek och Cia Dal, samtliga (S)": the party is that of them all.
_SHARED = re.compile(
    rf"(?<![\w-])(?P<names>{_WORD}(?: {_WORD}){{1,3}}"
    rf"(?:(?:,|,? och|,? samt) {_WORD}(?: {_WORD}){{1,3}}){{0,40}})"
    r",? (?:samtliga|båda|bägge|alla)(?: från| för)? $"
)
_NEXT_NAME = re.compile(r",? (?:och |samt )|, ")
_WIDE_WINDOW = 900
_PLAIN = re.compile(rf"(?<![\w-]){_WORD}(?: (?:(?:{_PARTICLE}) )?{_WORD}){{1,3}}(?![\w-])")


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
        if text.endswith(_ALL, 0, match.start()):
            yield from _sharing(text, match)
            continue
        begin = max(0, match.start() - _WINDOW)
        before = _NAME_BEFORE.search(text[begin : match.start()])
        if before and (name := _name(before[1])):
            start = begin + before.start() + before[1].find(name.split(" ")[0])
            yield PersonMention(name, match[1], start, match.end())


def _sharing(text: str, party: re.Match[str]) -> Iterator[PersonMention]:
    """Yield those who are named before "samtliga (S)"."""
    begin = max(0, party.start() - _WIDE_WINDOW)
    match = _SHARED.search(text[begin : party.start()])
    if match is None:
        return
    parts = [part for part in _NEXT_NAME.split(match["names"]) if part]
    at = begin + match.start("names")
    for index, part in enumerate(parts):
        at = text.index(part, at)
        end = party.end() if index == len(parts) - 1 else at + len(part)
        if name := _name(part):
            yield PersonMention(name, party[1], at + part.find(name.split(" ")[0]), end)
        at += len(part)


def plain_names_in(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield what can be names without a party within a stretch, and where: its place tells if it is."""
    for match in _PLAIN.finditer(text, start, end):
        words = match[0]
        # "Tom Berg." ends the sentence; "Tom B." may not.
        name = _name(words[:-1] if words[-1] == "." and words[-3] != " " else words)
        if name and not any(_is_no_name(part) for part in name.split()):
            at = match.start() + match[0].find(name.split(" ")[0])
            yield name, at


def _is_no_name(word: str) -> bool:
    return word.lower().strip(".") in _NOT_NAMES or _NO_NAME.search(word) is not None


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
