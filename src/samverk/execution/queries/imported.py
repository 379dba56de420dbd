"""What the register has of the decisions that a source tells of, as the rules compare it.

The compartment is open and read by nobody: a decision on somebody protected is compared as all others,
and what is found of it is told to nobody who does not handle it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samverk.execution.models import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterStep,
)
from samverk.execution.records import Concerned, concerned, source_key, text_of
from samverk.foundation.planning import planned_for_values
from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.histories import Happened
from samverk.rules.unexecuted.import_planned import Facts, Registered

T = TypeVar("T")
# A question holds 65,535 values at most
AT_ONCE = 5_000
E = ExecutionEvent


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision of a source that the register has (registrerat): its row, what it says, and who may know."""

    row: GrantedDecision
    who: Concerned
    registered: Registered
    last_number: int
    is_hidden: bool


def some(rows: Sequence[T], most: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Give the rows some at a time."""
    return (rows[first : first + most] for first in range(0, len(rows), most))


def kept_of(
    body: int, source: str, keys: Sequence[str], reader: int | None, *, locks: bool = False
) -> dict[str, Kept]:
    """Find what the register of a board (body id) has by a source's keys, by key.

    ``reader`` is the user whose view tells what is hidden. With ``locks`` the rows are held.
    """
    by_digest = {source_key(body, source, key): key for key in keys}
    rows = GrantedDecision.objects.filter(controller=body, source=source).order_by("pk")
    if locks:
        rows = rows.select_for_update()
    # The index of the keys is of those that have one: a plan that knows no values cannot tell that these do
    with planned_for_values():
        found = [
            row for digests in some(list(by_digest)) for row in rows.filter(source_key__in=digests)
        ]
    protected = _protected(body)
    hidden = protected - _handled(body, reader)
    steps = _steps([row.pk for row in found])
    return {
        by_digest[row.source_key]: _kept(row, steps[row.pk], protected, hidden) for row in found
    }


def _protected(body: int) -> set[uuid.UUID]:
    rows = RegisterProtection.objects.filter(controller=body, lifted_at=None)
    return set(rows.values_list("decision", flat=True))


def _handled(body: int, reader: int | None) -> set[uuid.UUID]:
    rows = RegisterHandler.objects.filter(controller=body, user=reader, ended_at=None)
    return set(rows.values_list("decision", flat=True)) if reader is not None else set()


def _steps(decisions: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[RegisterStep]]:
    found: dict[uuid.UUID, list[RegisterStep]] = defaultdict(list)
    for part in some(decisions):
        rows = RegisterStep.objects.filter(decision__in=part).order_by("decision", "number")
        for step in rows.only("decision", "number", "event", "happened_on", "code", "note"):
            found[step.decision_id].append(step)
    return found


def _kept(
    row: GrantedDecision,
    steps: Sequence[RegisterStep],
    protected: set[uuid.UUID],
    hidden: set[uuid.UUID],
) -> Kept:
    who, last = concerned(row), {one.event: one for one in steps}
    registered = Registered(
        facts_of(row, who),
        ExecutionState(row.state),
        tuple(Happened(ExecutionEvent(one.event), one.happened_on) for one in steps),
        row.clock_from,
        row.offered_on,
        row.is_answered,
        last[E.ANSWER].code if E.ANSWER in last else "",
        row.reason,
        _text(row, last.get(E.EXPLAIN)),
        _text(row, last.get(E.SUPPORT)),
        row.pk in protected,
    )
    return Kept(row, who, registered, len(steps), row.pk in hidden)


def _text(row: GrantedDecision, step: RegisterStep | None) -> str:
    return text_of(row, step) if step is not None and step.note else ""


def facts_of(row: GrantedDecision, who: Concerned) -> Facts:
    """Give what may be put right of a decision, as the rules know it."""
    return Facts(
        row.kind,
        row.ground,
        row.decided_on,
        row.area,
        who.first_name,
        who.last_name,
        who.number,
        row.sex,
        row.stay_municipality_id,
    )
