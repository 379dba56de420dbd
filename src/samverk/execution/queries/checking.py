"""The checks of a board's register before a quarter's report of it leaves.

Each is one question to the database, however many decisions there are. For the report everybody is
counted, also those that the reader may not know of, and only what the reader may see is named. For others
it is tried on what they see alone: a number that moved when they registered something would be a search
past the wall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window

from samverk.execution.models import (
    GrantedDecision,
    KeptReportRow,
    RegisterProtection,
    RegisterStep,
    RegisterWait,
)
from samverk.execution.queries.settings import book_of
from samverk.execution.walls import counting
from samverk.foundation.local_settings import set_locally
from samverk.rules.unexecuted import register_checks as rules
from samverk.rules.unexecuted.checks import FLOW, UNENDED, Check, Verdict
from samverk.rules.unexecuted.code_books import CodeBook, CodeList
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.waits import Cause

MOST_NAMED = 20
OPEN = (ExecutionState.WAITING, ExecutionState.PARTLY, ExecutionState.INTERRUPTED)
# What tells why a decision is counted no more, also when it is entered late of a day before the report
MENDS = (
    ExecutionEvent.AMEND,
    ExecutionEvent.CORRECT,
    ExecutionEvent.EXECUTE,
    ExecutionEvent.CLOSE,
    ExecutionEvent.UNDO_INTERRUPTION,
)
_NOT_ENDED = (rules.NO_REASON,)
Rows = QuerySet[GrantedDecision]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier report counted (tidigare rapport): its quarter, day, decisions and number.

    ``report`` is the id of the one that is kept, whose rows know which wait of a decision it was.
    """

    quarter: Quarter
    made_on: date
    decisions: frozenset[UUID]
    waiting: int
    report: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegisterChecked:
    """A check of the register with its verdict (kontroll): how many it does not hold for, and which.

    ``named`` are the first that the reader may see, and ``hidden`` how many that the reader may not.
    """

    check: Check
    verdict: Verdict
    number: int = 0
    hidden: int = 0
    first: Sequence[UUID] = ()
    named: Sequence[GrantedDecision] = ()
    told: str = ""

    @property
    def stops(self) -> bool:
        """Answer whether it hinders a report from leaving."""
        return self.verdict is Verdict.FAILS and rules.stops(self.check)


@contextmanager
def _of_all() -> Iterator[None]:
    """Join whole tables: a board that has just brought in its decisions has no statistics to plan by.

    The planner then takes each table for a few rows, and looks up one for another: ten thousand decisions
    take seconds.
    """
    before = set_locally({"enable_nestloop": "off", "jit": "off"})
    try:
        yield
    finally:
        set_locally(before)


@_of_all()
def checks_of(
    body: int,
    quarter: Quarter,
    day: date,
    earlier: Earlier | None = None,
    *,
    counts_all: bool = True,
) -> list[RegisterChecked]:
    """Check a board's register for a quarter, as of a day. The board's compartment is open.

    Without an ``earlier`` report, what is compared with it is not made, which is not passed; nor is it for
    who is not told of all (``counts_all``), since the report counted all.
    The named are not noted as read: the caller does that before it shows them.
    """
    has_ended = quarter.last_day < day
    hidden = _hidden(body) if counts_all else frozenset()
    earlier = earlier if counts_all else None
    made = {UNENDED: _unended(quarter, day)}
    with counting() if counts_all else nullcontext():
        made[FLOW] = _flow(body, quarter, earlier) if has_ended else _not_made(FLOW)
        made[rules.GONE] = _gone(body, quarter, earlier, hidden)
        for check, rows in _wrong(body, quarter, day).items():
            skipped = check in _NOT_ENDED and not has_ended
            made[check] = _not_made(check) if skipped else _checked(check, rows, hidden)
    return _with_names([made[check] for check in rules.REGISTER_CHECKS])


def _hidden(body: int) -> frozenset[UUID]:
    """Answer which decisions of a board the reader may not know of: few are protected."""
    held = RegisterProtection.objects.filter(controller=body, lifted_at=None)
    protected = frozenset(held.values_list("decision", flat=True))
    if not protected:
        return protected
    seen = GrantedDecision.objects.filter(pk__in=protected).values_list("pk", flat=True)
    return protected - set(seen)


