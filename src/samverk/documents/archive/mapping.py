"""Our words and the archive's: which value of ERMS each of ours stands for, as the archive wants it.

The values are those of CITS ERMS v3 (FGS Ärendehantering 2.0). An archive authority that wants another
value gets a row of its own from a day on; without one the default here is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Term(StrEnum):
    """What kind of word it is (begrepp)."""

    CASE_STATUS = "case_status"
    AGGREGATION = "aggregation"
    DOCUMENT_KIND = "document_kind"
    DIRECTION = "direction"
    RESTRICTION = "restriction"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the archive's, with the words for it where the value only says that it is another."""

    value: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours (vårt begrepp): how people read it here, and what it stands for by default."""

    term: Term
    own: str
    label: str
    default: Value


LABELS = {
    Term.CASE_STATUS: "Ärendets läge",
    Term.AGGREGATION: "Det som håller ihop handlingar",
    Term.DOCUMENT_KIND: "Handlingstyp",
    Term.DIRECTION: "Riktning",
    Term.RESTRICTION: "Sekretess",
    Term.RETENTION: "Bevarande och gallring",
}
# Where the value stands in ERMS
PLACES = {
    Term.CASE_STATUS: "aggregation/status/@value",
    Term.AGGREGATION: "aggregation/@aggregationType",
    Term.DOCUMENT_KIND: "record/@recordType",
    Term.DIRECTION: "record/direction/@directionDefinition",
    Term.RESTRICTION: "restriction/@restrictionType",
    Term.RETENTION: "disposal/disposalAction",
}
# The lists of the schema; a term that is not here takes any words
ALLOWED: dict[Term, tuple[str, ...]] = {
    Term.CASE_STATUS: (
        "ad_acta",
        "closed",
        "expedited",
        "initiated",
        "in_progress",
        "obliterated",
        "on_hold",
        "open",
        "prepared",
        "received",
    ),
    Term.AGGREGATION: (
        "caseFile",
        "class",
        "component",
        "file",
        "subfile",
        "volume",
        "own_aggregation_definition",
    ),
    Term.DIRECTION: (
        "incoming",
        "outgoing",
        "internal_memo_for_follow-up",
        "internal_memo_without_follow-up",
        "case_draft",
        "other",
    ),
    Term.RESTRICTION: ("confidential", "gdpr", "integrity", "other_type"),
}
# The values that say nothing without words of their own
NEEDS_WORDS = {
    Term.AGGREGATION: "own_aggregation_definition",
    Term.DIRECTION: "other",
    Term.RESTRICTION: "other_type",
}
WORDS: tuple[Word, ...] = (
    Word(Term.CASE_STATUS, "open", "pågår", Value("in_progress")),
    Word(Term.CASE_STATUS, "closed", "avslutat", Value("closed")),
    Word(Term.AGGREGATION, "case", "ärende", Value("caseFile")),
    Word(
        Term.AGGREGATION,
        "meeting",
        "sammanträde",
        Value("own_aggregation_definition", "sammanträde"),
    ),
    Word(Term.DOCUMENT_KIND, "memo", "tjänsteskrivelse", Value("tjänsteskrivelse")),
    Word(Term.DOCUMENT_KIND, "minutes", "protokoll", Value("protokoll")),
    Word(Term.DOCUMENT_KIND, "notice", "kallelse", Value("kallelse")),
    Word(Term.DOCUMENT_KIND, "exit_notice", "uppsägning", Value("uppsägning")),
    Word(Term.DOCUMENT_KIND, "receipt", "mottagningsbevis", Value("mottagningsbevis")),
    Word(Term.DOCUMENT_KIND, "answer", "svar", Value("svar")),
    Word(Term.DOCUMENT_KIND, "letter", "skrivelse", Value("skrivelse")),
    Word(Term.DOCUMENT_KIND, "other", "övrig handling", Value("övrig handling")),
    Word(Term.DIRECTION, "incoming", "inkommen", Value("incoming")),
    Word(Term.DIRECTION, "outgoing", "utgående", Value("outgoing")),
    Word(Term.DIRECTION, "drawn_up", "upprättad", Value("other", "upprättad")),
    Word(Term.RESTRICTION, "secret", "sekretessmarkerad", Value("confidential")),
    Word(Term.RETENTION, "keep", "bevaras", Value("bevaras")),
    Word(Term.RETENTION, "dispose", "gallras", Value("gallras")),
)
KNOWN = {(word.term, word.own): word for word in WORDS}
Given = Mapping[tuple[Term, str], Value]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What an archive authority wants (mappning): its own values, and the defaults for the rest."""

    given: Given

    def value(self, term: Term, own: str) -> Value:
        """Answer the archive's value for a word of ours; the word itself where nobody knows one."""
        known = KNOWN.get((term, own))
        return self.given.get((term, own)) or (known.default if known else Value(own))


def value_fault(term: Term, value: Value) -> tuple[str, str]:
    """Say what is wrong with a value, and with which of its two parts; ("", "") when nothing is."""
    allowed = ALLOWED.get(term)
    if allowed and value.value not in allowed:
        return "value", f"Värdet finns inte i listan. Välj ett av: {', '.join(allowed)}."
    if not value.value.strip():
        return "value", "Skriv ett värde."
    needs = NEEDS_WORDS.get(term)
    if needs and value.value == needs and not value.other.strip():
        return "other", f"{needs} kräver en egen benämning. Skriv den."
    if value.other.strip() and value.value != needs:
        return "other", "Den egna benämningen används inte med det värdet. Lämna fältet tomt."
    return "", ""
