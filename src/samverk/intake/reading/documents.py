"""A source to its documents: each part read, minutes of one meeting kept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samverk.intake.reading.dates import first_date
from samverk.intake.reading.fields.adjustment import adjusted_by_front
from samverk.intake.reading.fields.announcement import announcement_in
from samverk.intake.reading.fields.notice import items_in, notice_body, notice_day, notice_title
from samverk.intake.reading.furniture import Context, Furniture, furniture_of
from samverk.intake.reading.headers import Header
from samverk.intake.reading.labels import match_label
from samverk.intake.reading.meetings import Meeting, contexts_of, meeting_at
from samverk.intake.reading.model import (
    Announcement,
    Document,
    Item,
    Kind,
    Line,
    Paragraph,
    Place,
    Source,
)
from samverk.intake.reading.organs import organ_of
from samverk.intake.reading.paragraphs import read_memo, read_paragraph
from samverk.intake.reading.parts import RULE, Segment
from samverk.intake.reading.prose import prose_of
from samverk.intake.reading.segments import cut
from samverk.intake.reading.spacing import single_spaced
from samverk.intake.reading.suggestions import where
from samverk.intake.reading.tables import tables_in
from samverk.intake.reading.vote_lists import read_vote_list

# Shorter lines are headings and lists: they end where they end.
_FULL_LINE = 35
_OF_A_MATTER = frozenset({"decision", "vote", "vote_result", "reservation", "proposal_to"})
_UNOPENED = (
    "Från {first} till {last} står det som ser ut som ett ärende, men ingen § som öppnar det kändes"
    " igen. Läs det stycket själv."
)
_RULED = frozenset("-–—_*=")
_UNKNOWN = "Inget protokoll, ingen tjänsteskrivelse, kallelse eller voteringslista kändes igen."


def read_documents(source: Source) -> list[Document]:
    """Answer the parts of a source, in the order printed; at least one, of unknown kind."""
    source = replace(source, lines=tuple(single_spaced(source.lines)))
    furniture = furniture_of(source.lines)
    segments, repeated = cut(source.lines, furniture)
    own = contexts_of(source.lines, furniture, segments)
    reader = _Reader(source, furniture._replace(marks=furniture.marks | repeated), own)
    for segment in segments:
        reader.read(segment)
    reader.finish()
    documents = reader.documents or [_unknown(source)]
    documents[0].notes = source.notes + reader.notes + documents[0].notes
    return documents


def _unknown(source: Source) -> Document:
    first, last = source.lines[0].place, source.lines[-1].place
    return Document(source.name, None, first, last, notes=(_UNKNOWN,))


class _Reader:
    """Builds documents part by part; knows which minutes are under way."""

    def __init__(self, source: Source, furniture: Furniture, contexts: Sequence[Context]) -> None:
        self.source = source
        self.marks = furniture.marks
        # A notice reads its own header; minutes only what is said of the minutes.
        self.printed = furniture.contexts
        self.contexts = contexts
        self.documents: list[Document] = []
        self.minutes: Document | None = None
        self.last_paragraph: Paragraph | None = None
        self.contents: list[Item] = []
        self.announcement: Announcement | None = None
        self.notes: tuple[str, ...] = ()
        self.adjusted: dict[int, Place] = {}

    def read(self, segment: Segment) -> None:
        """Read one part into a document of its own, or into the minutes under way."""
        lines = self._lines(segment)
        if not lines:
            return
        match segment.kind:
            case "paragraph":
                self._paragraph(segment, lines)
            case "contents":
                self._contents(segment, lines)
            case "memo":
                document = self._document("memo", lines)
                document.paragraphs = [read_memo(self.source.name, lines)]
            case "vote_list":
                self._vote_list(segment, lines)
            case "notice":
                self._notice(segment, lines)
            case "announcement":
                self._announce(lines)
            case "front":
                self._front(lines)

    def _lines(self, segment: Segment) -> list[Line]:
        """Answer a part's lines without page furniture; a sentence cut by a page is mended."""
        if segment.kind == "announcement":
            # A notice-board block names body and day like a page header does.
            return [self.source.lines[i] for i in segment.indexes()]
        lines: list[Line] = []
        is_cut = False
        all_lines, marks = self.source.lines, self.marks
        for index in segment.indexes():
            line = all_lines[index]
            if index in marks:
                is_cut = True
                continue
            if (
                line.text[:1] in _RULED
                and segment.kind == "paragraph"
                and RULE.fullmatch(line.text)
            ):
                line = line._replace(text="")
            if line.text and is_cut and _is_open(lines):
                while not lines[-1].text:
                    lines.pop()
            is_cut = is_cut and not line.text
            lines.append(line)
        return lines

    def _document(self, kind: Kind, lines: Sequence[Line]) -> Document:
        document = Document(self.source.name, kind, lines[0].place, lines[-1].place)
        self.documents.append(document)
        if kind != "vote_list":
            self.minutes = None
        return document

    def _paragraph(self, segment: Segment, lines: Sequence[Line]) -> None:
        assert segment.header is not None
        header = segment.header
        for number in range(header.number, (header.last_number or header.number) + 1):
            self._add(segment, lines, header._replace(number=number))

    def _add(self, segment: Segment, lines: Sequence[Line], header: Header) -> None:
        meeting = meeting_at(self.source.lines, self.contexts, segment)
        record = read_paragraph(self.source.name, lines, header, meeting)
        if record.immediate_adjustment is None and header.number in self.adjusted:
            record.immediate_adjustment = True
            record.places["immediate_adjustment"] = self.adjusted[header.number]
        is_cut = segment.is_cut and not _is_next(self.minutes, record)
        if self.minutes is None or is_cut or _is_other_meeting(self.minutes, record):
            self.minutes = self._begin_minutes(record, lines)
        self.minutes.paragraphs.append(record)
        self.last_paragraph = record
        self.minutes.last = max(self.minutes.last, lines[-1].place, key=_order)

    def _begin_minutes(self, record: Paragraph, lines: Sequence[Line]) -> Document:
        document = self._document("minutes", lines)
        document.body, document.date = record.body, record.date
        document.items, self.contents = self.contents, []
        document.announcement, self.announcement = self.announcement, None
        return document

    def _contents(self, segment: Segment, lines: Sequence[Line]) -> None:
        assert segment.header is not None
        header = segment.header
        title = header.title or " ".join(line.text for line in lines[1:]).strip()
        self.contents.append(Item(header.number, title, header.diary, lines[0].place))

    def _vote_list(self, segment: Segment, lines: Sequence[Line]) -> None:
        is_whole = not segment.tail and len(lines) == segment.end - segment.start
        known = segment.ballots if is_whole else None
        record, notes = read_vote_list(self.source.name, lines, known)
        if self.last_paragraph is None:
            _name_meeting(record, meeting_at(self.source.lines, self.contexts, segment))
        document = self._document("vote_list", lines)
        document.follows = self.last_paragraph
        if self.last_paragraph is None:
            self._place_alone(record, segment)
        document.paragraphs, document.notes = [record], tuple(notes)
        document.body, document.date = record.body, record.date

    def _place_alone(self, record: Paragraph, segment: Segment) -> None:
        """Give a list that stands alone the meeting printed above it: "Bilaga till protokoll för ..."."""
        meeting = meeting_at(self.source.lines, self.contexts, segment)
        if record.body is None and meeting.body and meeting.body_place:
            record.body, record.places["body"] = meeting.body, meeting.body_place
        if record.date is None and meeting.day and meeting.day_place:
            record.date, record.places["date"] = meeting.day, meeting.day_place

    def _notice(self, segment: Segment, lines: Sequence[Line]) -> None:
        document = self._document("notice", lines)
        document.items = items_in(lines)
        document.title = notice_title(lines)
        document.loose_tables = tables_in(lines)
        document.body = notice_body(lines, document.title)
        above = [c for c in self.contexts if c.line < segment.start] if segment.start else []
        within = [c for c in self.printed if segment.start <= c.line < segment.end]
        for context in [*within, *(above if not self.minutes else [])]:
            document.body = document.body or context.body
            document.date = document.date or context.date
        document.date = document.date or notice_day(lines)

    def _front(self, lines: Sequence[Line]) -> None:
        """Tell of a matter before the first § known: its own sign was of no form known."""
        # Each line a block: what the front page says of a paragraph stands on one.
        blank = lines[0]._replace(text="")
        front = prose_of([part for line in lines for part in (line, blank)])
        self.adjusted = adjusted_by_front(front)
        found = (label for line in lines if (label := match_label(line.text)))
        if any(label.concept in _OF_A_MATTER for label in found):
            first, last = where(lines[0].place), where(lines[-1].place)
            self.notes += (_UNOPENED.format(first=first, last=last),)

    def _announce(self, lines: Sequence[Line]) -> None:
        found = announcement_in(lines)
        if found and self.minutes is not None and self.minutes.announcement is None:
            self.minutes.announcement = found
        else:
            self.announcement = found

    def finish(self) -> None:
        """Keep what stands without minutes: a notice-board block is a notice by itself."""
        if self.announcement is not None:
            document = Document(
                self.source.name,
                "notice",
                min(self.announcement.places.values(), key=_order),
                max(self.announcement.places.values(), key=_order),
                announcement=self.announcement,
            )
            document.body = organ_of(self.announcement.fields.get("body", ""))
            document.date = first_date(self.announcement.fields.get("meeting", ""))
            self.documents.append(document)


