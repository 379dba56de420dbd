"""Rounds of leaving and staying: which withdrawals took effect, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from samverk.rules.bylaws import NoticeTerms
from samverk.rules.membership.annulment import weigh_annulments
from samverk.rules.membership.exit import Exit, count_exit
from samverk.rules.membership.facts import (
    EXIT_STEPS,
    Fact,
    FactKind,
    answer_to_withdrawal,
    latest,
)
from samverk.rules.membership.remarks import remarks_on
from samverk.rules.membership.status import NoticeState
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


def find_exit(facts: Sequence[Fact], terms: Sequence[NoticeTerms], day: date) -> Ruling[Exit]:
    """Read the notice's state on ``day`` and compute the exit day from facts in time order.

    Only a withdrawal that took effect ends a round: one that was late, unanswered or refused leaves
    the first notice open, whatever is decided after it.
    """
    closed, current = _open_round(facts, terms)
    weighed = weigh_annulments(current, terms, day)
    if latest(weighed.facts, *EXIT_STEPS) or (closed is None and _withdrawals(current)):
        ruling = _open_exit(weighed.facts, terms, weighed.annulled)
    else:
        nothing = Ruling(Exit(NoticeState.NONE), (Reason("Ingen uppsägning är känd."),))
        ruling = closed or nothing
    remarks = remarks_on(ruling.value, terms, day)
    return Ruling(ruling.value, (*ruling.reasons, *weighed.reasons), (*ruling.remarks, *remarks))


def _withdrawals(facts: Sequence[Fact]) -> list[int]:
    return [place for place, fact in enumerate(facts) if fact.kind is FactKind.NOTICE_WITHDRAWN]


def _open_round(
    facts: Sequence[Fact], terms: Sequence[NoticeTerms]
) -> tuple[Ruling[Exit] | None, tuple[Fact, ...]]:
    """Find the last round that a withdrawal ended, and the facts after it."""
    closed, start = None, 0
    for place, until in _each_withdrawal(facts):
        before = count_exit(facts[start:place], terms)
        if _doubts(facts[place:until], before.value):
            continue
        closed, start = _ended(before, facts[place]), place + 1
    return closed, tuple(facts[start:])


def _each_withdrawal(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """Give each withdrawal's place, and where the next one ends the answers to it."""
    places = _withdrawals(facts)
    return list(pairwise([*places, len(facts)]))


def _ended(before: Ruling[Exit], withdrawal: Fact) -> Ruling[Exit]:
    value = replace(before.value, notice=NoticeState.WITHDRAWN, withdrawal=withdrawal)
    reason = Reason(f"Uppsägningen är återtagen: {withdrawal}.")
    return Ruling(value, (*before.reasons, reason), before.remarks)


def _open_exit(
    facts: Sequence[Fact], terms: Sequence[NoticeTerms], annulled: date | None
) -> Ruling[Exit]:
    """Count an exit that nothing has put an end to, and say what puts it in doubt."""
    ruling = count_exit(facts, terms)
    found = replace(
        ruling.value,
        withdrawal=latest(facts, FactKind.NOTICE_WITHDRAWN),
        annulled=annulled,
    )
    if found.withdrawal or annulled:
        found = replace(found, notice=NoticeState.UNKNOWN)
    told: list[Reason] = []
    for place, until in _each_withdrawal(facts):
        before = count_exit(facts[:place], terms).value
        told.append(Reason(f"Ett återtagande är känt: {facts[place]}."))
        told.extend(_doubts(facts[place:until], before))
    return Ruling(found, (*ruling.reasons, *told), ruling.remarks)


def _doubts(since: Sequence[Fact], before: Exit) -> tuple[Reason, ...]:
    """Say why a withdrawal, the first of ``since``, does not settle the notice; empty if it does.

    The law is silent on withdrawing a notice, so nothing tells that it works without an answer.
    """
    withdrawal = since[0]
    answer = answer_to_withdrawal(since)
    doubts = []
    if not withdrawal.is_documented:
        doubts.append("Återtagandet är känt bara genom hänvisning; handlingen själv saknas.")
    if answer is None:
        doubts.append(
            "Förbundets svar på återtagandet saknas. Lagen säger inget om att återta en "
            "uppsägning, så om det räcker utan svar är okänt."
        )
    elif not answer.accepts:
        doubts.append(
            f"Förbundet godtog inte återtagandet: {answer}. Lagen säger inte om det behövs; "
            "om uppsägningen gäller är okänt."
        )
    return tuple(Reason(text) for text in (*doubts, *_lateness(withdrawal, answer, before)))


def _lateness(withdrawal: Fact, answer: Fact | None, before: Exit) -> list[str]:
    """Say why a withdrawal is not shown to have come in time.

    One without a day was made at the latest when the federation answered it.
    """
    last = before.earliest
    if last is None:
        return [
            f"Dagen som uppsägningen skulle få verkan kan inte räknas, så det är inte visat att "
            f"återtagandet ({withdrawal}) kom i tid."
        ]
    made = withdrawal.day or (answer.day if answer else None)
    if made is None or made > last:
        return [
            f"Det är inte visat att återtagandet ({withdrawal}) gjordes senast på "
            f"utträdesdagen, {running_date(last)}."
        ]
    return []
