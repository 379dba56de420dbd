"""What comes and goes by the quarter (flöden), counted from groups of waits that are alike.

A register of a hundred thousand waits has a few thousand groups: the database counts them, and a
series of many quarters is then added up here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.counting import Tally
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait


@dataclass(frozen=True, slots=True)
class Flow:
    """Waits that are counted alike (grupp): from the quarter in which they became reportable.

    ``ends`` is the quarter in which they ended, None while they last. Only waits that had become
    reportable when they ended are in a group.
    """

    begins: Quarter
    ends: Quarter | None
    cause: Cause = Cause.DECISION
    end: End | None = None
    many: int = 1


def flow_of(wait: Wait) -> Flow | None:
    """Give the group of one wait; None for one that ended before it was reportable."""
    if not wait.is_reportable_when_ended:
        return None
    ends = quarter_of(wait.ended_on) if wait.ended_on else None
    return Flow(quarter_of(wait.first_reportable), ends, wait.cause, wait.end)


def series(flows: Iterable[Flow], first: Quarter, last: Quarter) -> list[tuple[Tally, int]]:
    """Count many quarters in one pass, by the definition of those still open.

    Gives each quarter's tally and how many are new. The same as ``snapshot``, for charts and for
    checks over years.
    """
    length = last.index - first.index + 1
    # What changes at each quarter: of the two lists, then what ended, was executed, and is new
    came, ended, executed, new = ([0] * (length + 1) for _ in range(4))
    again = [0] * (length + 1)
    for flow in flows:
        begins = flow.begins.index - first.index
        ends = length if flow.ends is None else flow.ends.index - first.index
        if begins >= min(ends, length) or ends < 0:
            continue
        if begins >= 0:
            new[begins] += flow.many
        open_now = came if flow.cause is Cause.DECISION else again
        open_now[max(begins, 0)] += flow.many
        open_now[min(ends, length)] -= flow.many
        if ends < length:
            ended[ends] += flow.many
            executed[ends] += flow.many * (flow.end is End.EXECUTED)
    numbers = zip(accumulate(came), accumulate(again), ended, executed, strict=True)
    return [(Tally(*one), of) for one, of in zip(numbers, new[:length], strict=False)]


def new_by_flow(before: Tally, now: Tally) -> Ruling[int]:
    """Work out how many are new in a quarter from what waited before, waits now, and has ended.

    It is never under zero, and the same as the number that were counted for the first time.
    """
    new = now.waiting - before.waiting + now.ended
    return Ruling(
        new,
        (
            Reason(
                "Nya är de som väntade vid kvartalets slut, minus dem som väntade vid förra"
                " kvartalets slut, plus dem som slutade vänta däremellan."
            ),
            Reason(f"{now.waiting} − {before.waiting} + {now.ended} = {new}."),
        ),
    )


EXAMPLES = (
    Example(
        new_by_flow,
        {"before": Tally(2), "now": Tally(2, ended=1, executed=1)},
        1,
        "första kvartalet 2023 i ett verkligt kvartalsunderlag",
    ),
)
