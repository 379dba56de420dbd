"""The word that was meant is found near what was typed, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.searching.lexicon import lexicon
from samverk.rules.searching.spelling import edits, keys, known_alike, nearest, sound

WORDS = sorted({word for word in lexicon().values() if len(word) > 4})
LETTERS = st.text(st.sampled_from("abcdeklmnrståäö"), max_size=12)


def _found(typed: str) -> tuple[str, ...]:
    return nearest(typed, known_alike(typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nämd", "nämnd"),
        ("namnd", "nämnd"),
        ("överförmindare", "överförmyndare"),
        ("oversiktsplan", "översiktsplan"),
        ("biblotek", "bibliotek"),
        ("kommision", "komission"),
        ("prottokoll", "protokoll"),
        ("protkoll", "protokoll"),
        ("sammarbete", "samarbete"),
        ("sekretes", "sekretess"),
        ("rehabilitring", "rehabilitering"),
        ("försörgningsstöd", "försörjningsstöd"),
        ("avtla", "avtal"),
        ("remis", "remiss"),
        ("deligation", "delegation"),
        ("reglemänte", "reglemente"),
        ("ordförrande", "ordförande"),
        ("jemställdhet", "jämställdhet"),
        ("upphadnling", "upphandling"),
        ("sjuksköteska", "sjuksköterska"),
    ],
)
def test_a_misspelt_word_is_led_to_the_one_that_was_meant(typed, meant):
    known = meant in WORDS
    assert (meant in _found(typed)) is known


def test_letters_that_are_taken_for_each_other_count_half():
    assert edits("namnd", "nämnd", 3) == 0.5
    assert edits("nymnd", "nämnd", 3) == 1.0


def test_two_letters_that_changed_places_are_one_edit():
    assert edits("avtla", "avtal", 3) == 1.0


def test_nothing_is_suggested_for_what_is_near_nothing():
    assert _found("zxqvwzzk") == ()
    assert nearest("avtal", ["bibliotek", "avtal"]) == ()


def test_a_word_sounds_as_it_is_spelt_in_other_ways():
    assert sound("stjäla") == sound("själa") == sound("sjala")
    assert sound("kommission") == sound("komision")


def test_a_word_too_short_or_too_long_is_not_gathered():
    assert keys("avl") == ()
    assert keys("a" * 41) == ()


@given(LETTERS, LETTERS)
def test_edits_are_as_many_from_either_side_and_none_only_for_the_same(one, two):
    assert edits(one, two, 99) == edits(two, one, 99)
    assert (edits(one, two, 99) == 0) == (one == two)
    assert edits(one, two, 99) <= max(len(one), len(two))


@given(st.sampled_from(WORDS), st.data())
def test_a_word_with_a_consonant_lost_is_gathered_with_itself(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    typed = word[:place] + word[place + 1 :]
    if len(typed) >= 4 and len(sound(word)) > 2:
        assert set(keys(typed)) & set(keys(word)) or sound(typed) != sound(word)
