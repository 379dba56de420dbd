"""The decisions that a quarter's report tells of one by one: named to the board, not to the auditors.

Whoever has a protected identity has no row in any of them: they are in the figures, and how many they are
is told.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from samverk.execution.models import GrantedDecision, RegisterProtection, RegisterWait
from samverk.execution.models.decisions import ENDS
from samverk.execution.queries.codes import kind_name, reason_name
from samverk.execution.queries.history import ground_of
from samverk.execution.queries.quarters import QuarterFigures, basis_of, counted_by, in_quarter
from samverk.execution.queries.register import as_wait
from samverk.execution.queries.report_figures import SUM, FigureLine, Figures
from samverk.execution.queries.told_before import ToldBefore, ended_before, told_before
from samverk.execution.walls import counting
from samverk.execution.zone import note, who
from samverk.foundation.actors import Actor
from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook
from samverk.rules.unexecuted.counting import Definition, is_counted, is_ended, waited_until
from samverk.rules.unexecuted.handling import ExecutionState
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.waits import Cause, End, Wait


@dataclass(frozen=True, slots=True)
class Counted:
    """A wait in a quarter's lists: ``days`` since the decision, to the quarter's end or its own."""

    row: RegisterWait
    wait: Wait
    is_counted: bool
    is_ended: bool
    waits_at_end: bool
    days: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """A quarter by one definition (underlag): what is counted, its figures, and all that is in its lists.

    ``figures`` is None for a quarter that has not ended. ``all`` holds also those whom the reader may
    not know of: it is for counting and for what is kept, and nothing of it is shown.
    """

    found: QuarterFigures
    figures: Figures | None
    all: tuple[Counted, ...]
    book: CodeBook = STANDARD_BOOK


def gather(body: int, quarter: Quarter, definition: Definition, today: date) -> Gathered:
    """Gather a quarter of a board (id), figures and lists of one moment.

    Where the quarter before was reported it is counted against what was told then: those that ended are
    those that were told, also when it was entered late, and new are those that were not.
    """
    before = told_before(body, quarter)
    with counting():
        rows = list(in_quarter(body, quarter).select_related("decision"))
        basis = basis_of(body)
    late = ended_before(before, quarter) if before else []
    pairs = [(row, as_wait(row)) for row in rows]
    found = counted_by([wait for _, wait in pairs], quarter, definition, basis, today)
    if found.told.value.tally is None:
        return Gathered(found, None, ())
    pairs += [(row, as_wait(row)) for row in late]
    every = [_counted(row, wait, (quarter, definition), before) for row, wait in pairs]
    listed = tuple(one for one in every if one.is_counted or one.is_ended)
    return Gathered(found, _figures(found, listed, before, basis.book), listed, basis.book)


def _counted(
    row: RegisterWait, wait: Wait, by: tuple[Quarter, Definition], before: ToldBefore | None
) -> Counted:
    quarter, definition = by
    ended = is_ended(wait, quarter)
    if before is not None:
        was_told = (row.decision_id, row.nth) in before.waits
        ended = was_told and wait.ended_on is not None and wait.ended_on <= quarter.last_day
    return Counted(
        row,
        wait,
        is_counted(wait, quarter, definition),
        ended,
        is_counted(wait, quarter, Definition.OPEN),
        wait.elapsed(waited_until(wait, quarter)),
    )


def _figures(
    found: QuarterFigures, listed: Sequence[Counted], before: ToldBefore | None, book: CodeBook
) -> Figures:
    """Add up what is listed, so that figures and rows can not differ."""
    kinds: dict[str, list[Counted]] = defaultdict(list)
    for one in listed:
        kinds[kind_name(one.wait.kind, book, found.told.value.quarter.last_day)].append(one)
    snapshot = found.told.value
    known = {(one.row.decision_id, one.row.nth): one for one in listed}
    told = before.waits if before else frozenset()
    new = sum(one.is_counted for key, one in known.items() if key not in told)
    earlier = snapshot.quarter.plus(-1)
    missed = sum(
        is_counted(one.wait, earlier, Definition.OPEN)
        for key, one in known.items()
        if key not in told
    )
    return Figures(
        snapshot.quarter,
        snapshot.definition,
        _line(SUM, listed),
        new if before else (snapshot.new or 0),
        sum(one.waits_at_end for one in listed),
        tuple(_line(name, kinds[name]) for name in sorted(kinds)),
        tuple(
            FigureLine(each.label, each.not_executed, each.interrupted) for each in found.classes
        ),
        before.report.number if before else 0,
        missed if before else 0,
        len(told - known.keys()),
    )


def _line(label: str, some: Sequence[Counted]) -> FigureLine:
    counted = [one.wait.cause for one in some if one.is_counted]
    ended = [one.wait.end for one in some if one.is_ended]
    return FigureLine(
        label,
        counted.count(Cause.DECISION),
        counted.count(Cause.INTERRUPTION),
        len(ended),
        ended.count(End.EXECUTED),
    )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A decision as the board is told of it (rad): with a name, and no personal number.

    A member who is to say that there is a conflict of interest has to know whom it concerns.
    """

    decision: uuid.UUID
    number: int
    name: str
    kind: str
    ground: str
    decided_on: date
    interrupted_on: date | None
    days: int
    offer: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PersonRows:
    """The rows of a board's report: those not carried out, those interrupted, and those that ended.

    ``unlisted`` is how many of the decisions counted have no row.
    """

    waiting: tuple[PersonRow, ...]
    interrupted: tuple[PersonRow, ...]
    ended: tuple[PersonRow, ...]
    unlisted: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A decision as the auditors are told of it (avidentifierad rad): nothing that names anybody.

    No name, number, sex or free text: the day, the type, the code's words for the delay, and the outcome.
    """

    kind: str
    ground: str
    decided_on: date
    interrupted_on: date | None
    days: int
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AuditRows:
    """The rows of the auditors' report, in the order of their days; ``unlisted`` as for the board."""

    waiting: tuple[AuditRow, ...]
    interrupted: tuple[AuditRow, ...]
    ended: tuple[AuditRow, ...]
    unlisted: int


