"""A reading as plain values for JSON: documents per source, unmerged, every field with its place."""

from __future__ import annotations

from typing import Any

from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import (
    Amount,
    Ballot,
    Citation,
    Document,
    Item,
    Paragraph,
    Person,
    Place,
    Proposal,
    Recipient,
    Reservation,
    Table,
    Vote,
)

Json = dict[str, Any]


def reading_as_json(reading: Reading) -> list[Json]:
    """Answer the list under ``documents``; an unreadable file is an entry with ``error``."""
    unreadable: list[Json] = [
        {
            "source": failed.source,
            "kind": None,
            "error": failed.message,
            "items": [],
            "tables": [],
            "paragraphs": [],
        }
        for failed in reading.unreadable
    ]
    return [document_as_json(d) for d in reading.documents] + unreadable


def document_as_json(document: Document) -> Json:
    """Answer one part of a source."""
    announcement = document.announcement
    return {
        "source": document.source,
        "kind": document.kind,
        "title": document.title,
        "body": document.body,
        "date": _day(document.date),
        "from": place_as_json(document.first),
        "to": place_as_json(document.last),
        "items": [_item(item) for item in document.items],
        "tables": [_table(table) for table in document.tables],
        "paragraphs": [paragraph_as_json(p) for p in document.paragraphs],
        "announcement": announcement
        and {
            "fields": announcement.fields,
            "places": {name: place_as_json(p) for name, p in announcement.places.items()},
        },
        "joined_to": document.joined_to.record_id if document.joined_to else None,
        "notes": list(document.notes),
    }


def paragraph_as_json(record: Paragraph) -> Json:
    """Answer one record, a paragraph of minutes or a memo."""
    return {
        "record_id": record.record_id,
        "body": record.body,
        "date": _day(record.date),
        "paragraph": record.paragraph,
        "diary": record.diary,
        "title": record.title,
        "decision_text": record.decision_text,
        "proposal_to": record.proposal_to,
        "addressed_to": record.addressed_to,
        "proposals": [_proposal(p) for p in record.proposals],
        "votes": [_vote(v) for v in record.votes],
        "reservations": [_person(r) for r in record.reservations],
        "citations": [_citation(c) for c in record.citations],
        "immediate_adjustment": record.immediate_adjustment,
        "recipients": [_recipient(r) for r in record.recipients],
        "amounts": [_amount(a) for a in record.amounts],
        "suggestions": [
            {"field": s.field, "value": s.value, "ground": s.ground} for s in record.suggestions
        ],
        "places": {name: place_as_json(place) for name, place in record.places.items()},
    }


def place_as_json(place: Place) -> Json:
    """Answer a place; ``page`` only where the source has pages."""
    return {"line": place.line} if place.page is None else {"page": place.page, "line": place.line}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _item(item: Item) -> Json:
    return {
        "number": item.number,
        "title": item.title,
        "diary": item.diary,
        "place": place_as_json(item.place),
    }


def _table(table: Table) -> Json:
    return {
        "caption": table.caption,
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
        "place": place_as_json(table.places[0]),
    }


def _proposal(proposal: Proposal) -> Json:
    return {
        "kind": proposal.kind,
        "to": proposal.to,
        "by": [_person(p) for p in proposal.by],
        "supported_by": [_person(p) for p in proposal.supported_by],
        "text": proposal.text or None,
        "place": place_as_json(proposal.place),
    }


def _person(person: Person | Reservation) -> Json:
    return {"name": person.name, "party": person.party, "place": place_as_json(person.place)}


def _vote(vote: Vote) -> Json:
    return {
        "yes": vote.yes,
        "no": vote.no,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "yes_means": vote.yes_means,
        "no_means": vote.no_means,
        "sides": [
            {"votes": side.votes, "means": side.means, "place": place_as_json(side.place)}
            for side in vote.sides
        ],
        "ballots": [_ballot(ballot) for ballot in vote.ballots],
        "place": place_as_json(vote.place),
    }


def _ballot(ballot: Ballot) -> Json:
    return {
        "name": ballot.name,
        "party": ballot.party,
        "role": ballot.role,
        "option": ballot.option,
        "place": place_as_json(ballot.place),
    }


def _citation(citation: Citation) -> Json:
    """Answer a citation; ``organisation`` is null where the text names none, not "our own"."""
    return {
        "body": citation.body,
        "organisation": citation.organisation,
        "date": _day(citation.date),
        "year": citation.date.year if citation.date else citation.year,
        "paragraph": citation.paragraph,
        "place": place_as_json(citation.place),
    }


def _recipient(recipient: Recipient) -> Json:
    return {"name": recipient.name, "place": place_as_json(recipient.place)}


def _amount(amount: Amount) -> Json:
    whole, rest = divmod(amount.ore, 100)
    return {
        "text": amount.text,
        "ore": amount.ore,
        "kronor": None if rest else whole,
        "place": place_as_json(amount.place),
    }
