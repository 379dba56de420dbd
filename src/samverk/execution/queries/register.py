"""The register's fixed lists: what waits, what is reported, and what ended lately.

Lists are fixed and not filters on what somebody is: persons are found by name, number or key alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from samverk.execution.models import GrantedDecision, RegisterWait
from samverk.execution.queries.codes import kind_name, reason_name
from samverk.execution.queries.settings import book_of, decided_of
from samverk.rules.unexecuted.board_settings import spans_on
from samverk.rules.unexecuted.code_books import CodeBook
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionState
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.unexecuted.work_list import Listed, Waiting, work_list

ON_A_PAGE = 50
ACTS = {one.code: one.act for one in GROUNDS}
LATELY = timedelta(days=365)
LISTS = {
    "vantar": "Väntar på att verkställas",
    "rapporteras": "Har väntat mer än tre månader",
    "slutade": "Verkställda och avslutade det senaste året",
}
TONES: dict[str, str] = {
    ExecutionState.WAITING: "running",
    ExecutionState.PARTLY: "attention",
    ExecutionState.INTERRUPTED: "attention",
    ExecutionState.EXECUTED: "good",
    ExecutionState.CLOSED: "neutral",
    ExecutionState.ENTERED_IN_ERROR: "neutral",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A wait in a list (rad): the decision with its words, and how long it has waited."""

    wait: RegisterWait
    decision: GrantedDecision
    kind: str
    state: str
    tone: str
    reason: str
    days: int
    is_reportable: bool


def lines(
    bodies: Collection[int], which: str, day: date, number: int
) -> tuple[list[Line], Page[RegisterWait]]:
    """Give a page of one of the lists, longest wait first; of what ended, the latest first."""
    page = Paginator(_rows(bodies, which, day), ON_A_PAGE).get_page(number)
    books = {body: book_of(body) for body in bodies}
    return [_line(one, day, books[one.controller_id]) for one in page], page


def _rows(bodies: Collection[int], which: str, day: date) -> QuerySet[RegisterWait]:
    rows = RegisterWait.objects.filter(controller__in=bodies).select_related(
        "decision__controller__organisation", "decision__stay_municipality"
    )
    if which == "slutade":
        return rows.filter(ended_on__gt=day - LATELY).order_by("-ended_on", "decision__number")
    rows = rows.filter(ended_on=None)
    if which == "rapporteras":
        rows = rows.filter(reportable_on__lte=day)
    return rows.order_by("began_on", "decision__number", "nth")


def counts(bodies: Collection[int], day: date) -> dict[str, int]:
    """Count each list, as far as the reader may know."""
    return {which: _rows(bodies, which, day).order_by().count() for which in LISTS}


def _line(wait: RegisterWait, day: date, book: CodeBook) -> Line:
    decision = wait.decision
    until = min(wait.ended_on or day, day)
    return Line(
        wait,
        decision,
        kind_name(decision.kind, book, decision.decided_on),
        EXECUTION.state_names[ExecutionState(decision.state)],
        TONES.get(decision.state, "neutral"),
        reason_name(decision.reason, book, decision.explained_on),
        (until - decision.decided_on).days,
        wait.reportable_on <= until,
    )


def as_wait(row: RegisterWait) -> Wait:
    """Give a wait as the rules know it, with its decision."""
    decision = row.decision
    return Wait(
        str(decision.pk),
        decision.kind,
        decision.decided_on,
        row.began_on,
        Cause(row.cause),
        row.ended_on,
        End(row.end) if row.end else None,
        ACTS[decision.ground],
    )


def needs(bodies: Collection[int], day: date) -> Sequence[tuple[Listed, GrantedDecision]]:
    """List what needs somebody, the most pressing day first, each with its decision.

    Each board's own limits say what is soon, late and old.
    """
    rows = list(_rows(bodies, "vantar", day))
    by_key = {str(one.decision_id): one.decision for one in rows}
    found: list[Listed] = []
    for body in bodies:
        waiting = [_waiting(one) for one in rows if one.controller_id == body]
        found += work_list(waiting, day, spans_on(decided_of(body), day)).value
    found.sort(key=lambda line: (line.day, line.decision, line.need))
    return [(line, by_key[line.decision]) for line in found]


def _waiting(row: RegisterWait) -> Waiting:
    decision = row.decision
    return Waiting(as_wait(row), decision.offered_on, decision.is_answered, decision.explained_on)
