"""By-laws as dated rows: which row a day falls under, and how it is told."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.bylaws import STATUTORY_TERMS, Counting, NoticeTerms, terms_on
from samverk.rules.tests.texts import plain
from samverk.rules.withdrawal import exit_day

OLD = NoticeTerms(1, Counting.FROM_NOTICE, date(2006, 7, 1), date(2015, 12, 31), "gamla 15 §")
NEW = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2016, 1, 1), None, "15 §")


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (date(2006, 6, 30), None),
        (date(2006, 7, 1), OLD),
        (date(2015, 12, 31), OLD),
        (date(2016, 1, 1), NEW),
        (date(2040, 1, 1), NEW),
    ],
)
def test_each_day_falls_under_the_row_in_force(day, row):
    assert terms_on((OLD, NEW), day) is row


def test_two_rows_on_the_same_day_are_refused_by_day():
    with pytest.raises(ValueError, match="samma dag") as refused:
        terms_on((NEW, NEW), date(2020, 5, 4))

    assert plain(str(refused.value)).endswith("gäller samma dag, den 4 maj 2020.")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (OLD, "1 år, räknat från uppsägningsdagen"),
        (NEW, "3 kalenderår, räknat från utgången av uppsägningsåret"),
    ],
)
def test_a_row_is_told_in_words(row, text):
    assert str(row) == text


def test_a_row_is_cited_by_its_own_section_and_days():
    assert str(OLD.statute) == "gamla 15 §"
    assert (OLD.statute.from_date, OLD.statute.to_date) == (OLD.from_date, OLD.to_date)


def test_no_notice_at_all_is_allowed_and_less_is_not():
    assert NoticeTerms(0, Counting.FROM_NOTICE, date(2020, 1, 1), None, "15 §").years == 0
    with pytest.raises(ValueError, match="inte vara negativ"):
        NoticeTerms(-1, Counting.FROM_NOTICE, date(2020, 1, 1), None, "15 §")


def test_the_statutes_own_terms_are_three_years_from_the_notice():
    ruling = exit_day(date(2020, 6, 15), STATUTORY_TERMS)

    assert ruling.value == date(2023, 6, 15)
    assert str(ruling.reasons[1].statute).startswith("27 § lagen om finansiell samordning")


def test_terms_not_in_force_on_the_day_of_notice_are_a_callers_mistake():
    with pytest.raises(ValueError, match="gällde inte den 1") as refused:
        exit_day(date(2016, 1, 1), OLD)

    assert "gamla 15 §" in str(refused.value)
