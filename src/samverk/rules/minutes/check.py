"""Whether minutes are complete enough to be adjusted (KL 5:65-68, for boards through 6:35)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverk.rules.assembly import Assembly
from samverk.rules.minutes.facts import MinutesFact, Outcome
from samverk.rules.minutes.finding import Desk, Finding, Part, Severity
from samverk.rules.minutes.ground import minutes_ground, minutes_ground_cited
from samverk.rules.minutes.paragraph import paragraph_findings, question_findings
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_NOTICE_BOARDS, FINSAM_REMOTE
from samverk.rules.statutes.kl import (
    KL_BOARD_REMOTE,
    KL_COUNCIL_REMOTE,
    KL_MINUTES_CONTENT,
    KL_MINUTES_KEPT,
    KL_MINUTES_QUESTIONS,
    KL_MINUTES_SERVED,
)
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class Completeness:
    """Protokollets fullständighet: complete when no finding is an error."""

    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop adjustment."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def is_complete(self) -> bool:
        """Answer whether the minutes may be sent for adjustment."""
        return not self.errors


def completeness(minutes: MinutesFact) -> Ruling[Completeness]:
    """Check a meeting's minutes before adjustment: the head first, then each paragraph in order.

    Every finding carries its own reason. Raises ValueError for a body without seats.
    """
    if minutes.members < 1:
        raise ValueError("Antalet ledamöter ska vara minst 1.")
    found = [*_head(minutes), *_numbers(minutes)]
    for index, paragraph in enumerate(minutes.paragraphs):
        found += paragraph_findings(paragraph, minutes, index)
    return _answer(minutes, tuple(found))


def paragraph_completeness(minutes: MinutesFact, index: int) -> Ruling[Completeness]:
    """Check one paragraph, as immediate adjustment asks. ``index`` is its place in the minutes."""
    if not 0 <= index < len(minutes.paragraphs):
        raise ValueError("Protokollet har ingen sådan paragraf.")
    found = paragraph_findings(minutes.paragraphs[index], minutes, index)
    return _answer(minutes, tuple(found))


def _answer(minutes: MinutesFact, found: tuple[Finding, ...]) -> Ruling[Completeness]:
    value = Completeness(found)
    errors, warnings = len(value.errors), len(found) - len(value.errors)
    rule = (
        "Protokollet ska för varje ärende redovisa yrkanden, propositionsordning, omröstningar, "
        "beslut, vilka som deltog och hur de röstade öppet, och reservationer."
    )
    if errors:
        outcome = f"Protokollet är inte fullständigt: {errors} fel att rätta före justering."
    else:
        outcome = "Protokollet är fullständigt och kan justeras."
    remarks = unknown_wordings(
        minutes.day,
        KL_MINUTES_KEPT,
        KL_MINUTES_SERVED,
        KL_MINUTES_CONTENT,
        *minutes_ground_cited(minutes.assembly),
    )
    if warnings:
        remarks += (Reason(f"{warnings} uppgifter som brukar finnas saknas eller bör ses över."),)
    reasons = (
        because(rule, KL_MINUTES_CONTENT, minutes.day),
        *minutes_ground(minutes.assembly, minutes.day),
        Reason(outcome),
    )
    return Ruling(value, reasons, remarks)


def _head(minutes: MinutesFact) -> Iterator[Finding]:
    desk = Desk(minutes.day)
    if minutes.chair is None:
        text = "Ange ordföranden: protokollet förs på ordförandens ansvar."
        yield desk.error(Part.HEAD, text, KL_MINUTES_KEPT)
    if not minutes.served:
        text = "Ange vilka ledamöter och ersättare som tjänstgjorde."
        yield desk.error(Part.ATTENDANCE, text, KL_MINUTES_SERVED)
    if not minutes.paragraphs:
        text = "Protokollet redovisar inget ärende."
        yield desk.error(Part.MATTER, text, KL_MINUTES_SERVED)
    yield from _usual(minutes, desk)
    yield from _unlisted(minutes, desk)
    yield from _remote(minutes, desk)
    if minutes.assembly is Assembly.COUNCIL:
        yield from _questions(minutes, desk)
    if minutes.assembly is Assembly.FEDERATION:
        yield from _budget(minutes, desk)


def _budget(minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    """A federation sets its budget in public; what is not so is told, for it cannot be undone."""
    decided = [each for each in minutes.paragraphs if each.outcome is Outcome.DECIDED]
    if minutes.is_public or not any(each.sets_budget for each in decided):
        return
    text = (
        "Budgeten fastställdes, men sammanträdet är inte antecknat som offentligt. Var det det: ange det "
        "på sammanträdets sida."
    )
    yield desk.warning(Part.HEAD, text, FINSAM_NOTICE_BOARDS)


def _usual(minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    """What protocols carry by custom; no statute asks for it."""
    for is_there, part, what in (
        (minutes.place, Part.HEAD, "Plats för sammanträdet saknas."),
        (minutes.opened and minutes.closed, Part.HEAD, "Tid för sammanträdet saknas."),
        (minutes.secretary, Part.HEAD, "Sekreterare saknas."),
    ):
        if not is_there:
            yield desk.warning(part, what)
    needed = minutes.adjusters_needed
    if needed is None:
        yield desk.warning(
            Part.ADJUSTMENT, "Det är inte angivet hur många som ska justera jämte ordföranden."
        )
    elif len(set(minutes.adjusters)) < needed:
        text = f"{needed} ska utses att justera; {len(set(minutes.adjusters))} är angivna."
        yield desk.warning(Part.ADJUSTMENT, text)
    if away := sorted(set(minutes.adjusters) - minutes.served):
        names = ", ".join(minutes.name(person) for person in away)
        text = (
            f"{names} ska justera men tjänstgjorde inte vid sammanträdet: välj någon som var med."
        )
        yield desk.warning(Part.ADJUSTMENT, text)


def _unlisted(minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    """Those who serve at an item must stand among those who served at the meeting."""
    at_items = frozenset[int]().union(*(each.served for each in minutes.paragraphs))
    if strange := sorted(at_items - minutes.served):
        names = ", ".join(minutes.name(person) for person in strange)
        text = f"Tjänstgjorde i ett ärende men finns inte i närvarolistan: {names}."
        yield desk.error(Part.ATTENDANCE, text, KL_MINUTES_SERVED)


def _remote(minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    if not minutes.remote:
        return
    provision = {
        Assembly.COUNCIL: KL_COUNCIL_REMOTE,
        Assembly.BOARD: KL_BOARD_REMOTE,
        Assembly.FEDERATION: FINSAM_REMOTE,
    }[minutes.assembly]
    if not minutes.remote_allowed:
        text = "Någon deltog på distans: ange beslutet som tillåter det."
        yield desk.error(Part.ATTENDANCE, text, provision)
    for each in minutes.remote:
        if not each.only_sound:
            continue
        name = minutes.name(each.person)
        if minutes.assembly is not Assembly.FEDERATION:
            text = f"{name} deltog med bara ljud: det krävs både ljud och bild."
            yield desk.error(Part.ATTENDANCE, text, provision)
        elif not each.ground.strip():
            text = f"{name} deltog med bara ljud: ange de särskilda skälen."
            yield desk.error(Part.ATTENDANCE, text, provision)


def _questions(minutes: MinutesFact, desk: Desk) -> Iterator[Finding]:
    if minutes.questions is None:
        text = "Ange vilka interpellationer och frågor som ställdes, eller att inga gjorde det."
        yield desk.error(Part.QUESTIONS, text, KL_MINUTES_QUESTIONS)
        return
    for each in minutes.questions:
        yield from question_findings(each, desk)


def _numbers(minutes: MinutesFact) -> Iterator[Finding]:
    """Numbers without gap or double: a convention, except that a double makes a § ambiguous."""
    numbers = [each.number for each in minutes.paragraphs if each.number is not None]
    desk = Desk(minutes.day)
    if len(set(numbers)) < len(numbers):
        yield desk.error(Part.MATTER, "Två paragrafer har samma nummer: numrera om dem.")
    elif numbers and sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
        yield desk.warning(
            Part.MATTER, "Paragrafnumren har luckor. Ingen lag kräver en obruten följd."
        )
