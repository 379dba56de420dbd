"""Page furniture: headers, footers and signature lines that cut the text in two.

It is set aside, not thrown away: a page header is where body and meeting day are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.dates import date_alone, dates_in
from samverk.intake.reading.labels import match_label
from samverk.intake.reading.model import Line
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical, organ_of

_FOOT = re.compile(
    r"(?:signatur(?:er)? justerande|justerandes? sign(?:atur(?:er)?)?\b|justerarsignaturer"
    r"|justerare signatur|utdragsbestyrkande|justerandes? signaturer)",
    re.IGNORECASE,
)
# "Justerande      Utdragsbestyrkande": each cell alone could be a label of the front page.
_FOOT_CELL = re.compile(
    r"(?:(?:ordförande|justerande|justerare|sekreterare)(?:n?s)?(?: |$))?"
    r"(?:sign(?:\.|atur(?:er)?)?|paraf(?:er)?|$)"
    r"|utdragsbestyrkande|rätt utdraget(?: bestyrkes)?|utdraget bestyrke?s",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an)?\.?:? ?)?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})|sid(?:a|an)?\.?:? ?\d{1,3}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"sammanträdesprotokoll|protokollsutdrag|sammanträdesdatum|mötesdatum|protokoll(?: nr \d+)?"
    r"|utdrag ur protokoll",
    re.IGNORECASE,
)
_HEAD_START = re.compile(rf"(?:.{{0,40}}\s)?(?:{_HEAD.pattern})\b:?", re.IGNORECASE)
# Looked for in small letters.
_MEETING = re.compile(
    rf"(?:sammanträde|möte|protokoll)\s(?:med|för|från|fört vid sammanträde med)\s(?P<organ>{ORGAN_PATTERN})"
)
_TIME = re.compile(
    r"(?:plats och tid|tid och plats|dag och tid|datum och tid|tid och datum|sammanträdestid|mötestid"
    r"|tid)\b:?(.*)",
    re.IGNORECASE,
)
_BODY_FIELDS = ("organ", "nämnd", "nämnd/styrelse", "styrelse/nämnd", "forum", "beslutsinstans")
_BODY_FIELD = re.compile(rf"(?:{'|'.join(_BODY_FIELDS)}):?\s+(.+)", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"(?:sid(?:a|an)?\.?:? ?)?\d{1,3} ?\(\d{1,3}\)$", re.IGNORECASE)
# The municipality's name, which stands over the body's.
_TOWN = re.compile(
    r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)? (?:kommun|stad)|Region [A-ZÅÄÖ][a-zåäö]+"
)
# It may also stand beside the body, as a federation's does.
OWNER = re.compile(
    rf"{_TOWN.pattern}|[A-ZÅÄÖÉ]+(?:[ -][A-ZÅÄÖÉ]+)? (?:KOMMUN|STAD)|REGION [A-ZÅÄÖ]+"
    r"|Samordningsförbundet [A-ZÅÄÖ][\w-]{1,40}(?: [A-ZÅÄÖ][\w-]{1,40})?"
)
_CELLS = re.compile(r"\t|\s{2,}|\|")
_WIDE = re.compile(r"\s{3,}")
_REACH = 3
_EDGE = 4


class Context(NamedTuple):
    """Body and meeting day as a page header or front page prints them, from a line on.

    ``is_header`` tells a page header, which counts anywhere, from a phrase that means the
    meeting only on a front page ("sammanträde med ..."). The body or the day may stand on a line
    near by: ``body_line`` and ``date_line`` then say which.
    """

    line: int
    body: str | None
    date: date | None
    is_header: bool = False
    body_line: int | None = None
    date_line: int | None = None


class Furniture(NamedTuple):
    """The lines that are no text of the matter, and what they say about the meeting."""

    marks: frozenset[int]
    contexts: tuple[Context, ...]


def furniture_of(lines: Sequence[Line]) -> Furniture:
    """Find page headers, footers and page numbers, and the meeting they name."""
    marks: set[int] = set()
    contexts: list[Context] = []
    for index, line in enumerate(lines):
        text = line.text
        if not text or len(text) > 160:
            continue
        if text[0] in "JjSsUu0123456789" and (_FOOT.match(text) or _PAGE_NUMBER.fullmatch(text)):
            marks.add(index)
        lowered = text.lower()
        is_apart = "  " in text or "\t" in text
        may_be_foot = is_apart or text[0] in "OoRr"
        if may_be_foot and _signs(lowered) and all(map(_is_foot_cell, _CELLS.split(lowered))):
            marks.add(index)
        # A body and a day side by side: cheap to rule out where the line holds no year.
        is_wide = is_apart and ("19" in text or "20" in text) and not _is_row(lines, index)
        if (is_wide or text[-1] == ")" or _may_tell(lowered)) and (
            context := _context(lines, index, marks, lowered, is_wide=is_wide)
        ) is not None:
            contexts.append(context)
    pages = _pages(lines)
    marks |= _repeated(lines, pages)
    contexts += _edges(lines, marks, pages)
    return Furniture(frozenset(marks), tuple(sorted(contexts, key=lambda c: c.line)))


def _is_row(lines: Sequence[Line], index: int) -> bool:
    """Answer whether tabs part a table's cells: below the first paragraph no page header's."""
    return "\t" in lines[index].text and any(line.text[:1] == "§" for line in lines[:index])


def _signs(lowered: str) -> bool:
    return "sign" in lowered or "bestyrk" in lowered or "paraf" in lowered


def _is_foot_cell(cell: str) -> bool:
    """Answer whether a cell says only what those sign under who adjust and certify a page."""
    return _FOOT_CELL.fullmatch(cell.strip(" :.")) is not None


def _may_tell(lowered: str) -> bool:
    """Answer whether a line holds a word without which it names no meeting: few do."""
    return (
        "protokoll" in lowered
        or "möte" in lowered
        or "träde" in lowered
        or "datum" in lowered
        or "tid" in lowered
        or lowered.startswith(_BODY_FIELDS)
    )


def _context(
    lines: Sequence[Line], index: int, marks: set[int], lowered: str, *, is_wide: bool
) -> Context | None:
    text = lines[index].text
    is_word = "protokoll" in lowered or "datum" in lowered
    is_line = (text[-1] == ")" and _is_page_line(text)) or (is_wide and all(_parts(text)))
    if is_line or (is_word and _is_head(text)):
        if "utdrag" in lowered and _is_sent(lines, index):
            return None
        marks.add(index)
        return _around(lines, index, marks)
    if ("möte" in lowered or "träde" in lowered or "protokoll" in lowered) and (
        match := _MEETING.search(lowered)
    ):
        return Context(index, canonical(match["organ"]), _day(text))
    if "tid" in lowered and (match := _TIME.match(text)):
        return _time_context(lines, index, match[1])
    if (match := _BODY_FIELD.match(text)) and (body := organ_of(match[1])):
        return Context(index, body, None)
    return None


def _is_head(text: str) -> bool:
    """Answer whether a line is a page header's: its words, and what may stand beside them."""
    if "anslag" in text.lower() or not _HEAD_START.match(_WIDE.sub("  ", text)):
        return False
    rest = _HEAD.sub("  ", text)
    for mention in reversed(list(dates_in(rest))):
        rest = rest[: mention.start] + "  " + rest[mention.end :]
    cells = [c.strip(" :,.|–-") for c in re.split(r"\t|\s{2,}|\|", rest)]
    return all(
        not c or _PAGE_NUMBER.fullmatch(c) or organ_of(c) or c.isupper() or _TOWN.fullmatch(c)
        for c in cells
    )