def _with_names(made: list[RegisterChecked]) -> list[RegisterChecked]:
    """Read the decisions that are named, behind the reader's own wall."""
    rows = GrantedDecision.objects.select_related("controller__organisation")
    found = rows.in_bulk({pk for one in made for pk in one.first})
    return [replace(one, named=[found[pk] for pk in one.first if pk in found]) for one in made]


def _not_made(check: Check) -> RegisterChecked:
    return RegisterChecked(check, Verdict.NOT_MADE)


def _checked(check: Check, rows: Rows, hidden: frozenset[UUID], lost: int = 0) -> RegisterChecked:
    """Count who a check fails for, and choose who is named of those that the reader may see.

    ``lost`` have no row left.
    """
    number = rows.count()
    if not number + lost:
        return RegisterChecked(check, Verdict.HOLDS)
    ordered = rows.order_by("decided_on", "pk").values_list("pk", flat=True)
    first = [pk for pk in ordered[: MOST_NAMED + len(hidden)] if pk not in hidden]
    unseen = 0
    if hidden:
        failing = GrantedDecision.objects.filter(pk__in=rows.order_by().values("pk"))
        unseen = failing.filter(pk__in=hidden).count()
    return RegisterChecked(check, Verdict.FAILS, number + lost, unseen, first[:MOST_NAMED])


def _unended(quarter: Quarter, day: date) -> RegisterChecked:
    if quarter.last_day < day:
        return RegisterChecked(UNENDED, Verdict.HOLDS)
    told = f"{str(quarter).capitalize()} har inte tagit slut: siffrorna är okända, inte noll."
    return RegisterChecked(UNENDED, Verdict.FAILS, told=told)


def _counted(quarter: Quarter) -> Q:
    """Choose the waits that are counted at a quarter's end."""
    last = quarter.last_day
    return Q(reportable_on__lte=last) & (Q(ended_on=None) | Q(ended_on__gt=last))


def _flow(body: int, quarter: Quarter, earlier: Earlier | None) -> RegisterChecked:
    """Follow the stock from what was told last quarter to what is counted now."""
    if earlier is None or earlier.quarter.next != quarter:
        return _not_made(FLOW)
    waits = RegisterWait.objects.filter(controller=body)
    now = waits.filter(_counted(quarter)).count()
    ended = waits.filter(_counted(earlier.quarter), ended_on__lte=quarter.last_day).count()
    if earlier.report is not None:
        ended = _ended_or_mended(earlier, quarter)
    new = now - earlier.waiting + ended
    told = f"{now} − {earlier.waiting} + {ended} = {str(new).replace('-', '−')} nya."
    return RegisterChecked(FLOW, Verdict.HOLDS if new >= 0 else Verdict.FAILS, told=told)


def _ended_or_mended(earlier: Earlier, quarter: Quarter) -> int:
    """Count what a kept report told, and has since ended or been put right, on whatever day it was."""
    told = KeptReportRow.objects.filter(report=earlier.report, waits_at_end=True)
    same = RegisterWait.objects.filter(decision=OuterRef("decision"), nth=OuterRef("nth"))
    ended = Exists(same.filter(ended_on__lte=quarter.last_day))
    stays = Exists(same.filter(_counted(quarter)))
    mended = Exists(_mends(earlier).filter(decision=OuterRef("decision")))
    return told.filter(Q(ended) | (~Q(stays) & Q(mended))).count()


def _mends(earlier: Earlier) -> QuerySet[RegisterStep]:
    """Choose the steps that can tell why something is counted no more, entered since a report."""
    return RegisterStep.objects.filter(event__in=MENDS, recorded_at__date__gte=earlier.made_on)


def _gone(
    body: int, quarter: Quarter, earlier: Earlier | None, hidden: frozenset[UUID]
) -> RegisterChecked:
    """Find what an earlier report counted, and the register neither counts nor explains."""
    if earlier is None or earlier.quarter >= quarter:
        return _not_made(rules.GONE)
    rows = GrantedDecision.objects.filter(controller=body, pk__in=earlier.decisions)
    lost = len(earlier.decisions) - rows.count()
    waits = RegisterWait.objects.filter(_counted(earlier.quarter), decision=OuterRef("pk"))
    mended = _mends(earlier).filter(decision=OuterRef("pk"))
    return _checked(rules.GONE, rows.filter(~Exists(waits), ~Exists(mended)), hidden, lost)


