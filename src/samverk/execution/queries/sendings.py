"""What has been sent of a board's decisions, and what is left to send for a quarter.

The database finds what a quarter may have to do with; the rules then say what is to be sent, and why.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from samverk.execution.models import (
    GrantedDecision,
    RegisterProtection,
    RegisterStep,
    RegisterWait,
    Sending,
    SentDecision,
)
from samverk.execution.queries.register import ACTS, as_wait
from samverk.execution.walls import counting
from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.individual_sheet import OF_A_WAIT, ReportKind
from samverk.rules.unexecuted.quarters import Quarter, read_quarter
from samverk.rules.unexecuted.reporting import Case, Report, Told, reports_for
from samverk.rules.unexecuted.waits import Cause, End, Wait

WAITING = [one.value for one in OF_A_WAIT]
# What a case is made of: nothing sealed comes along
READ = (
    "nth",
    "began_on",
    "cause",
    "ended_on",
    "end",
    "decision__number",
    "decision__kind",
    "decision__ground",
    "decision__decided_on",
)
Sent = QuerySet[SentDecision]


@dataclass(frozen=True, slots=True)
class Item:
    """A report of a quarter (rapport i omgången): of which decision's (id) which wait, and its case."""

    decision: uuid.UUID
    number: int
    nth: int
    report: Report
    case: Case


@dataclass(frozen=True, slots=True)
class Round:
    """A quarter's reports (omgång): those the reader may see, and how many are to be sent and were.

    ``hidden`` is how many of them the reader may not see: none for whoever is told of their own alone.
    """

    items: list[Item]
    due: int
    sent: int
    hidden: int


def holding() -> Sent:
    """Give the marks that have not been withdrawn, in what is open."""
    rows = SentDecision.objects.filter(sending__withdrawn=None).select_related("sending")
    return rows.defer("sheet")


def as_told(row: SentDecision) -> Told:
    """Give a mark as the rules know it."""
    sending = row.sending
    return Told(ReportKind(sending.kind), sending.of_quarter, sending.sent_on, row.ended_on)


def cases_of(row: GrantedDecision) -> dict[int, Case]:
    """Give a decision's waits with what has been told of each, by number."""
    told = _by_wait(holding().filter(decision=row))
    if row.state == ExecutionState.ENTERED_IN_ERROR:
        found = _found_wrong(Q(decision=row))
        return {nth: _in_error(row, rows, found[row.pk]) for (_, nth), rows in told.items()}
    cases = {}
    for wait in row.waits.order_by("nth"):
        wait.decision = row
        cases[wait.nth] = Case(as_wait(wait), tuple(told.get((row.pk, wait.nth), ())))
    return cases


def items_of(row: GrantedDecision, quarter: Quarter, today: date) -> list[Item]:
    """List a decision's reports of a quarter, what is to be sent first."""
    return list(_items({(row.pk, row.number): cases_of(row)}, quarter, today))


def round_of(body: int, quarter: Quarter, today: date, *, of_all: bool) -> Round:
    """Gather a board's reports of a quarter. Only the visible are listed.

    ``of_all`` counts everybody: that is for whoever answers for the reports.
    """
    seen = _gathered([body], quarter, today)
    everybody = seen
    if of_all and RegisterProtection.objects.filter(controller=body, lifted_at=None).exists():
        with counting():
            everybody = _gathered([body], quarter, today)
    due = sum(one.report.is_due for one in everybody)
    return Round(seen, due, len(everybody) - due, len(everybody) - len(seen))


@dataclass(frozen=True, slots=True)
class SentInQuarter:
    """What was sent for a quarter (inskickat): how many of each kind, withdrawn ones, and the days."""

    quarter: Quarter
    kinds: dict[ReportKind, int]
    withdrawn: int
    first_on: date | None
    last_on: date | None

    @property
    def total(self) -> int:
        """How many reports were sent, and not withdrawn."""
        return sum(self.kinds.values())


def sent_by_quarter(body: int) -> list[SentInQuarter]:
    """Count what a board (id) has sent, quarter by quarter, the latest first; also of what is removed."""
    holds = Q(withdrawn=None)
    groups = (
        Sending.objects.filter(controller=body)
        .order_by("-quarter")
        .values_list("quarter", "kind")
        .annotate(
            many=Count("pk", filter=holds),
            back=Count("pk", filter=~holds),
            first_on=Min("sent_on", filter=holds),
            last_on=Max("sent_on", filter=holds),
        )
    )
    found: dict[str, SentInQuarter] = {}
    for code, kind, many, back, first_on, last_on in groups:
        blank = SentInQuarter(read_quarter(code), dict.fromkeys(ReportKind, 0), 0, None, None)
        before = found.get(code, blank)
        days = [day for day in (before.first_on, before.last_on, first_on, last_on) if day]
        found[code] = SentInQuarter(
            before.quarter,
            before.kinds | {ReportKind(kind): many},
            before.withdrawn + back,
            min(days, default=None),
            max(days, default=None),
        )
    return list(found.values())


def sent_of(row: GrantedDecision) -> list[SentDecision]:
    """List every mark of a decision, also those that were withdrawn, the latest first."""
    return sent_of_each([row])[row.pk]


