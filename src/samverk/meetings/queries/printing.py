"""Minutes as they are printed and locked: the parts of each paragraph in the body's own order.

What is printed and what is locked are made of the same rows at the same time. An open document says
of a secret paragraph that it exists and is secret, and nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.timezone import localtime

from samverk.documents.minutes import PrintedMinutes, PrintedParagraph, PrintedPart
from samverk.meetings.models import AgendaItem, Meeting, Method
from samverk.meetings.queries.course import deferral_facts, election_facts, vote_facts
from samverk.meetings.queries.doors import doors_of, is_public
from samverk.meetings.queries.minutes import MinutesPage
from samverk.meetings.queries.ordering import order_facts, order_questioned
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.present import told_waiting
from samverk.meetings.queries.questions import question_facts
from samverk.meetings.queries.refusals import refusal_facts
from samverk.meetings.queries.turns import chair_at, chairs_of
from samverk.rules.minutes.layouts import Part
from samverk.rules.propositions import VoteHeld
from samverk.rules.reservation import ReservationState
from samverk.rules.serving.intervals import paragraph_span
from samverk.rules.wording import NO_BREAK, running_date, sentence

NOT_HERE = (
    "Paragrafen är sekretessbelagd. Den har ett eget protokoll, som prövas vid varje begäran."
)
SIGNING = {
    Method.ELECTRONIC: "Undertecknas elektroniskt av dem som står här. Underskrifterna ligger i filen.",
    Method.PAPER: "Undertecknas på papper av dem som står här.",
}


@dataclass(frozen=True, slots=True)
class Signing:
    """Who is to sign, as rows of name and capacity, and how."""

    method: Method
    signers: tuple[tuple[str, str], ...]
    immediate: bool


def printed_minutes(
    page: MinutesPage, rows: Sequence[ParagraphRow], signing: Signing, *, secret: bool = False
) -> PrintedMinutes:
    """Give a document of some paragraphs; ``secret`` prints the words of those that are secret."""
    meeting = page.meeting
    numbers = [row.item.paragraph for row in rows if row.item.paragraph]
    span = paragraph_span(numbers)
    what = "Protokoll, sekretessbelagd del" if secret else "Protokoll"
    return PrintedMinutes(
        title=f"{what} {running_date(meeting.day)}, {span}",
        organisation=meeting.body.organisation.name,
        body=meeting.body.name,
        day=meeting.day.isoformat(),
        footer=f"{meeting.body.name} {meeting.day.isoformat()}, {span}",
        facts=(*_facts(page, span, signing), *_others(page, numbers), *_questions(rows)),
        served=_served(page, rows),
        paragraphs=tuple(_paragraph(page, row, secret=secret) for row in rows),
        signing=SIGNING[signing.method],
        signers=signing.signers,
    )


def _facts(page: MinutesPage, span: str, signing: Signing) -> Iterator[tuple[str, str]]:
    meeting = page.meeting
    yield "Plats och tid", f"{meeting.place}, {meeting.day.isoformat()} klockan {_hours(meeting)}"
    items = [row.item for row in page.paragraphs]
    if public := public_told(page):
        yield "Sammanträdet", public
    chairs = [
        f"{one.name} från §{NO_BREAK}{one.paragraph}" if one.paragraph else one.name
        for one in chairs_of(meeting, items)
    ]
    yield "Ordförande", ", ".join(chairs)
    if meeting.secretary:
        yield "Sekreterare", meeting.secretary
    adjusters = [name for name, capacity in signing.signers if capacity != "ordförande"]
    if adjusters:
        yield "Utsedda att justera", ", ".join(adjusters)
    yield "Paragrafer", span + (", omedelbart justerade" if signing.immediate else "")


def public_told(page: MinutesPage) -> str:
    """Tell that the meeting was public, and what was not; "" for one that was closed."""
    if not is_public(page.meeting):
        return ""
    items = [row.item for row in page.paragraphs]
    closed = [i.paragraph for i in items if i.paragraph and doors_of(page.meeting, i).value]
    return "Offentligt" + (
        f", utom {paragraph_span(closed)} bakom stängda dörrar" if closed else ""
    )


def _others(page: MinutesPage, numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Tell of those present without serving in these paragraphs."""
    if waiting := told_waiting(page.waiting, numbers):
        yield "Ej tjänstgörande ersättare", waiting
    if page.officials:
        yield "Övriga närvarande", "; ".join(str(each) for each in page.officials)


