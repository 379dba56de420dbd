"""Political parties by their full name, with the abbreviation that minutes print."""

from __future__ import annotations

import re
from functools import lru_cache

from samverk.intake.reading.names import CAPITAL
from samverk.intake.reading.prose import in_small_letters

# The parliament's parties and common local ones. A local party with another name is read by its
# printed name: its abbreviation differs from place to place.
PARTIES = {
    "socialdemokraterna": "S",
    "socialdemokratiska arbetarepartiet": "S",
    "moderaterna": "M",
    "nya moderaterna": "M",
    "moderata samlingspartiet": "M",
    "sverigedemokraterna": "SD",
    "centerpartiet": "C",
    "centern": "C",
    "vänsterpartiet": "V",
    "kristdemokraterna": "KD",
    "liberalerna": "L",
    "folkpartiet liberalerna": "FP",
    "folkpartiet": "FP",
    "miljöpartiet de gröna": "MP",
    "miljöpartiet": "MP",
    "feministiskt initiativ": "FI",
    "alternativ för sverige": "AfS",
    "medborgerlig samling": "MED",
    "piratpartiet": "PP",
    "demokraterna": "D",
    "vägvalet": "VV",
    "hela edas lista": "HEL",
    "norrbottens sjukvårdsparti": "NS",
    "örebropartiet": "ÖrP",
}
# "Socialdemokraternas ledamöter", "den moderata gruppen", "samtliga centerpartister".
_ADJECTIVES = {
    "socialdemokratisk": "S",
    "moderat": "M",
    "sverigedemokratisk": "SD",
    "centerpartistisk": "C",
    "vänsterpartistisk": "V",
    "kristdemokratisk": "KD",
    "liberal": "L",
    "miljöpartistisk": "MP",
}
_FOLLOWERS = {
    "socialdemokrater": "S",
    "moderater": "M",
    "sverigedemokrater": "SD",
    "centerpartister": "C",
    "vänsterpartister": "V",
    "kristdemokrater": "KD",
    "liberaler": "L",
    "miljöpartister": "MP",
}
_NAMES = "|".join(sorted(map(re.escape, PARTIES), key=len, reverse=True))
_MEMBERS = r"(?:samtliga |närvarande |alla )?(?:ledamöter(?:na)?|grupp(?:en)?|partigrupp(?:en)?)"
# A genitive ("Moderaternas förslag") tells whose it is, not who acts; its members do act.
# Matched against the text in small letters.
PARTY_NAME = re.compile(
    rf"(?<![\w-])(?:(?P<known>{_NAMES})(?:s {_MEMBERS})?"
    r"|(?P<local>(?:[a-zåäö]{3,20}- och )?[a-zåäö]{3,24}-?partiet)"
    rf"|(?P<adjective>{'|'.join(_ADJECTIVES)})a {_MEMBERS}"
    rf"|(?:samtliga|alla) (?P<follower>{'|'.join(_FOLLOWERS)}))(?![\w-])"
)
# "S", "ÖrP", "M+", and those of no party.
SHORT_PARTY = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}\+?|-|–|partilös|oberoende|obunden)"
# The bracket after a name may also hold a party's whole name: "Bjärepartiet", "Nystart Alby".
_LETTERS = r"(?:[^\W\d_]|[&+’'-])"
PARTY_PATTERN = rf"(?:{SHORT_PARTY}|{CAPITAL}{_LETTERS}{{1,29}}(?: {_LETTERS}{{1,24}}){{0,3}})"
NOT_PARTIES = frozenset(
    {"KF", "KS", "SN", "AU", "VFN", "AB", "IVO", "SoL", "KL", "LSS", "OSL", "VD"}
)
# What else a bracket says of somebody: a task, an employer, a constituency, how one took part.
_OF_A_PERSON = re.compile(
    r"(?:^|(?<=\w)|(?<= ))(?:ordförande|ordf|ledamot|ledamöter|ersättare|ers|suppleant|adjungerad|vice"
    r"|justerare|sekreterare|chef|direktör|samordnare|handläggare|strateg|controller|ekonom|jurist"
    r"|rådgivare|utredare|konsult|tjänsteman|tjänstemän|råd|revisor|assistent|ansvarig|ledare"
    r"|utvecklare|arkitekt|ingenjör|lärare|rektor|föredragande|ombud|representant|nämnd|styrelse"
    r"|fullmäktige|utskott|förvaltning|kontor|avdelning|enhet|sektor|skola|kommun|region|förbund"
    r"|bolag|verk|myndighet|inspektion|institut|förening|stiftelse|kyrka|församling|krets|bilaga"
    r"|närvarande|tjänstgörande|tjg|distans|teams|digitalt|jäv|jävig|beslut|yrkande|förslag"
    r"|protokoll|punkt|alla|vakant)(?:e?n|e?t|erna|na|s)?$",
    re.IGNORECASE,
)
_SHORT_CELL = re.compile(SHORT_PARTY)
_NO_PARTY = frozenset({"partiet", "regeringspartiet", "oppositionspartiet", "stödpartiet"})


def party_named(match: re.Match[str], text: str) -> str | None:
    """Answer the party of a ``PARTY_NAME`` match: its abbreviation, else its name as printed."""
    if match["known"]:
        return PARTIES[match["known"]]
    if match["adjective"]:
        return _ADJECTIVES[match["adjective"]]
    if match["follower"]:
        return _FOLLOWERS[match["follower"]]
    printed = text[match.start() : match.end()]
    return printed if printed[0].isupper() and match["local"] not in _NO_PARTY else None


def party_of(text: str) -> str | None:
    """Answer the party that a text names in full and nothing else, such as a table's cell."""
    match = PARTY_NAME.fullmatch(in_small_letters(text))
    return party_named(match, text) if match else None


@lru_cache(maxsize=512)
def party_in_brackets(printed: str) -> str | None:
    """Answer the party that a bracket after a name holds; None where it says something else."""
    if printed in NOT_PARTIES or _OF_A_PERSON.search(printed):
        return None
    return party_of(printed) or printed


def party_in_cell(printed: str) -> str | None:
    """Answer the party of a cell by its abbreviation or known name; None for any other words."""
    text = printed.removeprefix("(").removesuffix(")")
    return text if _SHORT_CELL.fullmatch(text) else party_of(text)
