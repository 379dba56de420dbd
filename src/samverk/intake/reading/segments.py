"""A source cut into parts: notice, memo, minutes paragraph, vote list, notice-board block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.ballots import is_ballot_header
from samverk.intake.reading.contents import mark_contents, with_agenda
from samverk.intake.reading.furniture import Furniture
from samverk.intake.reading.headers import Header, header_of, may_open, said_of, several_of
from samverk.intake.reading.labels import (
    FIELD_STARTS,
    NOTICE_TITLES,
    Label,
    match_field,
    match_label,
)
from samverk.intake.reading.memo_titles import (
    MEMO_TITLES,
    TITLE_ENDS,
    beside_memo_title,
    is_memo_title,
)
from samverk.intake.reading.model import Line
from samverk.intake.reading.parts import (
    RULE,
    Segment,
    SegmentKind,
    runs_between,
    settle_vote_lists,
    trim,
    widen_memos,
)

_VOTE_LIST = re.compile(
    r"(?:voteringslista|omröstningslista|voteringsbilaga|omröstningsbilaga"
    r"|närvaro- och omröstningslista)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"bilaga \d{1,3}\b", re.IGNORECASE)
_ANNOUNCEMENT = re.compile(
    r"(?:anslag ?/ ?bevis|anslagsbevis|bevis om anslag(?: av protokoll)?|anslag"
    r"|tillkännagivande av justerat protokoll)\W*",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?:.{0,60}[\s|])?(?:sammanträdes)?protokoll(?![\w-])", re.IGNORECASE)
_FRONT_REACH = 10
# A line must begin so, or hold a § or the columns of a voting list, to open a part.
_STARTS = (
    *("paragraf ", "voter", "omröst", "närvaro", "bilaga ", "anslag", "bevis", "tillkänn"),
    *FIELD_STARTS,
    *MEMO_TITLES,
    *NOTICE_TITLES,
)
# Most lines begin otherwise, which their first letters tell.
_FIRST_LETTERS = frozenset(start[:3] for start in _STARTS)
_LONGEST_START = max(map(len, _STARTS))
_MEMO_STARTS = frozenset("TtDdHhBbUuVvRrÄäEe")
_CELLS = re.compile(r"\t|\s{2,}|\|")
# How far a memo's header fields lie from its title, and how near each other.
_HEADER_REACH = 28
_CLUSTER = 8
# How many lines of title and fields a paragraph opens with.
_OPENING = 6
# A short line that ends so goes on with the § of a law below: "Enligt / § 7 ...".
_GOES_ON = frozenset(
    (
        *("enligt", "jämlikt", "se", "jfr", "jämför", "kap", "kap.", "kapitlet"),
        *("i", "av", "med", "till", "om", "för", "vid", "från", "genom", "mot"),
        *("och", "samt", "eller"),
    )
)
# How far below the next paragraph is looked for.
_PARAGRAPH_REACH = 200
# Looking far ahead for each of them is slow: minutes hold fewer.
_MOST_SAID = 400
# Longer lines are running text.
_LONGEST = 140


class Cut(NamedTuple):
    """A source's parts, and the lines that only repeat a paragraph's § on its next page."""

    segments: list[Segment]
    repeated: frozenset[int]


def cut(lines: Sequence[Line], furniture: Furniture) -> Cut:
    """Cut a source into its parts, in the order printed."""
    scan = _Scan(lines, furniture)
    segments = runs_between(scan.starts(), len(lines))
    segments = with_agenda(lines, segments)
    mark_contents(lines, furniture, segments)
    widen_memos(lines, segments)
    segments = settle_vote_lists(lines, segments)
    for segment in segments:
        trim(lines, segment)
    filled = [s for s in segments if any(lines[i].text for i in s.indexes())]
    return Cut(filled, frozenset(scan.repeated))


@dataclass(slots=True)
class _Scan:
    """One walk over the lines, remembering what the last lines were."""

    lines: Sequence[Line]
    furniture: Furniture
    found: list[Segment] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    concept: str = ""
    said: int = 0
    days: tuple[list[int], list[date | None]] | None = None

    def starts(self) -> list[Segment]:
        for index, line in enumerate(self.lines):
            text = line.text
            if not text or index in self.furniture.marks:
                continue
            if not _may_start(text):
                # Most lines open nothing; of them only a heading is of use.
                if len(text) < _LONGEST and (label := match_label(text)):
                    self.concept = label.concept
                continue
            kind, header = self._start(index, text)
            if kind is not None:
                self.found.append(Segment(kind, index, index, header, self._is_after_rule(index)))
                self.concept = ""
            elif len(text) < _LONGEST and (label := match_label(text)):
                self.concept = label.concept
        return self.found

    def _start(self, index: int, text: str) -> tuple[SegmentKind | None, Header | None]:
        if header := self._header(index, text):
            return "paragraph", header
        if self._is_memo(index, text):
            return "memo", None
        if self._is_vote_list(index, text):
            return "vote_list", None
        if len(text) < 60 and text[0] in "AaBbTt" and _ANNOUNCEMENT.fullmatch(text):
            return "announcement", None
        if self._is_notice(index, text):
            return "notice", None
        return None, None

    def _header(self, index: int, text: str) -> Header | None:
        header = self._opened(index, text) if may_open(text) else None
        if header is None:
            return None
        if header.last_number and not self._is_next(header):
            return None
        if self.concept == "decision_basis" and header.organ and not header.diary:
            return None
        last = next((s for s in reversed(self.found) if s.kind != "vote_list"), None)
        is_same = last is not None and last.header and last.header.number == header.number
        if last is None or not is_same:
            return header
        is_repeated = self._is_page_top(index) and not self._is_other_day(last.start, index)
        if header.is_continued or is_repeated:
            self.repeated.add(index)
            return None
        return header

    def _opened(self, index: int, text: str) -> Header | None:
        header = header_of(text, follows_text=self._follows_text(index)) or several_of(text)
        if header is None and self.found and self.found[-1].start == index - 1:
            # In a list of contents the line above is the paragraph before, however long.
            before = self.found[-1].header
            listed = header_of(text, follows_text=False) if before else None
            header = listed if before and listed and listed.number == before.number + 1 else None
        return self._said(index, text) if header is None and text[-1] == "." else header

    def _said(self, index: int, text: str) -> Header | None:
        """Read "§ 3 Protokollet godkänns." or "§ 3." where § 2 has just been read.

        It stands first after a blank line, and no other line opens that paragraph.
        """
        header = said_of(text)
        is_apart = index == 0 or index - 1 in self.furniture.marks or not self.lines[index - 1].text
        if header is None or not is_apart or self.said >= _MOST_SAID:
            return None
        self.said += 1
        before = next((s.header.number for s in reversed(self.found) if s.header), None)
        if before is not None and header.number != before + 1:
            return None
        later = self._numbers_after(index)
        is_known = before is not None or header.number + 1 in later
        return header if is_known and header.number not in later else None

    def _numbers_after(self, index: int) -> set[int]:
        """Gather the numbers of paragraphs that open within reach below a line."""
        below = [line.text for line in self.lines[index + 1 : index + 1 + _PARAGRAPH_REACH]]
        found = (header_of(t, follows_text=False) or said_of(t) for t in below if may_open(t))
        return {header.number for header in found if header}

    def _is_next(self, header: Header) -> bool:
        """Answer whether several paragraphs follow the one before: a front page names all."""
        numbers = [s.header.number for s in self.found if s.header is not None]
        return bool(numbers) and 0 < header.number - numbers[-1] <= 20

    def _follows_text(self, index: int) -> bool:
        if index == 0 or index - 1 in self.furniture.marks:
            return False
        above = self.lines[index - 1].text
        if above[-1:] == "," or above.rpartition(" ")[2].lower() in _GOES_ON:
            return True
        return len(above) > 35 and above[-1] not in '.:!?;)”"' and not RULE.fullmatch(above)

    def _is_page_top(self, index: int) -> bool:
        """Answer whether only furniture stands above the line on its page."""
        for near in range(index - 1, max(-1, index - 8), -1):
            if not self.lines[near].text:
                continue
            return near in self.furniture.marks
        return False

    def _is_other_day(self, start: int, index: int) -> bool:
        """Answer whether the page header above prints another day than that of the paragraph."""
        now, then = self._day_at(index), self._day_at(start)
        return now is not None and then is not None and now != then

    def _day_at(self, index: int) -> date | None:
        if self.days is None:
            dated = [c for c in self.furniture.contexts if c.date and c.is_header]
            self.days = ([c.line for c in dated], [c.date for c in dated])
        at = bisect_right(self.days[0], index)
        return self.days[1][at - 1] if at else None

    def _is_after_rule(self, index: int) -> bool:
        above = (self.lines[near].text for near in range(index - 1, max(-1, index - 6), -1))
        return bool((text := next(filter(None, above), "")) and RULE.fullmatch(text))

    def _is_memo(self, index: int, text: str) -> bool:
        if len(text) > 100 or self._within_memo_header(index):
            return False
        beside = beside_memo_title(text)
        if beside is not None or self._is_title_in_columns(text):
            return self._is_titled(index, text, beside)
        if text[0] not in _MEMO_STARTS and "  " not in text:
            return False
        if match_field(text) is None and not _is_bare_field(text):
            return False
        near = self._fields(index, _CLUSTER)
        if "officer" not in near or not near & {"date", "diary"}:
            return False
        return not self._within_opening(index, has_date="date" in near)

    def _is_title_in_columns(self, text: str) -> bool:
        may_be = ("  " in text or "\t" in text) and self.concept != "decision_basis"
        return may_be and any(map(is_memo_title, _CELLS.split(text)))

    def _is_titled(self, index: int, text: str, beside: list[str] | None) -> bool:
        """Answer whether a memo's title opens one: among the papers of a matter it names another.

        There a memo is known by two of its fields; the day it is named with is none of them.
        """
        is_wide = "  " in text or "\t" in text
        if self.concept != "decision_basis" and is_wide and self._proposes_below(index):
            return True
        fields = self._fields(index + 1, _HEADER_REACH) & {"date", "diary", "officer"}
        if self.concept != "decision_basis":
            return bool(fields)
        return not beside and len(fields) > 1

    def _proposes_below(self, index: int) -> bool:
        """Answer whether a part of its own opens here with its first heading a proposal."""
        if self.concept or (self.found and not self._is_after_rule(index)):
            return False
        below = self.lines[index + 1 : index + 1 + _HEADER_REACH]
        label = next((label for line in below if (label := match_label(line.text))), None)
        return label is not None and label.concept in ("proposed_decision", "proposal_to")

    def _within_opening(self, index: int, *, has_date: bool) -> bool:
        """Answer whether header fields are those of a paragraph just opened: "Handläggare: ...".

        Its title may stand between. A memo that follows a short paragraph has a date and stands
        apart from it.
        """
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "paragraph" or self.concept or self._is_after_rule(index):
            return False
        between = self.lines[last.start + 1 : index]
        texts = [line.text for line in between if line.text]
        if has_date and any(not line.text for line in between):
            return False
        return len(texts) <= _OPENING and not any(text[-1] in ".!?" for text in texts)

    def _within_memo_header(self, index: int) -> bool:
        last = self.found[-1] if self.found else None
        is_near = last is not None and last.kind == "memo" and index - last.start < _HEADER_REACH
        return is_near and not self.concept

    def _fields(self, index: int, reach: int) -> set[str]:
        """Gather which header fields stand in the next lines, up to the first section."""
        found: set[str] = set()
        for line in self.lines[index : index + reach]:
            if not line.text:
                continue
            if match_label(line.text) or header_of(line.text, follows_text=False):
                break
            found |= {f.concept for f in _line_fields(line)}
        return found

    def _is_vote_list(self, index: int, text: str) -> bool:
        if text[0] in "VvOoNn" and _VOTE_LIST.match(text):
            return len(text) < 100
        last = self.found[-1] if self.found else None
        if last is not None and last.kind == "vote_list":
            return False
        if text[0] in "Bb" and _APPENDIX.match(text) and len(text) < 60:
            near = [line.text for line in self.lines[index + 1 : index + 14]]
            return any(is_ballot_header(t) or t.lower().startswith("antal ja") for t in near)
        return is_ballot_header(text)

    def _is_notice(self, index: int, text: str) -> bool:
        lowered = text.lower()
        if lowered.startswith("kungörelse"):
            return not self.found and self._calls(index)
        if len(text) > 90 or not lowered.startswith(NOTICE_TITLES):
            return False
        if lowered.startswith("sammanträde med") and self._is_among_minutes(index):
            return False
        return not text.endswith((".", ",")) and not any(
            s.kind in ("notice", "paragraph", "memo") for s in self.found
        )

    def _calls(self, index: int) -> bool:
        """Answer whether a public notice is of a meeting: others are of plans and permits."""
        near = [line.text.lower() for line in self.lines[index : index + _CLUSTER]]
        return any("sammanträd" in text or "möte" in text for text in near)

    def _is_among_minutes(self, index: int) -> bool:
        """Answer whether a line near calls the whole minutes: their front page names the meeting."""
        near = self.lines[max(0, index - _FRONT_REACH) : index + _FRONT_REACH]
        return any(_MINUTES.match(line.text) for line in near)


def _may_start(text: str) -> bool:
    """Answer whether a line is worth asking if it opens a part."""
    if "§" in text[:12] or "ej" in text or "EJ" in text:
        return True
    if ("  " in text or text[-1] in TITLE_ENDS) and ("jänste" in text or "JÄNSTE" in text):
        return True
    return text[:3].lower() in _FIRST_LETTERS and text[:_LONGEST_START].lower().startswith(_STARTS)


def _is_bare_field(text: str) -> bool:
    return len(text) < 60 and match_field(text + ":") is not None


def _line_fields(line: Line) -> list[Label]:
    """Answer the header fields of a line, also bare ones in columns: "Datum    Diarienummer"."""
    label = match_field(line.text)
    cells = [c.strip() for c in _CELLS.split(line.text) if c.strip()]
    if label and len(cells) < 2:
        return [label]
    if label:
        return [label, *(f for cell in cells[1:] if (f := match_field(cell)))]
    return [f for cell in cells if len(cell) < 40 and (f := match_field(cell + ":"))]
