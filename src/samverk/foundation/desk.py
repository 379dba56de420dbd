"""What waits for a person when the day begins: each room lays its own pile on the desk.

The start page shows the piles without knowing the rooms. A room adds a maker when the installation
starts; a maker answers with nothing when its room has nothing for the reader, and asks the database
a fixed number of questions whatever there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samverk.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Visit:
    """Who begins which day (besök)."""

    actor: Actor
    day: date

    @property
    def organisations(self) -> frozenset[int]:
        """The organisations the reader holds a role for, whole or at one body."""
        return frozenset(held.organisation for held in self.actor.roles)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do (att göra): where it is done, how it stands, and until when if known.

    ``tone`` is one of the interface's tones and picks the icon beside ``state``. ``details`` are shown
    as a list under ``note``.
    """

    label: str
    url: str
    tone: str
    state: str
    note: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """The things of one kind (hög), the most urgent first; ``why`` says why they matter."""

    title: str
    id: str
    why: str
    tasks: tuple[Task, ...]


class Desk:
    """The piles that rooms lay, in the order they were added."""

    def __init__(self) -> None:
        self._makers: list[Callable[[Visit], Pile]] = []

    def add(self, make: Callable[[Visit], Pile]) -> None:
        """Add a pile; adding it again changes nothing."""
        if make not in self._makers:
            self._makers.append(make)

    def on(self, visit: Visit) -> list[Pile]:
        """Make the piles that hold something for the reader; none for one without a role."""
        if not visit.actor.roles:
            return []
        made = [make(visit) for make in self._makers]
        return [pile for pile in made if pile.tasks]


DESK = Desk()
