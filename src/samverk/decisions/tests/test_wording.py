"""Every state has its word and a tone that the interface knows."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions.wording import force_words, standing_words
from samverk.rules.force import ForceState, LegalForce, Standing, StandingState
from samverk.web.statuses import TONES

DAY = date(2024, 1, 29)


@pytest.mark.parametrize("state", StandingState)
def test_every_standing_has_its_word(state):
    words = standing_words(Standing(state, DAY))
    assert words.text[0].isupper()
    assert words.tone in TONES


@pytest.mark.parametrize("state", ForceState)
def test_every_step_to_legal_force_has_its_word(state):
    words = force_words(LegalForce(state, DAY, DAY))
    assert words.text[0].isupper()
    assert words.tone in TONES


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (StandingState.HOLDS, "Gäller"),
        (StandingState.REPEALED, "Upphävt 2024-01-29"),
        (StandingState.PROPOSAL, "Förslag"),
        (StandingState.UNKNOWN, "Okänt, handling saknas"),
    ],
)
def test_the_word_says_what_the_law_says(state, word):
    assert standing_words(Standing(state, DAY)).text.startswith(word)


def test_only_what_holds_or_stands_firm_is_shown_as_good():
    good = [s for s in StandingState if standing_words(Standing(s, DAY)).tone == "good"]
    firm = [s for s in ForceState if force_words(LegalForce(s, DAY, DAY)).tone == "good"]
    assert good == [StandingState.HOLDS]
    assert firm == [ForceState.PRESUMED, ForceState.CONFIRMED]
