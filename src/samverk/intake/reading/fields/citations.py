"""Earlier decisions a text refers to: "KF, § 94 2021-05-26", "nämndens beslut 23 november 2022 § 222".

A section of a statute or by-laws ("§ 15 i förbundsordningen", "5 kap. 50 §") is no decision.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from samverk.intake.reading.dates import DATE_PATTERN, DateMention, date_of, dates_in
from samverk.intake.reading.model import Citation
from samverk.intake.reading.organs import OrganMention, organs_in
from samverk.intake.reading.prose import Prose, sentence_start

_SIGN = r"§{1,2} ?(?P<number>\d{1,4}(?:(?:, ?| och |[-–])\d{1,4}){0,6})(?!\d)(?:/\d{2,4})?"
_DAY = rf"(?P<day>{DATE_PATTERN})"
_SIGN_AFTER = re.compile(rf"\)?[,;]? {{0,2}}(?:\(|under |paragraf )?{_SIGN}", re.IGNORECASE)
_SIGN_FIRST = re.compile(
    rf"{_SIGN}\)?,? {{0,2}}(?:\(|den |av den |från den |från |daterat )?{_DAY}", re.IGNORECASE
)
_SIGN_ALONE = re.compile(_SIGN)
_TO_SIGN = re.compile(r",? ?(?:beslut,? ?|protokoll,? ?)?")
_TO_DAY = re.compile(
    r" ?(?:beslutade|beslut|beslöt|fastställde|antog|godkände|behandlade ärendet),? ?(?:den |av den )?"
)
_ACTED = re.compile(r"^[^.\n]{0,80}?\b\w+(?:ade|tog|slöt|ände|llde|dde|gav) [^.\n]{0,60}$")
_LAW = re.compile(r" ?(?:i |kap|st |lag|\w{0,40}lagen|\w{0,40}ordning)", re.IGNORECASE)
_REACH = 140
_NEAR = 110
_Span = tuple[int, int]
_Key = tuple[str | None, date | None, int | None]
# A day, the § numbers as printed, and the span of the text that says so.
_Dated = tuple[date, str, int, int]


def citations_in(prose: Prose) -> list[Citation]:
    """Answer the decisions cited in the text, each once, at its first place.

    A mention of body and day alone is left out where the same decision is cited with its §.
    """
    text = prose.text
    found: dict[_Key, Citation] = {}
    if "§" in text or "beslut" in text:
        for citation in _all(prose):
            found.setdefault((citation.body, citation.date, citation.paragraph), citation)
    told_better = {lesser for key in found for lesser in _lesser(*key)}
    return [c for key, c in found.items() if key not in told_better]


def _all(prose: Prose) -> Iterator[Citation]:
    text = prose.text
    days = list(dates_in(text))
    taken: list[_Span] = []
    for day, number, start, end in (*_day_first(text, days), *_sign_first(text)):
        if _overlaps((start, end), taken):
            continue
        insort(taken, (start, end))
        body = _body_before(text, start)
        for each in _numbers(number):
            yield Citation(body, day, each, prose.place(start))
    yield from _by_body(prose, days, taken)


def _day_first(text: str, days: Sequence[DateMention]) -> Iterator[_Dated]:
    """Find "2021-05-26 § 94"."""
    for mention in days:
        if sign := _SIGN_AFTER.match(text, mention.end):
            yield mention.day, sign["number"], mention.start, sign.end()


def _sign_first(text: str) -> Iterator[_Dated]:
    """Find "§ 94 den 26 maj 2021"."""
    for match in _SIGN_FIRST.finditer(text):
        if day := date_of(match["day"]):
            yield day, match["number"], match.start(), match.end()


def _by_body(
    prose: Prose, days: Sequence[DateMention], taken: Sequence[_Span]
) -> Iterator[Citation]:
    """Find decisions cited by body with a § or a day but not both."""
    text = prose.text
    for sign in _SIGN_ALONE.finditer(text):
        if _overlaps(sign.span(), taken) or _LAW.match(text, sign.end()):
            continue
        if body := _right_before(text, sign.start(), _TO_SIGN):
            for number in _numbers(sign["number"]):
                yield Citation(body, None, number, prose.place(sign.start()))
    for day in days:
        if not _overlaps((day.start, day.end), taken) and (
            body := _right_before(text, day.start, _TO_DAY)
        ):
            yield Citation(body, day.day, None, prose.place(day.start))


def _right_before(text: str, start: int, between: re.Pattern[str]) -> str | None:
    """Answer the body named just before a place, parted from it by no more than ``between``."""
    begin = max(0, start - _NEAR)
    organs = list(organs_in(text[begin:start]))
    if organs and between.fullmatch(text, begin + organs[-1].end, start):
        return organs[-1].name
    return None


def _overlaps(span: _Span, taken: Sequence[_Span]) -> bool:
    """Answer whether a span meets one already taken; those are sorted and apart."""
    at = bisect_left(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, at - 1) : at + 1])


def _numbers(text: str) -> list[int]:
    """Read "94", "12, 14 och 15" and "186-188"; a long range counts by its ends."""
    numbers: list[int] = []
    for part in re.split(r", ?| och ", text):
        ends = [int(n) for n in re.split("[-–]", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 20:
            numbers += range(ends[0], ends[1] + 1)
        else:
            numbers += ends
    return numbers


def _body_before(text: str, start: int) -> str | None:
    """Answer the body a citation belongs to: named next to it, in the genitive, or as who acted.

    "Socialnämnden föreslår att beslutet § 94 ..." says nothing of whose § 94 it is.
    """
    begin = max(sentence_start(text, start), start - _REACH)
    organs = list(organs_in(text[begin:start]))
    if not organs:
        return None
    last = organs[-1]
    between = text[begin + last.end : start]
    if last.in_genitive and re.match(r"[^.]{0,140}$", between) and "föreslår" not in between:
        return last.name
    return last.name if _is_next_to(between) or _has_acted(last, between) else None


def _is_next_to(between: str) -> bool:
    return re.fullmatch(r",? ?(?:\(|den |beslut(?:ade)? ?(?:den |av den )?)?", between) is not None


def _has_acted(organ: OrganMention, between: str) -> bool:
    return not organ.in_genitive and _ACTED.match(between) is not None


def _lesser(body: str | None, day: date | None, number: int | None) -> Iterator[_Key]:
    """Yield the ways to cite the same decision that say less."""
    for keeps in product((True, False), repeat=3):
        kept = (
            body if keeps[0] else None,
            day if keeps[1] else None,
            number if keeps[2] else None,
        )
        if kept != (body, day, number):
            yield kept
