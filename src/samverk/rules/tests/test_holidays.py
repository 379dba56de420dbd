"""Public holidays and the days that move a deadline, against the `holidays` package as oracle."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as oracle
import pytest
from dateutil.easter import easter

from samverk.rules.holidays import (
    closing_name,
    easter_day,
    holiday_name,
    is_weekday,
    next_open_day,
    public_holidays,
    weekday_of,
)
from samverk.rules.tests.texts import told

YEARS = range(2000, 2041)


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_named_as_the_oracle_names_it(year):
    known = oracle.Sweden(years=year, include_sundays=False, language="sv")

    ours = {day: name.casefold() for day, name in public_holidays(year).items()}

    assert ours == {day: name.casefold().replace("; ", " och ") for day, name in known.items()}


@pytest.mark.parametrize("year", YEARS)
def test_the_days_that_move_a_deadline_are_those_of_the_oracle(year):
    known = oracle.Sweden(years=year, include_sundays=True, categories=("public", "de_facto"))

    expected = {day for day in _days(year) if day in known or day.weekday() == 5}

    assert {day for day in _days(year) if closing_name(day)} == expected


@pytest.mark.parametrize("century", range(1600, 4000, 100))
def test_easter_agrees_with_dateutil_in_every_year_of_a_century(century):
    years = range(century, century + 100)
    assert [easter_day(year) for year in years] == [easter(year) for year in years]


def test_annandag_pingst_gave_way_to_nationaldagen_in_2005():
    assert public_holidays(2004)[date(2004, 5, 31)] == "annandag pingst"
    assert "annandag pingst" not in public_holidays(2005).values()
    assert public_holidays(2005)[date(2005, 6, 6)] == "nationaldagen"


def test_nationaldagen_was_no_holiday_before_2005():
    assert is_weekday(date(2003, 6, 6))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 6, 19), "midsommarafton"),
        (date(2026, 12, 24), "julafton"),
        (date(2026, 12, 31), "nyårsafton"),
        (date(2026, 3, 14), "lördag"),
        (date(2026, 3, 15), "söndag"),
        (date(2026, 4, 3), "långfredagen"),
    ],
)
def test_the_reason_why_a_deadline_moves_has_a_name(day, name):
    assert closing_name(day) == name


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 12, 24), date(2026, 3, 14)])
def test_eves_and_saturdays_are_weekdays_although_they_move_a_deadline(day):
    assert is_weekday(day)
    assert closing_name(day) is not None


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 5),  # trettondedagsafton, RÅ 2004 not 40
        date(2026, 4, 2),  # skärtorsdagen
        date(2026, 4, 30),  # valborgsmässoafton
        date(2026, 5, 15),  # klämdag
    ],
)
def test_other_eves_do_not_move_a_deadline(day):
    assert closing_name(day) is None


def test_a_holiday_on_a_sunday_keeps_its_own_name():
    assert holiday_name(date(2027, 12, 26)) == "annandag jul"


def test_first_of_may_that_is_also_ascension_day_bears_both_names():
    assert holiday_name(date(2008, 5, 1)) == "första maj och Kristi himmelsfärdsdag"


def test_an_ordinary_weekday_stays_without_reasons():
    ruling = next_open_day(date(2026, 5, 15))

    assert ruling.value == date(2026, 5, 15)
    assert ruling.reasons == ()


def test_the_move_over_christmas_names_each_day_passed():
    ruling = next_open_day(date(2025, 12, 24))

    assert ruling.value == date(2025, 12, 29)
    assert told(ruling) == (
        "Den 24 december 2025 är julafton, den 25 december 2025 är juldagen, "
        "den 26 december 2025 är annandag jul, den 27 december 2025 är lördag, "
        "den 28 december 2025 är söndag: åtgärden får vidtas nästa vardag, den 29 december 2025."
    )


def test_the_longest_wait_in_forty_years_is_bounded():
    waits = [next_open_day(day).value - day for year in YEARS for day in _days(year)]

    assert max(waits) <= timedelta(days=5)


def test_the_ruling_on_a_weekday_cites_the_act_in_force():
    ruling = weekday_of(date(2004, 5, 31))

    assert ruling.value is False
    assert str(ruling.reasons[0].statute) == "1 § lagen om allmänna helgdagar (1989:253)"


def test_a_day_before_the_act_of_1989_is_answered_with_a_remark():
    ruling = weekday_of(date(1989, 12, 31))

    assert ruling.reasons[0].statute is None
    assert len(ruling.remarks) == 1
