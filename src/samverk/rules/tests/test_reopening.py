"""Opening an outcome again: only at the last item, with the same people, while the meeting goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.reopening import UNREGULATED, Outcome, reopening

OUTCOMES = st.builds(Outcome, st.booleans(), st.booleans(), st.booleans())


@given(OUTCOMES)
def test_a_yes_needs_all_three_and_a_no_tells_what_to_do(outcome):
    found = reopening(outcome)
    wanted = outcome.is_last and outcome.same_people and not outcome.has_ended
    assert found.value is wanted
    assert found.reasons[0].text


@given(OUTCOMES)
def test_that_no_statute_has_it_is_always_told(outcome):
    assert UNREGULATED in reopening(outcome).remarks


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome(is_last=False, same_people=True), "ny punkt, med en egen paragraf"),
        (Outcome(is_last=True, same_people=False), "andra skulle besluta"),
        (Outcome(is_last=True, same_people=True, has_ended=True), "ett nytt beslut i ärendet"),
    ],
)
def test_each_no_has_its_own_words(outcome, words):
    assert words in reopening(outcome).reasons[0].text
