"""What the catalogue asks of rooms that know persons: how long the wait is, and never who waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from samverk.interventions.models import Delivery

# A median of fewer may tell of one of them
LEAST = 10
MEASURES = ("Väntande", "Genomförda")
# The bounds of an interval are two people's own waits: they are told in tens
STEP = 10


@dataclass(frozen=True, slots=True)
class Between:
    """An interval (intervall) in days, in tens; a bound is None where there are too few to tell one.

    Raises ValueError for a bound that is no whole ten: it would be the wait of one person.
    """

    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if any(bound is not None and bound % STEP for bound in (self.low, self.high)):
            raise ValueError("the bounds of a wait are told in tens")

    @property
    def in_words(self) -> str:
        """Write it as people read it; "" when neither bound is known."""
        match (self.low, self.high):
            case (None, None):
                return ""
            case (low, None):
                return f"minst {low}"
            case (None, high):
                return f"högst {high}"
        return f"{self.low}–{self.high}"


def outward(low: float | None, high: float | None) -> Between:
    """Round an interval in days to tens, away from its middle: what was inside stays inside."""
    return Between(
        None if low is None else floor(low / STEP) * STEP,
        None if high is None else ceil(high / STEP) * STEP,
    )


@dataclass(frozen=True, slots=True)
class WaitFigure:
    """One measure of the wait (väntetid), in whole days, counted on at least ``least`` persons.

    ``measure`` is its Swedish word, of :data:`MEASURES`. ``least`` is a whole number of tens: two exact
    numbers from days near each other would tell of one person. ``longest_usual`` is the ninetieth
    percentile. Each has the interval that holds it in 95 cases of 100. Raises ValueError for a count
    below :data:`LEAST`.
    """

    measure: str
    least: int
    median: int
    longest_usual: int | None = None
    median_between: Between = Between()
    usual_between: Between = Between()

    def __post_init__(self) -> None:
        if self.least < LEAST or self.least % LEAST:
            raise ValueError(
                f"a median of {self.least} is not told: tens of people, at least {LEAST}"
            )


@dataclass(frozen=True, slots=True)
class Wait:
    """How long the wait is, in words that are ready to be read; figures only when there are enough.

    ``day`` is the day that was measured, None when nothing was: another telling of it is the same wait.
    """

    text: str
    figures: tuple[WaitFigure, ...] = ()
    day: date | None = field(default=None, compare=False)


class Waits(Protocol):
    """Answers how long the wait is to a delivery."""

    def how_long(self, delivery: Delivery, day: date) -> Wait:
        """Answer how long the wait to a delivery is on a day."""

    def how_long_each(self, deliveries: Iterable[Delivery], day: date) -> dict[int, Wait]:
        """Answer the same of each delivery (id), in as many questions whatever they are."""


UNTOLD = "Väntetiden mäts hos den som ger insatsen, och är inte känd här."


class Unmeasured:
    """The answer of an installation that measures nothing and is told nothing."""

    def how_long(self, delivery: Delivery, day: date) -> Wait:  # noqa: ARG002
        """Say that nobody has measured it."""
        return Wait(UNTOLD)

    def how_long_each(
        self,
        deliveries: Iterable[Delivery],
        day: date,  # noqa: ARG002
    ) -> dict[int, Wait]:
        """Say it of each."""
        return {one.pk: Wait(UNTOLD) for one in deliveries}


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

    def how_long_each(self, deliveries: Iterable[Delivery], day: date) -> dict[int, Wait]:
        """Answer the same of each delivery (id), in as many questions whatever they are."""
        return self._source.how_long_each(deliveries, day)


WAITS = WaitsPort()
