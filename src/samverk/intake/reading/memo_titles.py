"""The line that says that a memo begins (tjänsteskrivelse), with what may stand beside the word."""

from __future__ import annotations

import re

from samverk.intake.reading.dates import DATE_PATTERN

MEMO_TITLES = ("tjänsteskrivelse", "tjänsteutlåtande", "tjänstemannaförslag")
# How a line may end whose sender stands before the word, a page number after it.
TITLE_ENDS = frozenset("eEgG)")
_KIND = r"(?i:förvaltning|kontor|sektor|avdelning|enhet|stab|kansli)(?i:et|en|n)?"
# "Socialförvaltningen", "Vård- och omsorgskontoret", "Sektorn för skola"
_UNIT = (
    rf"(?:[A-ZÅÄÖ][\wåäö]*-,? och [\wåäö]*{_KIND}|[A-ZÅÄÖ][\wåäö]*{_KIND}|{_KIND} för [a-zåäö-]+"
    r"(?: och [a-zåäö-]+)?)"
)
_TOWN = r"[A-ZÅÄÖ][\wåäö]+ (?i:kommun|stad)|Region [A-ZÅÄÖ][\wåäö]+"
_PAGE = r"(?:[Ss]id(?:a|an)?\.?:? ?)?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})"
_DIARY = r"(?:(?i:dnr|diarienr|diarienummer):? ?)?(?:[A-ZÅÄÖ]{1,6}[ /.-]?)?\d[\d./:-]*\d(?: [A-ZÅÄÖ]{1,4})?"
_BESIDE = rf"(?:(?:den )?(?i:{DATE_PATTERN})|{_PAGE}|{_DIARY})"
_TITLE = re.compile(
    rf"(?:(?:{_UNIT}|{_TOWN})[,:]?\s+)?(?i:{'|'.join(MEMO_TITLES)})(?i: till nämnd)?[ :]*"
    rf"(?P<beside>(?:[\s,|–-]+{_BESIDE})*)\W*"
)
_WHOLE_UNIT = re.compile(_UNIT)
_APART = re.compile(rf"(?:^|[\s,|–-]+)(?P<one>{_BESIDE})")
_WHOLE_PAGE = re.compile(_PAGE)


def beside_memo_title(text: str) -> list[str] | None:
    """Answer the day and diary number on the line of a memo's title; None for other lines.

    A page number beside it says nothing.
    """
    if not ("jänste" in text or "JÄNSTE" in text):
        return None
    match = _TITLE.fullmatch(text)
    if match is None:
        return None
    found = (one["one"] for one in _APART.finditer(match["beside"]))
    return [one for one in found if not _WHOLE_PAGE.fullmatch(one)]


def is_memo_title(text: str) -> bool:
    """Answer whether a line is the title of a memo (tjänsteskrivelse)."""
    return beside_memo_title(text) is not None


def is_unit(text: str) -> bool:
    """Answer whether a line is the name of an office or unit, as a memo prints its sender."""
    return len(text) < 80 and _WHOLE_UNIT.fullmatch(text) is not None
