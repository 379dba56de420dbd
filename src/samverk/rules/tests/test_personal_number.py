"""One personal identity number at a time; the numbers are from Skatteverket's public test range."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.personal_number import read_number

TODAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    "written", ["198507099805", "19850709-9805", "850709-9805", "8507099805", " 850709 9805 "]
)
def test_one_number_is_read_the_same_however_it_is_written(written):
    read = read_number(written, TODAY)
    assert (read.digits, read.born) == ("198507099805", date(1985, 7, 9))
    assert read.is_woman
    assert not read.is_coordination
    assert read.masked == "19850709-••••"


def test_the_sign_tells_of_a_hundred_years():
    assert read_number("189001019802", TODAY).born == date(1890, 1, 1)
    assert read_number("900101+9802", TODAY).born == date(1890, 1, 1)
    assert read_number("900101-9802", TODAY).born == date(1990, 1, 1)


def test_ten_digits_are_never_of_the_future():
    assert read_number("850709-9805", date(1985, 7, 9)).born == date(1985, 7, 9)
    with pytest.raises(ValueError, match="Födelsedatumet"):
        read_number("19850709-9805", date(1985, 7, 8))


def test_a_coordination_number_has_sixty_added_to_the_day():
    read = read_number("19850769" + _last("850769", "980"), TODAY)
    assert read.is_coordination
    assert read.born == date(1985, 7, 9)


def _last(day: str, three: str) -> str:
    """Add the check digit."""
    digits = day + three
    doubled = (int(one) * (2 - place % 2) for place, one in enumerate(digits))
    return three + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "tolv siffror"),
        ("19850709", "tolv siffror"),
        ("19850709-980", "tolv siffror"),
        ("19850709-98051", "tolv siffror"),
        ("19850709-9804", "Kontrollsiffran"),
        ("19851309-9805", "Födelsedatumet"),
        ("19850231-9805", "Födelsedatumet"),
        ("19850760-9805", "Födelsedatumet"),
        ("19850799-9805", "Födelsedatumet"),
    ],
)
def test_what_is_no_number_is_told(written, told):
    with pytest.raises(ValueError, match=told):
        read_number(written, TODAY)


def test_born_on_a_leap_day():
    number = "000229" + _last("000229", "980")
    assert read_number(number, TODAY).born == date(2000, 2, 29)
