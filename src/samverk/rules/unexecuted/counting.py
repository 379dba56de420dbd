"""What a quarter's report counts (kvartalsrapport), by which definition, and that it hangs together.

Two definitions are in use. By one a decision is counted when it is still not carried out on the
quarter's last day; by the other also when that ended within the quarter. Tables of the two can not
be compared, so a table always says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.duties import TO_TELL_THE_COUNCIL, report_day, under
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.wording import running_date


class Definition(StrEnum):
    """Which decisions a quarter counts as not carried out (definition)."""

    OPEN = "open"
    OPEN_OR_ENDED = "open-or-ended"


WORDS = {
    Definition.OPEN: "Här räknas de beslut som inte är verkställda på kvartalets sista dag.",
    Definition.OPEN_OR_ENDED: (
        "Här räknas de beslut som har väntat mer än tre månader någon gång under kvartalet, också de"
        " som verkställts eller avslutats före kvartalets slut."
    ),
}

DUTY = (
    "Fullmäktige får varje kvartal veta hur många gynnande beslut enligt {act} som inte har verkställts"
    " inom tre månader."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The three lists of a report as numbers: A not carried out, B interrupted, C ended since told."""

    not_executed: int = 0
    interrupted: int = 0
    ended: int = 0
    executed: int = 0

    @property
    def waiting(self) -> int:
        """A and B together."""
        return self.not_executed + self.interrupted

    def plus(self, other: Tally) -> Tally:
        """Add two up."""
        return Tally(
            self.not_executed + other.not_executed,
            self.interrupted + other.interrupted,
            self.ended + other.ended,
            self.executed + other.executed,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A quarter as it is counted (ögonblicksbild).

    ``new`` are those counted for the first time. ``elapsed`` is the days since the decision on the
    quarter's last day of each that is counted, shortest first. A quarter that has not ended has none
    of it: its ``tally`` is None, which is not zero.
    """

    quarter: Quarter
    definition: Definition
    tally: Tally | None
    new: int | None = None
    by_kind: dict[str, Tally] = field(default_factory=dict)
    elapsed: tuple[tuple[str, int], ...] = ()


def snapshot(
    waits: Iterable[Wait], quarter: Quarter, definition: Definition, today: date
) -> Ruling[Snapshot]:
    """Count a quarter. What happened after its last day does not change it.

    The duty that is cited is that of the acts which the decisions were taken under, on the day after the
    quarter. ``today`` decides whether the quarter has ended; one that has not is empty.
    """
    waits = [one for one in waits if is_counted(one, quarter, definition) or is_ended(one, quarter)]
    told, remarks = under(
        TO_TELL_THE_COUNCIL, {one.act for one in waits}, DUTY, report_day(quarter)
    )
    reasons = (
        *told,
        Reason(WORDS[definition]),
        Reason(
            f"Tre månader ska ha gått senast {running_date(quarter.last_day)}, kvartalets sista dag."
        ),
    )
    if quarter.last_day >= today:
        text = f"{str(quarter).capitalize()} har inte tagit slut: siffrorna är okända, inte noll."
        return Ruling(Snapshot(quarter, definition, None), (*reasons, Reason(text)), remarks)
    return Ruling(_counted(waits, quarter, definition), reasons, remarks)


def is_counted(wait: Wait, quarter: Quarter, definition: Definition) -> bool:
    """Answer whether a wait is among those not carried out in a quarter."""
    if wait.first_reportable > quarter.last_day:
        return False
    if wait.ended_on is None or wait.ended_on > quarter.last_day:
        return True
    if definition is Definition.OPEN:
        return False
    return wait.is_reportable_when_ended and wait.ended_on >= quarter.first_day


def is_ended(wait: Wait, quarter: Quarter) -> bool:
    """Answer whether it ended in a quarter and was counted at the end of an earlier one."""
    first = wait.first_counted
    return (
        wait.ended_on is not None
        and quarter_of(wait.ended_on) == quarter
        and first is not None
        and first < quarter
    )


def is_new(wait: Wait, quarter: Quarter, definition: Definition) -> bool:
    """Answer whether a quarter is the first that counts it."""
    return quarter_of(wait.first_reportable) == quarter and is_counted(wait, quarter, definition)


def _counted(waits: Iterable[Wait], quarter: Quarter, definition: Definition) -> Snapshot:
    found: dict[str, Tally] = {}
    elapsed: list[tuple[str, int]] = []
    new = 0
    for wait in waits:
        counted, ended = is_counted(wait, quarter, definition), is_ended(wait, quarter)
        if not (counted or ended):
            continue
        new += is_new(wait, quarter, definition)
        one = Tally(
            int(counted and wait.cause is Cause.DECISION),
            int(counted and wait.cause is Cause.INTERRUPTION),
            int(ended),
            int(ended and wait.end is End.EXECUTED),
        )
        found[wait.kind] = found.get(wait.kind, Tally()).plus(one)
        if counted:
            elapsed.append((wait.decision, wait.elapsed(waited_until(wait, quarter))))
    elapsed.sort(key=lambda one: (one[1], one[0]))
    total = Tally()
    for tally in found.values():
        total = total.plus(tally)
    kinds = {kind: found[kind] for kind in sorted(found)}
    return Snapshot(quarter, definition, total, new, kinds, tuple(elapsed))


def waited_until(wait: Wait, quarter: Quarter) -> date:
    """Find the day it is waited until within the quarter."""
    return min(wait.ended_on or quarter.last_day, quarter.last_day)


_SEED = (
    Wait("K1", "Kontaktfamilj", date(2022, 7, 25), date(2022, 7, 25)),
    Wait(
        "K2",
        "Kontaktfamilj",
        date(2022, 9, 5),
        date(2022, 9, 5),
        ended_on=date(2023, 2, 14),
        end=End.EXECUTED,
    ),
)
_TODAY = date(2023, 10, 11)


def _example(quarter: Quarter, expected: Snapshot, source: str) -> Example:
    given = {"waits": _SEED, "quarter": quarter, "definition": Definition.OPEN, "today": _TODAY}
    return Example(snapshot, given, expected, source)


EXAMPLES = (
    _example(
        Quarter(2022, 4),
        Snapshot(
            Quarter(2022, 4),
            Definition.OPEN,
            Tally(2),
            2,
            {"Kontaktfamilj": Tally(2)},
            (("K2", 117), ("K1", 159)),
        ),
        "konstruerat efter ett verkligt kvartalsunderlag",
    ),
    _example(
        Quarter(2023, 1),
        Snapshot(
            Quarter(2023, 1),
            Definition.OPEN,
            Tally(1, ended=1, executed=1),
            0,
            {"Kontaktfamilj": Tally(1, ended=1, executed=1)},
            (("K1", 249),),
        ),
        "konstruerat efter ett verkligt kvartalsunderlag",
    ),
    _example(
        Quarter(2023, 4),
        Snapshot(Quarter(2023, 4), Definition.OPEN, None),
        "ett verkligt underlag skrev noll för ett kvartal som inte tagit slut",
    ),
)
