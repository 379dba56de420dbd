"""Who an intervention is for, told in words, and whether somebody need not ask (målgrupp).

For a catalogue that everybody reads: what is not told of somebody shuts nobody out, and a rule that
only warns shuts nobody out either. A referral is tried by :mod:`.eligibility`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from samverk.rules.example import Example
from samverk.rules.interventions.eligibility import (
    TEST_DAYS,
    AgeRule,
    HorizonRule,
    IncomeRule,
    PartyRule,
    PlaceRule,
    Rule,
    TestDay,
    ages_in_words,
    either,
    incomes_in_words,
    is_in_force,
)
from samverk.rules.interventions.facts import HORIZONS
from samverk.rules.ruling import Reason, Ruling


def briefly(rule: Rule) -> str:
    """Say who a rule lets in, in few words."""
    match rule:
        case PlaceRule():
            return f"boende i {either(sorted(rule.municipalities))}"
        case PartyRule():
            return f"remiss från {either(sorted(rule.parties))}"
        case IncomeRule():
            return f"den som har {incomes_in_words(rule)}"
        case HorizonRule():
            return f"den som bedöms kunna arbeta eller studera {HORIZONS[rule.within]}"
        case AgeRule():
            return ages_in_words(rule)
        case _:
            assert_never(rule)


def in_words(rule: Rule) -> str:
    """Say who a rule lets in, and when that is tried."""
    exceptions = "" if rule.blocks else " Undantag kan göras."
    return f"{_told(rule)}. Det prövas {TEST_DAYS[rule.tested_on]}.{exceptions}"


def _told(rule: Rule) -> str:
    match rule:
        case PlaceRule():
            return f"För dig som bor i {either(sorted(rule.municipalities))}"
        case PartyRule():
            return f"Remissen skrivs hos {either(sorted(rule.parties))}"
        case IncomeRule():
            return f"För dig som har {incomes_in_words(rule)}"
        case HorizonRule():
            return f"För dig som bedöms kunna arbeta eller studera {HORIZONS[rule.within]}"
        case AgeRule(youngest=None, oldest=None):
            return "För alla åldrar"
        case AgeRule():
            return f"För dig som är {ages_in_words(rule)}"
        case _:
            assert_never(rule)


def may_ask(rules: Iterable[Rule], age: int | None, home: str | None, day: date) -> Ruling[bool]:
    """Answer whether somebody of an age and a home municipality is let in by the rules of a day.

    None for what is not told.
    """
    shut = [one for one in rules if is_in_force(one, day) and _shuts_out(one, age, home)]
    return Ruling(not shut, tuple(Reason(in_words(one)) for one in shut))


def _shuts_out(rule: Rule, age: int | None, home: str | None) -> bool:
    if not rule.blocks:
        return False
    if isinstance(rule, PlaceRule):
        return home is not None and home not in rule.municipalities
    if age is None or not isinstance(rule, AgeRule):
        return False
    return age < (rule.youngest or 0) or (rule.oldest is not None and age > rule.oldest)


_YOUNG = AgeRule(18, 29, TestDay.REFERRAL, date(2017, 1, 1))
_NEAR = PlaceRule(frozenset({"Alingsås", "Lerum"}), TestDay.START, date(2017, 1, 1))
EXAMPLES = (
    Example(
        may_ask,
        {"rules": (_YOUNG, _NEAR), "age": 29, "home": "Lerum", "day": date(2020, 1, 1)},
        True,
        "konstruerat: båda gränserna räknas med",
    ),
    Example(
        may_ask,
        {"rules": (_YOUNG, _NEAR), "age": 30, "home": None, "day": date(2020, 1, 1)},
        False,
        "konstruerat: ett år för gammal, hemkommunen inte sagd",
    ),
)
