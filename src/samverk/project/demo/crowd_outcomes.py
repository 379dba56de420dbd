"""What became of the demo's crowd: status before and after, follow-ups, and goals."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from samverk.rules.interventions.follow_up import FollowUpPoint, due_on

T = TypeVar("T")
# Occupation, hours a week and livelihood, with how many of a hundred
Status = tuple[str, int, str]
BEFORE: dict[Status, int] = {
    ("none", 0, "assistance"): 46,
    ("sick", 0, "sickness"): 24,
    ("seeks", 0, "assistance"): 18,
    ("programme", 10, "activity"): 12,
}
AFTER: dict[Status, int] = {
    ("work", 20, "wage"): 20,
    ("work", 40, "wage"): 12,
    ("studies", 30, "study_aid"): 17,
    ("programme", 20, "activity"): 19,
    ("seeks", 0, "unemployment"): 10,
    ("sick", 0, "sickness"): 10,
    ("none", 0, "assistance"): 12,
}
AFTER_EARLY: dict[Status, int] = {
    ("none", 0, "assistance"): 45,
    ("sick", 0, "sickness"): 35,
    ("work", 20, "wage"): 20,
}
EDUCATION = {"not_primary": 12, "primary": 38, "secondary": 42, "higher": 8}
MISSING = {"unreachable": 60, "declined": 25, "moved": 15}
GOOD = ("work", "studies")


@dataclass(frozen=True, slots=True)
class Measured:
    """A status at one point, or why it is missing; ``day`` it was measured."""

    point: str
    day: date
    status: Status | None
    education: str = ""
    missing: str = ""


class Outcome:
    """What is measured of one participation, with the luck of its own."""

    def __init__(self, luck: random.Random, *, is_followed: bool) -> None:
        self.luck, self.is_followed = luck, is_followed
        self.education = self._any(EDUCATION)
        self.status: Status = ("", 0, "")

    def at_start(self, day: date) -> Measured:
        """Measure at the start."""
        return self._known("entry", day, self._any(BEFORE))

    def after(self, ended: date, today: date, *, early: bool) -> Iterator[Measured]:
        """Measure at the end, and what has fallen due of follow-ups with one who has consented."""
        yield self._maybe("exit", ended, self._any(AFTER_EARLY if early else AFTER), 92)
        for point in FollowUpPoint if self.is_followed else ():
            due = due_on(ended, point)
            # Most keep what they had
            status = self.status if self._happens(75) else self._any(AFTER)
            # Those of the last weeks are there to be made
            is_new = today - due < timedelta(45)
            if due <= today and self._happens(30 if is_new else 99):
                yield self._maybe(point.value, due, status, 80)

    def goals(self) -> Iterator[str]:
        """Give how far each of the person's goals was reached."""
        shares = (
            {"achieved": 60, "partly": 30, "not": 10}
            if self.status[0] in GOOD
            else {"achieved": 15, "partly": 45, "not": 40}
        )
        for _ in range(self.luck.randint(1, 2)):
            yield self._any(shares)

    def _maybe(self, point: str, day: date, status: Status, of_a_hundred: int) -> Measured:
        if self._happens(of_a_hundred):
            return self._known(point, day, status)
        return Measured(point, day, None, missing=self._any(MISSING))

    def _known(self, point: str, day: date, status: Status) -> Measured:
        self.status = status
        return Measured(point, day, status, self.education)

    def _happens(self, of_a_hundred: int) -> bool:
        return self.luck.random() * 100 < of_a_hundred

    def _any(self, of: Mapping[T, int]) -> T:
        return self.luck.choices(tuple(of), tuple(of.values()))[0]