def _questions(rows: Sequence[ParagraphRow]) -> Iterator[tuple[str, str]]:
    """Tell which interpellations and questions there were, and which were answered (KL 5:68)."""
    told = [
        f"§{NO_BREAK}{row.item.paragraph} {row.question.label}, {row.question.state}"
        for row in rows
        if row.question
    ]
    if told:
        yield "Interpellationer och frågor", "; ".join(told)


def _hours(meeting: Meeting) -> str:
    times = [localtime(at) for at in (meeting.opened_at, meeting.ended_at) if at]
    return "–".join(f"{at:%H:%M}" for at in times)


def _served(page: MinutesPage, rows: Sequence[ParagraphRow]) -> tuple[tuple[str, str, str], ...]:
    """List who served in these paragraphs, with the paragraphs among them."""
    numbers = {row.item.paragraph for row in rows}
    chairs = {chair_at(page.meeting, row.item.turn or 1) for row in rows}
    found = []
    for name, service in page.served:
        here = [number for number in service.paragraphs if number in numbers]
        far = ", på distans" if set(here) & set(service.at_distance) else ""
        role = "tjänstgörande ersättare" if service.is_substitute else "ledamot"
        role += ", ordförande" if service.person in chairs else ""
        if here:
            found.append((name, role, f"{paragraph_span(here)}{far}"))
    return tuple(found)


def _paragraph(page: MinutesPage, row: ParagraphRow, *, secret: bool) -> PrintedParagraph:
    item = row.item
    heading = f"§{NO_BREAK}{item.paragraph} {title_of(item, secret=secret)}"
    case = item.case.diary_number if item.case else ""
    if item.secret and not secret:
        return PrintedParagraph(heading, case, (PrintedPart("", texts=(NOT_HERE,)),))
    made = [conflict_part(row), question_part(row)]
    for part, label in page.layout.parts:
        made += [standing_out_part(row)] if part is Part.RESERVATIONS else []
        made.append(_part(part, label, row))
    return PrintedParagraph(heading, case, tuple(part for part in made if part))


def question_part(row: ParagraphRow) -> PrintedPart | None:
    """Print an interpellation or a question, and what became of it; None for other items (KL 5:68)."""
    asked = row.question
    if asked is None:
        return None
    told = (asked.told, *asked.words, *((asked.end,) if asked.end else ()), *asked.answer)
    return PrintedPart(asked.heading, texts=told)


def standing_out_part(row: ParagraphRow) -> PrintedPart | None:
    """Print who served and took no part in the decision; None when nobody (KL 5:67)."""
    return (
        PrintedPart("Deltar inte i beslutet", texts=(f"{', '.join(row.out)}.",))
        if row.out
        else None
    )


def conflict_part(row: ParagraphRow) -> PrintedPart | None:
    """Print who did not take part for jäv, and the questions of it; None when there is none."""
    return PrintedPart("Jäv", bullets=row.jav) if row.jav else None


def title_of(item: AgendaItem, *, secret: bool) -> str:
    """Name an item: by its true title in the secret document, else as everybody may read it."""
    kept = getattr(item, "kept_secret", None) if secret else None
    return kept.title if kept else item.title


def _part(part: Part, label: str, row: ParagraphRow) -> PrintedPart | None:
    """Print a part; None where there is nothing to print."""
    if part in _PARTS:
        found = PrintedPart(label, *_PARTS[part](row))
    else:
        text = row.texts.get(part.value)
        found = PrintedPart(label, _paragraphs(text.text if text else ""))
    return found if found.texts or found.points or found.bullets else None


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


