"""The facts that a membership hangs on, each with its own date and document.

A council's decision to leave, the notice, its receipt, its withdrawal and the federation's answer
are different facts. None of them stands for another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.courts import CourtAct, annulled_since, appealed_since
from samverk.rules.wording import running_date


class FactKind(StrEnum):
    """What happened (händelse)."""

    JOINED = "joined"
    EXIT_PROPOSED = "exit_proposed"
    COUNCIL_DECIDED_EXIT = "council_decided_exit"
    NOTICE_SENT = "notice_sent"
    NOTICE_RECEIVED = "notice_received"
    REPEAL_PROPOSED = "repeal_proposed"
    COUNCIL_REPEALED_EXIT = "council_repealed_exit"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    FEDERATION_ANSWERED = "federation_answered"
    ENDED = "ended"


NOTICES = (FactKind.NOTICE_SENT, FactKind.NOTICE_RECEIVED)
EXIT_STEPS = (FactKind.COUNCIL_DECIDED_EXIT, *NOTICES)

# Within one day a proposal comes before the decision that answers it, a notice before what calls
# it back. Decisions of one council stand in the order of their paragraphs.
_ORDER_WITHIN_A_DAY = {
    FactKind.JOINED: 0,
    FactKind.EXIT_PROPOSED: 1,
    FactKind.REPEAL_PROPOSED: 1,
    FactKind.COUNCIL_DECIDED_EXIT: 2,
    FactKind.COUNCIL_REPEALED_EXIT: 2,
    FactKind.NOTICE_SENT: 3,
    FactKind.NOTICE_RECEIVED: 4,
    FactKind.NOTICE_WITHDRAWN: 5,
    FactKind.FEDERATION_ANSWERED: 6,
    FactKind.ENDED: 7,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a membership (faktum).

    ``day`` is None when no source gives it; ``not_before`` may then bound it. ``is_documented`` says
    that the document itself is known, not only a citation of it. ``label`` and ``source`` are for
    people. ``recorded_on`` is when it became known here. ``states_exit`` is an exit day that the
    source prints. ``accepts`` is the federation's answer to a withdrawal, None for other facts.
    ENDED carries the last day as member. ``paragraph`` is the decision's number in its minutes.
    ``courts`` are all that an appeal against the decision has led to.
    """

    kind: FactKind
    day: date | None
    label: str
    source: str = ""
    is_documented: bool = True
    not_before: date | None = None
    recorded_on: date | None = None
    states_exit: date | None = None
    accepts: bool | None = None
    paragraph: int | None = None
    courts: tuple[CourtAct, ...] = ()

    @property
    def order(self) -> date:
        """Where the fact stands in time. Undated ones come last: nothing shows that they are older."""
        return self.day or self.not_before or date.max

    def had_happened(self, day: date) -> bool:
        """Answer whether the fact counts on ``day``; an undated one does from its bound on."""
        earliest = self.day or self.not_before
        return earliest is None or earliest <= day

    def annulled_since(self, day: date) -> date | None:
        """Answer since when the decision stands annulled by a court on ``day``; None if it does not."""
        return annulled_since(self.courts, day)

    def appealed_since(self, day: date) -> date | None:
        """Answer since when an appeal against the decision waits on ``day``; None if none does."""
        return appealed_since(self.courts, day)

    def __str__(self) -> str:
        return f"{self.label} {running_date(self.day) if self.day else '(utan datum)'}"


def is_before_entry(day: date, facts: Sequence[Fact]) -> bool:
    """Answer whether ``day`` lies before the first entry that is recorded, with nothing older.

    Any other fact older than that entry speaks of an earlier membership: then nothing is shown.
    """
    entries = [fact for fact in facts if fact.kind is FactKind.JOINED]
    first = min((fact.day for fact in entries if fact.day), default=None)
    if first is None or any(fact.had_happened(day) for fact in entries):
        return False
    return all(fact.order >= first for fact in facts)


def known_facts(facts: Iterable[Fact], day: date) -> tuple[Fact, ...]:
    """Keep the facts that had happened by ``day``, in time order."""
    return tuple(sorted((fact for fact in facts if fact.had_happened(day)), key=_place))


def _place(fact: Fact) -> tuple[date, bool, int, int, bool, str, str]:
    """Sort by day, then the undated that are bounded by it, then by the steps of an exit.

    Of a yes and a no on one day the no comes last: two answers leave the matter open.
    """
    step = _ORDER_WITHIN_A_DAY[fact.kind]
    number = fact.paragraph or sys.maxsize
    is_no = fact.accepts is False
    return (fact.order, fact.day is None, step, number, is_no, fact.kind.value, fact.label)


def latest(facts: Sequence[Fact], *kinds: FactKind) -> Fact | None:
    """Find the last fact of any of the kinds, in the order given; None when there is none."""
    return next((fact for fact in reversed(facts) if fact.kind in kinds), None)


def repeal_since_decision(facts: Sequence[Fact]) -> Fact | None:
    """Find the council's repeal of its latest decision to leave; None when that decision stands."""
    for fact in reversed(facts):
        if fact.kind is FactKind.COUNCIL_REPEALED_EXIT:
            return fact
        if fact.kind is FactKind.COUNCIL_DECIDED_EXIT:
            return None
    return None


def answer_to_withdrawal(facts: Sequence[Fact]) -> Fact | None:
    """Find the federation's latest yes or no to the latest withdrawn notice.

    An answer that only confirms the notice (``accepts`` None) is no such answer.
    """
    withdrawal = latest(facts, FactKind.NOTICE_WITHDRAWN)
    since = facts[facts.index(withdrawal) :] if withdrawal else facts
    answers = [fact for fact in since if fact.accepts is not None]
    return latest(answers, FactKind.FEDERATION_ANSWERED)


def this_membership(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Keep the facts of the present membership: an organisation may have left and joined again."""
    ended = latest(facts, FactKind.ENDED)
    joined = latest(facts, FactKind.JOINED)
    if ended and joined and facts.index(joined) > facts.index(ended):
        return tuple(facts[facts.index(joined) :])
    return tuple(facts)
