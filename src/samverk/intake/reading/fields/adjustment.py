"""Whether the paragraph was adjusted at once (omedelbar justering)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samverk.intake.reading.model import Place
from samverk.intake.reading.prose import Prose, in_small_letters, sentence_start
from samverk.intake.reading.sections import Section

_AT_ONCE = r"(?:omedelbart|genast|direkt|vid sammanträdet|under sammanträdet)"
_TELLS = re.compile(
    rf"{_AT_ONCE} justera(?:d|t|s|des|de)?\b"
    rf"|paragrafen är justerad\b|justera(?:s|des|t|d)? (?:inte |ej )?{_AT_ONCE}\b(?! efter)"
    rf"|justera (?:paragrafen|protokollet|beslutet|ärendet) (?:inte |ej )?{_AT_ONCE}\b"
    r"|(?:omedelbar justering|direktjustering)\b"
)
_NO = re.compile(r"\b(?:inte|ej|icke|ingen|inget|inga|utan|aldrig)\b")
# "…: nej", "☐ Ja ☒ Nej"
_ANSWER = re.compile(r"\W{0,3}\b(?P<word>ja|nej|inte|ej)\b")
_BOXES = re.compile(r"(?P<mark>[☐□☒☑✓✔✗■]|\[ ?[x ]?\]) ?(?P<word>ja|nej)\b")
# Somebody wants it, or it is said of another time: nothing is decided.
_NOT_DECIDED = re.compile(
    r"\b(?:yrkar|yrkade|yrkande|föreslår|föreslog|förslag(?:et)?|begär|begärde|önskar|bör|kan|kunde"
    r"|får|om paragrafen|avslår|avslås|avslogs|varför|ifall|därest|innan|behov av|behöv\w+"
    r"|möjlighet\w*|återtar|återtas)\b"
)
# The reason is no part of what is said: "justeras omedelbart, eftersom ärendet inte kan vänta".
_REASON = re.compile(r",|;| (?:eftersom|då|för att|så att|emedan|men|och att) ")
_SAYS_MORE = re.compile("|".join(p.pattern for p in (_TELLS, _NO, _NOT_DECIDED)) + r"|[☐□]|\[ ?\]")
_PARAGRAPHS = re.compile(r"§{1,2} ?(\d{1,4}(?: ?(?:,|-|–|och|samt) ?\d{1,4})*)")


class Adjustment(NamedTuple):
    """What the paragraph prints of its own adjustment, and where."""

    is_immediate: bool
    place: Place


def immediate_adjustment(
    sections: Sequence[Section], present: Prose, number: int | None = None
) -> Adjustment | None:
    """Answer whether the paragraph says that it was adjusted at once, or that it was not.

    None where it says neither, or both. ``number`` is the paragraph's own.
    """
    told = list(_told(present, number))
    told += [found for s in sections if (found := _under_heading(s))]
    if len({one.is_immediate for one in told}) != 1:
        return None
    return told[0]


def adjusted_by_front(front: Prose) -> dict[int, Place]:
    """Answer which paragraphs a front page says were adjusted at once: "§ 21 omedelbart justerad"."""
    text = in_small_letters(front.text)
    found: dict[int, Place] = {}
    for match in _TELLS.finditer(text) if "juster" in text else ():
        clause = _clause(text, match, sentence_start(front.text, match.start()))
        if not (_NOT_DECIDED.search(clause) or _NO.search(clause)):
            found |= dict.fromkeys(_named(clause), front.place(match.start()))
    return found


def _under_heading(section: Section) -> Adjustment | None:
    """Read "Omedelbar justering" as a heading: alone it says yes, else what it heads does."""
    if section.concept != "immediate_adjustment":
        return None
    text = in_small_letters(section.prose().text).strip()
    answer = _answered(text) if text else True
    if answer is None and not _SAYS_MORE.search(text):
        answer = True
    return None if answer is None else Adjustment(answer, section.heading[0].place)


def _answered(text: str) -> bool | None:
    """Read a bare answer: "nej", "☐ Ja ☒ Nej"; None where there is none, or more than one."""
    if boxes := list(_BOXES.finditer(text)):
        chosen = {box["word"] for box in boxes if not re.fullmatch(r"[☐□]|\[ ?\]", box["mark"])}
        return chosen == {"ja"} if len(chosen) == 1 else None
    match = _ANSWER.match(text)
    if (
        match is None
        or _ANSWER.match(text, match.end())
        or text[match.end() :].startswith(("/", " /"))
    ):
        return None
    return match["word"] == "ja"


def _told(prose: Prose, number: int | None) -> Iterator[Adjustment]:
    text = in_small_letters(prose.text)
    if "juster" not in text:
        return
    for match in _TELLS.finditer(text):
        clause = _clause(text, match, sentence_start(prose.text, match.start()))
        if _NOT_DECIDED.search(clause) or _is_another(clause, number):
            continue
        answer = _answered(text[match.end() : match.end() + 24].split("\n")[0])
        is_noun = match[0].endswith("justering")
        if _NO.search(clause):
            answer = False
        elif answer is None and (not is_noun or _is_decided(clause)):
            answer = not _has_boxes(text, match.end())
        if answer is not None:
            yield Adjustment(answer, prose.place(match.start()))


def _clause(text: str, match: re.Match[str], begin: int) -> str:
    """Answer what is said around a match in its sentence, reasons left out."""
    before = text[begin : match.start()].rpartition("\n")[2]
    after = re.split(r"[.!?](?:\s|$)|\n", text[match.end() : match.end() + 160], maxsplit=1)[0]
    reason = _REASON.search(after)
    parts = _REASON.split(before)
    # "Med ändring av ..., justeras paragrafen inte": the verb's own clause stands last.
    return parts[-1] + match[0] + (after[: reason.start()] if reason else after)


def _is_another(clause: str, number: int | None) -> bool:
    """Answer whether a clause names other paragraphs than this one: "§ 45 justeras omedelbart"."""
    named = _named(clause)
    return bool(named) and number is not None and number not in named


def _named(clause: str) -> Sequence[int]:
    """Answer the paragraphs a clause names first: "§ 45", "§§ 12, 14", "§§ 20–22"."""
    named = _PARAGRAPHS.search(clause)
    figures = [int(n) for n in re.findall(r"\d+", named[1])] if named else []
    if named and len(figures) == 2 and re.search(r"\d ?[-–] ?\d", named[1]):
        return range(figures[0], figures[1] + 1)
    return figures


def _is_decided(clause: str) -> bool:
    return re.search(r"\b(?:beslutar|beslutade|godkänner|förklarar|medger)\b", clause) is not None


def _has_boxes(text: str, end: int) -> bool:
    return _BOXES.match(text, end + 1) is not None or text.startswith((": ja/", ": ja /"), end)
