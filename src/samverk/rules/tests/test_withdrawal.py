"""Notice and exit from a federation, and the by-law rows they are counted from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.bylaws import STATUTORY_TERMS, Counting, NoticeTerms, terms_on
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told
from samverk.rules.withdrawal import effect_per_notice_year, exit_day

CALENDAR = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2000, 1, 1), None, "15 § förbundsordningen")
DAY_TO_DAY = NoticeTerms(3, Counting.FROM_NOTICE, date(2000, 1, 1), None, "12 § förbundsordningen")
OLD = NoticeTerms(1, Counting.FROM_NOTICE, date(2000, 1, 1), date(2009, 12, 31), "gamla 15 §")
NEW = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2010, 1, 1), None, "nya 15 §")


@given(DAYS, st.integers(1, 5))
def test_calendar_years_end_with_the_year_whatever_the_day_of_notice(notice, years):
    terms = NoticeTerms(years, Counting.CALENDAR_YEARS, date(2000, 1, 1), None, "förbundsordningen")

    assert exit_day(notice, terms).value == date(notice.year + years, 12, 31)


@pytest.mark.parametrize(
    ("notice", "effective"),
    [
        (date(2020, 6, 15), date(2023, 6, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2020, 12, 31), date(2023, 12, 31)),
    ],
)
def test_from_notice_counts_day_to_day(notice, effective):
    assert exit_day(notice, DAY_TO_DAY).value == effective


def test_an_exit_on_a_holiday_is_not_moved():
    assert exit_day(date(2021, 12, 25), DAY_TO_DAY).value == date(2024, 12, 25)


def test_calendar_years_longer_than_the_statute_get_a_remark_with_the_statutory_day():
    ruling = exit_day(date(2020, 1, 2), CALENDAR)

    assert ruling.value == date(2023, 12, 31)
    assert "räknat från uppsägningen slutar den 2 januari 2023." in told(ruling)
    assert "inte bekräftat" in ruling.remarks[0].text


def test_a_notice_on_new_years_eve_is_exactly_three_years_and_gets_no_remark():
    assert exit_day(date(2020, 12, 31), CALENDAR).remarks == ()


def test_counting_day_to_day_is_said_to_be_a_reading():
    remarks = exit_day(date(2020, 6, 15), DAY_TO_DAY).remarks

    assert [("Samverks läsning" in remark.text) for remark in remarks] == [True]


def test_the_reasons_cite_the_act_and_the_by_laws():
    cited = [str(reason.statute) for reason in exit_day(date(2021, 5, 26), CALENDAR).reasons]

    assert cited[0].startswith("27 § lagen om finansiell samordning")
    assert cited[1:] == ["15 § förbundsordningen", "15 § förbundsordningen"]


def test_terms_that_were_not_in_force_are_the_callers_mistake():
    with pytest.raises(ValueError, match="gällde inte"):
        exit_day(date(2012, 1, 1), OLD)


@pytest.mark.parametrize(
    ("day", "source"), [(date(2009, 12, 31), "gamla 15 §"), (date(2010, 1, 1), "nya 15 §")]
)
def test_the_row_in_force_on_the_notice_day_applies(day, source):
    row = terms_on([OLD, NEW], day)

    assert row is not None
    assert row.source == source


def test_a_day_that_no_row_covers_has_no_terms():
    assert terms_on([NEW], date(2009, 12, 31)) is None


def test_two_rows_for_one_day_are_an_error_and_not_a_choice():
    overlapping = NoticeTerms(2, Counting.FROM_NOTICE, date(2010, 1, 1), None, "dubbel")

    with pytest.raises(ValueError, match="Två villkor"):
        terms_on([NEW, overlapping], date(2015, 1, 1))


def test_a_negative_notice_period_is_refused():
    with pytest.raises(ValueError, match="negativ"):
        NoticeTerms(-1, Counting.FROM_NOTICE, date(2010, 1, 1), None, "fel")


def test_the_statutory_terms_are_three_years_from_2004():
    assert terms_on([STATUTORY_TERMS], date(2003, 12, 31)) is None
    assert str(STATUTORY_TERMS) == "3 år, räknat från uppsägningsdagen"


def test_one_more_year_of_waiting_costs_one_more_fee():
    rows = effect_per_notice_year(date(2020, 10, 8), CALENDAR, years=3, yearly_fee=644_000).value

    assert [row.effective.year for row in rows] == [2023, 2024, 2025]
    assert [row.extra_fee for row in rows] == [0, 644_000, 1_288_000]


def test_without_a_known_fee_the_extra_cost_is_left_out():
    rows = effect_per_notice_year(date(2020, 10, 8), CALENDAR, years=2).value

    assert [row.extra_fee for row in rows] == [None, None]
    assert [row.extra_years for row in rows] == [0, 1]


def test_waiting_from_a_leap_day_stays_in_february():
    rows = effect_per_notice_year(date(2024, 2, 29), DAY_TO_DAY, years=2).value

    assert [row.notice for row in rows] == [date(2024, 2, 29), date(2025, 2, 28)]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (CALENDAR, "Uppsägning under 2020 och 3 hela kalenderår därefter: utträdet gäller från"),
        (DAY_TO_DAY, "Uppsägning den 15 juni 2020 och"),
    ],
)
def test_the_count_is_told_the_way_it_was_made(terms, said):
    assert said in told(exit_day(date(2020, 6, 15), terms))
