"""Taking a suggestion with one press, and undoing it with another."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from samverk.intake.forms.taking import before_of, pairs, pressed, undoing

CASE = "diary=5&case_number=SN+1"


def after(**sent):
    data = QueryDict(mutable=True)
    data.update(sent)
    return pressed(data)


def test_a_suggestion_may_set_two_fields():
    taken = after(accept=CASE, title="Min", key="en")
    assert taken.values == {"title": "Min", "diary": "5", "case_number": "SN 1"}


def test_what_stood_in_the_fields_before_is_kept():
    taken = after(accept=CASE, diary="3", case_number="")
    assert taken.before == {"diary": "3", "case_number": ""}


def test_undoing_gives_back_what_stood_there():
    sent = {"undo": undoing(CASE), "diary": "5", "case_number": "SN 1", "title": "Min"}
    undone = after(**sent, fore_diary="3", fore_case_number="SN 9")
    assert undone.values == {"diary": "3", "case_number": "SN 9", "title": "Min"}
    assert undone.before == {}


def test_undoing_one_keeps_what_another_had_replaced():
    undone = after(undo="kind=", kind="notes", fore_kind="", fore_title="Min egen")
    assert undone.before == {"title": "Min egen"}


def test_taking_a_second_suggestion_still_remembers_the_first_words():
    taken = after(accept="title=Annan", title="Föreslagen", fore_title="Min egen")
    assert taken.before == {"title": "Min egen"}


def test_what_no_suggestion_may_set_is_not_taken():
    assert after(accept="acknowledged=on&key=x", title="Min").values == {"title": "Min"}


def test_what_no_suggestion_may_set_is_not_given_back_either():
    data = QueryDict("fore_acknowledged=on&fore_title=A")
    assert before_of(data) == {"title": "A"}


def test_a_form_that_is_only_sent_takes_nothing():
    assert after(title="Min") is None


@pytest.mark.parametrize("button", ["", "===", "acknowledged=on", "%ff"])
def test_a_button_that_says_nothing_changes_nothing(button):
    assert pairs(button) == {}


@pytest.mark.parametrize("name", ["cited_0_body", "votes_1_no"])
def test_a_row_of_what_was_read_may_be_filled_by_a_suggestion(name):
    assert pairs(f"{name}=KF") == {name: "KF"}
