"""Measures the waits of a delivery: the three measures, the balance, and how forecasts have held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import NotFoundError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Team, WaitReport
from samverk.interventions.persons.queries.balance import stated
from samverk.interventions.persons.queries.fair import compared, outside
from samverk.interventions.persons.queries.histories import Turned, history, turned
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.interventions.ports import LEAST, outward
from samverk.rules.wording import running_date

if TYPE_CHECKING:
    from samverk.analytics.waiting.forecast import Outlook
    from samverk.analytics.waiting.history import Queue
    from samverk.analytics.waiting.measures import Measure
    from samverk.analytics.waiting.report import Report
    from samverk.rules.stock_flow import Flow

WAITS_MEASURED = acts.kind("persons.waits_measured", "Väntetider mätta", is_quiet=True)
YEAR = 365
NIGHTLY = system("Samverk, väntetider")


@dataclass(frozen=True, slots=True)
class ToMeasure:
    """What to measure: a delivery (id), up to a day."""

    delivery: int
    day: date


def measure_waits(actor: Actor, desk: Desk, what: ToMeasure, *, key: str) -> WaitReport:
    """Measure the waits of a delivery that the desk's authority receives for. Raises NotFoundError."""
    with entered(actor, desk) as home:
        delivery = catalogue.delivery_by_id(what.delivery)
        if not Team.objects.filter(delivery=delivery, controller=desk.body).exists():
            raise NotFoundError("Sidan finns inte.")
        act = acts.Act(actor, WAITS_MEASURED, key, home.organisation, body=home.body, content=what)
        return acts.carry_out(act, lambda: _measure(desk.body, delivery, what.day))


def measure_all(day: date | None = None) -> int:
    """Measure every delivery that somebody receives for here, once a day; answer how many.

    Without a day it is yesterday: what happens later today would else be missing from what is stated.
    """
    today = day or clock.today() - timedelta(days=1)
    bodies = [one.id for one in directory.bodies()]
    with unread(bodies):
        teams = list(Team.objects.select_related("delivery__intervention"))
    for team in teams:
        with unread([team.controller_id]):
            act = acts.Act(NIGHTLY, WAITS_MEASURED, f"väntetider/{team.delivery_id}/{today}")
            body, delivery = team.controller_id, team.delivery
            acts.carry_out(act, lambda b=body, d=delivery: _measure(b, d, today))  # type: ignore[misc]
    return len(teams)


def _measure(body: int, delivery: Delivery, day: date) -> WaitReport:
    # Everybody counts, also those whose identity is protected: nothing here can tell who
    with unread([body]):
        queue, first = history(delivery), day - timedelta(days=YEAR)
        figures = _figures(delivery, queue, first, day)
    # The team lays the numbers beside its lists, where nobody is who has a protected identity
    with reading([body], None):
        figures["shown"] |= _shown(delivery, queue, first, day)
    with unread([body]):
        return WaitReport.objects.create(
            controller_id=body, delivery=delivery, first=first, day=day, figures=figures
        )


def _shown(delivery: Delivery, whole: Queue, first: date, day: date) -> dict[str, Any]:
    """Measure what may be laid beside a list of persons, of those whom everybody in the team may know of.

    A place that somebody else holds in the ``whole`` queue is no empty one all the same.
    """
    from samverk.analytics.waiting.flows import flow, removals, use
    from samverk.analytics.waiting.measures import completed, waiting_now
    from samverk.analytics.waiting.report import stay_lengths
    from samverk.analytics.waiting.words import lasting

    queue = history(delivery)
    known = queue.as_known(day)
    counts, flows = turned(delivery.pk, first, day), flow(known, first, day)
    held = replace(known, stays=whole.as_known(day).stays, observed=whole.observed)
    since = min(max(first, held.observed), day)
    # How full it was tells of everybody in it: here of those whom the reader may know of
    used = use(known, since, day)
    return {
        "waiting": _told(waiting_now(known, day)),
        "completed": _told(completed(known, first, day)),
        "flow": _flow(flows),
        "removals": removals(known, first, day),
        "returns": counts.returns,
        "turns": _turns(counts, flows.started),
        "idle": use(held, since, day).idle_while_waiting,
        "occupancy": None if used.occupancy is None else round(used.occupancy * 100),
        "starts_a_month": round(used.starts_a_month, 1),
        "course": _course(known, first, day),
        "lasting": lasting(stay_lengths(known, first, day)),
        "stays_ended": sum(one.end is not None for one in known.stays),
        "outside": outside(queue, first, day),
    }


