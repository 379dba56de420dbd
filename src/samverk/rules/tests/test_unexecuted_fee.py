"""How long it has been since a decision, and what a special fee might be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.periods import add_months
from samverk.rules.unexecuted.elapsed import CLASSES, class_of, elapsed_classes
from samverk.rules.unexecuted.fee import BOUNDS, FeeBounds, FeeFacts, fee_estimate, two_year_day
from samverk.rules.unexecuted.grounds import GROUNDS, read_ground

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
SOL, LSS = GROUNDS[1], GROUNDS[3]


@given(DAYS, st.integers(92, 3000))
def test_a_class_holds_from_its_month_until_the_next(decided, days):
    day = decided + timedelta(days=days)
    found = class_of(decided, day)
    place = CLASSES.index(found)
    assert place == 0 or add_months(decided, found.months) <= day
    assert place + 1 == len(CLASSES) or day < add_months(decided, CLASSES[place + 1].months)


@given(st.lists(DAYS, max_size=30), DAYS)
def test_every_decision_is_in_one_class_and_every_class_is_told(decided, day):
    told = elapsed_classes([(one, day) for one in decided], day).value
    assert list(told) == [one.label for one in CLASSES]
    assert sum(told.values()) == len(decided)


@pytest.mark.parametrize(
    ("began", "last"),
    [
        (date(2022, 7, 25), date(2024, 7, 25)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2023, 12, 31), date(2025, 12, 31)),
    ],
)
def test_an_application_is_served_within_two_years(began, last):
    assert two_year_day(began, None).value == last


@pytest.mark.parametrize(
    ("ground", "last", "cited"),
    [
        (None, date(2024, 7, 25), "16 kap. 6 e §"),
        (SOL, date(2027, 7, 25), "34 kap. 10 §"),
        (LSS, date(2027, 7, 25), "28 e §"),
    ],
)
def test_the_two_years_cite_the_act_of_the_decision(ground, last, cited):
    ruling = two_year_day(last.replace(year=last.year - 2), ground)
    assert cited in str(ruling.reasons[0].statute)


@given(st.integers(0, 10**8), st.integers(0, 2000), st.integers(0, 100), st.integers(0, 10**8))
def test_a_fee_is_within_its_bounds_and_less_for_those_who_tried(monthly, days, effort, interim):
    began = date(2020, 3, 1)
    until = began + timedelta(days=days)
    fees = [
        fee_estimate(FeeFacts(began, until, monthly, less, tried), None).value
        for less, tried in ((0, 0), (interim, 0), (interim, effort))
    ]
    assert fees == sorted(fees, reverse=True)
    span = BOUNDS[0] if until < BOUNDS[1].from_date else BOUNDS[1]
    assert span.least <= min(fees) <= max(fees) <= span.most


def test_the_higher_bounds_are_said_to_be_unconfirmed():
    facts = FeeFacts(date(2025, 7, 1), date(2026, 1, 1), 100)
    before = fee_estimate(FeeFacts(date(2025, 7, 1), date(2025, 12, 31), 100), SOL)
    after = fee_estimate(facts, SOL)
    assert (before.value, after.value) == (1_000_000, 1_500_000)
    assert len(after.remarks) == len(before.remarks) + 1
    assert "inte bekräftat" in after.remarks[1].text
    own = (FeeBounds(date(2000, 1, 1), 1, 200),)
    assert fee_estimate(facts, SOL, own).value == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": date(2020, 1, 1)},
        {"monthly": -1},
        {"interim": -1},
        {"effort": 101},
        {"added": -1},
        {"free_months": -1},
    ],
)
def test_what_makes_no_estimate_is_refused(wrong):
    facts = {"began_on": date(2022, 1, 1), "until": date(2023, 1, 1), "monthly": 1} | wrong
    with pytest.raises(ValueError):
        FeeFacts(**facts)


@pytest.mark.parametrize(
    "text",
    [
        "4 kap. 1 § SoL",
        "4.1 § SoL",
        "SoL 4:1",
        "SoL 4 kap. 1 §",
        "4 kap. 1 § 1 st SoL",
        "4 kap 1 § socialtjänstlagen (2001:453)",
        "4 kap. 1 § SoL (SFS 2001:453)",
    ],
)
def test_the_older_act_is_read_however_it_is_cited(text):
    assert read_ground(text).value == GROUNDS[0]


@pytest.mark.parametrize(
    "text", ["9 § LSS", "LSS 9 § 4", "9 § 4 LSS", "9 § p. 9 LSS", "9 § 9 p LSS", "9 § 4 p. LSS"]
)
def test_a_point_of_the_disability_act_is_read_however_it_is_cited(text):
    assert read_ground(text).value == LSS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 kap. 1 § LSS",
        "11 kap. 5 § SoL",
        "9 § SoL",
        "LVU 2 §",
        "11 kap. 1 § SoL (2001:453)",
        "4 kap. 1 § SoL (2025:400)",
        "9 § LSS (1993:386)",
        "4 kap. 1 § SoL LSS",
    ],
)
def test_what_is_not_reported_is_no_ground(text):
    assert read_ground(text).value is None


@given(DAYS, st.integers(0, 1500), st.integers(0, 60))
def test_time_that_is_reasonable_is_not_counted(began, days, free):
    until = began + timedelta(days=days)
    counted = FeeFacts(began, until, 10**6, free_months=free)
    assert began <= counted.counted_from <= until
    assert counted.counted_from == min(add_months(began, free), until)
    assert (
        fee_estimate(counted, SOL).value <= fee_estimate(FeeFacts(began, until, 10**6), SOL).value
    )


def test_the_bounds_of_another_day_rest_on_no_statute():
    facts = FeeFacts(date(2022, 1, 1), date(2023, 1, 1), 100)
    chosen = fee_estimate(facts, LSS, chosen=BOUNDS[1]).reasons[-1]
    assert chosen.statute is None
    assert "gäller inte den" in chosen.text
    assert fee_estimate(facts, LSS).reasons[-1].statute is not None


@pytest.mark.parametrize(
    ("raised", "until", "amended"),
    [
        (date(2026, 4, 1), date(2026, 2, 1), ""),
        (date(2026, 4, 1), date(2026, 4, 1), "2025:1299"),
        (date(2025, 12, 1), date(2025, 12, 15), "2025:1299"),
    ],
)
def test_an_authority_that_knows_another_day_cites_the_wording_with_the_amounts(
    raised, until, amended
):
    own = (BOUNDS[0], FeeBounds(raised, BOUNDS[1].least, BOUNDS[1].most))
    statute = fee_estimate(FeeFacts(date(2025, 8, 1), until, 100), SOL, own).reasons[-1].statute
    assert statute is not None
    assert statute.amended_by == amended


def test_before_the_oldest_known_bounds_those_are_used():
    facts = FeeFacts(date(2004, 1, 1), date(2005, 1, 1), 100)
    assert fee_estimate(facts, SOL).value == BOUNDS[0].least


@pytest.mark.parametrize(("day", "said"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_whoever_waits_for_a_provider_of_their_choice_costs_no_fee_by_the_newer_act(day, said):
    for ground in (SOL, LSS):
        remarks = fee_estimate(FeeFacts(date(2025, 1, 1), day, 100), ground).remarks
        found = any("valfrihetssystem" in one.text for one in remarks)
        assert found is (said and ground is SOL)
