"""A state machine as a table: what may follow what, by whom; every pair not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from samverk.rules.ruling import Reason, Ruling

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
D = TypeVar("D", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, E, D]):
    """A step that may be taken (övergång). ``state`` is None where the thing is made.

    ``doers`` are in what capacity it is taken: their values are the words that people read.
    """

    state: S | None
    event: E
    to: S
    doers: frozenset[D]


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, E, D]):
    """A table of steps (tillståndsmaskin); ``thing`` is what moves, in the definite form.

    ``state_names`` and ``event_names`` are the words that people read.
    """

    thing: str
    table: tuple[Transition[S, E, D], ...]
    state_names: Mapping[S, str]
    event_names: Mapping[E, str]

    def take(self, state: S | None, event: E, doer: D) -> Ruling[S | None]:
        """Answer the state after the step, None with the reason when it may not be taken."""
        told = self.event_names[event]
        for row in self.table:
            if (row.state, row.event) == (state, event):
                if doer in row.doers:
                    return Ruling(row.to, (Reason(f"Läget blir: {self.state_names[row.to]}."),))
                who = " eller ".join(sorted(row.doers))
                text = f"Steget ”{told.lower()}” tar bara {who}, inte {doer}."
                return Ruling(None, (Reason(text),))
        where = "finns inte än" if state is None else f"är {self.state_names[state]}"
        ways = [self.event_names[one] for one in self.events_from(state)]
        after = f" Det som kan göras är: {', '.join(ways).lower()}." if ways else ""
        text = f"{self.thing} {where}: steget ”{told.lower()}” går inte.{after}"
        return Ruling(None, (Reason(text),))

    def events_from(self, state: S | None) -> tuple[E, ...]:
        """List what may be done in a state, in the table's order."""
        return tuple(row.event for row in self.table if row.state == state)

    def pairs(self) -> list[tuple[str, str]]:
        """List the moves from state to state, as the database also keeps them."""
        moves = [(row.state.value, row.to.value) for row in self.table if row.state is not None]
        return list(dict.fromkeys(moves))


def doers(*who: D) -> frozenset[D]:
    """Gather who may take a step."""
    return frozenset(who)


def refuse(*texts: str) -> Ruling[None]:
    """Refuse a step for these reasons."""
    return Ruling(None, tuple(map(Reason, texts)))