def _course(known: Queue, first: date, day: date) -> dict[str, Any]:
    """Tell what has become of those who waited so many months: of all, whether they started or left."""
    from samverk.analytics.waiting import words
    from samverk.analytics.waiting.report import course
    from samverk.analytics.waiting.spells import spells

    found = course(spells(known, first, day))
    fates = [[one.months, words.step(one.started), words.step(one.removed)] for one in found.fates]
    return {"n": found.n, "fates": fates if found.median is not None else []}


def _gaps(found: Report, late: str) -> list[str]:
    """Say by how many a queue does not add up, and nothing of how many there are."""
    gaps = [
        f"{running_date(one.first)} till {running_date(one.last)}: "
        + (f"{one.people} saknar avslut." if one.people > 0 else f"{-one.people} för mycket.")
        for one in found.balance.value
    ]
    return [*gaps, late] if gaps and late else gaps


def _figures(delivery: Delivery, queue: Queue, first: date, day: date) -> dict[str, Any]:
    from samverk.analytics.waiting import words
    from samverk.analytics.waiting.report import report

    kept = stated(delivery, first, day)
    found = report(queue, first, day, stated=kept.flows)
    counts = turned(delivery.pk, first, day)
    told = [reason.text for reason in found.balance.reasons]
    return {
        "adds_up": found.may_be_printed,
        "balance": told if found.may_be_printed or not kept.late else [*told, kept.late],
        "standing": kept.closing,
        "waiting": _told(found.waiting),
        "completed": _told(found.completed),
        "outlook": {
            "words": words.outlook(found.outlook.joiners),
            "held": words.held_up(found.held_up),
            "stays_ended": found.outlook.stays_ended,
            "ahead": _ahead(queue, found.outlook),
        },
        "flow": _flow(found.flow),
        "removals": found.removals,
        "returns": counts.returns,
        "turns": _turns(counts, found.flow.started),
        "use": {
            "occupancy": found.use.occupancy,
            "idle": found.use.idle_while_waiting,
            "starts_a_month": round(found.use.starts_a_month, 1),
        },
        "compared": compared(delivery, queue, first, day),
        "shown": {"balance": _gaps(found, kept.late)},
    }


def _ahead(queue: Queue, found: Outlook) -> list[dict[str, Any]]:
    """Tell when places come for those who wait, ``LEAST`` or more at a time, so that none is known.

    ``through`` is the class and the clock of the last of them.
    """
    line = queue.waiting(found.day)
    whole = max(len(line) // LEAST, 1)
    told = []
    for number in range(whole if len(line) >= LEAST else 0):
        rest = None if number == whole - 1 else (number + 1) * LEAST
        some = slice(number * LEAST, rest)
        last, outlooks = line[some][-1], found.people[some]
        ends = [one.last for one in outlooks]
        told.append(
            {
                "through": [last.priority, last.clock.isoformat()],
                "first": _iso(min((one.first for one in outlooks if one.first), default=None)),
                "last": None if None in ends else _iso(max(one for one in ends if one)),
            }
        )
    return told


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _told(measure: Measure) -> dict[str, Any]:
    from samverk.analytics.waiting import words

    total = measure.total
    return {
        "n": total.n,
        "words": words.summary(total),
        "adjusted": words.summary(measure.adjusted),
        "median": _whole(total.median),
        "ninetieth": _whole(total.ninetieth),
        "median_between": _between(total.median),
        "ninetieth_between": _between(total.ninetieth),
        "longest": total.longest,
        "over": [[one.months, words.share(one.share)] for one in measure.over],
    }


def _whole(quantile: Any) -> int | None:
    return None if quantile is None or quantile.value is None else round(quantile.value)


def _between(quantile: Any) -> list[int | None]:
    """Give the bounds of a quantile in tens: each is somebody's own wait."""
    if quantile is None:
        return [None, None]
    found = outward(quantile.low, quantile.high)
    return [found.low, found.high]


def _flow(found: Flow) -> dict[str, int]:
    names = (
        "opening",
        "joined",
        "transferred_in",
        "started",
        "removed",
        "transferred_out",
        "closing",
    )
    return {name: getattr(found, name) for name in names}


def _turns(counts: Turned, started: int) -> dict[str, str]:
    from samverk.analytics.waiting import words
    from samverk.analytics.waiting.flows import Turns
    from samverk.analytics.waiting.proportions import share

    turns = Turns(
        counts.returned,
        counts.assessed,
        counts.declined,
        counts.offered,
        counts.out_of_order,
        started,
    )
    names = ("returned", "declined", "out_of_order")
    told = {name: words.share(one) for name, one in zip(names, turns.shares, strict=True)}
    return told | {"lapsed": words.share(share(counts.lapsed, counts.came))}
