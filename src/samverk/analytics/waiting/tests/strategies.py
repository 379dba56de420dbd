"""Random queues: whoever comes, is paused, moved, removed, started, or waits still."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from samverk.analytics.waiting.history import (
    Ending,
    EndKind,
    Entry,
    Origin,
    Pause,
    Places,
    Queue,
    Stay,
)
from samverk.analytics.waiting.spells import Exit, Spell

FIRST = date(2023, 11, 1)
DAY = date(2024, 12, 31)
SPAN = (DAY - FIRST).days


def after(days: int, day: date = FIRST) -> date:
    return day + timedelta(days=days)


@st.composite
def entries(draw, number: int) -> Entry:
    entered = draw(st.integers(0, SPAN + 60))
    origin = draw(st.sampled_from(Origin))
    before = 0 if origin is Origin.JOINED else draw(st.integers(0, 500))
    length = draw(st.integers(0, 600))
    kind = draw(st.sampled_from([*EndKind, None]))
    pauses = draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90)), max_size=3))
    clock = after(entered - before)
    return Entry(
        key=f"{number:03}",
        clock=clock,
        entered=after(entered),
        ending=None if kind is None else Ending(kind, after(entered + length), "MOVED"),
        origin=origin,
        pauses=tuple(Pause(after(a, clock), after(a + n, clock)) for a, n in pauses),
        priority=draw(st.integers(0, 2)),
        home=draw(st.sampled_from(["Lerum", "Alingsås"])),
        party=draw(st.sampled_from(["Regionen", "Kommunen"])),
    )


@st.composite
def queues(draw, most: int = 15) -> Queue:
    many = draw(st.integers(0, most))
    found = tuple(draw(entries(n)) for n in range(many))
    stays = tuple(
        Stay(e.ending.day, draw(st.none() | st.just(after(90, e.ending.day))), "A", e.home, e.party)
        for e in found
        if e.ending and e.ending.kind is EndKind.STARTED
    )
    places = (
        Places("A", FIRST, draw(st.integers(0, 6)), 6),
        Places("B", after(SPAN + 30), draw(st.integers(0, 3)), 3, serves=("Lerum",)),
    )
    return Queue("Kön", FIRST, found, stays, places[: draw(st.integers(0, 2))])


@st.composite
def spells(draw) -> Spell:
    until = draw(st.integers(0, 400))
    seen_from = draw(st.just(0) | st.integers(0, until))
    return Spell(seen_from, until, draw(st.sampled_from(Exit)))
