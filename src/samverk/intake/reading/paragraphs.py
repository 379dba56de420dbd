"""One part's lines to one record: a paragraph of minutes, or a memo."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.intake.reading.ballots import read_ballots
from samverk.intake.reading.diary import suffix_of
from samverk.intake.reading.fields.adjustment import immediate_adjustment
from samverk.intake.reading.fields.amounts import amounts_in
from samverk.intake.reading.fields.citations import citations_in
from samverk.intake.reading.fields.decision import decided, decision_in, own_body
from samverk.intake.reading.fields.memo import memo_head
from samverk.intake.reading.fields.passages import Told, own_in, told_in
from samverk.intake.reading.fields.proposals import at_meeting, highest, to_next_body
from samverk.intake.reading.fields.recipients import recipients_in
from samverk.intake.reading.fields.reservations import reservations_in
from samverk.intake.reading.fields.title import opening_of
from samverk.intake.reading.fields.votes import votes_in
from samverk.intake.reading.headers import Header
from samverk.intake.reading.meetings import Meeting
from samverk.intake.reading.model import Ballot, Level, Line, Paragraph, Place, Proposal, Vote
from samverk.intake.reading.organs import KNOWN
from samverk.intake.reading.prose import prose_of
from samverk.intake.reading.sections import (
    PAST,
    Section,
    all_lines,
    present_lines,
    sections_of,
)
from samverk.intake.reading.tables import tables_in
from samverk.intake.reading.vote_lists import join_vote

_VOTE_WORDS = ("mröstning", "otering", "OMRÖSTNING", "VOTERING")


def read_paragraph(
    source: str, lines: Sequence[Line], header: Header, meeting: Meeting
) -> Paragraph:
    """Read a paragraph of minutes; ``lines`` begin with its § line."""
    opening = opening_of(lines, header)
    sections = sections_of([*opening.kept, *lines[opening.taken :]])
    own = own_body(sections)
    # A short name no table knows, "KsFu", says less than the front page.
    known = header.organ if header.organ in KNOWN else None
    body = known or meeting.body or (own.name if own else header.organ)
    record = Paragraph(
        source,
        paragraph=header.number,
        diary=opening.diary,
        title=opening.title,
        body=body,
        own_body=known or (own.name if own else header.organ),
        date=meeting.day,
        diary_body=opening.diary_body or (suffix_of(opening.diary) if opening.diary else None),
    )
    stated = meeting.body_place or (own and own.place)
    body_place = lines[0].place if header.organ and body == header.organ else stated
    _put(record, "paragraph", lines[0].place)
    _put(record, "diary", opening.diary_place)
    _put(record, "title", opening.title_place)
    _put(record, "body", body_place)
    _put(record, "date", meeting.day_place)
    record.level = _level(sections)
    _read_decision(record, sections)
    _read_common(record, sections)
    _read_meeting(record, sections)
    record.tables = tables_in(lines[opening.taken :])
    return record


def _level(sections: Sequence[Section]) -> Level | None:
    """Answer the marker of who decides; one that stands last heads the paragraphs that follow."""
    for section in sections[:-1]:
        if section.label and section.concept == "level" and section.label.to:
            return Level(section.label.to, section.heading[0].place)
    return None


def _put(record: Paragraph, name: str, place: Place | None) -> None:
    if place is not None:
        record.places[name] = place


def _read_decision(record: Paragraph, sections: Sequence[Section]) -> None:
    told = told_in(decided(sections, record.body), record.body)
    if decision := decision_in(told):
        record.decision_text = decision.text
        record.places["decision_text"] = decision.place
    _read_proposals(record, told)


def _read_proposals(record: Paragraph, told: Sequence[Told]) -> None:
    record.proposals += to_next_body(told)
    if chosen := highest(record.proposals):
        record.proposal_to = chosen.to
        record.places["proposal_to"] = chosen.place


def _read_common(record: Paragraph, sections: Sequence[Section]) -> None:
    """Read what both minutes and memos print."""
    prose = prose_of(all_lines(sections))
    record.prose = prose
    # Proposed to another body, "sitt beslut" may be that one's.
    own = record.body if record.proposal_to is None else None
    record.citations = citations_in(prose, own)
    record.amounts = amounts_in(prose)
    record.recipients = recipients_in(sections)


def _read_meeting(record: Paragraph, sections: Sequence[Section]) -> None:
    """Read what happened at the meeting; earlier handling told in the text is left out."""
    is_whole = not any(section.concept in PAST for section in sections)
    present = (is_whole and record.prose) or prose_of(present_lines(sections))
    record.proposals += at_meeting(sections)
    record.votes = votes_in(present)
    _read_rows(record, present_lines(sections))
    listed = [s.prose() for s in sections if s.concept == "reservation"]
    record.reservations = reservations_in(present, listed)
    if told := immediate_adjustment(sections, present, record.paragraph):
        record.immediate_adjustment = told.is_immediate
        record.places["immediate_adjustment"] = told.place


def _read_rows(record: Paragraph, lines: Sequence[Line]) -> None:
    """Read names with their vote set as rows within the paragraph: "Anna Alm (M) - JA"."""
    if not record.votes and not _tells_of_a_vote(record):
        return
    listed = [b for vote in read_ballots(lines).votes for b in vote.ballots]
    if len(listed) < 2:
        return
    rows_read = {(ballot.name, ballot.place) for ballot in listed}
    for vote in record.votes:
        # "Anna Alm (M) - AVSTÅR" also reads as a sentence; the row tells it better.
        vote.ballots = [b for b in vote.ballots if (b.name, b.place) not in rows_read]
    for rows in _rounds(listed):
        join_vote(Vote(rows[0].place, ballots=rows), record)


def _tells_of_a_vote(record: Paragraph) -> bool:
    text = record.prose.text if record.prose else ""
    return any(word in text for word in _VOTE_WORDS)


def _rounds(ballots: Sequence[Ballot]) -> list[list[Ballot]]:
    """Part ballots into rounds: a name that returns votes in the next division."""
    rounds: list[list[Ballot]] = []
    for ballot in ballots:
        if not rounds or any(b.name == ballot.name for b in rounds[-1]):
            rounds.append([])
        rounds[-1].append(ballot)
    return rounds


def read_memo(source: str, lines: Sequence[Line]) -> Paragraph:
    """Read a memo: a record without paragraph number, which decides nothing."""
    head = memo_head(lines)
    sections = sections_of(lines[head.taken :])
    record = Paragraph(
        source,
        date=head.date,
        diary=head.diary,
        title=head.title,
        addressed_to=head.addressed_to,
        places=dict(head.places),
    )
    _read_proposals(record, told_in(_proposed(sections), None))
    _read_whole_proposal(record, sections)
    _read_common(record, sections)
    record.tables = tables_in(lines[head.taken :])
    return record


def _proposed(sections: Sequence[Section]) -> list[Section]:
    """Answer the memo's own proposal: the first "Förslag till beslut" and what is under it."""
    for index, section in enumerate(sections):
        if section.concept in ("proposed_decision", "proposal_to"):
            end = index + 1
            while end < len(sections) and sections[end].concept == "proposal_to":
                end += 1
            return list(sections[index:end])
    return []


def _read_whole_proposal(record: Paragraph, sections: Sequence[Section]) -> None:
    """Keep what is proposed to no further body: it is put to the one the memo is for.

    Beside a proposal to another that is only what is said to be the addressee's own to decide.
    """
    parts = [s for s in _proposed(sections) if s.concept == "proposed_decision"]
    if not parts:
        return
    if record.proposals:
        own = own_in(parts[0], record.addressed_to)
        found = (
            [Proposal("to_next_body", own.text, own.place, to=record.addressed_to)] if own else []
        )
        record.proposals += found
        return
    text = parts[0].prose().text
    if not text:
        return
    place = parts[0].heading[0].place
    record.proposals.append(Proposal("to_next_body", text, place, to=record.addressed_to))
    if record.addressed_to:
        record.proposal_to = record.addressed_to
        record.places["proposal_to"] = record.places["addressed_to"]
