"""A board's quarters, counted in what is open; whoever is hidden is counted there too.

No row comes out of here: what is told is numbers by type and by time. ``counts_all`` is the report's own
count; without it only what the reader may know of is counted, as in the lists beside it (ADR 0017).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncQuarter

from samverk.execution.models import GrantedDecision, RegisterWait
from samverk.execution.queries.codes import kind_name
from samverk.execution.queries.register import as_wait
from samverk.execution.queries.settings import book_of, decided_of
from samverk.execution.walls import counting
from samverk.foundation import clock
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.board_settings import Decided
from samverk.rules.unexecuted.board_settings import whole_from as decided_whole_from
from samverk.rules.unexecuted.code_books import BEGINNING, STANDARD_BOOK, CodeBook
from samverk.rules.unexecuted.counting import (
    Definition,
    Snapshot,
    Tally,
    is_counted,
    snapshot,
    waited_until,
)
from samverk.rules.unexecuted.duties import report_day
from samverk.rules.unexecuted.elapsed import elapsed_classes
from samverk.rules.unexecuted.flows import Flow, series
from samverk.rules.unexecuted.handling import ExecutionState
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.wording import running_date

# Whether it had become reportable when it ended; one that had not is counted nowhere
COUNTED = Q(ended_on=None) | Q(ended_on__gte=F("reportable_on"))
READ = (
    "decision_id",
    "began_on",
    "cause",
    "ended_on",
    "end",
    "decision__kind",
    "decision__decided_on",
    "decision__ground",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in a quarter's table (insats), with what is counted of it.

    ``lasting`` are the words that the type began with: quarters are followed by it from one to the next,
    whatever it is called in each.
    """

    name: str
    tally: Tally
    lasting: str = ""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A class of time since the decision (förfluten tid): how many wait, and wait again."""

    label: str
    not_executed: int
    interrupted: int


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """What the council is told of a quarter (kvartalsstatistik).

    Without a ``tally`` in its snapshot nothing is known, and the last reason says why: the quarter has not
    ended, or ended before the register begins.
    """

    told: Ruling[Snapshot]
    kinds: list[Kind]
    classes: list[Elapsed]
    elapsed_why: Ruling[Mapping[str, int]] | None = None

    @property
    def unknown(self) -> str:
        """Why nothing is known; "" when the quarter is counted."""
        return "" if self.told.value.tally else self.told.reasons[-1].text


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter in a series (kvartal i serie); without a ``tally`` it ended before the register begins."""

    quarter: Quarter
    tally: Tally | None = None
    new: int | None = None


def figures(body: int, quarter: Quarter, today: date) -> dict[Definition, QuarterFigures]:
    """Count a quarter of a board (id) by each definition, with types and time since the decisions.

    Everybody is counted. A quarter that ended before the register begins is unknown, as one that has not
    ended is.
    """
    with counting():
        basis, waits = basis_of(body), _waits(body, quarter)
    return {one: counted_by(waits, quarter, one, basis, today) for one in Definition}


def quarters(body: int, first: Quarter, last: Quarter) -> list[QuarterLine]:
    """Count many quarters of a board (id) in one question, by the definition of those still open."""
    with counting():
        since, flows = whole_from(body), _flows(body, first, last)
    return _lines(flows, first, last, since)


def quarter_page(
    body: int,
    quarter: Quarter,
    series_of: tuple[Quarter, Quarter],
    decided: Sequence[Decided],
    *,
    counts_all: bool,
) -> tuple[dict[Definition, QuarterFigures], list[QuarterLine]]:
    """Count a quarter and a series of quarters (first and last) at once, as the board has ``decided``."""
    with counting() if counts_all else nullcontext():
        basis, waits = basis_of(body, decided), _waits(body, quarter)
        flows = _flows(body, *series_of)
    told = {one: counted_by(waits, quarter, one, basis, clock.today()) for one in Definition}
    return told, _lines(flows, *series_of, basis.since)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a quarter is counted by: the board's codes, and since when its register is whole."""

    since: date | None
    book: CodeBook = STANDARD_BOOK


def basis_of(body: int, decided: Sequence[Decided] | None = None) -> Basis:
    """Read what the quarters of a board (id) are counted by, to who counts."""
    return Basis(whole_from(body, decided), book_of(body))


def whole_from(body: int, decided: Sequence[Decided] | None = None) -> date | None:
    """Answer from which day a board's (id) register is whole, to who counts; None for one that is empty.

    What the board has said, or else the day of the oldest decision there: of what was before it the
    register knows nothing.
    """
    own = decided_of(body) if decided is None else decided
    if (said := decided_whole_from(own, clock.today())) is not None:
        return said
    rows = GrantedDecision.objects.filter(controller=body)
    rows = rows.exclude(state=ExecutionState.ENTERED_IN_ERROR)
    found: date | None = rows.aggregate(first=Min("decided_on"))["first"]
    return found


