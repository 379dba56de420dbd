"""How one appeals is told where something confirms it, in the words and by the law of the day."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.appeal_words import HowToAppeal, OwnWords, how_to_appeal

DAY = date(2026, 5, 13)
FIRST = OwnWords(date(2026, 1, 1), "Skriv till oss.", "28 § lag (2003:1210)", "Förbundsjuristen")


@pytest.mark.parametrize(("kind", "who"), [("municipality", "kommunen"), ("region", "regionen")])
def test_a_member_of_a_municipality_or_region_may_appeal(kind, who):
    found = how_to_appeal(kind, DAY).value
    assert found.words.startswith(f"Den som är medlem i {who} kan begära laglighetsprövning")
    assert "13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835" in found.statute


def test_the_statute_is_the_one_in_force_that_day():
    assert "2019:835" not in how_to_appeal("municipality", date(2018, 5, 1)).value.statute


@pytest.mark.parametrize("kind", ["federation", "agency", ""])
def test_what_nothing_confirms_is_not_filled_in(kind):
    found = how_to_appeal(kind, DAY)
    assert found.value == HowToAppeal()
    assert not found.value.is_confirmed
    assert "inte bekräftat" in found.reasons[0].text


def test_words_from_before_the_act_are_not_filled_in():
    assert not how_to_appeal("municipality", date(2017, 12, 31)).value.is_confirmed


def test_own_words_go_before_those_of_the_kind():
    found = how_to_appeal("municipality", DAY, [FIRST])
    assert found.value == HowToAppeal("Skriv till oss.", "28 § lag (2003:1210)")
    assert any("Förbundsjuristen" in reason.text for reason in found.reasons)


def test_own_words_hold_from_their_day():
    later = OwnWords(date(2026, 6, 1), "Skriv till rätten.", "28 § lag (2003:1210)", "Rätten")
    assert how_to_appeal("federation", DAY, [FIRST, later]).value.words == "Skriv till oss."
    after = how_to_appeal("federation", date(2026, 6, 1), [later, FIRST]).value
    assert after.words == "Skriv till rätten."


def test_of_words_from_one_day_the_last_written_counts():
    again = OwnWords(FIRST.from_date, "Skriv hit.", "1 §", "Juristen")
    assert how_to_appeal("federation", DAY, [FIRST, again]).value.words == "Skriv hit."


def test_own_words_that_nothing_confirms_are_told_to_nobody():
    doubted = OwnWords(date(2026, 1, 1), "Kanske så.", "28 §")
    assert how_to_appeal("municipality", DAY, [doubted]).value == HowToAppeal()