def _name_meeting(record: Paragraph, meeting: Meeting) -> None:
    """Give a list without minutes what stands above it of its meeting."""
    if record.body is None and meeting.body and meeting.body_place:
        record.body, record.places["body"] = meeting.body, meeting.body_place
    if record.date is None and meeting.day and meeting.day_place:
        record.date, record.places["date"] = meeting.day, meeting.day_place


def _is_open(lines: Sequence[Line]) -> bool:
    """Answer whether the last text before a page break is an unfinished sentence."""
    last = next((line.text for line in reversed(lines) if line.text), "")
    return len(last) > _FULL_LINE and last[-1] not in '.:!?”"'


def _is_next(minutes: Document | None, record: Paragraph) -> bool:
    """Answer whether a paragraph is the next of the minutes: a rule may stand between all of them."""
    if minutes is None or minutes.body is None or minutes.date is None:
        return False
    last = minutes.paragraphs[-1].paragraph if minutes.paragraphs else None
    is_same = (minutes.body, minutes.date) == (record.body, record.date)
    return is_same and last is not None and record.paragraph == last + 1


def _is_other_meeting(minutes: Document, record: Paragraph) -> bool:
    """Answer whether a paragraph comes from another body or day than the minutes under way."""
    other_body = minutes.body and record.body and minutes.body != record.body
    other_day = minutes.date and record.date and minutes.date != record.date
    return bool(other_body or other_day)


def _order(place: tuple[int, int | None]) -> tuple[int, int]:
    line, page = place
    return (page or 0, line)
