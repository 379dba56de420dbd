"""How a forecast is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.analytics.waiting.estimation import Beliefs, Kind


@dataclass(frozen=True, slots=True)
class Settings:
    """How a forecast is made (inställningar): the same ones give the same figures.

    ``joining_days`` is for how long those join whose wait is told. ``asking`` are kinds to tell of
    beside those in the history, as when a municipality refers its first.
    """

    worlds: int = 1_000
    seed: int = 20_250_101
    joining_days: int = 120
    asking: tuple[Kind, ...] = ()
    beliefs: Beliefs = field(default_factory=Beliefs)

    def __post_init__(self) -> None:
        if self.worlds < 1 or self.joining_days < 1:
            raise ValueError("En prognos behöver minst en värld och en dag.")
