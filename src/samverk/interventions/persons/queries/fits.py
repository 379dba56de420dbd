"""Whether a person fits what they may be referred to, and when that is tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.rules.interventions.eligibility import (
    TEST_DAYS,
    Candidate,
    TestDay,
    Tried,
    try_candidate,
)
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Fit:
    """A delivery, and how a person fits it if it were tried today: at each of its test days."""

    delivery: Delivery
    tried: tuple[tuple[str, Ruling[Tried]], ...]

    @property
    def answer(self) -> str:
        """Whether the person fits, in words."""
        found = {ruling.value.fits for _, ruling in self.tried}
        if False in found:
            return "passar inte"
        return "går inte att avgöra" if None in found else "passar"

    @property
    def tone(self) -> str:
        """The tone of the answer."""
        return {"passar": "good", "passar inte": "stopped"}.get(self.answer, "unknown")


def fits(candidate: Candidate, deliveries: Iterable[Delivery], day: date) -> list[Fit]:
    """Try somebody on a day against everything each delivery asks for, whenever it is tried."""
    found = []
    for delivery in deliveries:
        rules = catalogue.rules_of(delivery.pk)
        asked = [at for at in TestDay if any(rule.tested_on == at for rule in rules)]
        tried = ((TEST_DAYS[at], try_candidate(candidate, rules, at, day)) for at in asked)
        found.append(Fit(delivery, tuple(tried)))
    return found
