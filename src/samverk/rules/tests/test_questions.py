"""Interpellations and questions: who, what, to whom, and what the council may do with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.agenda import Item, May, may_be_decided
from samverk.rules.assembly import Assembly
from samverk.rules.minutes import completeness, paragraph_completeness
from samverk.rules.minutes.examples import MINUTES, PARAGRAPH
from samverk.rules.minutes.facts import QuestionFact
from samverk.rules.minutes.finding import Part
from samverk.rules.questions import (
    Asker,
    Fate,
    HandedIn,
    QuestionKind,
    may_be_handed_in,
    may_end_so,
    who_debates,
)
from samverk.rules.tests.texts import told

DAY = date(2026, 11, 28)
RIGHT = HandedIn(
    QuestionKind.INTERPELLATION,
    Asker.MEMBER,
    "Hur lång är väntetiden?",
    "Väntetiden har vuxit.",
    is_free_of_authority=True,
)


def ask(**changes):
    return may_be_handed_in(replace(RIGHT, **changes), assembly=Assembly.COUNCIL, day=DAY)


def test_a_members_interpellation_with_content_and_reasons_may_be_handed_in():
    ruling = ask()
    assert ruling.value
    assert "utan överläggning" in told(ruling)


@pytest.mark.parametrize("assembly", [Assembly.BOARD, Assembly.FEDERATION])
def test_only_a_council_has_them(assembly):
    ruling = may_be_handed_in(RIGHT, assembly=assembly, day=DAY)
    assert not ruling.value
    assert "bara i fullmäktige" in told(ruling)


@pytest.mark.parametrize(
    ("asker", "section"), [(Asker.NOT_SERVING, "4 kap. 22 §"), (Asker.STRANGER, "4 kap. 19 §")]
)
def test_who_may_not_ask(asker, section):
    ruling = ask(asker=asker)
    assert not ruling.value
    assert section in str(ruling.reasons[0].statute)
    assert ask(asker=Asker.SERVING).value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": " \n"}, "bestämt innehåll"),
        ({"reasons": " "}, "motivering"),
        ({"to_chair": False}, "beslut av fullmäktige"),
        ({"is_free_of_authority": None}, "myndighetsutövning"),
        ({"is_free_of_authority": False}, "myndighetsutövning"),
    ],
)
def test_what_each_must_hold(changes, words):
    ruling = ask(**changes)
    assert not ruling.value
    assert words in told(ruling)
    assert "5 kap. 59–62 §§" in str(ruling.reasons[0].statute)


def test_all_that_is_wrong_is_told_at_once():
    assert len(ask(asker=Asker.STRANGER, text="", reasons="", to_chair=False).reasons) == 4


def test_a_question_needs_no_reasons_and_is_debated_by_two():
    question = {"kind": QuestionKind.QUESTION, "reasons": ""}
    assert ask(**question).value
    assert "5 kap. 64 §" in str(ask(**question).reasons[0].statute)
    assert "bara den som frågar" in who_debates(QuestionKind.QUESTION, DAY).text
    assert "alla ledamöter" in who_debates(QuestionKind.INTERPELLATION, DAY).text


def test_others_than_chairs_are_asked_by_the_councils_decision():
    assert ask(to_chair=False, let_by="31 § arbetsordningen").value


@pytest.mark.parametrize("fate", list(Fate))
@pytest.mark.parametrize("by_fewer", [True, False])
def test_without_a_quorum_only_answers_are_given_and_only_where_it_is_decided(fate, by_fewer):
    assert may_end_so(fate, is_quorate=True, answers_by_fewer=by_fewer, day=DAY).value
    found = may_end_so(fate, is_quorate=False, answers_by_fewer=by_fewer, day=DAY)
    allowed = fate is Fate.WITHDRAWN or (fate is Fate.ANSWERED and by_fewer)
    assert found.value is allowed


def test_what_comes_back_is_what_is_neither_answered_nor_done_with():
    assert {fate for fate in Fate if fate.comes_back} == {Fate.WAITS, Fate.PUT_OFF}
    assert {fate for fate in Fate if fate.lets} == {Fate.ANSWERED, Fate.WAITS}


def test_an_interpellation_needs_no_preparation():
    item = Item(is_question=True)
    assert may_be_decided(item, DAY, assembly=Assembly.COUNCIL).value is May.YES
    assert may_be_decided(Item(), DAY, assembly=Assembly.COUNCIL).value is not May.YES


def findings(question, *, assembly=Assembly.COUNCIL, served=None):
    changes = {"votes": (), "served": served, "took_part": served} if served else {}
    paragraph = replace(PARAGRAPH, question=question, **changes)
    minutes = replace(MINUTES, assembly=assembly, paragraphs=(paragraph,))
    whole, alone = completeness(minutes), paragraph_completeness(minutes, 0)
    assert set(alone.value.errors) <= set(whole.value.errors)
    return [each.part for each in alone.value.errors]


@pytest.mark.parametrize(("answered", "parts"), [(None, [Part.QUESTIONS]), (True, []), (False, [])])
def test_the_minutes_say_what_became_of_each(answered, parts):
    question = QuestionFact("Interpellation från Ek", answered)
    assert findings(question) == parts
    assert Part.QUESTIONS not in findings(question, assembly=Assembly.BOARD)


@pytest.mark.parametrize(
    ("answered", "by_fewer", "is_fault"),
    [(True, True, False), (True, False, True), (False, True, True)],
)
def test_an_answer_by_fewer_is_no_fault_where_it_is_decided(answered, by_fewer, is_fault):
    question = QuestionFact("Fråga från Ek", answered, by_fewer)
    found = findings(question, served=frozenset(range(1, 26)))
    assert (Part.ATTENDANCE in found) is is_fault


def test_before_the_act_began_nothing_is_cited():
    day = date(2017, 12, 31)
    ruling = may_be_handed_in(RIGHT, assembly=Assembly.COUNCIL, day=day)
    assert [reason.statute for reason in ruling.reasons] == [None]
    assert ruling.remarks
