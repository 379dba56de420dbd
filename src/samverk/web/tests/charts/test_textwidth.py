"""The estimate of a text's width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverk.web.charts.textwidth import fitting, text_width


def test_wide_letters_are_wider_than_narrow_ones():
    assert text_width("mmm", 14) > text_width("iii", 14)


def test_a_date_is_about_as_wide_as_the_browser_draws_it():
    # 8 digits of 0.497 and two hyphens of 0.311 at size 14 measure 64.4 in Chromium
    assert 64 <= text_width("2023-11-01", 14) <= 70


@given(st.text(max_size=60), st.floats(0, 400))
def test_a_fitted_text_fits(text, room):
    assert text_width(fitting(text, 14, room), 14) <= max(room, 0)


def test_a_text_with_room_is_left_alone():
    assert fitting("Kommunstyrelsen", 14, 200) == "Kommunstyrelsen"


def test_a_shortened_text_says_so():
    assert fitting("Socialnämndens arbetsutskott", 14, 100).endswith("…")
