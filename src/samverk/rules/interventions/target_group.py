"""Who an intervention is for, told in words, and whether somebody need not ask (målgrupp).

For a catalogue that everybody reads: what is not told of somebody shuts nobody out, and a rule that
only warns shuts nobody out either. A referral is tried by :mod:`.eligibility`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.rules.example import Example
from samverk.rules.interventions.eligibility import (
    TEST_DAYS,
    AgeRule,
    PlaceRule,
    TestDay,
    ages_in_words,
    is_in_force,
)
from samverk.rules.ruling import Reason, Ruling


def briefly(rule: AgeRule | PlaceRule) -> str:
    """Say who a rule lets in, in few words."""
    if isinstance(rule, PlaceRule):
        return f"boende i {either(sorted(rule.municipalities))}"
    return ages_in_words(rule)


def in_words(rule: AgeRule | PlaceRule) -> str:
    """Say who a rule lets in, and when that is tried."""
    if isinstance(rule, PlaceRule):
        told = f"För dig som bor i {either(sorted(rule.municipalities))}"
    elif rule.youngest is None and rule.oldest is None:
        told = "För alla åldrar"
    else:
        told = f"För dig som är {ages_in_words(rule)}"
    exceptions = "" if rule.blocks else " Undantag kan göras."
    return f"{told}. Det prövas {TEST_DAYS[rule.tested_on]}.{exceptions}"


def either(names: list[str]) -> str:
    """Join names with "eller" before the last."""
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def may_ask(
    rules: Iterable[AgeRule | PlaceRule], age: int | None, home: str | None, day: date
) -> Ruling[bool]:
    """Answer whether somebody of an age and a home municipality is let in by the rules of a day.

    None for what is not told.
    """
    shut = [one for one in rules if is_in_force(one, day) and _shuts_out(one, age, home)]
    return Ruling(not shut, tuple(Reason(in_words(one)) for one in shut))


def _shuts_out(rule: AgeRule | PlaceRule, age: int | None, home: str | None) -> bool:
    if not rule.blocks:
        return False
    if isinstance(rule, PlaceRule):
        return home is not None and home not in rule.municipalities
    if age is None:
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
