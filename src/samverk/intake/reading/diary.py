"""Where a diary number (diarienummer) stands in a line; its formats live in ``rules.diary``."""

from __future__ import annotations

import re
from typing import NamedTuple

from samverk.intake.reading.organs import ABBREVIATIONS
from samverk.rules.diary import FORMATS, is_day_of_month, other_meaning

_AT = tuple(re.compile(row.pattern + r"(?![\w:/-])", re.ASCII) for row in FORMATS)
_HAS_BODY = tuple("?P<body>" in row.pattern for row in FORMATS)
_LABEL = re.compile(
    r"(?:dnr|diarienr|diariernr|diarienummer|ärendenummer|ärendenr|beteckning)\b[.:]?\s*",
    re.IGNORECASE,
)
# An older Mölndal layout prints the class code against the number: "00123/20212.6.".
_GLUED = re.compile(r"\d{3,6}/(?:19|20)\d\d(?=\d{1,2}\.\d)")
# Behind a label any number with a year in it is the diary number; a body may stand after it.
_LABELLED = re.compile(r"(?:(?:19|20)\d\d[/:.-]\d{1,6}|\d{1,6}[/:](?:19|20)\d\d)(?![\w:/]|[.-]\d)")
# Alone behind a label it is printed as the diary number, whatever its form: "MSN 00245-2023".
_UNKNOWN = re.compile(
    r"(?:[A-ZÅÄÖ]{1,6} )?[A-ZÅÄÖa-zåäö]{0,6}[-/.:]?\d[\w./:-]{2,24}(?: \d{1,4})?", re.ASCII
)
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_SUFFIX = re.compile(rf"[ -]({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})(?![\w:/-])")
_WORD_START = re.compile(r"(?:(?<=[\s,(])|^)\S")
# "KS 2019/499 och SN 2019/12": one matter may have a number in two bodies' diaries.
_ALSO = re.compile(r"(?: ?[,;/]| och| samt| resp(?:ektive|\.)) ")
_BEFORE_LAST = re.compile(r"(?:,| och| samt) $")
# "2023.076 SN 1.3.2": a class may stand after the body.
_CLASS = re.compile(r" \d{1,4}(?:\.\d{1,3}){1,5}$")
_DIGIT = re.compile("[0-9]")
_LONGEST = 40


class DiaryMention(NamedTuple):
    """A diary number as printed, and the span it takes with its label and any further numbers.

    ``body`` is the short name printed after the number, "KS" in "2023/76 KS": whose diary it is.
    """

    text: str
    start: int
    end: int
    body: str | None = None


def diary_at_start(text: str) -> DiaryMention | None:
    """Answer the diary number a text begins with, label allowed: "Dnr 2022KS554 Titel"."""
    stripped = text.lstrip()
    offset = len(text) - len(stripped)
    label = _LABEL.match(stripped)
    begin = label.end() if label else 0
    found = _longest(stripped, begin, needs_body=False)
    if not found and label and (other := _LABELLED.match(stripped, begin)):
        found = other[0]
    if found:
        end = begin + len(found)
        suffix = _SUFFIX.match(stripped, end) if label else None
        body = suffix[1] if suffix else suffix_of(found)
        end = _after_others(stripped, suffix.end() if suffix else end)
        return DiaryMention(found, offset, offset + end, body)
    if label and (glued := _GLUED.match(stripped, begin)):
        return DiaryMention(glued[0], offset, offset + glued.end())
    whole = stripped.rstrip(" )")
    if label and _UNKNOWN.fullmatch(whole, begin) and not _DAY.fullmatch(whole, begin):
        return DiaryMention(whole[begin:], offset, offset + len(whole))
    return None


def _after_others(text: str, end: int) -> int:
    """Answer where the further numbers of one matter end: "KS 2019/499, KS 2019/500".

    Without body or label such a number stands last: "och 2020-2022" goes on with a title.
    """
    while joint := _ALSO.match(text, end):
        label = _LABEL.match(text, joint.end())
        begin = label.end() if label else joint.end()
        other = _longest(text, begin, needs_body=not label)
        if not other and text[begin : begin + 1].isdigit():
            last = _longest(text, begin, needs_body=False)
            other = last if last and begin + len(last) == len(text) else None
        if not other:
            break
        end = begin + len(other)
    return end


def suffix_of(diary: str) -> str | None:
    """Answer the body a diary number ends with, its class aside: "SN" of "2023.076 SN"."""
    bare = _CLASS.sub("", diary)
    suffix = _SUFFIX.search(bare)
    return suffix[1] if suffix and suffix.end() == len(bare) else None


def _longest(text: str, begin: int, *, needs_body: bool) -> str | None:
    best = ""
    window = text[begin : begin + _LONGEST]
    if not _DIGIT.search(window):
        return None
    for pattern, has_body in zip(_AT, _HAS_BODY, strict=True):
        if needs_body and not has_body:
            continue
        match = pattern.match(window)
        if match and len(match[0]) > len(best) and _is_plausible(match, needs_body=needs_body):
            best = match[0]
    return best or None


def _is_plausible(match: re.Match[str], *, needs_body: bool) -> bool:
    """Answer whether a match can be a diary number: not a day, not "Budget 2020-2022"."""
    body = match.groupdict().get("body")
    if body is not None and not (body.isupper() if needs_body else body[0].isupper()):
        return False
    return other_meaning(match[0]) is None and not is_day_of_month(match[0])


def diary_at_end(text: str) -> DiaryMention | None:
    """Answer the diary number a title ends with: "Titel (KS/2017:499)", "Titel, 2023.076 SN".

    Only formats that name the body: a bare "2020-2022" at the end of a title is a period.
    """
    if not _DIGIT.search(text):
        return None
    trimmed = text.rstrip(" .)")
    words = [match.start() for match in _WORD_START.finditer(trimmed)][-4:]
    for start in words:
        label = _LABEL.match(trimmed, start)
        begin = label.end() if label else start
        found = _longest(trimmed, begin, needs_body=not label)
        if found and begin + len(found) == len(trimmed):
            return DiaryMention(found, start, len(text))
    return None


def without_diary(title: str) -> tuple[str, str | None]:
    """Split a title from the diary number at its end, the first one where there are several."""
    mention = diary_at_end(title)
    if mention is None:
        return title, None
    rest = title[: mention.start]
    joint = _BEFORE_LAST.search(rest)
    if joint and diary_at_end(rest[: joint.start()]):
        return without_diary(rest[: joint.start()])
    return rest.rstrip(" ,(–-"), mention.text
