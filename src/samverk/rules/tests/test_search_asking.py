"""Whatever is typed in a search field is a question."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverk.rules.searching.asking import LONGEST, MOST_WORDS, Term, read_question

HOSTILE = st.text(st.sampled_from("\"-|*&!():\\'<>%_;\0\ue000 \n\tåÄö1§/eller OR"), max_size=80)


def test_words_are_all_asked_for():
    assert read_question("Nämnd avtal").wanted == ((Term(("nämnd",)),), (Term(("avtal",)),))


def test_a_phrase_is_asked_for_as_it_stands():
    assert read_question('"god man" nämnd').wanted[0] == (Term(("god", "man")),)


def test_a_phrase_that_is_not_ended_goes_to_the_end():
    assert read_question('nämnd "god man').wanted[1] == (Term(("god", "man")),)


@pytest.mark.parametrize("sign", ["or", "OR", "eller", "ELLER", "|"])
def test_one_or_another_is_asked_for(sign):
    assert read_question(f"a {sign} b c").wanted == (
        (Term(("a",)), Term(("b",))),
        (Term(("c",)),),
    )


@pytest.mark.parametrize("typed", ["eller", "OR nämnd", "nämnd eller", "eller eller nämnd"])
def test_an_or_without_two_sides_is_none(typed):
    assert len(read_question(typed).terms) <= 1
    assert all(len(group) == 1 for group in read_question(typed).wanted)


def test_what_is_not_to_be_there_is_told_apart():
    asked = read_question('nämnd -avtal -"god man"')
    assert asked.without == (Term(("avtal",)), Term(("god", "man")))
    assert str(asked) == 'nämnd -avtal -"god man"'


def test_a_beginning_is_asked_for_by_a_star_when_it_is_long_enough():
    assert read_question("aling*").terms == (Term(("aling",), begins=True),)
    assert read_question("al*").terms == (Term(("al",)),)


def test_letters_made_of_two_signs_are_one():
    assert read_question("Na\u0308mnd").words == ("nämnd",)


def test_words_past_the_twelfth_are_left_out_and_counted():
    asked = read_question(" ".join(f"ord{n}" for n in range(20)))
    assert len(asked.words) == MOST_WORDS
    assert asked.left_out == 20 - MOST_WORDS


def test_another_word_takes_the_place_of_one():
    assert str(read_question('nämd "god nämd" -nämd').with_word("nämd", "nämnd")) == (
        'nämnd "god nämnd" -nämd'
    )


@given(st.one_of(st.text(max_size=400), HOSTILE))
@example("-" * 5000)
@example('"' * 5000)
@example("eller " * 5000)
@example("\ud800")
def test_nothing_that_is_typed_is_a_fault(typed):
    asked = read_question(typed)
    words = [word for group in asked.wanted for term in group for word in term.words]
    words += [word for term in asked.without for word in term.words]
    assert len(words) <= MOST_WORDS
    assert all(word and word.encode() and "\0" not in word for word in words)
    assert len(str(asked)) <= LONGEST * 3


@given(HOSTILE)
def test_a_question_that_is_told_is_read_as_the_same(typed):
    asked = read_question(typed)
    again = read_question(str(asked))
    assert set(again.words) <= set(asked.words)
