"""It is told when a paper may not be public yet, and by what law that is tried."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.public_paper import Doubt, minutes_doubt, paper_doubt

DAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("is_committee", "is_for_another", "doubt"),
    [
        (False, False, Doubt.NONE),
        (True, False, Doubt.COMMITTEE),
        (True, True, Doubt.COMMITTEE),
        (False, True, Doubt.PREPARES),
    ],
)
def test_minutes_of_what_is_only_prepared_are_in_doubt(is_committee, is_for_another, doubt):
    found = minutes_doubt(DAY, is_committee=is_committee, is_for_another=is_for_another)
    assert found.value == doubt
    assert "2 kap. 10 §" in str(found.reasons[0].statute)


@pytest.mark.parametrize(
    ("is_here", "is_closed", "doubt"),
    [
        (True, False, Doubt.WORKING),
        (True, True, Doubt.NONE),
        (False, False, Doubt.NONE),
    ],
)
def test_a_paper_drawn_up_here_is_in_doubt_while_its_case_is_open(is_here, is_closed, doubt):
    found = paper_doubt(DAY, is_drawn_up_here=is_here, is_case_closed=is_closed)
    assert found.value == doubt


def test_a_day_before_the_wordings_that_are_known_says_so():
    assert minutes_doubt(date(2018, 1, 1), is_committee=True, is_for_another=False).remarks[1:]
