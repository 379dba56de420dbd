"""Who an intervention is for (målgruppskrav): dated rules, each tried on a stated day.

The rules are the federation's own, with the decision behind them; no statute sets them. Age is
counted from the whole date of birth on the day that the rule names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from samverk.rules.example import Example
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS, Horizon, is_within
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
class PartyRule:
    """Parties that may refer to an intervention (remitterande part), by name."""

    parties: frozenset[str]
    tested_on: TestDay
    from_date: date
    to_date: date | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class IncomeRule:
    """What those live on whom an intervention is for (försörjning), by code."""

    incomes: frozenset[str]
    tested_on: TestDay
    from_date: date
    to_date: date | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class HorizonRule:
    """How soon those are thought to work or study whom an intervention is for (tidshorisont)."""

    within: Horizon
    tested_on: TestDay
    from_date: date
    to_date: date | None = None
    blocks: bool = True


Rule = AgeRule | PlaceRule | PartyRule | IncomeRule | HorizonRule


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is tried (sökande): None for what is not known.

    ``party`` is who refers, None where nobody does: then what only a referral tells is not asked.
    """

    birth_date: date | None
    home: str | None
    party: str | None = None
    income: str | None = None
    horizon: Horizon | None = None


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
    candidate: Candidate, rules: Iterable[Rule], at: TestDay, day: date
) -> Ruling[Tried]:
    """Answer whether somebody fits the rules that are tried at this point, in force on the day."""
    asked = [
        one
        for one in rules
        if one.tested_on == at and is_in_force(one, day) and _is_asked(one, candidate)
    ]
    found = [(one, *_try(candidate, one, day)) for one in asked]
    reasons = tuple(Reason(text) for _, _, text in found) or (Reason("Inget krav prövas nu."),)
    failed = [one for one, fits, _ in found if fits is False]
    unknown = any(fits is None for _, fits, _ in found)
    blocks = any(one.blocks for one, fits, _ in found if fits is not True)
    return Ruling(Tried(False if failed else None if unknown else True, blocks), reasons)


def may_refer(party: str, rules: Iterable[Rule], day: date) -> Ruling[bool]:
    """Answer whether a party may refer at all on a day, and say which may when it may not."""
    asked = [one for one in rules if isinstance(one, PartyRule) and is_in_force(one, day)]
    shut = [
        one
        for one in asked
        if one.blocks and one.tested_on is TestDay.REFERRAL and party not in one.parties
    ]
    return Ruling(not shut, tuple(Reason(_try_party(party, one)[1]) for one in shut))


def is_in_force(rule: Rule, day: date) -> bool:
    """Answer whether a rule holds on a day."""
    return rule.from_date <= day and (rule.to_date is None or day <= rule.to_date)


def _is_asked(rule: Rule, candidate: Candidate) -> bool:
    if candidate.party is not None or isinstance(rule, AgeRule | PlaceRule):
        return True
    return isinstance(rule, IncomeRule) and candidate.income is not None


def _try(candidate: Candidate, rule: Rule, day: date) -> tuple[bool | None, str]:
    match rule:
        case PlaceRule():
            return _try_home(candidate.home, rule)
        case PartyRule():
            return _try_party(candidate.party or "", rule)
        case IncomeRule():
            return _try_income(candidate.income, rule)
        case HorizonRule():
            return _try_horizon(candidate.horizon, rule)
        case AgeRule():
            return _try_age(candidate.birth_date, rule, day)
        case _:
            assert_never(rule)


def _try_home(home: str | None, rule: PlaceRule) -> tuple[bool | None, str]:
    names = ", ".join(sorted(rule.municipalities))
    if home is None:
        return None, f"Insatsen är för {names}. Hemkommunen är inte känd."
    return home in rule.municipalities, f"Insatsen är för {names}; hemkommunen är {home}."


def _try_party(party: str, rule: PartyRule) -> tuple[bool, str]:
    may = either(sorted(rule.parties))
    if party in rule.parties:
        return True, f"Remissen får komma från {may}; den kommer från {party}."
    return False, f"Remissen får bara komma från {may}, inte från {party}."


def _try_income(income: str | None, rule: IncomeRule) -> tuple[bool | None, str]:
    told = incomes_in_words(rule)
    if income is None:
        return None, f"Insatsen är för den som har {told}. Försörjningen är inte angiven."
    fits = income in rule.incomes
    return fits, f"Insatsen är för den som har {told}; angivet är {_income(income)}."


def _try_horizon(horizon: Horizon | None, rule: HorizonRule) -> tuple[bool | None, str]:
    told = f"Insatsen är för den som bedöms kunna arbeta eller studera {HORIZONS[rule.within]}"
    if horizon is None:
        return None, f"{told}. Bedömningen är inte angiven."
    return is_within(horizon, rule.within), f"{told}; bedömningen är {HORIZONS[horizon]}."


def _try_age(born: date | None, rule: AgeRule, day: date) -> tuple[bool | None, str]:
    told = ages_in_words(rule)
    if born is None:
        return None, f"Insatsen är för {told}. Födelsedatum är inte känt."
    age = age_on(born, day)
    fits = (rule.youngest or 0) <= age and (rule.oldest is None or age <= rule.oldest)
    when = TEST_DAYS[rule.tested_on]
    return fits, f"Insatsen är för {told}, {when}; {age} år {running_date(day)}."


def incomes_in_words(rule: IncomeRule) -> str:
    """Say what a rule asks people to live on."""
    return either([_income(code) for code in LIVELIHOODS if code in rule.incomes])


def _income(code: str) -> str:
    return "ingen egen försörjning" if code == "none" else LIVELIHOODS[code]


def either(names: list[str]) -> str:
    """Join names with "eller" before the last."""
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


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
    Example(
        may_refer,
        {
            "party": "Region Väst",
            "rules": (
                PartyRule(frozenset({"Lerum", "Alingsås"}), TestDay.REFERRAL, date(2020, 1, 1)),
            ),
            "day": date(2021, 1, 1),
        },
        False,
        "konstruerat: bara två kommuner får remittera",
    ),
)
