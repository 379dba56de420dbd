"""What the minutes must say of each matter (KL 5:67), and what custom adds."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.rules.assembly import Assembly
from samverk.rules.body import Body
from samverk.rules.minutes.facts import (
    MinutesFact,
    Outcome,
    ParagraphFact,
    QuestionFact,
    ReservationFact,
)
from samverk.rules.minutes.finding import Desk, Finding, Part, Severity
from samverk.rules.minutes.votes import vote_findings
from samverk.rules.quorum import quorum
from samverk.rules.statutes.kl import (
    KL_MINUTES_CONTENT,
    KL_MINUTES_QUESTIONS,
    KL_MINUTES_SERVED,
    KL_QUORUM_BOARD,
    KL_QUORUM_COUNCIL,
    KL_RESERVATION,
)
from samverk.rules.voting import Ballot

_DEFERRED = frozenset({Outcome.TABLED, Outcome.REFERRED_BACK})


def paragraph_findings(
    paragraph: ParagraphFact, minutes: MinutesFact, index: int
) -> Iterator[Finding]:
    """List what one paragraph lacks, in the order of the form."""
    desk = Desk(minutes.day, index)
    if not paragraph.matter.strip():
        yield desk.error(Part.MATTER, "Ange vilket ärende paragrafen gäller.", KL_MINUTES_SERVED)
    if paragraph.number is None:
        yield desk.warning(Part.MATTER, "Paragrafen har inget nummer än.")
    if not paragraph.case_number:
        yield desk.warning(Part.MATTER, "Diarienummer saknas.")
    yield from _quorum(paragraph, minutes, desk)
    yield from _proposals(paragraph, desk)
    for vote in paragraph.votes:
        yield from vote_findings(vote, paragraph, minutes, desk)
    yield from _decision(paragraph, minutes, desk)
    if paragraph.question and minutes.assembly is Assembly.COUNCIL:
        yield from question_findings(paragraph.question, desk)
    for reservation in paragraph.reservations:
        yield from _reservation(reservation, paragraph, minutes, desk)


def question_findings(question: QuestionFact, desk: Desk) -> Iterator[Finding]:
    """Ask what became of an interpellation or a question (P9); only a council's minutes tell of them."""
    if question.is_answered is None:
        text = (
            f"{question.label}: ange om den fick ställas och besvarades, inte fick ställas, sköts upp "
            "eller togs tillbaka."
        )
        yield desk.error(Part.QUESTIONS, text, KL_MINUTES_QUESTIONS)


