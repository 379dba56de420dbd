"""What the catalogue asks of rooms that know persons: how long the wait is, and never who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from samverk.interventions.models import Delivery

# A median of fewer may tell of one of them
LEAST = 10
MEASURES = ("Väntande", "Genomförda")


@dataclass(frozen=True, slots=True)
class WaitFigure:
    """One measure of the wait (väntetid), in whole days, counted on at least ``least`` persons.

    ``measure`` is its Swedish word, of :data:`MEASURES`. ``least`` is a whole number of tens: two exact
    numbers from days near each other would tell of one person. ``longest_usual`` is the ninetieth
    percentile. Raises ValueError for a count below :data:`LEAST`.
    """

    measure: str
    least: int
    median: int
    longest_usual: int | None = None

    def __post_init__(self) -> None:
        if self.least < LEAST or self.least % LEAST:
            raise ValueError(
                f"a median of {self.least} is not told: tens of people, at least {LEAST}"
            )


@dataclass(frozen=True, slots=True)
class Wait:
    """How long the wait is, in words that are ready to be read; figures only when there are enough."""

    text: str
    figures: tuple[WaitFigure, ...] = ()


class Waits(Protocol):
    """Answers how long the wait is to a delivery."""

    def how_long(self, delivery: Delivery, day: date) -> Wait:
        """Answer how long the wait to a delivery is on a day."""


UNTOLD = "Väntetiden mäts hos den som ger insatsen, och är inte känd här."


class Unmeasured:
    """The answer of an installation that measures nothing and is told nothing."""

    def how_long(self, delivery: Delivery, day: date) -> Wait:  # noqa: ARG002
        """Say that nobody has measured it."""
        return Wait(UNTOLD)


class WaitsPort:
    """Where the answers come from: nowhere, until a room that knows offers its own."""

    def __init__(self) -> None:
        self._source: Waits = Unmeasured()

    def use(self, source: Waits) -> None:
        """Let another source answer; called when an installation starts."""
        self._source = source

    def how_long(self, delivery: Delivery, day: date) -> Wait:
        """Answer how long the wait to a delivery is on a day."""
        return self._source.how_long(delivery, day)


WAITS = WaitsPort()