def _is_covered(quarter: Quarter, since: date | None) -> bool:
    return since is not None and quarter.last_day >= since


def counted_by(
    waits: list[Wait], quarter: Quarter, definition: Definition, basis: Basis, today: date
) -> QuarterFigures:
    """Count a quarter by one definition, of waits that are read, in a register as its board has it."""
    if not _is_covered(quarter, basis.since):
        return _not_covered(quarter, definition, basis.since, today)
    told = snapshot(waits, quarter, definition, today)
    return _figures(waits, told, basis.book)


def _not_covered(
    quarter: Quarter, definition: Definition, since: date | None, today: date
) -> QuarterFigures:
    told = snapshot((), quarter, definition, today)
    why = (
        f"Registret är helt först från {running_date(since)}: siffrorna för {quarter} är okända, inte noll."
        if since
        else "Registret är tomt: om något beslut har väntat är okänt, inte noll."
    )
    unknown = Snapshot(quarter, definition, None)
    return QuarterFigures(Ruling(unknown, (*told.reasons, Reason(why)), told.remarks), [], [])


def _figures(waits: list[Wait], told: Ruling[Snapshot], book: CodeBook) -> QuarterFigures:
    quarter, definition = told.value.quarter, told.value.definition
    if told.value.tally is None:
        return QuarterFigures(told, [], [])
    # In the words of the quarter: a code that is renamed since says what it said then
    kinds = [
        Kind(kind_name(code, book, quarter.last_day), tally, kind_name(code, book, BEGINNING))
        for code, tally in told.value.by_kind.items()
    ]
    counted = [one for one in waits if is_counted(one, quarter, definition)]
    first = _classes(counted, Cause.DECISION, quarter)
    again = _classes(counted, Cause.INTERRUPTION, quarter)
    classes = [Elapsed(label, many, again.value[label]) for label, many in first.value.items()]
    # The reasons are of all that are counted, in both columns
    why = _elapsed(counted, quarter)
    return QuarterFigures(told, sorted(kinds, key=lambda one: one.name), classes, why)


def _classes(waits: Iterable[Wait], cause: Cause, quarter: Quarter) -> Ruling[Mapping[str, int]]:
    return _elapsed([one for one in waits if one.cause is cause], quarter)


def _elapsed(waits: Collection[Wait], quarter: Quarter) -> Ruling[Mapping[str, int]]:
    return elapsed_classes(
        [(one.decided_on, waited_until(one, quarter)) for one in waits],
        report_day(quarter),
        {one.act for one in waits},
    )


def _waits(body: int, quarter: Quarter) -> list[Wait]:
    """Read the waits that a quarter counts or sees end."""
    rows = in_quarter(body, quarter).select_related("decision").only(*READ)
    return [as_wait(one) for one in rows]


def in_quarter(body: int, quarter: Quarter) -> QuerySet[RegisterWait]:
    """Choose the waits that a quarter counts or sees end, as far as the reader may know of them."""
    rows = _of(body).filter(reportable_on__lte=quarter.last_day)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gte=quarter.first_day))


def _of(body: int) -> QuerySet[RegisterWait]:
    return RegisterWait.objects.filter(COUNTED, controller=body)


def _flows(body: int, first: Quarter, last: Quarter) -> list[Flow]:
    groups = (
        _of(body)
        .filter(reportable_on__lte=last.last_day)
        .filter(Q(ended_on=None) | Q(ended_on__gte=first.first_day))
        .annotate(begins=TruncQuarter("reportable_on"), ends=TruncQuarter("ended_on"))
        .order_by()
        .values_list("begins", "ends", "cause", "end")
        .annotate(many=Count("pk"))
    )
    return [
        Flow(
            quarter_of(begins),
            quarter_of(ends) if ends else None,
            Cause(cause),
            End(end) if end else None,
            many,
        )
        for begins, ends, cause, end, many in groups
    ]


def _lines(
    flows: Iterable[Flow], first: Quarter, last: Quarter, since: date | None
) -> list[QuarterLine]:
    found = enumerate(series(flows, first, last))
    every = ((first.plus(place), tally, new) for place, (tally, new) in found)
    return [
        QuarterLine(quarter, tally, new) if _is_covered(quarter, since) else QuarterLine(quarter)
        for quarter, tally, new in every
    ]
