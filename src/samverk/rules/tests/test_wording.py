"""Days in the rules' texts stand as in running Swedish, never as ISO dates."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given

from samverk.rules.membership.examples import ALINGSAS, HARRYDA, TERMS
from samverk.rules.membership.ruling import membership_on
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.test_examples import EXAMPLES
from samverk.rules.tests.texts import plain, told
from samverk.rules.wording import MONTHS, running_date, sentence

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# Slips of a text put together: an article too many, a missing word, a lost stop.
SLIPS = re.compile(r"\bden den\b|\bNone\b|  |\.\.| ,|\( ")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 11, 1), "den 1 november 2023"),
        (date(2023, 12, 31), "den 31 december 2023"),
        (date(2024, 1, 10), "den 10 januari 2024"),
        (None, "okänd dag"),
    ],
)
def test_a_day_in_running_text_names_its_month(day, text):
    assert plain(running_date(day)) == text


@given(DAYS)
def test_a_running_date_can_be_read_back(day):
    _, number, month, year = plain(running_date(day)).split()

    assert date(int(year), MONTHS.index(month) + 1, int(number)) == day


def test_the_day_is_held_to_its_month():
    assert running_date(date(2023, 11, 1)).count("\N{NO-BREAK SPACE}") == 1


@pytest.mark.parametrize(
    ("text", "begun"), [("den 1 maj KF", "Den 1 maj KF"), ("", ""), ("Å", "Å")]
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_rest(text, begun):
    assert sentence(text) == begun


@pytest.mark.parametrize(
    "example", [each for _, each in EXAMPLES], ids=[f"{m}-{each.source}" for m, each in EXAMPLES]
)
def test_no_reason_prints_an_iso_date_or_a_slip(example):
    text = told(example.rule(**example.given))

    assert not ISO_DATE.search(text)
    assert not SLIPS.search(text)


@pytest.mark.parametrize("facts", [ALINGSAS, HARRYDA, ALINGSAS[1:], ()])
@pytest.mark.parametrize("year", [2006, 2021, 2023, 2025])
def test_no_text_on_a_membership_prints_an_iso_date_or_a_slip(facts, year):
    status = (ruling := membership_on(date(year, 12, 1), facts, TERMS)).value
    texts = [told(ruling), status.headline, *(each.text for each in status.missing)]
    texts += [f"{each.condition}: {each.meaning}" for each in status.outcomes]

    text = plain("\n".join(texts))
    assert not ISO_DATE.search(text)
    assert not SLIPS.search(text)