def _is_sent(lines: Sequence[Line], index: int) -> bool:
    """Answer whether "Protokollsutdrag" below a paragraph heads those who get one.

    A page header says so too, with a day, a page number or the municipality beside it.
    """
    text = lines[index].text
    if (
        text.isupper()
        or _parts(text)[1]
        or not any("§" in line.text[:12] for line in lines[:index])
    ):
        return False
    near = [line.text for line in lines[max(0, index - _REACH) : index + _REACH + 1]]
    return not any(
        _parts(t)[1] or _PAGE_NUMBER.fullmatch(t) or _TOWN.fullmatch(t) for t in near if len(t) < 90
    )


def _is_page_line(text: str) -> bool:
    """Answer whether a line is body, day and page number: "Kommunstyrelsen  2024-02-12  3(9)"."""
    page = _PAGE_AT_END.search(text)
    return page is not None and page.start() > 0 and _parts(text[: page.start()]) != (None, None)


def _time_context(lines: Sequence[Line], index: int, rest: str) -> Context | None:
    """Read the meeting day from "Plats och tid", whose value may stand on the next lines."""
    near = (line.text for line in lines[index + 1 : index + 1 + _REACH])
    for step, text in enumerate((rest, *near)):
        if day := _day(text):
            return Context(index, None, day, date_line=index + step)
    return None


