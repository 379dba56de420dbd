"""Whose decision a citation means: the body named beside it, or null where no one is.

Three places are looked at: before ("KF 2021-05-26 § 94", "nämnden beslutade den ..."), between
("§ 94 i fullmäktige den 26 maj") and after ("§ 12 KSAU").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.organs import (
    ABBREVIATIONS,
    ORGAN_PATTERN,
    OrganMention,
    canonical,
    organs_in,
)
from samverk.intake.reading.prose import sentence_start

# Minutes also write "Kf" and "ks"; other short names are words in small letters.
_SMALL = re.compile(r"(?<![\w.-])(?P<organ>[kK]f|[kK]s|[kK]sau)(?=(?::s)?[ ,(:])")
# "Ks au", "KS-au", "SN/AU": a board's working committee.
_COMMITTEE = re.compile(
    rf"(?<![\w.-])(?P<owner>{'|'.join(short for short in ABBREVIATIONS if not short.endswith(('F', 'AU')))}"
    r"|[kK]s|[sS]n)[ :/-](?:AU|Au|au)(?![\w-])"
)
_MAY_END = (
    "nämnden",
    "nämnd",
    "styrelsen",
    "styrelse",
    "fullmäktige",
    "utskottet",
    "utskott",
    "beredningen",
    "s",
    "beslut",
    "beslutade",
    "beslöt",
    "fastställde",
    "antog",
    "godkände",
    "ärendet",
    "protokoll",
)
_NEXT_TO = re.compile(
    r"(?::s)?[,:]? ?[–-]? ?"
    r"(?:\(|den |har (?:den )?|(?:beslut(?:ade)?|protokoll),? ?(?:den |av den |från den |nr )?)?"
)
# "Tekniska nämnden föreslog den 14 maj 2024, § 61, att": the day says when it did so.
_PROPOSED_ON = re.compile(r" (?:föreslog|föreslår|avslog|tillstyrkte|avstyrkte) (?:den )?")
# "Arbetsutskottets förslag 2023-04-05 § 44": a body proposes by deciding.
_ITS_PROPOSAL = re.compile(
    r" förslag(?: till [a-zåäö]{4,24})?,? ?(?:\(|den |(?:av|från) den |av |från )?"
)
# "Av kommunfullmäktige antogs planen 2020-06-15 § 128"
_DONE_BY = re.compile(r"\b[aA]v (?:(?:[A-ZÅÄÖ][\w-]+ ){1,3}(?:kommuns|stads) )?$")
_DONE = re.compile(
    r" (?:[\w-]+ ){0,2}?\w*(?:ades|togs|slöts|ändes|lldes|ddes|gavs)(?: [^.\n§]{0,60})? (?:\(|den )?"
)
_OWN = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:beslut(?!et)|protokoll|sammanträde|möte|yttrande|ställningstagande|behandling)\w*"
    r"(?P<rest>[^.\n]{0,140})$"
)
_ANOTHER = re.compile(r"\b(?:beslute?t?|protokoll\w*|skrivelse|föreslår)\b")
# "beslut 2021-05-26 § 94 och": the next of a list belongs to the same body.
_LISTED = re.compile(r"[\d§/,() -]*(?:och|samt|,)?[ (]*")
_ACTED = re.compile(
    r"^[^.\n]{0,80}?\b(?:\w*(?:ade|tog|slöt|lät|ände|llde|dde|gav)|har (?:nu |tidigare |även )?"
    r"(?:behandlat|beslutat|fastställt|antagit|godkänt|berett|återremitterat|bordlagt|avslagit|bifallit"
    r"|upphävt|tillstyrkt|avstyrkt)) [^.\n]{0,60}$"
)
# "Kommunstyrelsen upphäver sitt beslut den 5 februari 2024, § 3": the subject's own.
_ITS = re.compile(
    r"\b(?:sitt|sina) (?:[\w-]+ ){0,2}?(?:beslut|ställningstagande|yttrande)\w*(?P<rest>[^.\n§]{0,80})$"
)
_NO_SUBJECT = re.compile(r"\b(?:med|av|från|till|hos|för|i|efter|enligt|mot) $", re.IGNORECASE)
# "Kommunstyrelsen föreslår i beslut 2022-03-07": who proposes did so by deciding.
_BY_DECISION = re.compile(
    r"\bi (?:sitt |ett )?(?:beslut|yttrande),? (?:den |av den |från den |daterat )?$"
)
_TO = re.compile(r"(?:föreslår|föreslog|hemställer hos|till|för|åt|hos) $")
_SHORT = "|".join((*sorted(ABBREVIATIONS, key=len, reverse=True), "[kK]f", "[kK]s", "[kK]sau"))
_AFTER = re.compile(
    rf" ?\(?(?:(?P<organ>(?:{_SHORT})(?![\w:-]| ?/?[aA][uU](?!\w)))|(?P<committee>{_COMMITTEE.pattern})"
    rf"|(?:i|av|,? ?(?:beslutade|beslöt|föreslog)) (?P<full>{ORGAN_PATTERN}))"
    r"(?! ?§|,? ?\d| [a-zåäö]+ordning| reglemente)"
)
_REACH = 140
_NEAR = 110


def body_right_before(text: str, start: int, between: re.Pattern[str]) -> str | None:
    """Answer the body named just before a place, parted from it by no more than ``between``."""
    begin = max(0, start - _NEAR)
    if not _may_end(text[max(begin, start - 60) : start]):
        return None
    organs = _organs(text, begin, start)
    if organs and between.fullmatch(text, _end(text, begin, organs[-1]), start):
        return organs[-1].name
    return None


def body_before(text: str, start: int) -> str | None:
    """Answer the body a citation belongs to: named next to it, in the genitive, or as who acted.

    "Socialnämnden föreslår att beslutet § 94 ..." says nothing of whose § 94 it is.
    """
    begin = max(sentence_start(text, start), start - _REACH)
    organs = _organs(text, begin, start)
    if not organs:
        return None
    last = organs[-1]
    between = text[begin + last.end : start]
    if its := _ITS.search(text, begin, start):
        return _subject(text, begin, its)
    if _NEXT_TO.fullmatch(between) or (text[start] != "§" and _PROPOSED_ON.fullmatch(between)):
        return last.name
    if last.in_genitive or between.startswith(":s"):
        rest = between.removeprefix(":s")
        return last.name if _ITS_PROPOSAL.fullmatch(rest) or _is_own(rest) else None
    if _BY_DECISION.search(between):
        return _proposer(text, begin, organs)
    has_acted = _ACTED.match(between) and not re.search(r"\bbeslutet\b", between)
    return last.name if has_acted or _is_done_by(text, begin, last, between) else None


def _is_done_by(text: str, begin: int, organ: OrganMention, between: str) -> bool:
    """Answer whether something was done by a body: "Av nämnden antogs planen 2020-06-15 § 128"."""
    is_agent = _DONE_BY.search(text, begin, begin + organ.start) is not None
    return is_agent and _DONE.fullmatch(between) is not None


def is_its_own(text: str, start: int) -> bool:
    """Answer whether a citation is of "its decision", and no body stands in the sentence."""
    begin = max(sentence_start(text, start), start - _REACH)
    its = _ITS.search(text, begin, start)
    return its is not None and not _organs(text, begin, start) and _is_last(its)


def _subject(text: str, begin: int, its: re.Match[str]) -> str | None:
    """Answer who acts on its own decision: the last body that is no object, with a verb after it."""
    named = [
        organ
        for organ in _organs(text, begin, its.start())
        if not organ.in_genitive and not _NO_SUBJECT.search(text, begin, begin + organ.start)
    ]
    if not named or not _is_last(its):
        return None
    return named[-1].name if text[begin + named[-1].end : its.start()].strip() else None


def _is_last(its: re.Match[str]) -> bool:
    """Answer whether no other body or day stands between "its decision" and the citation."""
    rest = its["rest"]
    return next(organs_in(rest), None) is None and next(dates_in(rest), None) is None


def body_after(text: str, end: int) -> str | None:
    """Answer the body that follows a citation: "§ 12 KSAU", "2022-03-07 i kommunstyrelsen".

    Not one that goes on: "§ 12 KS 2024-01-02" begins the next, "i nämndens reglemente" is a rule.
    """
    match = _AFTER.match(text, end)
    if match is None:
        return None
    full = match["full"]
    if match["committee"]:
        return _committee(match["owner"])
    if full and full.lower().endswith("s"):
        return None
    return canonical(full) if full else ABBREVIATIONS[match["organ"].upper()]


def _organs(text: str, begin: int, end: int) -> list[OrganMention]:
    """Answer the bodies named in a stretch, by place; offsets from ``begin``."""
    window = text[begin:end]
    found = list(organs_in(window))
    small = [
        OrganMention(ABBREVIATIONS[m["organ"].upper()], False, m.start(), m.end())
        for m in _SMALL.finditer(window)
    ]
    committees = list(_committees(window)) if "au" in window.lower() else []
    if not (small or committees):
        return found
    others = [
        organ
        for organ in found + small
        if not any(one.start <= organ.start < one.end for one in committees)
    ]
    return sorted(others + committees, key=lambda organ: organ.start)


def _committees(window: str) -> Iterator[OrganMention]:
    for match in _COMMITTEE.finditer(window):
        yield OrganMention(_committee(match["owner"]), False, match.start(), match.end())


def _committee(owner: str) -> str:
    """Answer the working committee of the board with that short name."""
    short = owner.upper()
    return ABBREVIATIONS.get(f"{short}AU") or f"{ABBREVIATIONS[short]}s arbetsutskott"


def _may_end(before: str) -> bool:
    """Answer whether a body may stand last: most days and signs stand by none, and this is fast."""
    words = before.rstrip(" ,(").removesuffix(" den").removesuffix(" av")
    last = words[-4:].lstrip("( ")
    return (
        words.endswith(_MAY_END)
        or last.isupper()
        or last[-2:].lower() in ("kf", "ks", "au")
        or " för " in before
    )


def _end(text: str, begin: int, organ: OrganMention) -> int:
    end = begin + organ.end
    return end + 2 if text.startswith(":s", end) else end


def _is_own(between: str) -> bool:
    """Answer whether what follows a genitive is the body's own decision, and the only one told."""
    match = _OWN.match(between)
    if match is None:
        return False
    rest = match["rest"]
    if next(dates_in(rest), None) or "§" in rest:
        for mention in reversed(list(dates_in(rest))):
            rest = rest[: mention.start] + rest[mention.end :]
        return _LISTED.fullmatch(rest.replace("den ", "")) is not None
    return not _ANOTHER.search(rest)


def _proposer(text: str, begin: int, organs: Sequence[OrganMention]) -> str | None:
    """Answer who proposes by decision: not the body that is proposed to."""
    last = organs[-1]
    if not _TO.search(text, begin, begin + last.start):
        return last.name
    earlier = [o for o in organs[:-1] if not o.in_genitive]
    return earlier[-1].name if earlier else None