def _wrong(body: int, quarter: Quarter, day: date) -> dict[Check, Rows]:
    """Give the decisions that each check of single decisions does not hold for."""
    rows = GrantedDecision.objects.filter(controller=body).exclude(
        state=ExecutionState.ENTERED_IN_ERROR
    )
    waits = RegisterWait.objects.filter(decision=OuterRef("pk"))
    steps = RegisterStep.objects.filter(decision=OuterRef("pk"))
    lasts = Exists(waits.filter(ended_on=None))
    return {
        rules.ENDED_BEFORE: rows.filter(Exists(waits.filter(ended_on__lt=OuterRef("decided_on")))),
        rules.BROKEN_BEFORE: rows.filter(Exists(_broken_before(waits))),
        rules.TWICE: _alike(rows),
        rules.OVERLAPPING: _overlapping(rows),
        rules.STATUTE_DAY: rows.exclude(_any(_ground_holds())),
        rules.KIND_OF_ACT: rows.exclude(_any(_kind_holds(book_of(body)))),
        rules.FUTURE: rows.filter(
            Q(decided_on__gt=day) | Q(Exists(steps.filter(happened_on__gt=day)))
        ),
        rules.ANSWERED_BEFORE: rows.filter(Exists(_answered_before(steps))),
        rules.NO_REASON: rows.filter(Exists(waits.filter(_counted(quarter))), reason=""),
        rules.STATE_OF_WAIT: rows.filter(
            Q(~lasts, state__in=OPEN) | (Q(lasts) & ~Q(state__in=OPEN))
        ),
    }


def _any(choices: list[Q]) -> Q:
    return reduce(or_, choices)


def _held(from_date: date, to_date: date | None) -> Q:
    """Choose decisions of a time."""
    since = Q(decided_on__gte=from_date)
    return since if to_date is None else since & Q(decided_on__lte=to_date)


def _ground_holds() -> list[Q]:
    return [Q(ground=one.code) & _held(one.from_date, one.to_date) for one in GROUNDS]


def _kind_holds(book: CodeBook) -> list[Q]:
    """Choose decisions whose type is of their act and in use on their day, one choice for each time."""
    codes: dict[tuple[str, date, date | None], list[str]] = defaultdict(list)
    for code in book.codes(CodeList.TYPE):
        for since, until in book.spans(CodeList.TYPE, code):
            codes[book.group(CodeList.TYPE, code), since, until].append(code)
    found = []
    for (act, since, until), kinds in codes.items():
        grounds = [one.code for one in GROUNDS if one.act == act]
        found.append(Q(kind__in=kinds, ground__in=grounds) & _held(since, until))
    return found


def _broken_before(waits: QuerySet[RegisterWait]) -> QuerySet[RegisterWait]:
    """Choose waits that began with an interruption before the wait before them had ended."""
    before = RegisterWait.objects.filter(
        decision=OuterRef("decision"), nth=OuterRef("nth") - 1, ended_on__gt=OuterRef("began_on")
    )
    return waits.filter(Exists(before), cause=Cause.INTERRUPTION)


def _alike(rows: Rows) -> Rows:
    """Choose decisions on one measure for one person from one day, sorted once and not compared in pairs."""
    same = Window(Count("pk"), partition_by=["number_key", "kind", "decided_on"])
    return rows.exclude(number_key="").annotate(same=same).filter(same__gt=1)


def _overlapping(rows: Rows) -> Rows:
    """Choose open decisions on one measure for one person, from more days than one."""
    of_one = Window(Count("pk"), partition_by=["number_key", "kind"])
    of_a_day = Window(Count("pk"), partition_by=["number_key", "kind", "decided_on"])
    found = rows.filter(state__in=OPEN).exclude(number_key="")
    return found.annotate(of_one=of_one, of_a_day=of_a_day).filter(of_one__gt=F("of_a_day"))


def _answered_before(steps: QuerySet[RegisterStep]) -> QuerySet[RegisterStep]:
    """Choose answers dated before the offer that was noted before them."""
    offers = RegisterStep.objects.filter(
        decision=OuterRef("decision"),
        event=ExecutionEvent.OFFER,
        number__lt=OuterRef("number"),
        happened_on__gt=OuterRef("happened_on"),
    )
    return steps.filter(Exists(offers), event=ExecutionEvent.ANSWER)
