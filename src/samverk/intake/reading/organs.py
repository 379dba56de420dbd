"""Decision bodies (organ): their names, short names and rank, as data.

A body is told by the last part of its name: any "...nämnden" is one. Authorities with such
names (Socialstyrelsen, länsstyrelsen) are not bodies of a municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class Rank(IntEnum):
    """How far up a body stands in the preparation of a matter (beredning)."""

    COMMITTEE = 1
    BOARD = 2
    EXECUTIVE = 3
    COUNCIL = 4


# Only short names that mean one body everywhere; the rest are kept as printed.
ABBREVIATIONS = {
    "KF": "Kommunfullmäktige",
    "RF": "Regionfullmäktige",
    "KS": "Kommunstyrelsen",
    "RS": "Regionstyrelsen",
    "KSAU": "Kommunstyrelsens arbetsutskott",
    "AU": "Arbetsutskottet",
    "SN": "Socialnämnden",
    "SNAU": "Socialnämndens arbetsutskott",
    "VFN": "Välfärdsnämnden",
    "VON": "Vård- och omsorgsnämnden",
    "BUN": "Barn- och utbildningsnämnden",
    "UN": "Utbildningsnämnden",
    "KFN": "Kultur- och fritidsnämnden",
    "MN": "Miljönämnden",
    "BN": "Byggnadsnämnden",
    "TN": "Tekniska nämnden",
}
KNOWN = frozenset(ABBREVIATIONS.values())
_NOT_BODIES = (
    "länsstyrelse",
    "socialstyrelse",
    "skolstyrelse",
    "bolagsstyrelse",
    "överklagandenämnd",
)
_SUFFIX = r"(?i:nämnd(?:en)?s?|styrelsen?s?|fullmäktiges?|utskott(?:et)?s?|valberedning(?:en)?s?)"
# "Barn- och utbildnings|nämnden", "Kommunstyrelsens arbets|utskott"; bounded, so linear.
_WORD = r"[A-Za-zÅÄÖåäöéÉ]"
ORGAN_PATTERN = (
    rf"(?:(?:{_WORD}{{2,24}}-(?:, {_WORD}{{2,24}}-)? och )?"
    rf"(?:{_WORD}{{0,24}}(?:[Ss]tyrelsens|[Nn]ämndens|STYRELSENS|NÄMNDENS) )?"
    r"(?:Tekniska |Lokala |tekniska |lokala )?"
    rf"(?:[Nn]ämnden för [a-zåäö]{{2,30}}(?: och [a-zåäö]{{2,30}})?"
    rf"|{_WORD}{{0,40}}?{_SUFFIX}))(?!{_WORD})"
)
_ORGAN = re.compile(
    rf"(?<!{_WORD})(?<!-)(?:{ORGAN_PATTERN}|(?:{'|'.join(ABBREVIATIONS)})(?![\wåäö-]))"
)
_WHOLE = re.compile(rf"(?:{ORGAN_PATTERN})", re.IGNORECASE)
# "Kommunfullmäktige i Norrby", "Styrelsen för Samordningsförbundet Delta"
_WHERE = re.compile(
    r"(.{0,60}(?i:fullmäktige|styrelsen|nämnden)) (?:i [A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)?"
    r"(?: kommun| stad)?|för Samordningsförbundet [A-ZÅÄÖ][\w-]{1,40}(?: [A-ZÅÄÖ][\w-]{1,40})?)"
)
GENERIC = frozenset({"nämnden", "styrelsen", "fullmäktige", "utskottet", "arbetsutskottet"})
_CAPITALS = re.compile("[A-Z]{2}")
# Found fast by its first letter, so it says yes to a little too much.
_NEAR = re.compile("[nsfubNSFUB](?i:ämnd|tyrelse|ullmäktige|tskott|eredning)")


class OrganMention(NamedTuple):
    """A body named in a text: canonical name, whether in the genitive, and where."""

    name: str
    in_genitive: bool
    start: int
    end: int


def organ_of(text: str) -> str | None:
    """Answer the canonical name of a text that is a body's name and nothing else."""
    stripped = text.strip(" .,:;")
    if stripped in ABBREVIATIONS:
        return ABBREVIATIONS[stripped]
    if (" i " in stripped or " för S" in stripped) and (where := _WHERE.fullmatch(stripped)):
        stripped = where[1]
    if len(stripped) > 90 or not _NEAR.search(stripped) or not _WHOLE.fullmatch(stripped):
        return None
    return canonical(stripped)


# A batch names the same few bodies again and again.
@lru_cache(maxsize=2048)
def canonical(name: str) -> str | None:
    """Answer the name in its definite form with a capital; None for a state authority."""
    if name in ABBREVIATIONS:
        return ABBREVIATIONS[name]
    lowered = re.sub(r"\s+", " ", name).lower()
    if lowered.startswith(_NOT_BODIES):
        return None
    head, _, tail = lowered.partition(" för ")
    words = head.split(" ")
    words[-1] = _definite(words[-1], is_owned=len(words) > 1 and words[-2].endswith("s"))
    whole = " ".join(words) + (f" för {tail}" if tail else "")
    return whole[:1].upper() + whole[1:]


def _definite(word: str, *, is_owned: bool) -> str:
    stem = word.removesuffix("s")
    if stem.endswith("utskottet") and is_owned:
        return stem.removesuffix("et")
    if stem.endswith("utskott"):
        return stem if is_owned else stem + "et"
    if stem.endswith("nämnd"):
        return stem + "en"
    if stem.endswith("styrelse"):
        return stem + "n"
    return stem + "en" if stem.endswith("valberedning") else stem


def organs_in(text: str) -> Iterator[OrganMention]:
    """Yield the bodies named in a text, in order."""
    if not (_NEAR.search(text) or _CAPITALS.search(text)):
        return
    for match in _ORGAN.finditer(text):
        if name := canonical(match[0]):
            in_genitive = match[0].endswith("s") and not match[0].isupper()
            yield OrganMention(name, in_genitive, match.start(), match.end())


def rank(name: str) -> Rank:
    """Answer where a body stands in the order of preparation."""
    lowered = name.lower()
    if "utskott" in lowered or "beredning" in lowered:
        return Rank.COMMITTEE
    if "fullmäktige" in lowered:
        return Rank.COUNCIL
    if lowered.startswith(("kommunstyrelse", "regionstyrelse", "styrelse")):
        return Rank.EXECUTIVE
    return Rank.BOARD


def is_same_organ(one: str, other: str) -> bool:
    """Answer whether two names can mean one body: "nämnden" fits any board."""
    a, b = one.lower(), other.lower()
    if a == b:
        return True
    # "Personalutskottet" is the one of "Kommunstyrelsens personalutskott".
    if a.endswith("utskottet") or b.endswith("utskottet"):
        one, whole = (a, b) if a.endswith("utskottet") else (b, a)
        if whole.endswith(f"s {one.removesuffix('et')}"):
            return True
    short, long = (a, b) if a in GENERIC else (b, a)
    if short not in GENERIC:
        return False
    return long.split(" för ")[0].endswith((short, short.removesuffix("et")))
