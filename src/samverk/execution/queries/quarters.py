"""A board's quarters, counted in what is open; whoever is hidden is counted there too.

No row comes out of here: what is told is numbers by type and by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncQuarter

from samverk.execution.models import RegisterWait
from samverk.execution.queries.codes import kind_name
from samverk.execution.queries.register import as_wait
from samverk.execution.queries.settings import book_of
from samverk.execution.walls import counting
from samverk.rules.ruling import Ruling
from samverk.rules.unexecuted.code_books import CodeBook
from samverk.rules.unexecuted.counting import Definition, Snapshot, Tally, is_counted, snapshot
from samverk.rules.unexecuted.elapsed import elapsed_classes
from samverk.rules.unexecuted.flows import Flow, series
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait

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
    "decision__clock_from",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in a quarter's table (insats), with what is counted of it."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A class of time since the decision (förfluten tid): how many wait, and wait again."""

    label: str
    not_executed: int
    interrupted: int


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """What the council is told of a quarter (kvartalsstatistik).

    Without a ``tally`` in its snapshot the quarter has not ended, and nothing is known.
    """

    told: Ruling[Snapshot]
    kinds: list[Kind]
    classes: list[Elapsed]
    elapsed_why: Ruling[Mapping[str, int]] | None = None


def figures(body: int, quarter: Quarter, today: date) -> dict[Definition, QuarterFigures]:
    """Count a quarter of a board (id) by each definition, with types and time since the decisions."""
    waits = _waits(body, quarter)
    book = book_of(body)
    return {one: _figures(waits, (quarter, book), one, today) for one in Definition}


def _figures(
    waits: list[Wait], counted_as: tuple[Quarter, CodeBook], definition: Definition, today: date
) -> QuarterFigures:
    quarter, book = counted_as
    told = snapshot(waits, quarter, definition, today)
    if told.value.tally is None:
        return QuarterFigures(told, [], [])
    # In the words of the quarter: a code that is renamed since says what it said then
    kinds = [
        Kind(kind_name(code, book, quarter.last_day), tally)
        for code, tally in told.value.by_kind.items()
    ]
    counted = [one for one in waits if is_counted(one, quarter, definition)]
    first = _classes(counted, Cause.DECISION, quarter)
    again = _classes(counted, Cause.INTERRUPTION, quarter)
    classes = [Elapsed(label, many, again.value[label]) for label, many in first.value.items()]
    return QuarterFigures(told, sorted(kinds, key=lambda one: one.name), classes, first)


def _classes(waits: Iterable[Wait], cause: Cause, quarter: Quarter) -> Ruling[Mapping[str, int]]:
    return elapsed_classes(
        (one.decided_on for one in waits if one.cause is cause), quarter.last_day
    )


def _waits(body: int, quarter: Quarter) -> list[Wait]:
    """Read the waits that a quarter counts or sees end."""
    rows = _of(body).filter(reportable_on__lte=quarter.last_day)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=quarter.first_day))
    with counting():
        return [as_wait(one) for one in rows.select_related("decision").only(*READ)]


def _of(body: int) -> QuerySet[RegisterWait]:
    return RegisterWait.objects.filter(COUNTED, controller=body)


def quarters(body: int, first: Quarter, last: Quarter) -> list[tuple[Quarter, Tally, int]]:
    """Count many quarters of a board (id) in one question: each with its tally and how many are new."""
    groups = (
        _of(body)
        .filter(reportable_on__lte=last.last_day)
        .filter(Q(ended_on=None) | Q(ended_on__gte=first.first_day))
        .annotate(begins=TruncQuarter("reportable_on"), ends=TruncQuarter("ended_on"))
        .order_by()
        .values_list("begins", "ends", "cause", "end")
        .annotate(many=Count("pk"))
    )
    with counting():
        flows = [
            Flow(
                quarter_of(begins),
                quarter_of(ends) if ends else None,
                Cause(cause),
                End(end) if end else None,
                many,
            )
            for begins, ends, cause, end, many in groups
        ]
    return [
        (first.plus(place), tally, new)
        for place, (tally, new) in enumerate(series(flows, first, last))
    ]
