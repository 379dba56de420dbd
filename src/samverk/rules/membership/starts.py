"""The days that a notice period may be counted from, when nothing has called the notice back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.membership.facts import EXIT_STEPS, NOTICES, Fact, FactKind, latest

# Samverk's own reading: a receipt dated later than this tells of another letter than the one sent
LONGEST_ON_ITS_WAY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Start:
    """A day to count a notice period from (uppsägningstidens början), and the fact that gives it.

    ``is_assumed`` when no document shows that the notice came on that day: the fact is the council's
    decision, or a notice that only other papers tell of.
    """

    fact: Fact
    day: date
    is_assumed: bool

    @property
    def is_notice(self) -> bool:
        """Answer whether a notice gives the day, and not the decision behind it."""
        return self.fact.kind in NOTICES


def attempts(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Split facts into attempts to leave, in time order.

    One ends with a withdrawal, or with the decision's repeal when the council then decides anew.
    A withdrawal of a notice that nobody has seen is an attempt too; one repeated is not.
    """
    found: list[list[Fact]] = [[]]
    for fact in facts:
        is_anew = fact.kind is FactKind.COUNCIL_DECIDED_EXIT
        if is_anew and latest(found[-1], FactKind.COUNCIL_REPEALED_EXIT):
            found.append([])
        found[-1].append(fact)
        if fact.kind is FactKind.NOTICE_WITHDRAWN:
            found.append([])
    first = (*EXIT_STEPS, FactKind.NOTICE_WITHDRAWN)
    return [
        attempt
        for place, attempt in enumerate(found)
        if latest(attempt, *(EXIT_STEPS if place else first))
    ]


def starts_of(attempt: Sequence[Fact]) -> tuple[Start, ...]:
    """List the days that one attempt may be counted from, the likeliest of each notice first.

    Empty when neither notice nor decision has a day. Decisions count only where no notice has one.
    """
    letters = _letters([fact for fact in attempt if fact.kind in NOTICES and fact.day])
    if letters:
        return tuple(start for letter in letters for start in _starts_of_letter(letter))
    for fact in attempt:
        if fact.kind is FactKind.COUNCIL_DECIDED_EXIT and fact.day:
            return (Start(fact, fact.day, True),)
    return ()


def _letters(notices: Sequence[Fact]) -> list[list[Fact]]:
    """Put each notice sent together with its receipt: a new letter begins where one is sent anew."""
    letters: list[list[Fact]] = []
    for fact in notices:
        if not letters or not _is_same_letter(letters[-1], fact):
            letters.append([])
        letters[-1].append(fact)
    return letters


def _is_same_letter(letter: Sequence[Fact], fact: Fact) -> bool:
    """Answer whether a fact tells of the letter; several papers may tell of one day."""
    if any(other.kind is fact.kind and other.day == fact.day for other in letter):
        return True
    if fact.kind is not FactKind.NOTICE_RECEIVED or latest(letter, FactKind.NOTICE_RECEIVED):
        return False
    sent = latest(letter, FactKind.NOTICE_SENT)
    return sent is not None and fact.order - sent.order <= LONGEST_ON_ITS_WAY


def _starts_of_letter(letter: Sequence[Fact]) -> Iterator[Start]:
    """Give the receipt's day, else the day it was sent; and the other one where the first is hearsay."""
    received = [fact for fact in letter if fact.kind is FactKind.NOTICE_RECEIVED]
    chosen = received or letter
    counted = next((fact for fact in chosen if fact.is_documented), chosen[0])
    is_assumed = not counted.is_documented
    for fact in (counted, *(letter if is_assumed else ())):
        if fact.day and (fact is counted or fact.day != counted.day):
            yield Start(fact, fact.day, is_assumed)
