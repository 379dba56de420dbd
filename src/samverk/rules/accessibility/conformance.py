"""What the results say of a criterion, and all criteria together of the pages.

What has not been examined is unknown and is never counted as kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.accessibility.criteria import CRITERIA
from samverk.rules.ruling import Reason, Ruling

# The act asks for a statement that is kept up; what was assessed longer ago than this says little
YEARS = 1


class CheckOutcome(StrEnum):
    """What a human found of a criterion (utfall av granskning för hand)."""

    KEPT = "uppfyllt"
    FAULTY = "brist"
    ABSENT = "finns inte"


class Verdict(StrEnum):
    """What is known of a criterion (provets utfall)."""

    FAULTY = "Brist"
    KEPT = "Granskat för hand, uppfyllt"
    ABSENT = "Gäller inte, innehållet finns inte"
    NOTHING_FOUND = "Prövat av maskin, inget fel funnet"
    UNKNOWN = "Inte prövat"


class Conformance(StrEnum):
    """How the pages stand to the act (förenlighet), in the words that the authority asks for."""

    FULL = "helt förenlig"
    PARTIAL = "delvis förenlig"
    NONE = "inte förenlig"


@dataclass(frozen=True, slots=True)
class Check:
    """What a human examined (granskning för hand): the day, what came of it, and how it was done."""

    criterion: str
    day: date
    outcome: CheckOutcome
    how: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to judge a criterion by (underlag).

    ``found_nothing`` when machines examined it and found no fault; None when they did not examine it.
    ``known_faults`` is how many faults somebody has told of.
    """

    found_nothing: bool | None = None
    check: Check | None = None
    known_faults: int = 0


def is_outdated(assessed: date, day: date) -> bool:
    """Answer whether an assessment is more than a year old on ``day``."""
    return (assessed.year + YEARS, assessed.month, assessed.day) < (day.year, day.month, day.day)


def verdict(evidence: Evidence, day: date) -> Verdict:
    """Judge a criterion on ``day``: a fault outweighs all else, and an old check counts for nothing."""
    check = evidence.check
    outcome = check.outcome if check and not is_outdated(check.day, day) else None
    is_faulty = check is not None and check.outcome is CheckOutcome.FAULTY
    if evidence.found_nothing is False or evidence.known_faults or is_faulty:
        return Verdict.FAULTY
    if outcome is CheckOutcome.KEPT:
        return Verdict.KEPT
    if outcome is CheckOutcome.ABSENT:
        return Verdict.ABSENT
    return Verdict.NOTHING_FOUND if evidence.found_nothing else Verdict.UNKNOWN


def conformance(verdicts: Mapping[str, Verdict], *, faults: int = 0) -> Ruling[Conformance]:
    """Judge the pages by the criteria that are asked for, by number; a missing one is unknown.

    ``faults`` is how many faults there are in all, those of no criterion too. Full conformance needs that
    a human has examined every criterion, for a machine sees only part of what can be wrong. Where most
    criteria are not shown to be kept, the pages do not conform.
    """
    asked = [one.number for one in CRITERIA if one.is_required]
    counts = Counter(verdicts.get(number, Verdict.UNKNOWN) for number in asked)
    seen = counts[Verdict.KEPT] + counts[Verdict.ABSENT]
    shown = seen + counts[Verdict.NOTHING_FOUND]
    reasons = (
        Reason(
            f"Krav i lagen: {len(asked)}, som är WCAG 2.1, nivå A och AA, genom EN 301 549 V3.2.1."
        ),
        Reason(
            f"Krav med en känd brist: {counts[Verdict.FAULTY]}. Kända brister i allt: {faults}."
        ),
        Reason(f"Granskade för hand, och uppfyllda eller utan innehåll att gälla: {seen}."),
        Reason(f"Bara prövade av maskin, utan fel: {counts[Verdict.NOTHING_FOUND]}."),
        Reason(f"Inte prövade, och därför inte räknade som uppfyllda: {counts[Verdict.UNKNOWN]}."),
    )
    if seen == len(asked) and not faults:
        rule = Reason("Alla krav är granskade av en människa, och ingen brist är känd.")
        return Ruling(Conformance.FULL, (*reasons, rule))
    if 2 * shown > len(asked):
        rule = Reason(
            "Fler än hälften är prövade utan brist, men inte alla granskade av en människa."
        )
        if faults or counts[Verdict.FAULTY]:
            rule = Reason("Fler än hälften är prövade utan brist, men brister är kända.")
        return Ruling(Conformance.PARTIAL, (*reasons, rule))
    rule = Reason("Högst hälften är prövade utan brist. Det räcker inte för delvis förenlig.")
    return Ruling(Conformance.NONE, (*reasons, rule))
