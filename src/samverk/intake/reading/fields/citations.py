"""Earlier decisions a text refers to: "KF, § 94 2021-05-26", "nämndens beslut 23 november 2022 § 222".

A section of a statute or by-laws ("§ 15 i förbundsordningen", "5 kap. 50 §") is no decision.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import TypeVar

from samverk.intake.reading.dates import DATE_PATTERN, DateMention, date_of, dates_in
from samverk.intake.reading.fields.cited_bodies import (
    body_after,
    body_before,
    body_right_before,
    is_its_own,
)
from samverk.intake.reading.fields.cited_days import SHORT_DAY, numbered, short_day, short_days
from samverk.intake.reading.fields.cited_organisations import is_elsewhere, organisation_of
from samverk.intake.reading.model import Citation
from samverk.intake.reading.organs import (
    ABBREVIATIONS,
    GENERIC,
    ORGAN_PATTERN,
    canonical,
    is_same_organ,
)
from samverk.intake.reading.prose import Prose

# "§ 94 och 2021-06-20": the next figure of a list may begin a day, which is no number.
_NO_DAY = r"(?!\d{4}-\d\d-|\d{1,2}(?:/| [a-zA-Z]{3,9} \d{4}))"
_DAY = rf"(?P<day>{DATE_PATTERN})"
# "§ 12 och § 14": the next § of a list is not one that has a day of its own, or a body's.
_NEXT_SIGN = rf"§ ?(?!\d{{1,4}}(?:/|\)?,? ?\(?(?:av |från )?(?:den )?{DATE_PATTERN}))"
_SIGN = (
    r"(?:§{1,2} ?|(?<!\w)paragraf )"
    rf"(?P<number>\d{{1,4}}(?:(?:, ?| och |[-–]){_NO_DAY}(?:{_NEXT_SIGN})?\d{{1,4}}(?!\d)){{0,6}})(?!\d)"
    r"(?:/(?P<year>(?:19|20)?\d\d)(?![\d-]))?"
)
_SIGN_AFTER = re.compile(rf"\)?[,;]? {{0,2}}(?:\(|under )?{_SIGN}", re.IGNORECASE)
# Here the day that follows is of all of them: "§ 12 och § 14 den 10 januari 2024".
_SIGNS = _SIGN.replace(f"(?:{_NEXT_SIGN})?", "(?:§ ?)?")
_SIGN_FIRST = re.compile(
    rf"{_SIGNS}\)?(?:,? {{0,2}}| ?/ ?)(?:\(|den |av den |från den |från |daterat )?(?:{_DAY}|{SHORT_DAY})",
    re.IGNORECASE,
)
# The sign alone is found many times faster than the sign or a word.
_SIGN_START = re.compile(r"§(?<!§§)§? ?\d")
_WORD_START = re.compile(r"paragraf (?<!\wparagraf )\d")
_SIGN_ALONE = re.compile(_SIGN)
# "§ 94, KF 2021-05-26", "§ 94 i kommunfullmäktige den 26 maj 2021": not "§ 12, KF 2021-05-26 § 94"
_BODY_BETWEEN = re.compile(
    rf"{_SIGN},? \(?(?:i )?(?P<organ>{ORGAN_PATTERN}|(?-i:{'|'.join(ABBREVIATIONS)}))"
    rf"(?!:s),? (?:den )?{_DAY}(?!,? ?\(?§)",
    re.IGNORECASE,
)
# "2023-04-24 KF § 33"
_BODY_SIGN = re.compile(
    rf" (?P<organ>{ORGAN_PATTERN}|(?-i:{'|'.join(ABBREVIATIONS)}|[Kk]f|[Kk]s(?:au)?)),? ?{_SIGN}",
    re.IGNORECASE,
)
# "den 3 mars 2024 § 12 och den 7 april 2024 § 33": one body decided both.
_LISTED = re.compile(r"(?:,| och| samt|, och) (?:den |av den )?")
_TO_SIGN = re.compile(r",? ?(?:beslut,? ?|protokoll,? ?)?")
_TO_DAY = re.compile(
    r" ?(?:(?:föreslår|föreslog) i (?:sitt )?beslut|beslutade|beslut|beslöt|fastställde|antog"
    r"|godkände|behandlade ärendet),? ?(?:den |av den )?"
)
_LAW = re.compile(r" ?(?:i |kap|st |lag|\w{0,40}lagen|\w{0,40}ordning)", re.IGNORECASE)
_T = TypeVar("_T")
_Span = tuple[int, int]
_Key = tuple[str | None, str | None, date | None, int | None, int | None]
# The body if it stands within, the day, the § numbers as printed, and the span that says so.
_Dated = tuple[str | None, date, str, int, int]


def citations_in(prose: Prose, own: str | None = None) -> list[Citation]:
    """Answer the decisions cited in the text, each once, at its first place.

    A mention of body and day alone is left out where the same decision is cited with its §.
    ``own`` is the body that "sitt beslut" means where the sentence names no other.
    """
    text = prose.text
    found: dict[_Key, Citation] = {}
    if "§" in text or "beslut" in text or "paragraf" in text or "/20" in text:
        for citation in _all(prose, own):
            found.setdefault(_key(citation), citation)
    if len(found) < 2:
        return list(found.values())
    told_better = {lesser for key in found for lesser in _lesser(key)}
    kept = [c for key, c in found.items() if key not in told_better]
    bodies: dict[tuple[date | None, int | None], set[str]] = {}
    for citation in kept:
        if citation.body and citation.body.lower() not in GENERIC:
            bodies.setdefault((citation.date, citation.paragraph), set()).add(citation.body)
    return [c for c in kept if not _is_named_better(c, bodies.get((c.date, c.paragraph), set()))]


def _is_named_better(citation: Citation, bodies: set[str]) -> bool:
    """Answer whether "nämndens beslut § 12" is also cited with the board's whole name."""
    body = citation.body
    is_generic = body is not None and body.lower() in GENERIC
    return is_generic and any(is_same_organ(body or "", other) for other in bodies)


