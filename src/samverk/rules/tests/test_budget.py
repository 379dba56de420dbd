"""Budget, forecast, equity and sums: borders by hand, and what holds whatever the figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.amounts import kr, rounded
from samverk.rules.budget import (
    BalanceState,
    BudgetContent,
    balance,
    lacking,
    set_in_time,
    spending,
)
from samverk.rules.equity import EquityYear, Step, ceiling, chain
from samverk.rules.forecasts import deviation, expected_income, straight_line
from samverk.rules.limits import Timing
from samverk.rules.part_sums import part_sum

DAY = date(2027, 1, 1)
ORE = st.integers(-(10**13), 10**13)
POSITIVE = st.integers(1, 10**13)
PARTS = st.dictionaries(st.text("abcåäö", min_size=1), ORE, max_size=30)
WHOLE = BudgetContent(True, 0, "mål", "plan", frozenset({2027, 2028, 2029}))


@pytest.mark.parametrize(
    ("revenue", "state"),
    [(101, BalanceState.SURPLUS), (100, BalanceState.EVEN), (99, BalanceState.DEFICIT)],
)
def test_revenue_must_exceed_costs_not_only_reach_them(revenue, state):
    found = balance(revenue, 100, day=DAY)
    assert found.value.state is state
    assert found.value.lacks_motivation is (state is not BalanceState.SURPLUS)


def test_a_motivation_answers_the_warning_but_the_remark_on_the_law_stays():
    found = balance(1, 2, day=DAY, motivation="Eget kapital används.")
    assert not found.value.lacks_motivation
    assert any("inte bekräftad" in each.text for each in found.remarks)


def test_white_space_is_no_motivation():
    assert balance(1, 2, day=DAY, motivation=" \n").value.lacks_motivation


def test_the_balance_rule_names_its_law_and_says_when_its_wording_is_unknown():
    cited = {str(each.statute) for each in balance(2, 1, day=DAY).reasons if each.statute}
    assert any("11 kap. 5 § kommunallagen" in each for each in cited)
    assert balance(2, 1, day=date(2020, 1, 1)).remarks
    assert not balance(2, 1, day=DAY).remarks


@given(ORE, ORE)
def test_the_result_is_revenue_less_costs(revenue, costs):
    found = balance(revenue, costs, day=DAY).value
    assert found.result + costs == revenue
    assert (found.state is BalanceState.DEFICIT) == (revenue < costs)


def test_a_whole_budget_lacks_nothing():
    assert lacking(WHOLE, year=2027).value == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"has_revenue": False}, "finansieringen"),
        ({"equity": None}, "ställningen"),
        ({"goals": " "}, "mål"),
        ({"activities": ""}, "verksamheten"),
        ({"plan": frozenset({2027, 2029})}, "2028"),
        ({"plan": frozenset({2027, 2028})}, "2029"),
        ({"plan": frozenset({2028, 2029, 2030})}, "2027"),
    ],
)
def test_each_content_that_the_law_asks_for_is_missed(change, told):
    content = BudgetContent(**{name: getattr(WHOLE, name) for name in WHOLE.__slots__} | change)
    (found,) = lacking(content, year=2027).value
    assert told in found


@pytest.mark.parametrize(
    ("decided_on", "funding", "is_allowed"),
    [
        (date(2026, 12, 31), "", True),
        (date(2027, 1, 1), "", False),
        (date(2027, 1, 1), " ", False),
        (date(2027, 1, 1), "Eget kapital", True),
    ],
)
def test_spending_from_the_first_day_of_the_year_states_its_funding(
    decided_on, funding, is_allowed
):
    found = spending({"A": 1}, {"A": 2}, year=2027, decided_on=decided_on, funding=funding)
    assert found.value.is_allowed is is_allowed


@pytest.mark.parametrize(
    ("after", "raised"),
    [
        ({"A": 1}, ()),
        ({"A": 0}, ()),
        ({}, ()),
        ({"A": 1, "B": 1}, ("B",)),
        ({"A": 0, "B": 1}, ("B",)),
    ],
)
def test_a_lowered_row_is_no_expense_and_moved_money_is(after, raised):
    found = spending({"A": 1}, after, year=2027, decided_on=date(2027, 5, 1), funding="")
    assert found.value.raised == raised
    assert found.value.is_allowed is not bool(raised)


@pytest.mark.parametrize(
    ("day", "timing"), [(date(2026, 11, 30), Timing.IN_TIME), (date(2026, 12, 1), Timing.LATE)]
)
def test_the_last_of_november_is_in_time(day, timing):
    assert set_in_time(2027, day).value.timing is timing


@given(ORE)
def test_a_whole_year_is_its_own_forecast(outcome):
    assert straight_line(outcome, 12).value == outcome


@given(ORE, st.integers(1, 12))
def test_the_forecast_is_within_half_an_ore_of_the_line(outcome, through):
    found = straight_line(outcome, through).value
    assert 2 * abs(found * through - outcome * 12) <= through
    assert straight_line(-outcome, through).value == -found


@given(st.integers(0, 10**12), st.integers(1, 11))
def test_more_months_with_the_same_outcome_never_raise_it(outcome, through):
    assert straight_line(outcome, through + 1).value <= straight_line(outcome, through).value


@pytest.mark.parametrize(("outcome", "expected"), [(99, 100), (100, 100), (101, 101), (-5, 100)])
def test_an_income_is_expected_as_budgeted_until_more_has_come(outcome, expected):
    assert expected_income(100, outcome, 3).value == expected
    assert expected_income(100, outcome, 12).value == outcome


@pytest.mark.parametrize("through", [0, 13, -1])
def test_there_are_twelve_months(through):
    with pytest.raises(ValueError):
        straight_line(1, through)


def test_the_formula_is_told():
    assert "delat med 5 månader, gånger 12" in straight_line(500_00, 5).reasons[0].text


@given(ORE, ORE)
def test_a_cost_and_an_income_deviate_in_opposite_directions(budget, figure):
    cost = deviation(budget, figure).value
    income = deviation(budget, figure, is_cost=False).value
    assert cost.amount == -income.amount == budget - figure
    assert (cost.tenths is None) == (budget <= 0)


@given(POSITIVE, ORE)
def test_a_deviation_of_the_whole_budget_is_a_hundred_per_cent(budget, figure):
    assert deviation(budget, 0).value.tenths == 1000
    tenths = deviation(budget, figure).value.tenths
    assert 2 * abs(tenths * budget - (budget - figure) * 1000) <= budget


@given(st.lists(ORE, min_size=1, max_size=8), ORE)
def test_years_that_follow_agree(results, opening):
    years, at = [], opening
    for number, result in enumerate(results):
        years.append(EquityYear(2020 + number, at, result, at + result))
        at += result
    assert chain(list(reversed(years))).value == ()


@given(ORE, ORE, ORE.filter(bool))
def test_a_year_that_does_not_add_up_is_told_with_the_difference(opening, result, gap):
    (found,) = chain([EquityYear(2022, opening, result, opening + result + gap)]).value
    assert (found.year, found.difference) == (2022, gap)


def test_years_apart_are_not_compared():
    assert chain([EquityYear(2020, 0, 5, 5), EquityYear(2022, 9, 0, 9)]).value == ()
    (fault,) = chain([EquityYear(2021, 0, 5, 5), EquityYear(2022, 9, 0, 9)]).value
    assert (fault.year, fault.difference) == (2022, 4)


def test_a_year_twice_is_a_callers_mistake():
    with pytest.raises(ValueError):
        chain([EquityYear(2020, 0, 0, 0), EquityYear(2020, 1, 0, 1)])


STEPS = (Step(0, hundredths=2_000), Step(5_000, amount=900))


@pytest.mark.parametrize(
    ("equity", "income", "limit", "above"),
    [
        (999, 4_999, 1_000, 0),
        (1_000, 4_999, 1_000, 0),
        (1_001, 4_999, 1_000, 1),
        (901, 5_000, 900, 1),
        (-5, 5_000, 900, 0),
    ],
)
def test_the_step_that_the_income_reaches_counts(equity, income, limit, above):
    found = ceiling(equity, income, STEPS, source="exempel")
    assert (found.value.limit, found.value.above) == (limit, above)
    assert bool(found.remarks) is bool(above)


def test_below_the_first_step_nothing_is_known():
    assert ceiling(5, 10, (Step(11, amount=1),), source="exempel").value is None


@pytest.mark.parametrize("given_", [{}, {"amount": 1, "hundredths": 1}])
def test_a_step_has_an_amount_or_a_share(given_):
    with pytest.raises(ValueError):
        Step(0, **given_)


@given(PARTS, ORE)
def test_the_difference_is_what_the_parts_are_too_many(parts, gap):
    found = part_sum(sum(parts.values()) - gap, parts)
    assert found.value.difference == gap
    assert bool(found.remarks) is bool(gap)


@pytest.mark.parametrize(("gap", "word"), [(150, "kan förklara"), (151, "förklarar den inte")])
def test_rounding_explains_half_a_unit_for_each_figure(gap, word):
    found = part_sum(1_000, {"a": 500, "b": 500 + gap}, rounding=50)
    assert word in found.remarks[0].text


@given(ORE, st.integers(1, 10**6))
def test_rounding_is_the_nearest_and_mirrors_at_zero(numerator, denominator):
    found = rounded(numerator, denominator)
    assert 2 * abs(found * denominator - numerator) <= denominator
    assert rounded(-numerator, denominator) == -found


def test_a_half_is_rounded_away_from_zero():
    assert (rounded(1, 2), rounded(-1, 2), rounded(5, 2)) == (1, -1, 3)
    with pytest.raises(ValueError):
        rounded(1, 0)


def test_amounts_are_written_with_ore_only_where_there_are_any():
    assert kr(123_400).replace("\N{NO-BREAK SPACE}", " ") == "1 234 kr"
    assert kr(-5).replace("\N{NO-BREAK SPACE}", " ") == "−0,05 kr"
