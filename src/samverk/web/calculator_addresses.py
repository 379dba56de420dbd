"""The calculators' addresses in Swedish: the rules and their command line speak English.

An address with an answer is shared and saved: a name here stays once it has been used.
"""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import Calculator, Field, Kind

NAMES: Mapping[str, str] = {
    "posted": "anslaget",
    "taken_down": "nedtaget",
    "kind": "form",
    "boards": "tavlor",
    "notice": "uppsagt",
    "years": "ar",
    "counting": "rakning",
    "body": "organ",
    "yes": "ja",
    "no": "nej",
    "abstain": "avstar",
    "earlier_minority": "uppskjutet",
    "election": "val",
    "chair": "ordforande",
    "date": "dag",
    "day": "dag",
    "members": "ledamoter",
    "present": "narvarande",
    "disqualified": "javiga",
    "total": "belopp",
    "population": "folkmangd",
    "regions": "regioner",
    "outside_region": "utanfor",
    "text": "nummer",
    "seats": "platser",
    "votes": "roster",
    "requesters": "begar",
    "lots": "lottning",
    "year": "ar",
    "interim": "delarsrapport",
    "section": "paragraf",
    "vat_months": "momsmanader",
    "days": "dagar",
    "parties": "medlemmar",
    "exits": "uttraden",
}
CHOICES: Mapping[str, str] = {
    "council": "fullmaktige",
    "board": "namnd",
    "yes": "ja",
    "no": "nej",
    "abstain": "avstar",
    "unknown": "okant",
    "calendar-years": "kalenderar",
    "from-notice": "dag-till-dag",
}
SET = "ja"

# Where a combination that cannot be is told of: at the first of these that was filled in
_BLAMED: Mapping[str, tuple[str, ...]] = {
    "appeal": ("taken_down", "posted"),
    "withdrawal": ("years",),
    "deferral": ("chair", "yes"),
    "vote": ("chair", "yes"),
    "election": ("requesters", "present", "votes"),
    "quorum": ("present",),
    "shares": ("outside_region", "regions", "total"),
}


def name_of(field: Field) -> str:
    """Give the field's name in the address."""
    return NAMES[field.name]


def choice_of(value: str) -> str:
    """Give a choice as it stands in the address."""
    return CHOICES.get(value, value)


def rule_text(field: Field, text: str) -> str | None:
    """Translate what stands in the address to what the rule reads; None for no such choice."""
    if field.kind is not Kind.CHOICE or not text.strip():
        return text
    offered = {choice_of(choice.value): choice.value for choice in field.choices}
    return offered.get(text.strip().casefold())


def typed_text(field: Field, text: str) -> str:
    """Translate a rule's text to what stands in the address."""
    match field.kind:
        case Kind.CHOICE:
            return choice_of(text)
        case Kind.FLAG:
            return SET
        case _:
            return text


def blamed(calculator: Calculator, texts: Mapping[str, str]) -> str | None:
    """Choose the field where an impossible combination is told of; None when none was filled in."""
    candidates = _BLAMED.get(calculator.command, ())
    return next((name for name in candidates if texts.get(name, "").strip()), None)
