"""Headings and labels (rubriker): which concept a line announces.

The variants are those met in minutes of many municipalities; matched without regard to case,
closing colon and Markdown, and with any body's name in the genitive before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from samverk.intake.reading.endings import is_dispatch, is_signature, may_end
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical

SECTIONS: dict[str, tuple[str, ...]] = {
    "decision": (
        "beslut",
        "beslutet",
        "§ beslut",
        "beslut i ärendet",
        "beslut för egen del",
        "eget beslut",
        "egna beslut",
        "beslutas",
        "beslutades",
    ),
    "proposed_decision": (
        "förslag till beslut",
        "förslag till beslut:",
        "förvaltningens förslag till beslut",
        "förvaltningens förslag",
        "kontorets förslag till beslut",
        "förslag till nämnden",
    ),
    "background": (
        "ärendebeskrivning",
        "sammanfattning av ärendet",
        "sammanfattning",
        "beskrivning av ärendet",
        "bakgrund",
        "ärendet",
        "ärendet i korthet",
        "kommunledningsförvaltningens handläggning",
        "nuläge",
    ),
    "earlier_handling": (
        "tidigare behandling",
        "ärendets behandling",
        "beredning",
        "ärendets beredning",
        "beredning av ärendet",
        "tidigare beslut",
        "ärendets tidigare behandling",
    ),
    "decision_basis": (
        "beslutsunderlag",
        "underlag",
        "underlag för beslut",
        "handling",
        "handlingar",
        "handlingar i ärendet",
        "följande handlingar utgör underlag i ärendet",
        "ärendedokument",
        "bilagor",
    ),
    "proposals_at_meeting": (
        "yrkande",
        "yrkanden",
        "yrkanden på sammanträdet",
        "förslag till beslut på sammanträdet",
        "förslag under sammanträdet",
        "förslag på sammanträdet",
        "förslag till beslut under sammanträdet",
        "förslag till beslut vid sammanträdet",
        "yrkanden under sammanträdet",
        "förslag på mötet",
        "förslag till beslut på mötet",
        "förslag",
        "dagens sammanträde",
        "behandling på sammanträdet",
        "alternativa förslag",
        "förslag och yrkanden",
    ),
    "debate": (
        "ajournering",
        "ajourneringar",
        "yttranden",
        "yttranden under sammanträdet",
        "överläggning",
        "inlägg",
        "talare",
    ),
    "proposition": (
        "propositionsordning",
        "propositioner",
        "proposition",
        "beslutsgång",
        "beslutsordning",
        "propositionsordning och beslut",
    ),
    "vote": (
        "omröstning",
        "omröstningar",
        "omröstning begärs",
        "omröstning begärdes",
        "votering",
        "voteringar",
        "votering begäres",
        "votering begärs",
        "huvudvotering",
        "omröstning – huvudvotering",
        "omröstning - huvudvotering",
        "omröstning - motförslag i huvudvoteringen",
        "omröstning – motförslag i huvudvoteringen",
        "motförslagsvotering",
        "godkänd voteringsproposition",
        "voteringsproposition",
        "följande voteringsproposition godkännes",
    ),
    "vote_result": (
        "röstningsresultat",
        "röstresultat",
        "omröstningsresultat",
        "voteringsresultat",
        "resultat av omröstningen",
    ),
    "reservation": (
        *("reservation", "reservationer", "reservation mot beslutet", "reservanter"),
        *("avvikande mening", "avvikande meningar"),
    ),
    "separate_statement": (
        "särskilt yttrande",
        "särskilda yttranden",
        "protokollsanteckning",
        "protokollsanteckningar",
    ),
    "non_participation": ("jäv", "deltar ej i beslut", "deltar inte i beslutet"),
    "immediate_adjustment": (
        "omedelbar justering",
        "omedelbart justerad",
        "paragrafen är omedelbart justerad",
        "paragrafen är justerad",
        "paragrafen justeras omedelbart",
        "paragrafen förklaras omedelbart justerad",
        "direktjustering",
        "direktjusterad",
    ),
    "dispatch": (
        "expedieras till",
        "expediering",
        "expediering till",
        "skickas till",
        "beslutet skickas till",
        "beslutet ska skickas till",
        "beslutet skall skickas till",
        "beslut skickas till",
        "beslut sänds till",
        "beslutet sänds till",
        "beslutet ska sändas till",
        "beslutet expedieras till",
        "kopia av beslut till",
        "kopia till",
        "protokollsutdrag till",
        "protokollsutdrag skickas till",
        "utdrag till",
        "protokollsutdrag sänds till",
        "protokollsutdrag sändes till",
        "protokollet skickas till",
        "protokollet ska skickas till",
        "utdrag skickas till",
        "beslutet delges",
        "beslutet meddelas",
        "beslutsexpediering",
        "expedieras",
        "delges",
        "sändlista",
        "protokollsutdrag",
    ),
    "assessment": (
        "ekonomisk bedömning",
        "ekonomiska konsekvenser",
        "förvaltningens bedömning",
        "förvaltningens yttrande",
        "konsekvenser för verksamheten",
        "barnperspektiv",
        "barnkonsekvensanalys",
        "finansiering",
        "bedömning",
        "skäl för beslutet",
        "motivering till beslutet",
        "upplysningar",
        "överklagande",
    ),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "date": ("datum", "utfärdat", "upprättad", "daterad"),
    "officer": ("handläggare", "handläggare/tjänsteman"),
    "phone": ("direktnr", "telefon", "telefonnummer"),
    "diary": (
        "dnr",
        "diarienr",
        "diariernr",
        "diarienummer",
        "ärendenummer",
        "ärendenr",
        "beteckning",
        "vår beteckning",
        "vårt diarienummer",
        "referens",
    ),
}
NOTICE_TITLES = (
    *("kallelse", "kungörelse", "föredragningslista", "dagordning", "ärendelista"),
    "sammanträde med",
)

_CONCEPT = {variant: concept for concept, variants in SECTIONS.items() for variant in variants}
_FIELD = {variant: concept for concept, variants in FIELDS.items() for variant in variants}
# How a line with a header field may begin.
FIELD_STARTS = tuple(sorted({variant[:6] for variant in _FIELD}))
_CELLS = re.compile(r"\t|\s{2,}")
# "Handläggare Eva Ros" without a colon
_OFFICER = re.compile(r"(?i:handläggare) ((?:[A-ZÅÄÖÉ][\w'’-]+\.? ){1,3}[A-ZÅÄÖÉ][\w'’-]+)")
_LONGEST = 140
_O = ORGAN_PATTERN
# Each with the phrase that it holds whatever the body.
_BY_ORGAN: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (concept, phrase, re.compile(pattern, re.IGNORECASE))
    for concept, phrase, pattern in (
        # Who shall decide, where the minutes are another body's.
        ("level", "beslutsnivå", rf"beslutsnivå ?:? (?P<to>{_O})"),
        ("level", "beslutas av ", rf"(?:ärenden som )?beslutas av (?P<to>{_O})"),
        (
            "decision",
            " beslut",
            rf"(?P<by>{_O}) (?:egna |eget )?beslut(?: för egen del)?(?:,? i enlighet med .{{0,100}})?",
        ),
        ("decision", "beslut i ", rf"beslut i (?P<at>{_O})"),
        (
            "proposal_to",
            "förslag till beslut ",
            rf"(?:(?P<by>{_O}) )?förslag till beslut (?:i|till|för) (?P<to>{_O})"
            r"(?:,? i enlighet med .{0,100})?",
        ),
        (
            "proposal_to",
            "förslag till ",
            rf"(?:(?P<by>{_O}) )?förslag till (?P<to>{_O})(?: beslut)?",
        ),
        ("proposal_to", " förslag till beslut", rf"(?P<by>{_O}) förslag till beslut"),
        ("proposed_by", " förslag", rf"(?:enligt )?(?P<by>{_O}) förslag"),
        ("handling_by", " behandling", rf"(?P<by>{_O}) behandling"),
        (
            "earlier_handling",
            "beredning av ärendet i ",
            rf"beredning av ärendet i (?P<by>{_O}).{{0,60}}",
        ),
    )
)
_BODY_WORDS = ("nämnd", "styrelse", "fullmäktige", "utskott", "valberedning")


class Label(NamedTuple):
    """A heading: its concept, the bodies it names, and what follows on the same line."""

    concept: str
    by: str | None = None
    to: str | None = None
    rest: str = ""


# Each line is asked about when a source is cut and again within its part.
@lru_cache(maxsize=2048)
def match_label(text: str) -> Label | None:
    """Answer which section a line opens; None for running text."""
    # A wrapped sentence may end in a line that says only "beslut.": headings begin large.
    if not text or not (text[0].isupper() or text[0] == "§"):
        return None
    if len(text) > _LONGEST:
        return _opening(text)
    lowered = text.lower().rstrip(" :.")
    if concept := _CONCEPT.get(lowered):
        return Label(concept)
    if _may_name_organ(lowered) and (label := _by_organ(text.rstrip(" :."))):
        return label
    concept = _ending(text, lowered) if may_end(lowered) else None
    if concept is None and ("/" in lowered or " och " in lowered):
        concept = _of_both(lowered)
    if concept:
        return Label(concept)
    return _opening(text) if ":" in text else None


def _ending(text: str, lowered: str) -> str | None:
    """Answer the concept of a line that ends a matter in words of its own."""
    if is_dispatch(lowered):
        return "dispatch"
    return "signatures" if is_signature(text) else None


def _of_both(lowered: str) -> str | None:
    """Answer the first concept of two in one heading: "Reservationer/särskilda yttranden"."""
    parts = [part.strip() for part in re.split(r" ?/ ?| och ", lowered)]
    concepts = [_CONCEPT.get(part) for part in parts]
    return concepts[0] if len(parts) == 2 and all(concepts) else None


def _may_name_organ(lowered: str) -> bool:
    """Answer whether a line is worth the patterns: its words and its first word can be theirs."""
    head = lowered[:70]
    if not ("beslut" in lowered or "förslag" in head or "behandl" in head or "beredning" in head):
        return False
    return lowered.startswith(("förslag", "enligt", "beredning", "beslut i ")) or any(
        word in head for word in _BODY_WORDS
    )


def _opening(text: str) -> Label | None:
    """Read "Beslut: nämnden godkänner ...", where the content follows on the label's line."""
    head, colon, rest = text[:80].partition(":")
    if not colon or not rest.strip():
        return None
    rest = text[len(head) + 1 :].strip()
    lowered = head.strip().lower()
    if concept := _CONCEPT.get(lowered) or (is_dispatch(lowered) and "dispatch"):
        return Label(concept, rest=rest)
    if _may_name_organ(head.lower()) and (label := _by_organ(head.strip())):
        return label._replace(rest=rest)
    return None


