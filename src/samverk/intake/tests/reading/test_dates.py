from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.intake.reading.dates import date_alone, dates_in, first_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-11-01", date(2023, 11, 1)),
        ("den 24 oktober 2023", date(2023, 10, 24)),
        ("15 juni 2020", date(2020, 6, 15)),
        ("måndagen den 4 september 2017", date(2017, 9, 4)),
        ("1:a maj 2024", date(2024, 5, 1)),
        ("3 JANUARI 2022", date(2022, 1, 3)),
        ("24/10 2023", date(2023, 10, 24)),
        ("12 feb. 2024", date(2024, 2, 12)),
    ],
)
def test_dates_are_read_as_minutes_print_them(text: str, day: date) -> None:
    assert first_date(f"Sammanträde {text}, kl 18.30") == day


@pytest.mark.parametrize(
    "text", ["2023-02-30", "31 juni 2020", "2022VFN360", "0322-617265", "2020-2022", "12 mars"]
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert first_date(text) is None


def test_every_date_is_found_with_its_span() -> None:
    text = "Från 2020-01-02 till den 3 mars 2020."
    assert [text[m.start : m.end] for m in dates_in(text)] == ["2020-01-02", "3 mars 2020"]


@pytest.mark.parametrize("text", ["2023-11-01", "måndagen den 4 september 2017", "den 4 maj 2020."])
def test_a_line_may_be_a_date_alone(text: str) -> None:
    assert date_alone(text) is not None


@pytest.mark.parametrize("text", ["", "Beslut 2023-11-01", "2023-11-01 § 4", "2023-11-01 kl 9"])
def test_a_date_among_words_is_not_alone(text: str) -> None:
    assert date_alone(text) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_iso_day_is_read_back(day: date) -> None:
    assert first_date(f"den {day.isoformat()} beslutade") == day
