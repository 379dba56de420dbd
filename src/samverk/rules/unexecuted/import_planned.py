"""What an import's plan is made of: a decision as the register has it, and what is to be done with a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.histories import Granted, Happened, waits_of
from samverk.rules.unexecuted.import_mapping import Target
from samverk.rules.unexecuted.waits import Wait


class Verdict(StrEnum):
    """What becomes of a row (utfall)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is registered of a decision and may be put right (uppgifter), as codes."""

    kind: str
    ground: str
    decided_on: date
    area: str = ""
    first_name: str = ""
    last_name: str = ""
    number: str = ""
    sex: str = ""
    stay: int | None = None


TARGETS = {
    "kind": Target.TYPE,
    "ground": Target.GROUND,
    "decided_on": Target.DECIDED_ON,
    "area": Target.AREA,
    "first_name": Target.FIRST_NAME,
    "last_name": Target.LAST_NAME,
    "number": Target.NUMBER,
    "sex": Target.SEX,
    "stay": Target.STAY_MUNICIPALITY,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """A decision as the register has it (registrerat): its facts, and what its steps have told last."""

    facts: Facts
    state: ExecutionState
    happened: tuple[Happened, ...]
    clock_from: date | None = None
    offered_on: date | None = None
    is_answered: bool = True
    answer: str = ""
    reason: str = ""
    reason_text: str = ""
    interim: str = ""
    is_protected: bool = False

    @property
    def waits(self) -> tuple[Wait, ...]:
        """The waits that the steps make."""
        return waits_of(granted(self.facts, self.clock_from), self.happened).value


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step that the source tells (händelse ur källan), and the state it leaves."""

    event: ExecutionEvent
    day: date
    before: ExecutionState | None
    after: ExecutionState
    code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done with a row (plan för raden): the facts after it, and the steps in their order.

    ``changed`` names the facts that differ. An empty ``steps`` with ``protects`` only protects.
    """

    line: int
    verdict: Verdict
    facts: Facts
    changed: tuple[str, ...] = ()
    steps: tuple[ToldStep, ...] = ()
    protects: bool = False


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row's plan with what keeps it out, and what to look at, each at a field of the file."""

    planned: Planned
    faults: tuple[tuple[Target, str], ...] = ()
    remarks: tuple[tuple[Target, str], ...] = ()


def granted(facts: Facts, clock_from: date | None) -> Granted:
    """Give a decision as the rules of waits know it."""
    return Granted("", facts.kind, facts.decided_on, clock_from)
