"""The notice and the exit day that the known facts lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms, terms_on
from samverk.rules.membership.facts import (
    NOTICES,
    Fact,
    FactKind,
    answer_to_withdrawal,
    latest,
    since_withdrawal,
)
from samverk.rules.membership.status import NoticeState
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes import FINSAM_EXIT, because
from samverk.rules.withdrawal import exit_day
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Exit:
    """Uppsägningen och utträdesdagen, so far as the facts tell.

    ``counted_from`` is the day the notice period was counted from: the notice's or, when
    ``is_assumed``, the council decision's. ``withdrawal`` is the fact that called the notice back.
    """

    notice: NoticeState
    effective: date | None = None
    counted_from: date | None = None
    is_assumed: bool = False
    withdrawal: Fact | None = None

    def is_past(self, day: date) -> bool:
        """Answer whether an exit day is known and lies before ``day``."""
        return self.effective is not None and self.effective < day


def last_day_as_member(facts: Sequence[Fact], found: Exit) -> date | None:
    """Find the day on which a document shows that membership ended; None when none does.

    A document without a date shows that the exit took effect as computed, if nothing in the
    computation is assumed, and nothing by itself.
    """
    ended = latest(facts, FactKind.ENDED)
    if ended is None or not ended.is_documented:
        return None
    return ended.day or (None if found.is_assumed else found.effective)


def find_exit(facts: Sequence[Fact], terms: Sequence[NoticeTerms]) -> Ruling[Exit]:
    """Read the notice's state and compute the exit day from facts in time order.

    A withdrawn notice keeps the exit day it had, so that one withdrawn too late can be seen.
    """
    current = since_withdrawal(facts)
    if latest(current, FactKind.COUNCIL_DECIDED_EXIT, *NOTICES):
        return _standing(current, terms)
    withdrawal = latest(facts, FactKind.NOTICE_WITHDRAWN)
    if withdrawal is None:
        return Ruling(Exit(NoticeState.NONE), (Reason("Ingen uppsägning är känd."),))
    before = facts[: facts.index(withdrawal)]
    past = _standing(since_withdrawal(before), terms)
    text = f"Uppsägningen är återtagen: {withdrawal}."
    doubts = _doubted_withdrawal(facts, withdrawal)
    value = Exit(
        NoticeState.UNKNOWN if doubts else NoticeState.WITHDRAWN,
        past.value.effective,
        past.value.counted_from,
        past.value.is_assumed,
        withdrawal,
    )
    return Ruling(value, (*past.reasons, Reason(text), *doubts), past.remarks)


def _doubted_withdrawal(facts: Sequence[Fact], withdrawal: Fact) -> tuple[Reason, ...]:
    """Say why a withdrawal does not settle the notice: only cited, unanswered, or refused.

    The law is silent on withdrawing a notice, so nothing tells that it works without an answer.
    """
    doubts = []
    if not withdrawal.is_documented:
        text = "Återtagandet är känt bara genom hänvisning; handlingen själv saknas."
        doubts.append(Reason(text))
    answer = answer_to_withdrawal(facts)
    if answer is None:
        text = (
            "Förbundets svar på återtagandet saknas. Lagen säger inget om att återta en "
            "uppsägning, så om det räcker utan svar är okänt."
        )
        doubts.append(Reason(text))
    elif not answer.accepts:
        text = (
            f"Förbundet godtog inte återtagandet: {answer}. Lagen säger inte om det behövs; "
            "om uppsägningen gäller är okänt."
        )
        doubts.append(Reason(text))
    return tuple(doubts)


def _standing(facts: Sequence[Fact], terms: Sequence[NoticeTerms]) -> Ruling[Exit]:
    """Read a notice that has not been withdrawn, or a decision whose notice is not shown."""
    notices = [fact for fact in facts if fact.kind in NOTICES]
    decision = latest(facts, FactKind.COUNCIL_DECIDED_EXIT)
    dated = latest([fact for fact in notices if fact.day], FactKind.NOTICE_RECEIVED) or latest(
        [fact for fact in notices if fact.day], FactKind.NOTICE_SENT
    )
    state = NoticeState.RUNNING if notices else NoticeState.DECIDED_NOT_SHOWN_SENT
    if not notices and decision is None:
        return Ruling(Exit(NoticeState.UNKNOWN), (Reason("Uppsägningen själv är inte känd."),))
    if dated is not None and dated.day is not None:
        return _counted(Exit(state, None, dated.day), terms, _start(dated))
    if decision is None or decision.day is None:
        text = "Varken uppsägningens eller beslutets dag är känd: utträdesdagen kan inte räknas."
        return Ruling(Exit(NoticeState.UNKNOWN if not notices else state), (Reason(text),))
    return _counted(Exit(state, None, decision.day, True), terms, _assumption(decision, notices))


def _start(dated: Fact) -> tuple[Reason, ...]:
    text = f"Uppsägningstiden räknas från: {dated}."
    if dated.kind is FactKind.NOTICE_RECEIVED:
        text += " Att mottagandet räknas och inte avsändandet är Samverks läsning."
    return (Reason(text),)


def _assumption(decision: Fact, notices: Sequence[Fact]) -> tuple[Reason, ...]:
    year = decision.day.year if decision.day else None
    lack = (
        "Uppsägningens dag är inte känd"
        if notices
        else "Ingen handling visar att uppsägningen har skickats"
    )
    return (
        because(
            "Fullmäktiges beslut att lämna är inte uppsägningen; den ges till förbundet.",
            FINSAM_EXIT,
            decision.day,
        ),
        Reason(f"{lack}. Antagande: den gavs {year}, samma år som beslutet ({decision})."),
    )


def _counted(
    found: Exit, terms: Sequence[NoticeTerms], reasons: tuple[Reason, ...]
) -> Ruling[Exit]:
    start = found.counted_from
    row = terms_on(terms, start) if start else None
    if start is None or row is None:
        text = (
            f"Förbundsordningens villkor {running_date(start)} är inte kända: utträdesdagen kan "
            "inte räknas."
        )
        return Ruling(found, (*reasons, Reason(text)))
    computed = exit_day(start, row)
    value = Exit(found.notice, computed.value, start, found.is_assumed, found.withdrawal)
    remarks = computed.remarks
    if found.is_assumed and row.counting is Counting.FROM_NOTICE:
        text = "Tiden räknas från dag till dag, så dagen är den tidigaste: räknad från beslutet."
        remarks = (*remarks, Reason(text))
    return Ruling(value, (*reasons, *computed.reasons), remarks)