_Shown = Sequence[tuple[Counted, GrantedDecision]]


def person_rows(actor: Actor, body: int, quarter: Quarter, gathered: Gathered) -> PersonRows:
    """Give the board's rows; each decision is noted as read first. The compartment is open."""
    shown = _shown(body, quarter, gathered)
    named = who(actor, {row.pk: row for _, row in shown}.values())

    def rows(some: _Shown) -> tuple[PersonRow, ...]:
        return tuple(
            _person_row(one, row, named[row.pk].name, quarter, gathered.book) for one, row in some
        )

    waiting, interrupted, ended = map(rows, _lists(shown))
    return PersonRows(waiting, interrupted, ended, _unlisted(gathered, shown))


def audit_rows(actor: Actor, body: int, quarter: Quarter, gathered: Gathered) -> AuditRows:
    """Give the auditors' rows; each decision is noted as read first. The compartment is open."""
    shown = _shown(body, quarter, gathered)
    note(actor, {row.pk: row for _, row in shown}.values())

    def rows(some: _Shown) -> tuple[AuditRow, ...]:
        found = [_audit_row(one, row, quarter, gathered.book) for one, row in some]
        # The register's own order would be a number of its own
        return tuple(sorted(found, key=lambda one: (one.decided_on, one.kind, one.days)))

    waiting, interrupted, ended = map(rows, _lists(shown))
    return AuditRows(waiting, interrupted, ended, _unlisted(gathered, shown))


def _shown(body: int, quarter: Quarter, gathered: Gathered) -> _Shown:
    """Pair what is listed with its decision, where the reader may see it and nobody protected is told of."""
    protected = RegisterProtection.objects.filter(decision=OuterRef("decision"), lifted_at=None)
    rows = RegisterWait.objects.filter(~Exists(protected), controller=body)
    asked = Q(pk__in=in_quarter(body, quarter).values("pk")) | Q(pk__in=_late(gathered, quarter))
    rows = rows.filter(asked).select_related("decision__controller__organisation")
    seen = {one.pk: one.decision for one in rows}
    found = [(one, seen[one.row.pk]) for one in gathered.all if one.row.pk in seen]
    return sorted(found, key=lambda pair: (pair[1].number, pair[0].row.nth))


def _late(gathered: Gathered, quarter: Quarter) -> list[uuid.UUID]:
    """List those that were told before and have been entered as ended before the quarter: few."""
    return [
        one.row.pk
        for one in gathered.all
        if one.wait.ended_on is not None and one.wait.ended_on < quarter.first_day
    ]


def _unlisted(gathered: Gathered, shown: _Shown) -> int:
    """Count decisions, not waits: one that waited twice in a quarter is one."""
    every = {one.row.decision_id for one in gathered.all}
    return len(every) - len({row.pk for _, row in shown})


def _lists(shown: _Shown) -> tuple[_Shown, _Shown, _Shown]:
    """Divide into those not carried out, those interrupted, and those that ended since they were counted."""
    counted = [pair for pair in shown if pair[0].is_counted]
    return (
        [pair for pair in counted if pair[0].wait.cause is Cause.DECISION],
        [pair for pair in counted if pair[0].wait.cause is Cause.INTERRUPTION],
        [pair for pair in shown if pair[0].is_ended],
    )


def _person_row(
    one: Counted, row: GrantedDecision, name: str, quarter: Quarter, book: CodeBook
) -> PersonRow:
    offer = ""
    if row.offered_on is not None:
        offer = row.offered_on.isoformat() + ("" if row.is_answered else ", svar saknas")
    return PersonRow(
        row.pk,
        row.number,
        name,
        kind_name(row.kind, book, quarter.last_day),
        ground_of(row).text,
        row.decided_on,
        _interrupted(one.wait),
        one.days,
        offer,
        reason_name(row.reason, book, row.explained_on),
        _outcome(one.wait, row, quarter),
    )


def _audit_row(one: Counted, row: GrantedDecision, quarter: Quarter, book: CodeBook) -> AuditRow:
    return AuditRow(
        kind_name(row.kind, book, quarter.last_day),
        ground_of(row).text,
        row.decided_on,
        _interrupted(one.wait),
        one.days,
        reason_name(row.reason, book, row.explained_on),
        _outcome(one.wait, row, quarter),
    )


def _interrupted(wait: Wait) -> date | None:
    return wait.began_on if wait.cause is Cause.INTERRUPTION else None


def _outcome(wait: Wait, row: GrantedDecision, quarter: Quarter) -> str:
    """Say how a wait stood on the quarter's last day."""
    if wait.ended_on is not None and wait.ended_on <= quarter.last_day:
        return f"{ENDS[wait.end or End.EITHER]} {wait.ended_on.isoformat()}"
    if wait.ended_on is None and row.state == ExecutionState.PARTLY:
        return "delvis verkställt"
    return "väntar"


def unlisted_told(number: int) -> str:
    """Say how many decisions are in the sums and have no row; "" for none."""
    return f"{number} beslut med skyddade uppgifter ingår i summorna." if number else ""
