"""Who a catalogue says that an intervention is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverk.rules.interventions.eligibility import AgeRule, PlaceRule, TestDay, either
from samverk.rules.interventions.target_group import in_words, may_ask

FROM, TO = date(2020, 1, 1), date(2020, 12, 31)
YOUNG = AgeRule(18, 29, TestDay.REFERRAL, FROM, TO)
NEAR = PlaceRule(frozenset({"Lerum", "Alingsås"}), TestDay.START, FROM)


@pytest.mark.parametrize(("age", "fits"), [(17, False), (18, True), (29, True), (30, False)])
def test_both_ages_are_let_in(age, fits):
    assert may_ask([YOUNG], age, None, FROM).value is fits


@pytest.mark.parametrize(
    ("rule", "age", "fits"),
    [
        (replace(YOUNG, youngest=None), 0, True),
        (replace(YOUNG, oldest=None), 99, True),
        (replace(YOUNG, oldest=None), 17, False),
        (replace(YOUNG, blocks=False), 40, True),
    ],
)
def test_no_limit_and_a_rule_that_only_warns_shut_nobody_out(rule, age, fits):
    assert may_ask([rule], age, None, FROM).value is fits


def test_what_is_not_told_shuts_nobody_out():
    assert may_ask([YOUNG, NEAR], None, None, FROM).value


@pytest.mark.parametrize(("home", "fits"), [("Lerum", True), ("Mölndal", False)])
def test_a_home_outside_is_shut_out_with_the_rule_as_reason(home, fits):
    found = may_ask([NEAR], 20, home, FROM)
    assert found.value is fits
    assert [reason.text for reason in found.reasons] == ([] if fits else [in_words(NEAR)])


@pytest.mark.parametrize(
    ("day", "fits"),
    [(FROM - timedelta(1), True), (FROM, False), (TO, False), (TO + timedelta(1), True)],
)
def test_a_rule_counts_on_its_own_days_alone(day, fits):
    assert may_ask([YOUNG], 40, None, day).value is fits


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (YOUNG, "För dig som är 18 till och med 29 år. Det prövas när remissen skickas."),
        (NEAR, "För dig som bor i Alingsås eller Lerum. Det prövas när deltagandet börjar."),
        (
            replace(YOUNG, youngest=None, oldest=None, blocks=False),
            "För alla åldrar. Det prövas när remissen skickas. Undantag kan göras.",
        ),
    ],
)
def test_a_rule_is_told_in_words(rule, words):
    assert in_words(rule) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A eller B"), (list("ABC"), "A, B eller C")],
)
def test_names_are_joined(names, words):
    assert either(names) == words