Facts = dict[str, Any]
# The texts, the numbered points and the list of a part
Words = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _decision(row: ParagraphRow) -> Words:
    outcome = row.proceeding.outcome
    return (), tuple(outcome.decisions) if outcome else (), ()


def _draft(row: ParagraphRow) -> Words:
    draft = row.proceeding.draft
    return ((f"{sentence(draft.name)}:",), tuple(draft.points), ()) if draft else ((), (), ())


def _motions(row: ParagraphRow) -> Words:
    return (), (), row.motions


def _order(row: ParagraphRow) -> Words:
    questioned = order_questioned(row.proceeding)
    return (questioned,) * bool(questioned), row.order, ()


def _proceeding(row: ParagraphRow) -> Words:
    return (*row.course, *row.rolls), (), ()


def _reservations(row: ParagraphRow) -> Words:
    told = ((n, m) for n, m, r in row.reserving if r.value.state is ReservationState.STANDS)
    return (), (), tuple(f"{name} reserverar sig mot {made.against}" for name, made in told)


def _statements(row: ParagraphRow) -> Words:
    return (), (), tuple(f"{each.title}: {each.text}" for each in row.item.statements.all())


def _recipients(row: ParagraphRow) -> Words:
    found = getattr(row.item, "recipients", None)
    return ((", ".join(found.names) or "Ingen",) if found else (), (), ())


_PARTS: dict[Part, Callable[[ParagraphRow], Words]] = {
    Part.DECISION: _decision,
    Part.DRAFT: _draft,
    Part.MOTIONS: _motions,
    Part.ORDER: _order,
    Part.PROCEEDING: _proceeding,
    Part.RESERVATIONS: _reservations,
    Part.STATEMENTS: _statements,
    Part.RECIPIENTS: _recipients,
}


def locked_paragraph(row: ParagraphRow, printed: PrintedParagraph, *, secret: bool) -> Facts:
    """Give what is locked of a paragraph: what is printed, and the facts behind it as data."""
    item = row.item
    open_facts: Facts = {
        "kind": "paragraph",
        "item": item.pk,
        "paragraph": item.paragraph,
        "title": title_of(item, secret=secret),
        "case": printed.case,
    }
    if item.secret and not secret:
        return open_facts | {"secret": True}
    kept = {"provision": item.kept_secret.provision} if item.secret else {}
    return open_facts | kept | _facts_of(row) | {"parts": [_part_facts(p) for p in printed.parts]}


def _part_facts(part: PrintedPart) -> Facts:
    return {
        "heading": part.heading,
        "texts": list(part.texts),
        "points": list(part.points),
        "bullets": list(part.bullets),
    }


def _facts_of(row: ParagraphRow) -> Facts:
    found = row.proceeding
    stand = (m for m, ruled in row.reservations if ruled.value.state is ReservationState.STANDS)
    more: Facts = {"conflicts": [asdict(each) for each in row.conflicts]} if row.conflicts else {}
    more |= {"not_taking_part": list(row.out)} if row.out else {}
    more |= {"question": question_facts(row.question)} if row.question else {}
    more |= order_facts(found)
    more |= {"refusals": refused} if (refused := refusal_facts(found)) else {}
    told = [facts for _, facts in row.conflict_questions]
    more |= {"conflict_questions": told} if told else {}
    return more | {
        "outcome": found.outcome.outcome if found.outcome else None,
        "decisions": list(found.outcome.decisions) if found.outcome else [],
        "served": [voter.name for voter in found.voters],
        "votes": [_vote_facts(row, each) for s in found.progress.value.settled for each in s.votes],
        "deferrals": deferral_facts(found),
        "elections": election_facts(row.election),
        "reservations": [{"person": str(m.person), "against": m.against} for m in stand],
    }


def _vote_facts(row: ParagraphRow, held: VoteHeld) -> Facts:
    ballots = row.proceeding.ballots.get(held.step, ())
    return vote_facts(held) | {"ballots": {each.name: each.choice for each in ballots}}