def _key(citation: Citation) -> _Key:
    day = citation.date
    year = day.year if day else citation.year
    return (citation.organisation, citation.body, day, year, citation.paragraph)


def _all(prose: Prose, own: str | None) -> Iterator[Citation]:
    text = prose.text
    starts = (*_SIGN_START.finditer(text), *_WORD_START.finditer(text))
    signs = sorted(match.start() for match in starts)
    days = sorted([*dates_in(text), *short_days(text, signs)], key=lambda day: day.start)
    taken: list[_Span] = []
    dated = (
        *_day_first(text, days),
        *_body_between(text, signs),
        *_sign_first(text, signs),
        *_day_and_body(text, days),
    )
    apart = list(_apart(dated, taken))
    yield from _dated(prose, apart, own)
    yield from _by_body(prose, days, signs, taken)
    for one in numbered(text):
        where = organisation_of(text, one.start, one.end)
        yield Citation(one.body, None, one.number, prose.place(one.start), where, one.year)


def _apart(dated: Sequence[_Dated], taken: list[_Span]) -> Iterator[_Dated]:
    """Yield those that meet none before them, and put their spans among those taken."""
    for one in dated:
        span = (one[3], one[4])
        if not _overlaps(span, taken):
            insort(taken, span)
            yield one


def _dated(prose: Prose, dated: Sequence[_Dated], own: str | None) -> Iterator[Citation]:
    """Give each dated citation its body; the next of a list has that of the one before."""
    text = prose.text
    told: str | None = None
    last = 0
    for named, day, number, start, end in sorted(dated, key=lambda one: one[3]):
        body = named or body_before(text, start) or body_after(text, end)
        if body is None and last and _LISTED.fullmatch(text, last, start):
            body = told
        if body is None and own and is_its_own(text, start):
            body = own
        told, last = body, end
        where = organisation_of(text, start, end)
        for each in _numbers(number):
            yield Citation(body, day, each, prose.place(start), where)


def _day_first(text: str, days: Sequence[DateMention]) -> Iterator[_Dated]:
    """Find "2021-05-26 § 94"."""
    for mention in days:
        if sign := _SIGN_AFTER.match(text, mention.end):
            yield None, mention.day, sign["number"], mention.start, sign.end()


def _sign_first(text: str, signs: Sequence[int]) -> Iterator[_Dated]:
    """Find "§ 94 den 26 maj 2021"."""
    for match in filter(None, (_SIGN_FIRST.match(text, at) for at in signs)):
        if day := short_day(match) if match["short"] else date_of(match["day"]):
            yield None, day, match["number"], match.start(), match.end()


def _day_and_body(text: str, days: Sequence[DateMention]) -> Iterator[_Dated]:
    """Find "2023-04-24 KF § 33"; in "KS 2023-04-24 KF § 33" the day is the first body's."""
    for mention in days:
        match = _BODY_SIGN.match(text, mention.end)
        if match is None or body_right_before(text, mention.start, _TO_SIGN):
            continue
        if name := ABBREVIATIONS.get(match["organ"].upper()) or canonical(match["organ"]):
            yield name, mention.day, match["number"], mention.start, match.end()


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
        is_sure = after or sign["year"] or is_elsewhere(text, sign.end())
        if not is_sure and _LAW.match(text, sign.end()):
            continue
        if body := body_right_before(text, sign.start(), _TO_SIGN) or after:
            where = organisation_of(text, *sign.span())
            for number in _numbers(sign["number"]):
                place, year = prose.place(sign.start()), _year(sign["year"])
                yield Citation(body, None, number, place, where, year)
    for day in days:
        if not _overlaps((day.start, day.end), taken) and (
            body := body_right_before(text, day.start, _TO_DAY)
        ):
            where = organisation_of(text, day.start, day.end)
            yield Citation(body, day.day, None, prose.place(day.start), where)


def _overlaps(span: _Span, taken: Sequence[_Span]) -> bool:
    """Answer whether a span meets one already taken; those are sorted and apart."""
    if not taken:
        return False
    at = bisect_left(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, at - 1) : at + 1])


def _numbers(text: str) -> list[int]:
    """Read "94", "12, 14 och 15" and "186-188"; a long range counts by its ends."""
    numbers: list[int] = []
    for part in re.split(r", ?| och ", text.replace("§", "").replace("  ", " ")):
        ends = [int(n) for n in re.split("[-–]", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 20:
            numbers += range(ends[0], ends[1] + 1)
        else:
            numbers += ends
    return numbers


def _year(printed: str | None) -> int | None:
    """Read the year of "§ 12/2019" or "§ 12/19"."""
    if printed is None:
        return None
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _perhaps(part: _T | None) -> tuple[_T | None, ...]:
    return (None,) if part is None else (part, None)


def _lesser(key: _Key) -> Iterator[_Key]:
    """Yield the ways to cite the same decision that say less."""
    where, body, day, year, number = key
    ways = (_perhaps(where), _perhaps(body), _perhaps(day), _perhaps(year), _perhaps(number))
    for kept in product(*ways):
        # A day tells its year.
        if kept != key and (kept[2] is None or kept[3] == year):
            yield kept
