"""The cost for each of a named unit: divided exactly, bounded honestly, and silent about few."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.stretches import Span
from samverk.rules.cost_per_unit import (
    NOT_OF_PEOPLE,
    Cost,
    Holds,
    Lack,
    Number,
    PerUnit,
    Unit,
    cost_per_unit,
)

THRESHOLD = 5
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
AUTUMN = Span(date(2025, 9, 1), date(2025, 11, 30))
NEXT = Span(date(2026, 1, 1), date(2026, 3, 31))
OF_PEOPLE = st.sampled_from([one for one in Unit if one not in NOT_OF_PEOPLE])
DAYS = st.builds(
    lambda start, more: Span(start, start + timedelta(days=more)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 800),
)


def per(ore=100_000, count=10, paid=YEAR, counted=YEAR, unit=Unit.PARTICIPATION, *, is_part=False):
    cost = Cost(ore, paid, "rekvisition 1", is_part=is_part)
    return cost_per_unit(cost, Number(unit, count, counted, "Alingsås"), THRESHOLD)


@given(st.integers(0, 10**12), st.integers(THRESHOLD, 10**6), OF_PEOPLE)
def test_the_amount_can_be_had_back_and_the_rest_is_less_than_half_a_unit_each(ore, count, unit):
    found = per(ore, count, unit=unit).value
    assert isinstance(found, PerUnit)
    assert found.each * count + found.rest == ore
    assert abs(Fraction(ore, count) - found.each) <= Fraction(1, 2)


@given(st.integers(0, 10**9), st.integers(0, THRESHOLD - 1), OF_PEOPLE)
def test_few_people_are_never_divided_by(ore, count, unit):
    ruling = per(ore, count, unit=unit)
    assert ruling.value is (Lack.FEW if count else Lack.NONE)
    told = " ".join(reason.text for reason in ruling.reasons)
    assert not count or f" {count}" not in told.replace(f"under {THRESHOLD}", "")


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2031, 1, 1)), min_size=THRESHOLD, max_size=60),
    *(DAYS, DAYS),
    *(st.integers(0, 10**9), st.integers(0, 10**9)),
)
def test_a_bound_holds_for_whatever_happened_on_the_other_days(days, paid, counted, known, more):
    """What happened on which days is known here, and not to the rule."""
    in_all = sum(paid.from_date <= day <= paid.to_date for day in days)
    seen = sum(counted.from_date <= day <= counted.to_date for day in days)
    found = per(known, seen, paid, counted, is_part=bool(more)).value
    if not isinstance(found, PerUnit) or not in_all:
        return
    true, said = Fraction(known + more, in_all), Fraction(known, seen)
    match found.holds:
        case Holds.EXACTLY:
            assert said == true
        case Holds.AT_LEAST:
            assert said <= true
        case Holds.AT_MOST:
            assert said >= true


def test_a_cost_below_nothing_is_not_divided():
    assert per(-1).value is Lack.UNKNOWN


@pytest.mark.parametrize(
    ("paid", "counted", "is_part", "holds"),
    [
        (YEAR, YEAR, False, Holds.EXACTLY),
        (YEAR, YEAR, True, Holds.AT_LEAST),
        (AUTUMN, YEAR, False, Holds.AT_LEAST),
        (YEAR, AUTUMN, False, Holds.AT_MOST),
    ],
)
def test_days_that_differ_make_a_bound(paid, counted, is_part, holds):
    found = per(paid=paid, counted=counted, is_part=is_part).value
    assert isinstance(found, PerUnit)
    assert found.holds is holds


@pytest.mark.parametrize(
    ("paid", "counted", "is_part"), [(YEAR, NEXT, False), (YEAR, AUTUMN, True)]
)
def test_days_that_bound_nothing_leave_it_unknown(paid, counted, is_part):
    ruling = per(paid=paid, counted=counted, is_part=is_part)
    assert ruling.value is Lack.UNKNOWN
    assert "går inte att dela" in ruling.reasons[0].text


def test_what_is_missing_is_told_part_by_part():
    cost = Cost(None, lacking="Ingen rekvisition är attesterad.")
    number = Number(Unit.COMPLETION, None, lacking="Parten har inte redovisat det.")
    ruling = cost_per_unit(cost, number, THRESHOLD)
    assert ruling.value is Lack.UNKNOWN
    assert [one.text for one in ruling.reasons] == [cost.lacking, number.lacking]


def test_a_withheld_number_is_few_also_when_the_cost_is_unknown():
    withheld = Number(Unit.GOAL, None, YEAR, lacking="Dolt av parten.", is_withheld=True)
    ruling = cost_per_unit(Cost(None), withheld, THRESHOLD)
    assert (ruling.value, ruling.reasons[0].text) == (Lack.FEW, "Dolt av parten.")


def test_one_place_is_nobody():
    found = per(36_500_00, 3, unit=Unit.PLACE_DAY).value
    assert isinstance(found, PerUnit)
    assert (found.each, found.rest) == (1_216_667, -1)


def test_every_answer_tells_numerator_denominator_sources_and_days():
    texts = [one.text.replace("\xa0", " ") for one in per(100_001, 10).reasons]
    assert "1 000,01 kr, den 1 januari 2025 till den 31 december 2025" in texts[0]
    assert "rekvisition 1" in texts[0]
    assert "10 (deltagande)" in texts[1]
    assert "Alingsås" in texts[1]
    assert "100 kr, avrundat till närmaste öre" in texts[2]
    assert "0,01 kr blir över" in texts[2]
    last = per(36_500_00, 3, unit=Unit.PLACE_DAY).reasons[-1].text.replace("\xa0", " ")
    assert last.endswith("uppåt. Avrundningen gör summan 0,01 kr högre.")


@pytest.mark.parametrize(("count", "threshold"), [(-1, 5), (10, 0)])
def test_what_no_caller_may_ask(count, threshold):
    with pytest.raises(ValueError, match=r"minst 1|negativa"):
        cost_per_unit(Cost(1, YEAR), Number(Unit.START, count, YEAR), threshold)


def test_the_golden_cost_of_harryda_comes_out(shared):
    told = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    paper = told["harryda_compensation"]
    found = per(paper["amount"] * 100, paper["interventions"], unit=Unit.INTERVENTION).value
    assert isinstance(found, PerUnit)
    assert (found.each, found.rest) == (paper["per_intervention"] * 100, 0)


def test_the_golden_participants_of_alingsas_come_out(shared):
    """Insatsernas summa, and the fee of 2020 for the 3.2 years: 8.1 and 24.8 tkr each."""
    told = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    rows = {
        name: total for name, _, _, total in told["participants_alingsas_2017_01_to_2020_03_14"]
    }
    ore = 644_000_00 * 32 // 10
    each = {}
    for name, count in (
        ("alla", rows["Summa"]),
        ("intensiva", rows["Balder/Activera"] + rows["Individsamverkansteamet"]),
    ):
        found = per(ore, count).value
        assert isinstance(found, PerUnit)
        each[name] = found.each
    assert each == {"alla": 808_157, "intensiva": 2_482_892}
