"""What passed through a queue in a period, and how its places were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.analytics.waiting.history import DAYS_A_MONTH, EndKind, Origin, Queue, capacity
from samverk.analytics.waiting.proportions import Share, share
from samverk.rules.stock_flow import Flow


@dataclass(frozen=True, slots=True)
class Use:
    """How places were used in a period (beläggning), in place-days.

    ``available`` could be used and ``held`` were; ``idle_while_waiting`` stood empty on days that
    ended with somebody in the queue. In groups a place is empty that nobody took on the day of the start
    though somebody waited, as long as the group goes on. ``starts_a_month`` is the throughput.
    """

    available: int
    held: int
    idle_while_waiting: int
    starts: int
    starts_a_month: float

    @property
    def occupancy(self) -> float | None:
        """Held place-days per available; above 1 after a cut, None without places."""
        return self.held / self.available if self.available else None

    @property
    def turnover(self) -> float:
        """Days a place stood empty per start while somebody waited: what a forecast reckons with."""
        return self.idle_while_waiting / self.starts if self.starts else 0.0


@dataclass(frozen=True, slots=True)
class Turns:
    """What turned out otherwise than in order (avvikelser), counted by those who keep the records.

    ``returned`` of the ``assessed`` referrals were sent back, ``declined`` of the ``offered`` places
    were refused, and ``out_of_order`` of the ``started`` passed somebody by.
    """

    returned: int
    assessed: int
    declined: int
    offered: int
    out_of_order: int
    started: int

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        """Give the shares of returns, refusals and starts out of order, with intervals."""
        return (
            share(self.returned, self.assessed),
            share(self.declined, self.offered),
            share(self.out_of_order, self.started),
        )


def flow(queue: Queue, first: date, last: date) -> Flow:
    """Count the queue's people in a period; those imported count as moved in."""
    before = first - timedelta(days=1)
    came = [e for e in queue.entries if first <= e.entered <= last]
    joined = sum(e.origin is Origin.JOINED for e in came)
    ended = Counter(
        e.ending.kind for e in queue.entries if e.ending and first <= e.ending.day <= last
    )
    return Flow(
        queue=queue.name,
        first=first,
        last=last,
        opening=len(queue.waiting(before)),
        joined=joined,
        transferred_in=len(came) - joined,
        started=ended[EndKind.STARTED],
        removed=ended[EndKind.REMOVED],
        transferred_out=ended[EndKind.TRANSFERRED],
        closing=len(queue.waiting(last)),
    )


def removals(queue: Queue, first: date, last: date) -> dict[str, int]:
    """Count removals by reason in a period, the most common first."""
    reasons = (
        e.ending.reason
        for e in queue.entries
        if e.ending and e.ending.kind is EndKind.REMOVED and first <= e.ending.day <= last
    )
    counted = Counter(reasons)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def use(queue: Queue, first: date, last: date) -> Use:
    """Count place-days from ``first`` to ``last``, each day as it stood at its end."""
    days = (last - first).days + 1
    held = _on_each(((s.start, s.end) for s in queue.stays), first, days)
    waits = ((e.entered, e.ending.day if e.ending else None) for e in queue.entries)
    waiting = _on_each(waits, first, days)
    places = _available(queue, first, days)
    idle = sum(max(p - h, 0) for p, h, w in zip(places, held, waiting, strict=True) if w)
    starts = len(queue.started(first, last))
    return Use(
        available=sum(places),
        held=sum(held),
        idle_while_waiting=_idle_in_groups(queue, first, last) if queue.in_groups else idle,
        starts=starts,
        starts_a_month=starts / (days / DAYS_A_MONTH),
    )


def _idle_in_groups(queue: Queue, first: date, last: date) -> int:
    """Count the place-days of a period that groups have gone on with fewer than they had places for."""
    days = sorted({one.day: one for one in queue.starts if one.day <= last}.items())
    idle = 0
    for nth, (day, start) in enumerate(days):
        following = days[nth + 1][0] if nth + 1 < len(days) else last + timedelta(days=1)
        ours = [one for one in queue.stays if day <= one.start < following]
        if not ours or not queue.waiting(day):
            continue
        goes_on = max(one.end or last + timedelta(days=1) for one in ours)
        until = min(following, goes_on, last + timedelta(days=1))
        gone = max((until - max(day, first)).days, 0)
        idle += max(queue.places_of(start) - len(ours), 0) * gone
    return idle


def _on_each(stretches: Iterable[tuple[date, date | None]], first: date, days: int) -> list[int]:
    """Count for each day the stretches that hold it; a stretch does not hold its end."""
    changes: Counter[date] = Counter()
    for start, end in stretches:
        changes[max(start, first)] += 1
        if end is not None:
            changes[max(end, first)] -= 1
    now, found = 0, []
    for n in range(days):
        now += changes[first + timedelta(days=n)]
        found.append(now)
    return found


def _available(queue: Queue, first: date, days: int) -> list[int]:
    """Give the places of each day; they change only where a row of the ledger begins."""
    begins = {row.first for row in queue.places}
    found: list[int] = []
    now = 0
    for n in range(days):
        day = first + timedelta(days=n)
        if not n or day in begins:
            now = sum(capacity(queue.places, day).values())
        found.append(now)
    return found
