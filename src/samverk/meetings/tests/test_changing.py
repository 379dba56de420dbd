"""Proposals and steps that change after the way to the decision has begun, and crafted steps."""

from __future__ import annotations

import pytest

from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings import actions
from samverk.meetings.actions import NewMotion
from samverk.meetings.models import StepTaken
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    contested,
    draft,
    handle,
    move,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.propositions import StepKind


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    return found


def gavelled(cast, item):
    step(cast, item, "Found", "main/1/find", won="base")
    step(cast, item, "Gavel", "main/1/confirm")


def test_what_the_gavel_has_settled_is_not_moved_against(seated, item):
    gavelled(seated, item)
    with pytest.raises(ConflictError, match="Sakfrågan prövas redan"):
        move(seated, item, "amendment", text="Höjs inte.")
    assert item.motions.count() == 0


def test_a_proposal_in_a_question_that_is_tried_is_not_withdrawn(seated, item):
    contested(seated, item)
    with pytest.raises(ConflictError, match="Sakfrågan prövas redan"):
        actions.withdraw_motion(seated.owner, item.motions.get(), key="t")


def test_an_addition_may_come_while_the_main_question_is_tried_if_all_agree(seated, item):
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    move(seated, item, "addition", text="Utvärderas.")
    waiting = proceeding_of(item).progress.value.step
    assert (waiting.kind, waiting.needs_unanimity) == (StepKind.APPROVE_ORDER, True)
    actions.take_step(
        seated.owner,
        item,
        actions.NewStep("OrderApproved", "order", {"proposals": [1, 2], "is_unanimous": True}),
        key="enhälligt",
    )
    assert proceeding_of(item).progress.value.step.key == "addition:2/1/find"


def test_a_draft_is_not_cut_short_of_a_point_that_is_moved_against(seated, item):
    move(seated, item, "amendment", text="1 augusti.", point=2)
    with pytest.raises(InputError, match="punkt 2, som inte finns"):
        actions.set_draft(seated.owner, item, "förslaget", ["Taxan höjs."], key="k")
    assert len(proceeding_of(item).draft.points) == 2


def test_a_proposal_about_another_items_proposal_is_refused(seated, opened, item):
    settle_all(seated, item)
    other = handle(seated, opened, "Annat")
    elsewhere = item.motions.first()
    for target in (elsewhere.pk, 987654):
        new = NewMotion("rejection", person("Bo Lind"), target=target)
        with pytest.raises(InputError, match="yrkande som inte finns"):
            actions.make_motion(seated.owner, other, new, key=f"k{target}")


def settle_all(seated, item):
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    settle(seated, item)


def test_a_withdrawn_proposal_gets_no_supporters(seated, item):
    motion = move(seated, item, "rejection")
    actions.withdraw_motion(seated.owner, motion, key="t")
    with pytest.raises(ConflictError, match="taget tillbaka"):
        actions.support_motion(seated.owner, motion, person("Cia Alm"), key="s")


def test_an_open_vote_is_not_noted_without_its_ballots(seated, item):
    contested(seated, item)
    with pytest.raises(InputError, match="hur var och en röstade"):
        step(seated, item, "Voted", "main/1/vote", yes=99, no=0, abstain=0)


def test_a_closed_ballot_has_no_more_votes_than_voters(seated, opened, item):
    settle_all(seated, item)
    election = handle(seated, opened, "Val", matter="election")
    draft(seated, election, "Bo Lind väljs.")
    contested(seated, election)
    with pytest.raises(InputError, match="6 röster men 5"):
        step(seated, election, "Voted", "main/1/vote", yes=5, no=1, abstain=0)
    with pytest.raises(InputError, match="Ingen röst"):
        actions.take_step(
            seated.owner,
            election,
            actions.NewStep("Voted", "main/1/vote", {"yes": 0, "no": 0, "abstain": 0}),
            key="noll",
        )
    actions.take_step(
        seated.owner,
        election,
        actions.NewStep("Voted", "main/1/vote", {"yes": 3, "no": 2, "abstain": 0}),
        key="rätt",
    )
    assert proceeding_of(election).progress.value.step.kind is StepKind.DONE


def test_votes_that_were_undone_count_no_more_and_numbers_go_on(seated, item):
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    actions.undo_step(seated.owner, item, key="å")
    vote(seated, item, "main/1/vote", *["no"] * 5, key="om")
    found = proceeding_of(item)
    assert {b.choice for b in found.ballots["main/1/vote"]} == {"no"}
    assert list(StepTaken.objects.order_by("number").values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


@pytest.mark.parametrize("data", [{}, {"won": "nothing"}])
def test_a_crafted_step_is_refused_in_words(seated, item, data):
    with pytest.raises(InputError) as fault:
        step(seated, item, "Found", "main/1/find", **data)
    assert len(fault.value.message) > 12


def test_a_crafted_vote_is_refused_in_words(seated, item):
    contested(seated, item)
    with pytest.raises(InputError, match="ja, nej eller avstår"):
        vote(seated, item, "main/1/vote", *["perhaps"] * 5)
