"""The steps of one of the demo's crowd, and what of a queue they stand in must be known.

Each step is asked of the tables of steps as it is taken, so that no life can hold what they forbid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from samverk.project.demo.crowd_people import Somebody, Town
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import PARTICIPATION
from samverk.rules.interventions.queue import QUEUE, InLine
from samverk.rules.interventions.referral import REFERRAL

# Who has no priority class comes after all who have
NO_CLASS = 99


@dataclass(frozen=True, slots=True)
class Happened:
    """A step that was taken: the event, the states before and after, by whom, which day, and why."""

    event: Any
    before: Any
    after: Any
    hand: Hand
    day: int
    reason: str = ""


@dataclass(slots=True)
class Course:
    """The steps of one thing that moves by its table of steps."""

    machine: Any
    steps: list[Happened] = field(default_factory=list)

    @property
    def state(self) -> Any:
        """Where it stands, None before it is made."""
        return self.steps[-1].after if self.steps else None

    def take(self, event: Any, hand: Hand, day: int, reason: str = "") -> None:
        """Take a step. Raises ValueError for one that the table refuses."""
        ruling = self.machine.take(self.state, event, hand)
        if ruling.value is None:
            raise ValueError(ruling.reasons[0].text)
        self.steps.append(Happened(event, self.state, ruling.value, hand, day, reason))

    def day_of(self, *events: Any) -> int | None:
        """Answer the last day that one of the events happened."""
        return next((one.day for one in reversed(self.steps) if one.event in events), None)


@dataclass(slots=True)
class Offer:
    """A place that was offered: when, why before others if so, and what was answered when."""

    made: int
    out_of_order: str = ""
    answer: str = ""
    answered: int | None = None


@dataclass(slots=True)
class Life:
    """One of the crowd, and all that has happened to them."""

    who: Somebody
    referral: Course = field(default_factory=lambda: Course(REFERRAL))
    place: Course = field(default_factory=lambda: Course(QUEUE))
    stay: Course = field(default_factory=lambda: Course(PARTICIPATION))
    offers: list[Offer] = field(default_factory=list)
    number: int = 0

    @property
    def in_line(self) -> InLine:
        """Where they stand: the clock in days from the first one."""
        return InLine(NO_CLASS, date.min + timedelta(self.who.day), self.number)


@dataclass(frozen=True, slots=True)
class Crowd:
    """All of a delivery's crowd, as it stands the day the demo is loaded."""

    town: Town
    lives: tuple[Life, ...]
