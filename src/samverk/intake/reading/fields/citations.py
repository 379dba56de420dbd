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
from samverk.intake.reading.fields.cited_bodies import (
    body_after,
    body_before,
    body_right_before,
)
from samverk.intake.reading.model import Citation
from samverk.intake.reading.organs import ABBREVIATIONS, ORGAN_PATTERN, canonical
from samverk.intake.reading.prose import Prose

# "§ 94 och 2021-06-20": the next figure of a list may begin a day, which is no number.
_NO_DAY = r"(?!\d{4}-\d\d-|\d{1,2}(?:/| [a-zA-Z]{3,9} \d{4}))"
_SIGN = (
    r"(?:§{1,2} ?|(?<!\w)paragraf )"
    rf"(?P<number>\d{{1,4}}(?:(?:, ?| och |[-–]){_NO_DAY}\d{{1,4}}(?!\d)){{0,6}})(?!\d)"
    r"(?:/(?:\d\d|(?:19|20)\d\d)(?![\d-]))?"
)
_DAY = rf"(?P<day>{DATE_PATTERN})"
_SIGN_AFTER = re.compile(rf"\)?[,;]? {{0,2}}(?:\(|under )?{_SIGN}", re.IGNORECASE)
_SIGN_FIRST = re.compile(
    rf"{_SIGN}\)?(?:,? {{0,2}}| ?/ ?)(?:\(|den |av den |från den |från |daterat )?{_DAY}",
    re.IGNORECASE,
)
_SIGN_START = re.compile(r"[§p](?:(?<=§)(?<!§§)§? ?|(?<!\wp)aragraf )\d")
_SIGN_ALONE = re.compile(_SIGN)
# "§ 94, KF 2021-05-26", "§ 94 i kommunfullmäktige den 26 maj 2021": not "§ 12, KF 2021-05-26 § 94"
_BODY_BETWEEN = re.compile(
    rf"{_SIGN},? \(?(?:i )?(?P<organ>{ORGAN_PATTERN}|(?-i:{'|'.join(ABBREVIATIONS)}))"
    rf"(?!:s),? (?:den )?{_DAY}(?!,? ?\(?§)",
    re.IGNORECASE,
)
_TO_SIGN = re.compile(r",? ?(?:beslut,? ?|protokoll,? ?)?")
_TO_DAY = re.compile(
    r" ?(?:(?:föreslår|föreslog) i (?:sitt )?beslut|beslutade|beslut|beslöt|fastställde|antog"
    r"|godkände|behandlade ärendet),? ?(?:den |av den )?"
)
_LAW = re.compile(r" ?(?:i |kap|st |lag|\w{0,40}lagen|\w{0,40}ordning)", re.IGNORECASE)
_Span = tuple[int, int]
_Key = tuple[str | None, date | None, int | None]
# The body if it stands within, the day, the § numbers as printed, and the span that says so.
_Dated = tuple[str | None, date, str, int, int]


def citations_in(prose: Prose) -> list[Citation]:
    """Answer the decisions cited in the text, each once, at its first place.

    A mention of body and day alone is left out where the same decision is cited with its §.
    """
    text = prose.text
    found: dict[_Key, Citation] = {}
    if "§" in text or "beslut" in text or "paragraf" in text:
        for citation in _all(prose):
            found.setdefault((citation.body, citation.date, citation.paragraph), citation)
    told_better = {lesser for key in found for lesser in _lesser(*key)}
    return [c for key, c in found.items() if key not in told_better]


def _all(prose: Prose) -> Iterator[Citation]:
    text = prose.text
    days = list(dates_in(text))
    signs = [match.start() for match in _SIGN_START.finditer(text)]
    taken: list[_Span] = []
    dated = (*_day_first(text, days), *_body_between(text, signs), *_sign_first(text, signs))
    for named, day, number, start, end in dated:
        if _overlaps((start, end), taken):
            continue
        insort(taken, (start, end))
        body = named or body_before(text, start) or body_after(text, end)
        for each in _numbers(number):
            yield Citation(body, day, each, prose.place(start))
    yield from _by_body(prose, days, signs, taken)


def _day_first(text: str, days: Sequence[DateMention]) -> Iterator[_Dated]:
    """Find "2021-05-26 § 94"."""
    for mention in days:
        if sign := _SIGN_AFTER.match(text, mention.end):
            yield None, mention.day, sign["number"], mention.start, sign.end()


def _sign_first(text: str, signs: Sequence[int]) -> Iterator[_Dated]:
    """Find "§ 94 den 26 maj 2021"."""
    for match in filter(None, (_SIGN_FIRST.match(text, at) for at in signs)):
        if day := date_of(match["day"]):
            yield None, day, match["number"], match.start(), match.end()


def _body_between(text: str, signs: Sequence[int]) -> Iterator[_Dated]:
    """Find "§ 94, KF 2021-05-26"; in "KS § 12, KF 2021-05-26" the § is the first body's."""
    for match in filter(None, (_BODY_BETWEEN.match(text, at) for at in signs)):
        day, name = date_of(match["day"]), canonical(match["organ"])
        if day and name and not body_right_before(text, match.start(), _TO_SIGN):
            yield name, day, match["number"], match.start(), match.end()


def _by_body(
    prose: Prose, days: Sequence[DateMention], signs: Sequence[int], taken: Sequence[_Span]
) -> Iterator[Citation]:
    """Find decisions cited by body with a § or a day but not both."""
    text = prose.text
    for sign in filter(None, (_SIGN_ALONE.match(text, at) for at in signs)):
        if _overlaps(sign.span(), taken):
            continue
        after = body_after(text, sign.end())
        if after is None and _LAW.match(text, sign.end()):
            continue
        if body := body_right_before(text, sign.start(), _TO_SIGN) or after:
            for number in _numbers(sign["number"]):
                yield Citation(body, None, number, prose.place(sign.start()))
    for day in days:
        if not _overlaps((day.start, day.end), taken) and (
            body := body_right_before(text, day.start, _TO_DAY)
        ):
            yield Citation(body, day.day, None, prose.place(day.start))


def _overlaps(span: _Span, taken: Sequence[_Span]) -> bool:
    """Answer whether a span meets one already taken; those are sorted and apart."""
    if not taken:
        return False
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