def _around(lines: Sequence[Line], index: int, marks: set[int]) -> Context:
    """Gather body and day from a header line and its neighbours, which become furniture."""
    body, day = _parts(lines[index].text)
    body_line = date_line = index
    for step in (-1, 1):
        for near in range(index + step, index + step * (_REACH + 1), step):
            if not 0 <= near < len(lines) or lines[near].place.page != lines[index].place.page:
                break
            text = lines[near].text
            if not text:
                continue
            found_body, found_day = _parts(text) if len(text) < 90 else (None, None)
            is_town = _TOWN.fullmatch(text) and all(
                line.text for line in lines[min(near, index) : max(near, index)]
            )
            is_part = found_body or found_day or _PAGE_NUMBER.fullmatch(text) or is_town
            if not (is_part or _is_head(text)):
                break
            marks.add(near)
            if found_body and not body:
                body, body_line = found_body, near
            if found_day and not day:
                day, date_line = found_day, near
    return Context(index, body, day, True, body_line, date_line)


def _parts(text: str) -> tuple[str | None, date | None]:
    """Answer the body and day of a line that prints nothing else (besides header words)."""
    if day := date_alone(text):
        return None, day
    rest = _HEAD.sub("  ", text)
    mentions = list(dates_in(rest))
    for mention in reversed(mentions):
        rest = rest[: mention.start] + "  " + rest[mention.end :]
    cells = [c.strip(" :,.|–-") for c in re.split(r"\t|\s{2,}|\|", rest)]
    named = [c for c in cells if c and not _PAGE_NUMBER.fullmatch(c)]
    others = [c for c in named if not OWNER.fullmatch(c)]
    # The municipality alone says nothing of whose meeting it was.
    bodies = [organ_of(c) for c in others or named]
    if None in bodies and not _HEAD.search(text):
        return None, None
    return next(filter(None, bodies), None), (mentions[0].day if mentions else None)


def _day(text: str) -> date | None:
    return next((mention.day for mention in dates_in(text)), None)


def _pages(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Answer the indexes of each page's lines with text; none for a text without pages."""
    pages: dict[int, list[int]] = {}
    if not lines or lines[0].place.page is None:
        return pages
    for index, line in enumerate(lines):
        if line.place.page and line.text:
            pages.setdefault(line.place.page, []).append(index)
    return pages


def _repeated(lines: Sequence[Line], pages: dict[int, list[int]]) -> set[int]:
    """Find lines that return at the top or foot of most pages, page numbers aside."""
    if len(pages) < 2:
        return set()
    edges = [i for on_page in pages.values() for i in _edge(lines, on_page)]
    shape = {index: re.sub(r"\d+", "0", lines[index].text) for index in edges}
    counts = Counter(shape.values())
    needed = max(2, (len(pages) + 1) // 2)
    found = {i for i in edges if counts[shape[i]] >= needed}
    for on_page in pages.values():
        found -= _told(lines, on_page, found)
    return found


def _edge(lines: Sequence[Line], on_page: Sequence[int]) -> set[int]:
    """Answer the lines at a page's top and foot; what is below its first § is no header."""
    top = on_page[:_EDGE]
    opens = next((n for n, index in enumerate(top) if lines[index].text[0] == "§"), len(top))
    # A paragraph sign is never furniture: a short page may hold one paragraph each.
    return {i for i in (*top[:opens], *on_page[-_EDGE:]) if "§" not in lines[i].text}


def _told(lines: Sequence[Line], on_page: Sequence[int], found: set[int]) -> set[int]:
    """Answer what is told below a page's first § in the words of other pages: "Beslut".

    That is a section's heading, and the block that follows on it or on the § itself.
    """
    told: set[int] = set()
    is_below = is_headed = False
    for index in on_page:
        text = lines[index].text
        if text[0] == "§":
            is_below = is_headed = True
        elif not is_below or index not in found:
            # A foot may follow a heading that ends the page, but not on the next line.
            is_headed = is_below and index + 1 in found and match_label(text) is not None
        elif match_label(text) is not None:
            told.add(index)
            is_headed = True
        elif is_headed or index - 1 in told:
            told.add(index)
            is_headed = False
    return told


def _edges(lines: Sequence[Line], marks: set[int], pages: dict[int, list[int]]) -> list[Context]:
    """Read body and day from repeated lines at the top of pages."""
    found = []
    for on_page in pages.values():
        for index in on_page[:_EDGE]:
            if index in marks:
                body, day = _parts(lines[index].text)
                if body or day:
                    found.append(Context(index, body, day, is_header=True))
    return found
