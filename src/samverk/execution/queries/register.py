"""The register's fixed lists: what waits, what is reported, and what ended lately.

Lists are fixed and not filters on what somebody is: persons are found by name, number or key alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from samverk.execution.models import GrantedDecision, RegisterWait
from samverk.execution.queries.codes import kind_name, reason_name
from samverk.execution.queries.settings import book_of, decided_of
from samverk.rules.unexecuted.board_settings import Decided, spans_on
from samverk.rules.unexecuted.code_books import CodeBook
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionState
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.unexecuted.work_list import Listed, Waiting, work_list

ON_A_PAGE = 25
ACTS = {one.code: one.act for one in GROUNDS}
LATELY = timedelta(days=365)
LISTS = {
    "vantar": "Väntar på att verkställas",
    "rapporteras": "Har väntat mer än tre månader",
    "slutade": "Verkställda och avslutade det senaste året",
}
# What the work list is made of: a board may have ten thousand that wait
NEEDED = (
    "controller_id",
    "began_on",
    "cause",
    "ended_on",
    "end",
    "decision__kind",
    "decision__decided_on",
    "decision__ground",
    "decision__offered_on",
    "decision__is_answered",
    "decision__explained_on",
)
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
) -> tuple[list[Line], Page[int], dict[str, int]]:
    """Give a page of one of the lists, longest wait first, with how many there are in each list.

    Of what ended, the latest comes first. The page is sought among the waits alone: what is shown of a
    decision is read for the few that are on it.
    """
    counted = counts(bodies, day)
    page = Paginator(range(counted[which]), ON_A_PAGE).get_page(number)
    rows, first = _rows(bodies, which, day), (page.number - 1) * ON_A_PAGE
    chosen = list(rows.values_list("pk", flat=True)[first : first + ON_A_PAGE])
    found = _shown(rows).in_bulk(chosen)
    books = {body: book_of(body) for body in bodies}
    shown = [found[one] for one in chosen if one in found]
    return [_line(one, day, books[one.controller_id]) for one in shown], page, counted


def _rows(bodies: Collection[int], which: str, day: date) -> QuerySet[RegisterWait]:
    rows = RegisterWait.objects.filter(controller__in=bodies)
    if which == "slutade":
        return rows.filter(ended_on__gt=day - LATELY).order_by("-ended_on", "decision_id", "nth")
    rows = rows.filter(ended_on=None)
    if which == "rapporteras":
        rows = rows.filter(reportable_on__lte=day)
    return rows.order_by("began_on", "decision_id", "nth")


def _shown(rows: QuerySet[RegisterWait]) -> QuerySet[RegisterWait]:
    return rows.order_by().select_related(
        "decision__controller__organisation", "decision__stay_municipality"
    )


def counts(bodies: Collection[int], day: date) -> dict[str, int]:
    """Count each list, as far as the reader may know.

    What lasts and what has ended are two questions: each has an index, and together they have none.
    """
    rows = RegisterWait.objects.filter(controller__in=bodies)
    found: dict[str, int] = rows.filter(ended_on=None).aggregate(
        vantar=Count("pk"), rapporteras=Count("pk", filter=Q(reportable_on__lte=day))
    )
    return found | rows.filter(ended_on__gt=day - LATELY).aggregate(slutade=Count("pk"))


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


def needs(
    bodies: Collection[int], day: date, decided: Mapping[int, Sequence[Decided]] | None = None
) -> Sequence[Listed]:
    """List what needs somebody, the most pressing day first; see ``decisions_of`` for whose it is.

    Each board's own limits say what is soon, late and old; ``decided`` are those that are read already.
    """
    rows = list(_rows(bodies, "vantar", day).order_by().select_related("decision").only(*NEEDED))
    found: list[Listed] = []
    for body in bodies:
        waiting = [_waiting(one) for one in rows if one.controller_id == body]
        own = decided[body] if decided else decided_of(body)
        found += work_list(waiting, day, spans_on(own, day)).value
    return sorted(found, key=lambda line: (line.day, line.decision, line.need))


def _waiting(row: RegisterWait) -> Waiting:
    decision = row.decision
    return Waiting(as_wait(row), decision.offered_on, decision.is_answered, decision.explained_on)


def decisions_of(listed: Collection[Listed]) -> dict[str, GrantedDecision]:
    """Read the decisions of the lines that are shown, by what the lines call them."""
    rows = GrantedDecision.objects.select_related("controller__organisation")
    return {str(one.pk): one for one in rows.filter(pk__in={line.decision for line in listed})}
