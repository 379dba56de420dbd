"""Whether a queue's numbers add up: who was there, who came and who went (köbalans).

A statistic of waiting that does not balance has lost somebody or counted somebody twice. No statute
asks for it: it is a condition that this system sets before a report may be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Flow:
    """A queue's numbers for a period (köns in- och utflöde), in people.

    ``opening`` wait when ``first`` begins and ``closing`` when ``last`` has ended; the rest happened
    on those days or between them. ``corrected`` waited, and were found to be entered in error.
    """

    queue: str
    first: date
    last: date
    opening: int
    joined: int
    transferred_in: int
    started: int
    removed: int
    transferred_out: int
    closing: int
    corrected: int = 0

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.queue}: perioden slutar {self.last}, före {self.first}.")
        counts = (
            self.opening,
            self.joined,
            self.transferred_in,
            self.started,
            self.removed,
            self.transferred_out,
            self.closing,
            self.corrected,
        )
        if min(counts) < 0:
            raise ValueError(f"{self.queue}: ett antal är negativt.")

    @property
    def missing(self) -> int:
        """How many are gone without an end: negative for those who came from nowhere."""
        came = self.opening + self.joined + self.transferred_in
        left = self.started + self.removed + self.transferred_out + self.corrected
        return came - self.closing - left


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Where the numbers do not agree (avvikelse), and by how many people; positive when some are lost."""

    queue: str
    first: date
    last: date
    people: int


def stock_flow(flows: Sequence[Flow]) -> Ruling[tuple[Imbalance, ...]]:
    """Check opening + joined + moved in = closing + started + removed + moved out, for each.

    Of periods of one queue that follow each other day by day, the closing of one must be the opening
    of the next. An empty answer means that all balances. Raises ValueError for periods of one queue
    that overlap.
    """
    found: list[Imbalance] = []
    reasons: list[Reason] = []
    for flow in flows:
        if flow.missing:
            found.append(Imbalance(flow.queue, flow.first, flow.last, flow.missing))
            reasons.append(Reason(_told(flow)))
    for before, after in _followed(flows):
        if before.closing != after.opening:
            people = before.closing - after.opening
            found.append(Imbalance(after.queue, after.first, after.first, people))
            reasons.append(Reason(_told_between(before, after)))
    if not flows:
        reasons.append(Reason("Det finns ingen period att stämma av."))
    elif not found:
        count = "perioden" if len(flows) == 1 else f"alla {len(flows)} perioder"
        reasons.append(
            Reason(
                f"Kön stämmer för {count}: de som fanns och kom är lika många som de som gick "
                "och är kvar."
            )
        )
    return Ruling(tuple(found), tuple(reasons))


def _followed(flows: Iterable[Flow]) -> Iterable[tuple[Flow, Flow]]:
    ordered = sorted(flows, key=lambda flow: (flow.queue, flow.first))
    for before, after in pairwise(ordered):
        if before.queue == after.queue:
            if after.first <= before.last:
                raise ValueError(f"{after.queue}: perioderna överlappar {after.first}.")
            if after.first == before.last + timedelta(days=1):
                yield before, after


def _told(flow: Flow) -> str:
    came = flow.opening + flow.joined + flow.transferred_in
    lost = flow.missing
    end = f"{lost} saknar avslut." if lost > 0 else f"{-lost} har räknats för mycket."
    wrong = f"{flow.corrected} var felregistrerade, " if flow.corrected else ""
    return (
        f"{flow.queue}, {running_date(flow.first)} till {running_date(flow.last)}: "
        f"{flow.opening} fanns, {flow.joined} kom och {flow.transferred_in} flyttades in, "
        f"tillsammans {came}. {flow.started} påbörjade, {flow.removed} avfördes, {wrong}"
        f"{flow.transferred_out} flyttades ut och {flow.closing} är kvar, "
        f"tillsammans {came - lost}. {end}"
    )


def _told_between(before: Flow, after: Flow) -> str:
    return (
        f"{after.queue}: {before.closing} var kvar när {running_date(before.last)} var slut, men "
        f"{after.opening} fanns när {running_date(after.first)} började."
    )


_Q1 = (date(2025, 1, 1), date(2025, 3, 31))
_Q2 = (date(2025, 4, 1), date(2025, 6, 30))
EXAMPLES = (
    Example(
        stock_flow,
        {
            "flows": (
                Flow("Balder", *_Q1, 12, 5, 1, 3, 1, 0, 14),
                Flow("Balder", *_Q2, 14, 4, 0, 4, 1, 2, 11),
            )
        },
        (),
        "konstruerat: två kvartal som stämmer",
    ),
    Example(
        stock_flow,
        {"flows": (Flow("Balder", *_Q1, 12, 5, 0, 3, 1, 0, 12),)},
        (Imbalance("Balder", *_Q1, 1),),
        "räknat för hand: 17 kom och fanns, 16 gick och är kvar",
    ),
)
