"""Which column of a source means what (kolumnkarta), guessed by its heading and then kept by the source.

Boards keep their decisions in systems of many makers, and in sheets of their own. The words below are
guesses to start from: what somebody has chosen for a source is remembered and asked for no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


class Target(StrEnum):
    """What a column is read as (fält i registret)."""

    KEY = "key"
    NUMBER = "number"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    SEX = "sex"
    PROTECTED = "protected"
    TYPE = "type"
    GROUND = "ground"
    AREA = "area"
    DECIDED_ON = "decided_on"
    INTERRUPTED_ON = "interrupted_on"
    ENDED_ON = "ended_on"
    OUTCOME = "outcome"
    OFFERED_ON = "offered_on"
    OFFER_ANSWER = "offer_answer"
    REASON = "reason"
    REASON_TEXT = "reason_text"
    INTERIM = "interim"
    STAY_MUNICIPALITY = "stay_municipality"


LABELS = {
    Target.KEY: "Beslutets nyckel i källan",
    Target.NUMBER: "Personnummer",
    Target.FIRST_NAME: "Förnamn",
    Target.LAST_NAME: "Efternamn",
    Target.SEX: "Kön",
    Target.PROTECTED: "Skyddade personuppgifter",
    Target.TYPE: "Insats",
    Target.GROUND: "Lagrum",
    Target.AREA: "Inriktning",
    Target.DECIDED_ON: "Beslutsdag",
    Target.INTERRUPTED_ON: "Dag för avbrott",
    Target.ENDED_ON: "Slutdag",
    Target.OUTCOME: "Utfall",
    Target.OFFERED_ON: "Dag för erbjudande",
    Target.OFFER_ANSWER: "Svar på erbjudande",
    Target.REASON: "Skäl (kod)",
    Target.REASON_TEXT: "Skäl (text)",
    Target.INTERIM: "Stöd under väntan",
    Target.STAY_MUNICIPALITY: "Vistelsekommun",
}
NEEDED = (Target.KEY, Target.TYPE, Target.DECIDED_ON)
# The fields that hold codes, and where a map keeps the source's words for them
CODED = {
    Target.TYPE: "types",
    Target.GROUND: "grounds",
    Target.AREA: "areas",
    Target.REASON: "reasons",
    Target.OFFER_ANSWER: "answers",
    Target.OUTCOME: "outcomes",
}
DAYS = (Target.DECIDED_ON, Target.INTERRUPTED_ON, Target.ENDED_ON, Target.OFFERED_ON)
_WORDS: Mapping[Target, tuple[str, ...]] = {
    Target.KEY: (
        "id",
        "nyckel",
        "beslutsid",
        "beslutsnummer",
        "beslut nr",
        "ärendenummer",
        "aktnr",
    ),
    Target.NUMBER: ("personnummer", "pnr", "personnr", "samordningsnummer", "person id"),
    Target.FIRST_NAME: ("förnamn",),
    Target.LAST_NAME: ("efternamn", "namn"),
    Target.SEX: ("kön",),
    Target.PROTECTED: (
        "skyddad identitet",
        "skyddade personuppgifter",
        "sekretessmarkering",
        "skydd",
    ),
    Target.TYPE: ("typ", "insats", "insatstyp", "bistånd", "typ av insats", "beviljad insats"),
    Target.GROUND: ("lagrum", "lag", "paragraf"),
    Target.AREA: ("inriktning", "verksamhetsområde", "område"),
    Target.DECIDED_ON: ("beslutsdatum", "beslutsdag", "datum för beslut", "beslutad", "datum"),
    Target.INTERRUPTED_ON: ("avbrottsdatum", "avbrott", "avbrottsdag", "datum för avbrott"),
    Target.ENDED_ON: ("slutdatum", "slutdag", "verkställd", "verkställighetsdatum", "avslutad"),
    Target.OUTCOME: ("utfall", "resultat", "status"),
    Target.OFFERED_ON: ("erbjudandedatum", "erbjuden", "datum för erbjudande"),
    Target.OFFER_ANSWER: ("svar", "svar på erbjudande"),
    Target.REASON: ("skäl", "orsak", "skälskod"),
    Target.REASON_TEXT: ("skäl text", "kommentar", "beskrivning av skäl", "anteckning"),
    Target.INTERIM: ("stöd under väntan", "tillfällig insats"),
    Target.STAY_MUNICIPALITY: ("vistelsekommun",),
}
_NOT_LETTERS = re.compile(r"[^0-9a-zåäöé]+")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A source's columns (kolumnkarta): the heading of each field that is read.

    The others are the source's own words, in lower case, for the codes of the register; of ``outcomes``
    for the words that it knows.
    """

    columns: Mapping[Target, str]
    types: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    def words(self, target: Target) -> Mapping[str, str]:
        """Give the source's words for a coded field."""
        found: Mapping[str, str] = getattr(self, CODED[target])
        return found


def plain(heading: str) -> str:
    """Give a heading without case and signs, as headings are compared."""
    return _NOT_LETTERS.sub("", heading.lower())


def guess_map(headings: Sequence[str]) -> Ruling[ColumnMap]:
    """Guess what each column is; a heading that could be several is taken for the first of them."""
    known = {plain(label): target for target, label in LABELS.items()}
    known |= {plain(word): target for target, words in _WORDS.items() for word in words}
    found: dict[Target, str] = {}
    for heading in headings:
        target = known.get(plain(heading))
        if target is not None and target not in found:
            found[target] = heading
    missing = [LABELS[target] for target in NEEDED if target not in found]
    told = [Reason(f"{len(found)} av {len(headings)} kolumner känns igen på rubriken.")]
    if missing:
        told.append(Reason(f"Välj själv kolumn för: {', '.join(missing)}."))
    return Ruling(ColumnMap(found), tuple(told))


EXAMPLES = (
    Example(
        lambda headings: Ruling(guess_map(headings).value.columns, ()),
        {"headings": ("id", "Besluts-datum", "TYP", "lagrum", "något annat")},
        {
            Target.KEY: "id",
            Target.DECIDED_ON: "Besluts-datum",
            Target.TYPE: "TYP",
            Target.GROUND: "lagrum",
        },
        "konstruerat: tecken och stora bokstäver spelar ingen roll",
    ),
)
