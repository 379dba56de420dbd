"""What a conflict of interest bars a reader from, whatever compartments they may open.

A room that knows of conflicts adds a maker to ``BARS``. What is barred to whoever makes a request is
asked for once, when the first compartment is opened in it; nobody who opens one can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from samverk.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Barred:
    """What stays shut for jäv (stängt för jäv): ids of items, documents and cases."""

    items: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()


NOTHING = Barred()
Bar = Callable[[int], Barred]


class Bars:
    """The makers that rooms have added: each answers what a person (id) is barred from now."""

    def __init__(self) -> None:
        self._makers: list[Bar] = []

    def add(self, make: Bar) -> None:
        """Add a maker; adding it again changes nothing."""
        if make not in self._makers:
            self._makers.append(make)

    def on(self, person: int) -> Barred:
        """Gather what a person (id) is barred from."""
        made = [make(person) for make in self._makers]
        return Barred(
            frozenset().union(*(each.items for each in made)),
            frozenset().union(*(each.documents for each in made)),
            frozenset().union(*(each.cases for each in made)),
        )


BARS = Bars()
_reader: ContextVar[Callable[[], Barred]] = ContextVar("reader", default=lambda: NOTHING)


def barred_for(actor: Actor) -> Barred:
    """Answer what ``actor`` is barred from; nothing for an account that belongs to nobody."""
    return NOTHING if actor.person is None else BARS.on(actor.person)


def barred_now() -> Barred:
    """Answer what whoever reads now is barred from."""
    return _reader.get()()


@contextmanager
def reading_as(barred: Callable[[], Barred]) -> Iterator[None]:
    """Keep shut inside what ``barred`` answers; it is asked once, and only if need be."""
    token = _reader.set(cache(barred))
    try:
        yield
    finally:
        _reader.reset(token)
