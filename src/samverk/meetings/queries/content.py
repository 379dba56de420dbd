"""A paragraph as its extract has it: the content of the message, and the sheet that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from samverk.decisions.queries import DecisionKind
from samverk.documents.extract import Part, Sheet
from samverk.meetings.queries.course import (
    deferral_facts,
    election_facts,
    election_lines,
    vote_facts,
    votes_told,
)
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.printing import question_part
from samverk.meetings.queries.questions import question_facts
from samverk.meetings.queries.refusals import refusals_told
from samverk.meetings.queries.reserving import name_of
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.queries.seals import CorrectionRow
from samverk.rules.minutes.facts import Outcome
from samverk.rules.minutes.layouts import Part as Written
from samverk.rules.propositions import VoteHeld
from samverk.rules.reservation import ReservationState
from samverk.rules.wording import NO_BREAK

# Message types by name and version. A version gets new fields only as optional ones, sent when they say
# something: what came before is read as it was, and only that is refused which an older one cannot read
EXTRACT, FATE = ("protokollsutdrag", 1), ("utdragsbesked", 1)
# What an enclosed document is, in the register's own words; any other kind is "other"
ENCLOSED_KINDS = ("memo", "minutes", "letter", "other")
KINDS = {kind.value for kind in (DecisionKind.PROPOSES, DecisionKind.DECIDES, DecisionKind.NOTES)}


def content_of(
    row: ParagraphRow,
    corrections: Sequence[CorrectionRow],
    adjusted_on: date,
    certified_by: str,
) -> dict[str, Any]:
    """Give a paragraph as structured data, all but to whom it goes and its files."""
    item, found = row.item, row.proceeding
    body = item.meeting.body
    kind = _kind(row)
    return {
        "organisation": body.organisation.name,
        "body": body.name,
        "body_abbreviation": body.abbreviation,
        "meeting_day": item.meeting.day.isoformat(),
        "paragraph": item.paragraph,
        "diary_number": item.case.diary_number if item.case else "",
        "title": item.title,
        "kind": kind,
        "proposed_to": item.decider.name if item.decider and kind == DecisionKind.PROPOSES else "",
        "decisions": list(found.outcome.decisions) if found.outcome else [],
        "votes": [vote_facts(vote) for vote in _votes(row)],
        "deferrals": deferral_facts(found),
        "elections": election_facts(row.election),
        "reservations": _parties(row),
        "corrections": [{"text": c.text, "why": c.why, "day": c.day} for c in corrections],
        "adjusted_on": adjusted_on.isoformat(),
        "certified_by": certified_by,
        **dict(_added(row)),
    }


# Fields that version 1 has got since the first extracts were certified
ADDED = ("question", "not_taking_part")


def _added(row: ParagraphRow) -> Iterator[tuple[str, Any]]:
    """Give what is sent only where there is something to say."""
    if row.question:
        yield "question", {k: v for k, v in question_facts(row.question).items() if v is not None}
    if row.out:
        yield "not_taking_part", list(row.out)


def says_the_same(known: dict[str, Any], content: dict[str, Any]) -> bool:
    """Answer whether an extract says what the paragraph says now; one from before a field was added does."""
    return known == {k: v for k, v in content.items() if k in known or k not in ADDED}


def _kind(row: ParagraphRow) -> str:
    """Answer what the paragraph does: where another body decides, this one proposes."""
    outcome = row.proceeding.outcome
    if outcome is None or outcome.outcome != Outcome.DECIDED.value:
        return DecisionKind.NOTES.value
    return (DecisionKind.PROPOSES if row.item.decider_id else DecisionKind.DECIDES).value


def _votes(row: ParagraphRow) -> list[VoteHeld]:
    return [vote for each in row.proceeding.progress.value.settled for vote in each.votes]


def _standing(row: ParagraphRow) -> list[tuple[int, str]]:
    """List who reserves, by id and name, without those that were not accepted."""
    return [
        (made.person_id, f"{name_of(row.proceeding, made)} reserverar sig mot {made.against}.")
        for made, judged in row.reservations
        if judged.value.state is ReservationState.STANDS
    ]


def _parties(row: ParagraphRow) -> list[str]:
    """List the parties of those who reserve, each once."""
    people = [person for person, _ in _standing(row)]
    if not people:
        return []
    roster = roster_of(row.item.meeting)
    belong = {seat.person: seat.party or seat.organisation for seat in roster.seats}
    belong |= {sub.person: sub.party or sub.organisation for sub in roster.substitutes}
    return sorted({belong.get(person, "") for person in people} - {""})


def sheet_of(row: ParagraphRow, content: dict[str, Any], day: date) -> Sheet:
    """Give a paragraph as the printed extract has it."""
    text = row.texts.get(Written.BACKGROUND.value)
    background = tuple(text.text.split("\n\n")) if text and text.text.strip() else ()
    given = (
        *_question(row),
        Part("Beslut", tuple(content["decisions"]), numbered=True),
        Part("Deltar inte i beslutet", row.out),
        Part("Rättelse", tuple(_correction(each) for each in content["corrections"])),
        Part("Sammanfattning av ärendet", background),
        Part("Yrkanden", _motions(row)),
        Part("Omröstning", votes_told(row.proceeding)),
        Part("Val", tuple(election_lines(row.election)) if row.election else ()),
        Part("Reservationer", tuple(words for _, words in _standing(row))),
    )
    return Sheet(
        organisation=content["organisation"],
        body=content["body"],
        meeting_day=content["meeting_day"],
        paragraph=f"§{NO_BREAK}{content['paragraph']}",
        diary_number=content["diary_number"],
        title=content["title"],
        parts=tuple(part for part in given if part.lines),
        adjusted_on=content["adjusted_on"],
        certified_by=content["certified_by"],
        certified_on=day.isoformat(),
    )


def _question(row: ParagraphRow) -> Iterator[Part]:
    """Give the interpellation or question that the paragraph is about, as the minutes print it."""
    if printed := question_part(row):
        yield Part(printed.heading, printed.texts)


def _correction(correction: dict[str, str]) -> str:
    return f"Rättat {correction['day']}: {correction['text']} Skäl: {correction['why']}"


def _motions(row: ParagraphRow) -> tuple[str, ...]:
    kept = (motion for motion in row.proceeding.motions if motion.withdrawn_at is None)
    moved = (
        f"{motion.mover}: {motion.get_kind_display()}{f'. {motion.text}' if motion.text else '.'}"
        for motion in kept
    )
    return (*moved, *refusals_told(row.proceeding))
