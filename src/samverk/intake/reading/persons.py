"""People as minutes name them: "Anna Alm (S)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from samverk.intake.reading.names import CAPITAL, FULL_NAME, PARTICLE, WITHIN_NAME, WORD
from samverk.intake.reading.parties import PARTY_PATTERN, party_in_brackets

# "(S)", or of several named before it "(båda S)".
_PARTY = re.compile(
    rf"\((?P<all>(?:samtliga|båda|bägge|alla)(?: från| för)? )?(?P<party>{PARTY_PATTERN})\)"
)
# "Bo Ek, S, och Eva Dal, M,": a letter of a list ("A, B och C") is followed by another.
_AFTER_COMMA = re.compile(
    r", (?P<party>[SMCVLD]|[A-ZÅÄÖ]{2,4})(?=[,.;\n)]|$| )"
    r"(?!,? (?:(?:och|samt) )?[A-ZÅÄÖ]{1,4}(?![\w.’']))"
)
# Read backwards from the party: up to six words that can be part of a name.
_NAME_BEFORE = re.compile(rf"(?<![\w-])((?:{WORD} ){{0,2}}(?:(?:{PARTICLE}|{WORD}) ){{0,4}})$")
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
# "Anna Alm, Bo Ek och Cia Dal, samtliga (S)": the party is that of them all.
_SHARED = re.compile(
    rf"(?<![\w-])(?P<names>{FULL_NAME}(?:(?:,|,? och|,? samt) {FULL_NAME}){{0,40}})"
    r",? (?P<all>(?:samtliga|båda|bägge|alla)(?: från| för)? )?$"
)
_BOTH = ("båda", "bägge")
_NEXT_NAME = re.compile(r",? (?:och |samt )|, ")
_WIDE_WINDOW = 900
_PLAIN = re.compile(rf"(?<![\w-]){FULL_NAME}(?![\w-])")


class PersonMention(NamedTuple):
    """A person with party in a text, and where."""

    name: str
    party: str
    start: int
    end: int


def persons_in(text: str) -> Iterator[PersonMention]:
    """Yield the persons named with their party in a text, in order."""
    apart = list(_parted_by_commas(text))
    if apart:
        yield from sorted((*_in_brackets(text), *apart), key=lambda person: person.start)
    else:
        yield from _in_brackets(text)


def _in_brackets(text: str) -> Iterator[PersonMention]:
    """Yield those whose party stands in a bracket."""
    for match in _PARTY.finditer(text):
        party = party_in_brackets(match["party"])
        if party is None:
            continue
        if match["all"] or text.endswith(_ALL, 0, match.start()):
            yield from _sharing(text, match, party)
        elif named := _named_before(text, match.start()):
            yield PersonMention(named[0], party, named[1], match.end())


def _parted_by_commas(text: str) -> Iterator[PersonMention]:
    """Yield those whose party stands between commas."""
    for match in _AFTER_COMMA.finditer(text):
        party = party_in_brackets(match["party"])
        named = _named_before(text, match.start(), blank=" ")
        if party and named and not any(map(_is_no_name, named[0].split())):
            yield PersonMention(named[0], party, named[1], match.end())


def _named_before(text: str, end: int, *, blank: str = "") -> tuple[str, int] | None:
    """Answer the name that ends at ``end`` and where it begins; ``blank`` is what should follow it."""
    begin = max(0, end - _WINDOW)
    before = _NAME_BEFORE.search(text[begin:end] + blank)
    name = _name(before[1]) if before else None
    if before is None or name is None:
        return None
    return name, begin + before.start() + before[1].find(name.split(" ")[0])


def _sharing(text: str, party: re.Match[str], name_of_party: str) -> Iterator[PersonMention]:
    """Yield those who are named before "samtliga (S)"; "båda" are the last two."""
    begin = max(0, party.start() - _WIDE_WINDOW)
    match = _SHARED.search(text[begin : party.start()])
    if match is None:
        return
    parts = [part for part in _NEXT_NAME.split(match["names"]) if part]
    at = begin + match.start("names")
    is_both = (party["all"] or match["all"] or "").startswith(_BOTH)
    first = len(parts) - 2 if is_both else 0
    for index, part in enumerate(parts):
        at = text.index(part, at)
        end = party.end() if index == len(parts) - 1 else at + len(part)
        if index >= first and (name := _name(part)):
            yield PersonMention(name, name_of_party, at + part.find(name.split(" ")[0]), end)
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
    while parts and (
        parts[0] in WITHIN_NAME
        or parts[0].lower().rstrip(".:,") in _NOT_NAMES
        or parts[0].endswith(".")
    ):
        if re.fullmatch(rf"{CAPITAL}\.", parts[0]):
            break
        parts.pop(0)
    if len(parts) < 2 or any(_NOT_PEOPLE.search(part) for part in parts):
        return None
    return " ".join(parts)
