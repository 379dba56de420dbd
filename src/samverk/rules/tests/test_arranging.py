"""Another order of propositions than the computed one: what is logic, what is only practice."""

from __future__ import annotations

import pytest
from hypothesis import given

from samverk.rules.propositions import (
    Found,
    Matter,
    OrderApproved,
    Placed,
    StepKind,
    VoteRequested,
    arranged,
    judged,
    placed_in,
    proposition_order,
    put_order,
    replay,
)
from samverk.rules.tests.proceedings import BASE, K, matters, moved
from samverk.rules.tests.texts import told

FORMAL = (moved(1, K.TABLING), moved(2, K.REFERRAL_BACK), moved(3, K.REJECTION))
THREE = (moved(1, K.AMENDMENT, text="a"), moved(2, K.AMENDMENT, text="b"))
POINTS = (moved(1, K.AMENDMENT, text="a", point=1), moved(2, K.AMENDMENT, text="b", point=2))
WHOLE = moved(3, K.REJECTION)
ADDED = moved(4, K.ADDITION, text="c")


def matter(*proposals, **more):
    return Matter(BASE, proposals, points=3, **more)


def judge(about, *keys, tried=()):
    return judged(proposition_order(about).value, [Placed(key) for key in keys], tried=tried)


def test_the_computed_order_itself_is_fine_and_says_nothing():
    about = matter(*FORMAL, ADDED)
    ruling = judged(proposition_order(about).value, placed_in(proposition_order(about).value))
    assert (ruling.value, ruling.reasons, ruling.remarks) == (True, (), ())


def test_formal_proposals_may_change_places_with_a_warning():
    ruling = judge(matter(*FORMAL), "referral_back", "tabling", "main")
    assert ruling.value
    assert "praxis, inte lag" in ruling.remarks[0].text


@pytest.mark.parametrize(
    "keys", [("main", "tabling", "referral_back"), ("tabling", "main", "referral_back")]
)
def test_the_matter_itself_is_not_put_before_a_formal_proposal(keys):
    ruling = judge(matter(*FORMAL), *keys)
    assert not ruling.value
    assert "före själva saken" in told(ruling)


def test_an_addition_is_not_put_before_what_it_adds_to():
    about = matter(WHOLE, ADDED)
    assert not judge(about, "addition:4", "main").value
    assert judge(about, "main", "addition:4").value


def test_an_addition_is_not_put_before_a_point():
    ruling = judge(matter(*POINTS, ADDED), "main", "point:1", "addition:4", "point:2")
    assert "Ett tillägg prövas när" in ruling.reasons[0].text


def test_a_point_is_not_put_before_the_whole_it_falls_with():
    about = matter(*POINTS, WHOLE)
    assert not judge(about, "point:1", "main", "point:2").value
    assert judge(about, "main", "point:2", "point:1").value


@pytest.mark.parametrize(
    "keys", [("tabling", "main"), ("tabling", "tabling", "main"), ("tabling", "x", "main")]
)
def test_each_question_stands_exactly_once(keys):
    assert "stå en gång" in told(judge(matter(*FORMAL), *keys))


def test_proposals_change_places_only_where_they_are_equals():
    order = proposition_order(matter(*THREE)).value
    assert judged(order, [Placed("main", ("p2", "base", "p1"))]).value
    assert not judged(order, [Placed("main", ("p2", "base"))]).value
    deferral = proposition_order(matter(FORMAL[0])).value
    swapped = judged(deferral, [Placed("tabling", ("defer", "today")), Placed("main")])
    assert "byter inte plats" in told(swapped)


def test_what_is_being_tried_stays_first():
    about = matter(*FORMAL)
    ruling = judge(about, "referral_back", "tabling", "main", tried={"tabling"})
    assert "prövas redan och står kvar först" in told(ruling)
    assert judge(about, "tabling", "referral_back", "main", tried={"tabling"}).value


def test_the_questions_are_put_in_the_approved_order():
    about = matter(*FORMAL)
    chosen = (Placed("referral_back"), Placed("tabling"), Placed("main"))
    step = replay(about, [OrderApproved((1, 2, 3), order=chosen)]).value.step
    assert step.key == "referral_back/1/find"


def test_the_rounds_of_a_vote_follow_the_order_of_the_proposals():
    about = matter(*THREE)
    chosen = (Placed("main", ("p2", "p1", "base")),)
    history = [OrderApproved((1, 2), order=chosen)]
    history += [Found("main/1/find", "base"), VoteRequested("main/1/confirm")]
    step = replay(about, history).value.step
    assert step.for_counter
    assert [each.key for each in step.alternatives] == ["p2", "p1"]


def test_a_later_approval_puts_a_new_question_where_it_is_computed():
    before = matter(*FORMAL)
    chosen = (Placed("referral_back"), Placed("tabling"), Placed("main"))
    after = matter(*FORMAL, ADDED)
    order = arranged(proposition_order(after).value, chosen)
    assert [q.key for q in order.questions] == ["referral_back", "tabling", "main", "addition:4"]
    assert next(q.key for q in arranged(proposition_order(before).value, ()).questions) == "tabling"


def test_without_an_approval_the_computed_order_is_put():
    about = matter(*FORMAL)
    assert put_order(about, ()) == proposition_order(about).value


@given(matters())
def test_an_order_entered_as_it_is_computed_changes_nothing(about):
    order = proposition_order(about).value
    assert arranged(order, placed_in(order)) == order
    assert judged(order, placed_in(order)).value


def test_what_is_refused_is_not_put_and_takes_with_it_what_is_about_it():
    refused = moved(1, K.AMENDMENT, text="a", is_refused=True)
    added = moved(5, K.ADDITION, text="c", target=1)
    about = matter(moved(2, K.APPROVAL, target=5), refused, added, WHOLE)
    assert [p.id for p in about.live] == [3]
    assert about.refused == {1, 2, 5}


def test_a_refusal_after_the_approval_asks_for_no_new_one():
    before, after = (
        matter(*THREE),
        matter(moved(1, K.AMENDMENT, text="a", is_refused=True), THREE[1]),
    )
    given_ = [OrderApproved(tuple(p.id for p in before.live))]
    assert replay(after, given_).value.step.kind is StepKind.FIND
    changed = matter(THREE[1])
    assert replay(changed, given_).value.step.kind is StepKind.APPROVE_ORDER
