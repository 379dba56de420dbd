"""Statutes, reasons and rulings: the shape of every answer."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, timedelta
from importlib import import_module
from pkgutil import walk_packages

import pytest

import samverk.rules
from samverk.rules.ruling import Reason, Ruling, Statute

FIRST, LAST = date(2018, 1, 1), date(2019, 12, 31)
SECTION = Statute("kommunallagen", "2017:725", "13 kap. 5 §", FIRST, LAST)
MODULES = [
    import_module(info.name)
    for info in walk_packages(samverk.rules.__path__, "samverk.rules.")
    if ".tests" not in info.name
]
RECORDS = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
]


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_a_statute_is_in_force_from_its_first_to_its_last_day(day, is_in_force):
    assert SECTION.in_force(day) is is_in_force


def test_a_statute_without_an_end_goes_on():
    assert Statute("kommunallagen", "2017:725", "13 kap. 5 §", FIRST).in_force(date.max)


@pytest.mark.parametrize(
    ("statute", "text"),
    [
        (SECTION, "13 kap. 5 § kommunallagen (2017:725)"),
        (
            Statute("kommunallagen", "2017:725", "13 kap. 5 §", FIRST, None, "2019:835"),
            "13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835",
        ),
        (Statute("förbundsordningen", "", "15 §", FIRST), "15 § förbundsordningen"),
        (Statute("15 § förbundsordningen", "", "", FIRST), "15 § förbundsordningen"),
    ],
)
def test_a_statute_is_cited_as_in_running_text(statute, text):
    assert str(statute) == text


def test_a_ruling_has_no_remarks_unless_given():
    assert Ruling(1, (Reason("Skäl."),)).remarks == ()
    assert Reason("Skäl.").statute is None


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_no_record_of_the_rules_can_be_changed_or_grown(record):
    assert record.__dataclass_params__.frozen
    assert "__dict__" not in dir(record)


def test_changing_a_statute_is_an_error():
    with pytest.raises(AttributeError):
        SECTION.section = "13 kap. 6 §"
