"""Two versions of a memo, paragraph by paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.memos.comparing import Mark, compared, paragraphs_of

OLD = "Kommunen lämnar förbundet.\n\nKostnaden är 639 tkr om året.\n\nÄrendet bereds vidare."
NEW = "Kommunen lämnar förbundet.\n\nKostnaden är 650 tkr om året.\n\nEn helt annan sak tillkommer nu."
TEXTS = st.lists(st.text("abc åäö,", min_size=1, max_size=12), max_size=8).map("\n".join)


def marks(before, after):
    return [each.mark for each in compared(before, after)]


def test_a_text_that_nobody_changed_is_the_same_all_through():
    assert set(marks(OLD, OLD)) == {Mark.SAME}


def test_a_changed_paragraph_tells_which_words():
    changed = compared(OLD, NEW)[1]
    assert changed.mark is Mark.CHANGED
    told = [(p.mark, p.text) for p in changed.pieces if p.mark is not Mark.SAME]
    assert told == [(Mark.REMOVED, "639"), (Mark.ADDED, "650")]


def test_a_paragraph_that_resembles_nothing_is_one_added_and_one_removed():
    assert sorted(marks(OLD, NEW)[2:]) == [Mark.REMOVED, Mark.ADDED]


def test_a_paragraph_put_in_between_moves_no_other():
    put = OLD.replace("\n\nÄrendet", "\n\nNytt stycke här.\n\nÄrendet")
    assert marks(OLD, put) == [Mark.SAME, Mark.SAME, Mark.ADDED, Mark.SAME]


def test_empty_lines_and_space_at_the_ends_change_nothing():
    assert set(marks("a b\n\n\nc ", "  a b\nc")) == {Mark.SAME}


def test_all_is_added_to_nothing():
    assert marks("", "Ett.\nTvå.") == [Mark.ADDED, Mark.ADDED]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_out_of_the_comparison(before, after):
    found = compared(before, after)
    assert tuple(p.before for p in found if p.mark is not Mark.ADDED) == paragraphs_of(before)
    assert tuple(p.after for p in found if p.mark is not Mark.REMOVED) == paragraphs_of(after)


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_changed_paragraph_make_up_both(before, after):
    for each in (p for p in compared(before, after) if p.mark is Mark.CHANGED):
        old = "".join(p.text for p in each.pieces if p.mark is not Mark.ADDED)
        new = "".join(p.text for p in each.pieces if p.mark is not Mark.REMOVED)
        assert (old, new) == (each.before, each.after)
