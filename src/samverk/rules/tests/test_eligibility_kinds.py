"""Who may refer, what people live on, and how soon they may work: rules that a referral is tried by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverk.rules.interventions.eligibility import (
    Candidate,
    HorizonRule,
    IncomeRule,
    PartyRule,
    TestDay,
    may_refer,
    try_candidate,
)
from samverk.rules.interventions.facts import Horizon
from samverk.rules.interventions.target_group import briefly, in_words, may_ask

FROM = date(2020, 1, 1)
AT = TestDay.REFERRAL
TOWNS = PartyRule(frozenset({"Lerum", "Alingsås"}), AT, FROM)
LIVES = IncomeRule(frozenset({"sickness", "none"}), AT, FROM)
SOON = HorizonRule(Horizon.M12, AT, FROM)
SAID = Candidate(None, None, "Lerum", "none", Horizon.M6)


def fits(candidate, *rules, day=FROM):
    return try_candidate(candidate, rules, AT, day).value


def test_who_is_told_of_as_all_of_them_ask_fits():
    assert fits(SAID, TOWNS, LIVES, SOON).fits


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"party": "Regionen"}, "bara komma från Alingsås eller Lerum, inte från Regionen"),
        ({"income": "wage"}, "sjukpenning eller ingen egen försörjning; angivet är lön"),
        ({"income": None}, "Försörjningen är inte angiven"),
        ({"horizon": Horizon.M24}, "inom ett år; bedömningen är inom två år"),
        ({"horizon": None}, "Bedömningen är inte angiven"),
    ],
)
def test_each_of_them_shuts_out_alone_and_says_why(change, told):
    found = try_candidate(replace(SAID, **change), [TOWNS, LIVES, SOON], AT, FROM)
    assert found.value.blocks
    assert told in " ".join(reason.text for reason in found.reasons)


@pytest.mark.parametrize("horizon", Horizon)
def test_a_horizon_lets_in_what_is_no_further_away(horizon):
    order = list(Horizon)
    near = order.index(horizon) <= order.index(Horizon.M12)
    assert fits(replace(SAID, horizon=horizon), SOON).fits is near


def test_where_nobody_refers_what_only_a_referral_tells_is_not_asked():
    alone = Candidate(None, None, None, "none")
    assert fits(alone, TOWNS, SOON, LIVES).fits
    assert not fits(replace(alone, income="wage"), TOWNS, SOON, LIVES).fits


@pytest.mark.parametrize(
    ("rule", "day", "may"),
    [
        (TOWNS, FROM, False),
        (TOWNS, FROM - timedelta(days=1), True),
        (replace(TOWNS, blocks=False), FROM, True),
        (replace(TOWNS, tested_on=TestDay.START), FROM, True),
        (LIVES, FROM, True),
    ],
)
def test_a_party_may_refer_unless_a_rule_of_the_day_says_who_may(rule, day, may):
    assert may_refer("Regionen", [rule], day).value is may
    assert may_refer("Lerum", [rule], day).value


def test_who_may_refer_is_told():
    (reason,) = may_refer("Regionen", [TOWNS], FROM).reasons
    assert reason.text == "Remissen får bara komma från Alingsås eller Lerum, inte från Regionen."


def test_a_reader_of_the_catalogue_is_shut_out_by_none_of_them():
    assert may_ask([TOWNS, LIVES, SOON], 40, "Mölndal", FROM).value


def test_each_is_told_in_words():
    assert [briefly(one) for one in (TOWNS, LIVES, SOON)] == [
        "remiss från Alingsås eller Lerum",
        "den som har sjukpenning eller ingen egen försörjning",
        "den som bedöms kunna arbeta eller studera inom ett år",
    ]
    assert in_words(SOON).startswith("För dig som bedöms kunna arbeta eller studera inom ett år.")