def _quorum(paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    if paragraph.outcome is Outcome.STRUCK:
        return
    away = paragraph.conflicts
    if not paragraph.served - away:
        text = "Ange vilka som tjänstgjorde i ärendet."
        yield desk.error(Part.ATTENDANCE, text, KL_MINUTES_SERVED)
        return
    body, serving = minutes.assembly.body, len(paragraph.served - away)
    if serving + len(away) > minutes.members:
        text = f"Fler tjänstgör än organets {minutes.members} platser: rätta närvaron."
        yield desk.error(Part.ATTENDANCE, text, KL_MINUTES_SERVED)
        return
    found = quorum(minutes.members, serving, body=body, disqualified=len(away)).value
    question = paragraph.question
    if question and question.is_answered and question.by_fewer:
        return
    if not found.is_quorate:
        text = (
            f"Organet var inte beslutsfört: {serving} tjänstgjorde och det krävs {found.needs}. "
            "Ärendet måste tas upp igen."
        )
        provision = KL_QUORUM_COUNCIL if body is Body.COUNCIL else KL_QUORUM_BOARD
        yield desk.error(Part.ATTENDANCE, text, provision)


def _proposals(paragraph: ParagraphFact, desk: Desk) -> Iterator[Finding]:
    """Proposals not withdrawn, and the order in which the chair put them (P3, P4)."""
    open_ones = [each for each in paragraph.proposals if not each.is_withdrawn]
    if any(not each.text.strip() for each in open_ones):
        text = "Ett yrkande saknar text."
        yield desk.error(Part.PROPOSALS, text, KL_MINUTES_CONTENT)
    known = {each.id for each in open_ones}
    if strange := set(paragraph.put) - known:
        text = f"{len(strange)} framställda propositioner gäller yrkanden som saknas eller tagits tillbaka."
        yield desk.error(Part.PROPOSITION, text, KL_MINUTES_CONTENT)
    if len(open_ones) > 1 and (left := known - set(paragraph.put)):
        text = (
            "Ange i vilken ordning ordföranden lade fram förslagen: "
            f"{len(left)} av {len(open_ones)} yrkanden är inte ställda under proposition."
        )
        # A matter that was deferred leaves the proposals on the substance unput, as it should.
        if paragraph.outcome in _DEFERRED:
            yield desk.warning(Part.PROPOSITION, text, KL_MINUTES_CONTENT)
        else:
            yield desk.error(Part.PROPOSITION, text, KL_MINUTES_CONTENT)


def _decision(paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    if paragraph.outcome is None:
        text = "Ärendet har ingen utgång: ange beslutet, eller att ärendet utgick."
        yield desk.error(Part.DECISION, text, KL_MINUTES_CONTENT)
        return
    if paragraph.outcome is Outcome.STRUCK:
        return
    if not any(each.strip() for each in paragraph.decisions):
        yield desk.error(Part.DECISION, "Beslutet saknar text.", KL_MINUTES_CONTENT)
    if paragraph.took_part is None:
        text = "Ange vilka ledamöter som deltog i beslutet."
        yield desk.error(Part.DECISION, text, KL_MINUTES_CONTENT)
    elif strange := sorted(paragraph.took_part - (paragraph.served - paragraph.conflicts)):
        names = ", ".join(minutes.name(person) for person in strange)
        text = f"Antecknade som deltagande i beslutet utan att tjänstgöra i ärendet: {names}."
        yield desk.error(Part.DECISION, text, KL_MINUTES_CONTENT)
    if paragraph.outcome is Outcome.DECIDED:
        for reason in paragraph.doubts:
            yield Finding(Severity.WARNING, Part.DECISION, reason, desk.index)
    if paragraph.recipients is None:
        yield desk.warning(Part.DISPATCH, "Ange vilka beslutet ska skickas till, eller ingen.")


def _reservation(
    reservation: ReservationFact, paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk
) -> Iterator[Finding]:
    """Who may reserve, against what, and until when (KL 4:27)."""
    name = minutes.name(reservation.by)
    if not reservation.against.strip():
        text = f"{name}: ange vilket beslut reservationen gäller."
        yield desk.error(Part.RESERVATIONS, text, KL_MINUTES_CONTENT)
    if paragraph.took_part is not None and reservation.by not in paragraph.took_part:
        text = f"{name} deltog inte i beslutet och kan inte reservera sig mot det."
        yield desk.error(Part.RESERVATIONS, text, KL_RESERVATION)
    if reservation.in_time is False:
        text = f"{name}: reservationen anmäldes efter sammanträdets slut och kan inte tas in."
        yield desk.error(Part.RESERVATIONS, text, KL_RESERVATION)
    elif reservation.in_time is None:
        text = f"{name}: ange att reservationen anmäldes innan sammanträdet avslutades."
        yield desk.error(Part.RESERVATIONS, text, KL_RESERVATION)
    if (spoken := _speaks_against(reservation, paragraph)) and not reservation.allowed:
        text = f"{name} {spoken}. Ordföranden avgör om reservationen ändå tas in."
        yield desk.warning(Part.RESERVATIONS, text)


def _speaks_against(reservation: ReservationFact, paragraph: ParagraphFact) -> str:
    """Say what the vote on this outcome says against a reservation, else "".

    The trap: whoever votes to decide today has not voted for what is then decided.
    """
    is_deferred = paragraph.outcome in _DEFERRED
    votes = [each for each in paragraph.votes if (each.deferral is not None) == is_deferred]
    cast = votes[-1].ballots.get(reservation.by) if votes else None
    if cast is None:
        return ""
    if cast is Ballot.ABSTAIN:
        return "avstod i omröstningen"
    won = Ballot.NO if is_deferred else votes[-1].found
    return "röstade för det som beslutades" if cast is won else ""
