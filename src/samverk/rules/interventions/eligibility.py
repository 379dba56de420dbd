"""Who an intervention is for (målgruppskrav): dated rules, each tried on a stated day.

The rules are the federation's own, with the decision behind them; no statute sets them. Age is
counted from the whole date of birth on the day that the rule names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class TestDay(StrEnum):
    """On which day a rule is tried (prövningsdag)."""

    __test__ = False

    REFERRAL = "referral"
    OFFER = "offer"
    START = "start"


TEST_DAYS = {
    TestDay.REFERRAL: "när remissen skickas",
    TestDay.OFFER: "när plats erbjuds",
    TestDay.START: "när deltagandet börjar",
}


@dataclass(frozen=True, slots=True)
class AgeRule:
    """Ages from and to, both included (åldersgräns). None for no limit. ``blocks`` or only warns."""

    youngest: int | None
    oldest: int | None
    tested_on: TestDay
    from_date: date
    to_date: date | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """Home municipalities that an intervention is for (hemkommun), by name."""

    municipalities: frozenset[str]
    tested_on: TestDay
    from_date: date
    to_date: date | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is tried (sökande): None for what is not known."""

    birth_date: date | None
    home: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out (prövning): ``fits`` None when something needed is not known."""

    fits: bool | None
    blocks: bool


def age_on(born: date, day: date) -> int:
    """Count whole years on a day. Who is born on 29 February is a year older on 1 March elsewhere.

    Raises ValueError for a day before birth.
    """
    if day < born:
        raise ValueError("Dagen är före födelsedagen.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def try_candidate(
    candidate: Candidate, rules: Iterable[AgeRule | PlaceRule], at: TestDay, day: date
) -> Ruling[Tried]:
    """Answer whether somebody fits the rules that are tried at this point, in force on the day."""
    asked = [one for one in rules if one.tested_on == at and is_in_force(one, day)]
    found = [(one, *_try(candidate, one, day)) for one in asked]
    reasons = tuple(Reason(text) for _, _, text in found) or (Reason("Inget krav prövas nu."),)
    failed = [one for one, fits, _ in found if fits is False]
    unknown = any(fits is None for _, fits, _ in found)
    blocks = any(one.blocks for one, fits, _ in found if fits is not True)
    return Ruling(Tried(False if failed else None if unknown else True, blocks), reasons)


def is_in_force(rule: AgeRule | PlaceRule, day: date) -> bool:
    """Answer whether a rule holds on a day."""
    return rule.from_date <= day and (rule.to_date is None or day <= rule.to_date)


def _try(candidate: Candidate, rule: AgeRule | PlaceRule, day: date) -> tuple[bool | None, str]:
    if isinstance(rule, PlaceRule):
        names = ", ".join(sorted(rule.municipalities))
        if candidate.home is None:
            return None, f"Insatsen är för {names}. Hemkommunen är inte känd."
        fits = candidate.home in rule.municipalities
        return fits, f"Insatsen är för {names}; hemkommunen är {candidate.home}."
    told = ages_in_words(rule)
    if candidate.birth_date is None:
        return None, f"Insatsen är för {told}. Födelsedatum är inte känt."
    age = age_on(candidate.birth_date, day)
    fits = (rule.youngest or 0) <= age and (rule.oldest is None or age <= rule.oldest)
    return (
        fits,
        f"Insatsen är för {told}, {TEST_DAYS[rule.tested_on]}; {age} år {running_date(day)}.",
    )


def ages_in_words(rule: AgeRule) -> str:
    """Say which ages a rule lets in."""
    if rule.youngest is not None and rule.oldest is not None:
        return f"{rule.youngest} till och med {rule.oldest} år"
    if rule.youngest is not None:
        return f"{rule.youngest} år och äldre"
    return f"högst {rule.oldest} år" if rule.oldest is not None else "alla åldrar"


_YOUNG = AgeRule(18, 29, TestDay.REFERRAL, date(2016, 1, 1))
_AT_OFFER = AgeRule(18, 29, TestDay.OFFER, date(2016, 1, 1))
_BORN = Candidate(date(1990, 3, 15), "Härryda")
EXAMPLES = (
    Example(
        try_candidate,
        {"candidate": _BORN, "rules": (_YOUNG,), "at": TestDay.REFERRAL, "day": date(2020, 3, 14)},
        Tried(True, False),
        "konstruerat: 29 år dagen före sin födelsedag",
    ),
    Example(
        try_candidate,
        {"candidate": _BORN, "rules": (_AT_OFFER,), "at": TestDay.OFFER, "day": date(2020, 12, 1)},
        Tried(False, True),
        "konstruerat: fyllde 30 under väntan, och åldern prövas när plats erbjuds",
    ),
)