def sent_of_each(rows: Sequence[GrantedDecision]) -> dict[uuid.UUID, list[SentDecision]]:
    """List the marks of each decision, as ``sent_of`` does, in one question."""
    found: dict[uuid.UUID, list[SentDecision]] = {row.pk: [] for row in rows}
    of = {row.pk: row for row in rows}
    marks = SentDecision.objects.filter(decision__in=of).select_related("sending__withdrawn")
    for mark in marks.order_by("-sending__sent_on", "-recorded_at"):
        mark.decision = of[mark.decision_id]
        found[mark.decision_id].append(mark)
    return found


def sent_at(pk: uuid.UUID) -> SentDecision | None:
    """Find a mark (id) in what is open; None where there is none."""
    rows = SentDecision.objects.select_related(
        "sending__withdrawn", "decision__controller__organisation"
    )
    return rows.filter(pk=pk).first()


def decisions_in(items: Iterable[Item]) -> dict[uuid.UUID, GrantedDecision]:
    """Read the decisions of some reports, in what is open. The caller notes that they are read."""
    rows = GrantedDecision.objects.select_related("controller__organisation", "stay_municipality")
    return rows.in_bulk({one.decision for one in items})


def ends_due(bodies: Collection[int]) -> list[Item]:
    """List the ends that have come after a report and have not been told, in what is open."""
    cases = _cases(_ended_untold(bodies), _errors(bodies))
    found = [
        Item(pk, number, nth, end, case)
        for (pk, number), of in cases.items()
        for nth, case in of.items()
        if (end := case.end_due) is not None
    ]
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[bool, int, int]:
    return not item.report.is_due, item.number, item.nth


_Cases = dict[tuple[uuid.UUID, int], dict[int, Case]]


def _items(cases: _Cases, quarter: Quarter, today: date) -> Iterable[Item]:
    for (pk, number), of in cases.items():
        for nth, case in of.items():
            for report in reports_for(case, quarter, today):
                yield Item(pk, number, nth, report, case)


def _gathered(bodies: Collection[int], quarter: Quarter, today: date) -> list[Item]:
    waits = RegisterWait.objects.filter(controller__in=bodies)
    last = quarter.last_day
    counted = Q(reportable_on__lte=last) & (Q(ended_on=None) | Q(ended_on__gt=last))
    sent = Exists(_of_the_wait().filter(sending__quarter=quarter.code))
    untold = _ended_untold(bodies).filter(ended_on__lte=last).values("pk")
    rows = waits.filter(counted | sent | Q(pk__in=untold))
    return sorted(_items(_cases(rows, _errors(bodies)), quarter, today), key=_order)


def _of_the_wait() -> Sent:
    """Choose the marks of a wait, from a question about waits."""
    return holding().filter(decision=OuterRef("decision"), nth=OuterRef("nth"))


def _ended_untold(bodies: Collection[int]) -> QuerySet[RegisterWait]:
    """Choose waits that were reported and have ended, without a mark of that end."""
    rows = RegisterWait.objects.filter(controller__in=bodies).exclude(ended_on=None)
    reported = Exists(_of_the_wait().filter(sending__kind__in=WAITING))
    told = Exists(
        _of_the_wait().filter(ended_on=OuterRef("ended_on"), sending__kind=OuterRef("end"))
    )
    return rows.filter(reported, ~told)


def _errors(bodies: Collection[int]) -> QuerySet[GrantedDecision]:
    """Choose decisions that were reported and then entered in error."""
    rows = GrantedDecision.objects.filter(
        controller__in=bodies, state=ExecutionState.ENTERED_IN_ERROR
    )
    return rows.filter(Exists(holding().filter(decision=OuterRef("pk"))))


def _cases(waits: QuerySet[RegisterWait], errors: QuerySet[GrantedDecision]) -> _Cases:
    cases: _Cases = defaultdict(dict)
    told = _by_wait(holding().filter(decision__in=waits.order_by().values("decision")))
    for row in waits.select_related("decision").only(*READ):
        of = told.get((row.decision_id, row.nth), ())
        cases[row.decision_id, row.decision.number][row.nth] = Case(as_wait(row), tuple(of))
    wrong = list(errors)
    if wrong:
        told = _by_wait(holding().filter(decision__in=errors.order_by().values("pk")))
        found = _found_wrong(Q(decision__in=errors.order_by().values("pk")))
        rows = {one.pk: one for one in wrong}
        for (pk, nth), of in told.items():
            cases[pk, rows[pk].number][nth] = _in_error(rows[pk], of, found[pk])
    return cases


def _by_wait(rows: Sent) -> dict[tuple[uuid.UUID, int], list[Told]]:
    told = defaultdict(list)
    for row in rows.order_by("sending__sent_on", "recorded_at"):
        told[row.decision_id, row.nth].append(as_told(row))
    return dict(told)


def _found_wrong(of: Q) -> dict[uuid.UUID, date]:
    """Give the day on which each was marked as entered in error: that is when it was found."""
    steps = RegisterStep.objects.filter(of, event=ExecutionEvent.CORRECT)
    return {
        pk: timezone.localtime(at).date() for pk, at in steps.values_list("decision", "recorded_at")
    }


def _in_error(row: GrantedDecision, told: Iterable[Told], found_on: date) -> Case:
    of = tuple(told)
    again = any(one.kind is ReportKind.INTERRUPTED for one in of)
    began = row.clock_from or row.decided_on
    cause = Cause.INTERRUPTION if again else Cause.DECISION
    act = ACTS[row.ground]
    wait = Wait(str(row.pk), row.kind, row.decided_on, began, cause, found_on, End.CLOSED, act)
    return Case(wait, of, in_error=True)
