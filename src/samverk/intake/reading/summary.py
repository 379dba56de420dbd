"""What was read, in Swedish for people: a few lines per document."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from samverk.intake.reading.model import Citation, Document, Paragraph, Place, Vote
from samverk.intake.reading.suggestions import where

_KINDS = {
    "notice": "Kallelse eller anslag",
    "memo": "Tjänsteskrivelse",
    "minutes": "Protokoll",
    "vote_list": "Voteringslista",
    None: "Okänt slag",
}
_FIELDS = {
    "body": "organ",
    "date": "dag",
    "date_not_before": "tidigaste dag",
    "proposal_to": "mottagare av förslaget",
}
_WIDTH = 100


def document_summary(document: Document) -> Iterator[str]:
    """Yield the lines for one document; unknown facts are said to be unknown."""
    yield f"{_KINDS[document.kind]}, {_span(document.first, document.last)}"
    for note in document.notes:
        yield f"  Obs: {note}"
    for item in document.items:
        yield f"  {item.number}. {item.title}" + (f" [{item.diary}]" if item.diary else "")
    for table in document.tables:
        caption = table.caption or "utan rubrik"
        yield f"  Tabell med {len(table.rows)} rader: {shorten(caption, _WIDTH)}"
    if document.announcement:
        for name, value in document.announcement.fields.items():
            yield f"  Anslag, {_ANNOUNCED.get(name, name)}: {value}"
    if document.joined_to:
        yield f"  Rösterna hör till § {document.joined_to.paragraph}"
    for paragraph in document.paragraphs:
        yield from (f"  {line}" for line in _record(paragraph))


_ANNOUNCED = {
    "up": "sätts upp",
    "down": "tas ned",
    "last_appeal": "sista dag att överklaga",
    "storage": "protokollet förvaras",
    "body": "organ",
    "meeting": "sammanträde",
    "paragraphs": "paragrafer",
}


def _span(first: Place, last: Place) -> str:
    return where(first) if first == last else f"{where(first)} till {where(last)}"


def _record(record: Paragraph) -> Iterator[str]:
    name = f"§ {record.paragraph}" if record.paragraph is not None else "Skrivelse"
    yield f"{name}  {record.diary or 'diarienummer saknas'}  {record.title or 'rubrik saknas'}"
    if record.paragraph is not None:
        yield f"  Organ: {record.body or 'inte tryckt'}. Dag: {record.date or 'inte tryckt'}."
    else:
        yield f"  Till: {record.addressed_to or 'inte tryckt'}. Dag: {record.date or 'inte tryckt'}."
    if record.decision_text:
        yield f"  Beslut: {shorten(record.decision_text, _WIDTH, placeholder=' …')}"
    if record.proposal_to:
        yield f"  Förslag till: {record.proposal_to}"
    for vote in record.votes:
        yield f"  Omröstning: {_vote(vote)}"
    if record.reservations:
        yield "  Reservationer: " + ", ".join(
            (r.name or "partiet") + (f" ({r.party})" if r.party else "")
            for r in record.reservations
        )
    if record.immediate_adjustment:
        yield "  Omedelbart justerad"
    if record.citations:
        yield "  Åberopar: " + "; ".join(map(_citation, record.citations))
    if record.recipients:
        yield "  Skickas till: " + ", ".join(r.name for r in record.recipients)
    if record.amounts:
        yield "  Belopp: " + ", ".join(a.text for a in record.amounts)
    for suggestion in record.suggestions:
        field = _FIELDS.get(suggestion.field, suggestion.field)
        yield f"  Förslag på {field}: {suggestion.value}. {suggestion.ground}"


def _vote(vote: Vote) -> str:
    counts = (
        ("ja", vote.yes),
        ("nej", vote.no),
        ("avstår", vote.abstain),
        ("frånvarande", vote.absent),
    )
    told = ", ".join(f"{number} {word}" for word, number in counts if number is not None)
    told = told or " mot ".join(str(side.votes) for side in vote.sides)
    meanings = [
        f"{word} = {shorten(text, _WIDTH, placeholder=' …')}"
        for word, text in (("ja", vote.yes_means), ("nej", vote.no_means))
        if text
    ]
    names = f"{len(vote.ballots)} namn" if vote.ballots else "inga namn"
    return "; ".join([told or "resultat inte tryckt", names, *meanings])


def _citation(citation: Citation) -> str:
    parts = [
        citation.body or "okänt organ",
        f"i {citation.organisation}" if citation.organisation else "",
        str(citation.date or citation.year or "utan dag"),
        f"§ {citation.paragraph}" if citation.paragraph else "",
    ]
    return " ".join(filter(None, parts))
