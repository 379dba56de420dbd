"""Writes what a file tells into the register, many rows at a time, as the dry run planned it.

Steps have no user: a file has told them. The caller holds the rows, in one transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Literal

from django.db import connection

from samverk.execution.actions.many import save_many
from samverk.execution.actions.protecting import protect_row
from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.numbers import draw_numbers
from samverk.execution.queries.dry_run import Row, Words, changes, words_of
from samverk.execution.queries.imported import some
from samverk.execution.queries.protected import protected_keys
from samverk.execution.records import Concerned, seal_concerned, sealed_at
from samverk.foundation.actors import Actor
from samverk.rules.unexecuted.handling import ExecutionEvent, Handler
from samverk.rules.unexecuted.histories import BREAKS, Happened, waits_of
from samverk.rules.unexecuted.import_planned import Facts, Planned, Verdict, granted
from samverk.rules.unexecuted.standing import standing_after

E = ExecutionEvent
AT_ONCE = 500
AMENDED = "Ändrat i källan."
CHANGED = (
    "sealed",
    "number_key",
    "name_keys",
    "kind",
    "area",
    "ground",
    "decided_on",
    "sex",
    "stay_municipality",
    "state",
    "reason",
    "explained_on",
    "offered_on",
    "is_answered",
)
OF_A_WAIT = ("cause", "began_on", "reportable_on", "ended_on", "end")


@dataclass(frozen=True, slots=True)
class Told:
    """Where the rows go and who has told them (källa): the board (id), the source, and who reads it in."""

    body: int
    source: str
    actor: Actor

    @property
    def name(self) -> str:
        """What a step says of who took it."""
        return f"Inläst från {self.source}"


def read_in(told: Told, rows: Sequence[Row], done: Callable[[int], None]) -> None:
    """Register and change what the rows tell; ``done`` is told how many rows are through."""
    called = words_of(told.body)
    _check_keys("IMMEDIATE")
    new = sum(one.planned.verdict is Verdict.NEW for one in rows)
    numbers = iter(draw_numbers(told.body, new))
    through = 0
    for part in some(rows, AT_ONCE):
        writes = [one for one in part if one.planned.verdict is not Verdict.SAME]
        made, changed = [], []
        for one in writes:
            if one.kept is None:
                made.append((_registered(told, one, next(numbers)), one))
            else:
                changed.append((_changed(one.kept.row, one), one))
        _save(told, made, changed, called)
        through += len(part)
        done(through)
    # What writes after this in the same transaction may name a row that comes later
    _check_keys("DEFERRED")


def _check_keys(when: Literal["IMMEDIATE", "DEFERRED"]) -> None:
    """Let foreign keys be checked by each question, or at the end again.

    A guard opens a transaction of its own within ours, at a cost that grows with all that waits for the end.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _registered(told: Told, row: Row, number: int) -> GrantedDecision:
    made = GrantedDecision(controller_id=told.body, number=number, source=told.source)
    _set(made, row.planned.facts)
    facts = row.planned.facts
    seal_concerned(
        made, Concerned(facts.first_name, facts.last_name, facts.number, row.decided.key)
    )
    _follow(made, row.planned)
    return made


def _changed(kept: GrantedDecision, row: Row) -> GrantedDecision:
    facts = row.planned.facts
    _set(kept, facts)
    if {"first_name", "last_name", "number"} & set(row.planned.changed):
        seal_concerned(
            kept, Concerned(facts.first_name, facts.last_name, facts.number, row.decided.key)
        )
    _follow(kept, row.planned)
    return kept


def _set(row: GrantedDecision, facts: Facts) -> None:
    row.kind, row.ground, row.area = facts.kind, facts.ground, facts.area
    row.decided_on, row.sex = facts.decided_on, facts.sex
    row.stay_municipality_id = facts.stay


def _follow(row: GrantedDecision, planned: Planned) -> None:
    """Let the row say what its latest steps tell."""
    for step in planned.steps:
        row.state = step.after.value
        row.stands = standing_after(row.stands, step.event, step.day, step.code)


_Written = Sequence[tuple[GrantedDecision, Row]]


def _save(told: Told, made: _Written, changed: _Written, called: Words) -> None:
    save_many(GrantedDecision, [row for row, _ in made])
    save_many(GrantedDecision, [row for row, _ in changed], unique=["id"], changes=CHANGED)
    both = [*made, *changed]
    save_many(RegisterStep, [step for row, one in both for step in _steps(told, row, one, called)])
    save_many(
        RegisterWait,
        [wait for row, one in both if _moves_waits(one) for wait in _waits(row, one)],
        unique=["decision_id", "nth"],
        changes=OF_A_WAIT,
    )
    hidden = protected_keys(told.body)
    for row, one in both:
        if one.planned.protects or row.number_key in hidden:
            protect_row(row, told.actor)


def _steps(told: Told, row: GrantedDecision, one: Row, called: Words) -> Sequence[SimpleNamespace]:
    first = (one.kept.last_number if one.kept else 0) + 1
    found = []
    for number, step in enumerate(one.planned.steps, first):
        pk = uuid.uuid4()
        note: dict[str, str] = {"text": step.note} if step.note else {}
        if step.event is E.AMEND and one.kept is not None:
            note = _amended(one, called)
        found.append(
            SimpleNamespace(
                id=pk,
                controller_id=told.body,
                decision_id=row.pk,
                number=number,
                event=step.event.value,
                from_state=step.before.value if step.before else "",
                to_state=step.after.value,
                hand=Handler.IMPORT.name.lower(),
                happened_on=step.day,
                user_id=None,
                user_name=told.name,
                code=step.code,
                note=sealed_at(row, RegisterStep, pk, note) if note else b"",
            )
        )
    return found


def _amended(one: Row, called: Words) -> dict[str, str]:
    """Say what stood and what stands; a number that was is sealed beside it, and shown on no page."""
    assert one.kept is not None
    before = one.kept.registered.facts
    told = changes(before, one.planned, called)
    lines = [f"{label}: {old or '–'} → {new or '–'}" for label, old, new in told]
    number = {"number": before.number} if "number" in one.planned.changed else {}
    return {**number, "text": "\n".join([AMENDED, *lines])}


def _moves_waits(one: Row) -> bool:
    """Answer whether what a row tells can change the waits that are there."""
    planned = one.planned
    moved = "decided_on" in planned.changed or any(step.event in BREAKS for step in planned.steps)
    return one.kept is None or moved


def _waits(row: GrantedDecision, one: Row) -> Sequence[SimpleNamespace]:
    before = one.kept.registered if one.kept else None
    happened = (
        *(before.happened if before else ()),
        *(Happened(step.event, step.day) for step in one.planned.steps),
    )
    waits = waits_of(granted(one.planned.facts, row.clock_from), happened).value
    return [
        SimpleNamespace(
            id=uuid.uuid4(),
            controller_id=row.controller_id,
            decision_id=row.pk,
            nth=nth,
            cause=wait.cause.value,
            began_on=wait.began_on,
            reportable_on=wait.first_reportable,
            ended_on=wait.ended_on,
            end=wait.end.value if wait.end else "",
        )
        for nth, wait in enumerate(waits, 1)
    ]