def _by_organ(text: str) -> Label | None:
    lowered = text.lower()
    for concept, phrase, pattern in _BY_ORGAN:
        # The patterns look for a body's name first, which is slow to miss.
        if phrase in lowered and (match := pattern.fullmatch(text)):
            found = match.groupdict()
            by, to = found.get("by"), found.get("to")
            if at := found.get("at"):
                return Label(concept, canonical(at))
            # The owner stands in the genitive; "Socialnämnden beslut" is no heading.
            if by and not by.lower().endswith("s") and concept != "earlier_handling":
                return None
            return Label(concept, canonical(by) if by else None, canonical(to) if to else None)
    return None


def match_field(text: str) -> Label | None:
    """Answer which header field a line holds, "Datum: 2020-10-08"; ``rest`` is its value."""
    if len(text) > 100 or not text[:6].lower().startswith(FIELD_STARTS):
        return None
    head, _, rest = text.partition(":")
    if concept := _FIELD.get(head.strip().lower()):
        return Label(concept, rest=rest.strip())
    head, *cells = _CELLS.split(text)
    if cells and (concept := _FIELD.get(head.lower().rstrip(". "))) and not _names_field(cells):
        return Label(concept, rest=text[len(head) :].strip())
    if match := _OFFICER.fullmatch(text):
        return Label("officer", rest=match[1])
    word, _, rest = text.partition(" ")
    if (concept := _FIELD.get(word.lower().rstrip("."))) and any(c.isdigit() for c in rest):
        return Label(concept, rest=rest.strip())
    return None


def _names_field(cells: Sequence[str]) -> bool:
    """Answer whether labels stand side by side, with their values below."""
    return any(cell.strip(" :.").lower() in _FIELD for cell in cells)
