"""All that is told of a queue's waits at once: the three measures, the curve, the flow and the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.analytics.waiting.backtest import BackTest, backtest
from samverk.analytics.waiting.flows import Use, flow, removals, use
from samverk.analytics.waiting.forecast import Outlook, outlook
from samverk.analytics.waiting.history import DAYS_A_MONTH, Queue
from samverk.analytics.waiting.measures import MONTHS, Measure, completed, waiting_now
from samverk.analytics.waiting.quantiles import LEAST_FOR_A_MEDIAN, Quantile
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.spells import Exit, Spell, spells
from samverk.analytics.waiting.survival import Step, aalen_johansen, kaplan_meier, waits_until
from samverk.rules.ruling import Ruling
from samverk.rules.stock_flow import Flow, Imbalance, stock_flow


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of those who had waited so many months (utfall): shares that started or left.

    None where so long a wait was not seen.
    """

    months: int
    started: Step | None
    removed: Step | None


@dataclass(frozen=True, slots=True)
class Course:
    """How waits have gone (väntans förlopp), seen in ``n`` people.

    ``median`` and ``ninetieth`` are of those who keep their place (Kaplan-Meier), None under ten;
    ``fates`` of all (Aalen-Johansen).
    """

    n: int
    median: Quantile | None
    ninetieth: Quantile | None
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long stays last (deltagandets längd), in days, of ``n`` seen; None under ten.

    By Kaplan-Meier: those under way count for the days that they have stayed.
    """

    n: int
    median: Quantile | None
    ninetieth: Quantile | None


@dataclass(frozen=True, slots=True)
class Report:
    """A queue's waits in a period (väntetidsrapport).

    ``waiting`` is Väntande, ``completed`` Genomförda and ``outlook`` Aktuellt väntetidsläge. It may
    be printed only when ``balance`` holds: else somebody was lost or counted twice.
    """

    queue: str
    first: date
    day: date
    waiting: Measure
    completed: Measure
    outlook: Outlook
    held_up: BackTest
    course: Course
    flow: Flow
    balance: Ruling[tuple[Imbalance, ...]]
    removals: dict[str, int]
    use: Use
    stays: Lengths

    @property
    def may_be_printed(self) -> bool:
        """Answer whether the queue's numbers add up."""
        return not self.balance.value


def report(
    queue: Queue,
    first: date,
    day: date,
    settings: Settings | None = None,
    *,
    stated: Sequence[Flow] = (),
) -> Report:
    """Tell of a queue from ``first`` to the end of ``day``, by what was known then.

    ``stated`` are numbers that have other sources, such as a count made at the time and a log: then
    each of them must add up. Counted from the queue alone, the numbers cannot but do so.
    """
    known = queue.as_known(day)
    counted = flow(known, first, day)
    return Report(
        queue=queue.name,
        first=first,
        day=day,
        waiting=waiting_now(known, day),
        completed=completed(known, first, day),
        outlook=outlook(known, day, settings),
        held_up=backtest(known, day, settings),
        course=course(spells(known, first, day)),
        flow=counted,
        balance=_balance(stated or (counted,)),
        removals=removals(known, first, day),
        use=use(known, min(max(first, known.observed), day), day),
        stays=stay_lengths(known, first, day),
    )


def _balance(flows: Sequence[Flow]) -> Ruling[tuple[Imbalance, ...]]:
    """Check each flow by itself, for their periods may share days; tell of those that do not add up."""
    found = [stock_flow((flow,)) for flow in flows]
    wrong = [one for one in found if one.value]
    told = tuple(reason for one in wrong or found[:1] for reason in one.reasons)
    return Ruling(tuple(fault for one in wrong for fault in one.value), told)


def stay_lengths(queue: Queue, first: date, day: date) -> Lengths:
    """Tell how long the stays last that held a place on a day from ``first`` to ``day``."""
    floor = max(first, queue.observed)
    seen = [
        Spell(
            max((floor - stay.start).days, 0),
            ((stay.end or day) - stay.start).days,
            Exit.STARTED if stay.end else Exit.UNSEEN,
        )
        for stay in queue.as_known(day).stays
        if (stay.end or day) >= floor
    ]
    if len(seen) < LEAST_FOR_A_MEDIAN:
        return Lengths(len(seen), None, None)
    curve = kaplan_meier(seen)
    return Lengths(len(seen), waits_until(curve, 0.5), waits_until(curve, 0.9))


def course(seen: tuple[Spell, ...]) -> Course:
    """Tell how the waits seen have gone."""
    waits = kaplan_meier(seen)
    started, removed = aalen_johansen(seen), aalen_johansen(seen, Exit.REMOVED)
    enough = len(seen) >= LEAST_FOR_A_MEDIAN
    days = {months: round(months * DAYS_A_MONTH) for months in MONTHS}
    return Course(
        n=len(seen),
        median=waits_until(waits, 0.5) if enough else None,
        ninetieth=waits_until(waits, 0.9) if enough else None,
        fates=tuple(
            Fate(months, started.at(at), removed.at(at)) if enough else Fate(months, None, None)
            for months, at in days.items()
        ),
    )
