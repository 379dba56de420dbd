"""The way to a decision: acclamation, votes, motförslag, casting votes, lots and minorities."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from samverk.rules.body import Body
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.propositions import (
    Found,
    Gavel,
    How,
    Matter,
    MatterKind,
    MinorityRequested,
    OrderApproved,
    StepKind,
    Voted,
    VoteRequested,
    next_step,
    replay,
)
from samverk.rules.propositions.examples import GOTEBORG, GOTEBORG_EVENTS, HARRYDA, HARRYDA_EVENTS
from samverk.rules.tests.proceedings import BASE, K, meetings, moved, run
from samverk.rules.tests.texts import in_full, told
from samverk.rules.voting import Ballot, DecidedBy, Tally

PLAIN = Matter(BASE)
AGAINST = Matter(BASE, (moved(1, K.REJECTION),))
THREE = Matter(BASE, (moved(1, K.AMENDMENT), moved(2, K.AMENDMENT)))
FOUR = Matter(BASE, (*THREE.proposals, moved(3, K.REJECTION)))
BACK = Matter(BASE, (moved(1, K.REFERRAL_BACK), moved(2, K.REJECTION)))
YES, NO = Ballot.YES, Ballot.NO


def results(ruling):
    """What each settled question ended in."""
    return {each.question.key: each.winner.key for each in ruling.value.settled}


def test_a_lone_proposal_needs_no_approved_order():
    assert next_step(PLAIN, []).value.key == "main/1/find"


def test_the_order_is_approved_before_anything_is_put():
    assert next_step(AGAINST, []).value.kind is StepKind.APPROVE_ORDER


def test_the_gavel_confirms_what_the_chair_found():
    ruling = run(AGAINST, "reject", "klubba")

    assert (results(ruling), ruling.value.settled[0].how) == ({"main": "reject"}, How.ACCLAMATION)
    assert ruling.value.step.kind is StepKind.DONE


def test_a_vote_between_two_has_the_found_as_yes():
    step = run(AGAINST, "reject", "vote").value.step

    assert (step.kind, step.yes.key, step.no.key) == (StepKind.VOTE, "reject", "base")


def test_yes_may_mean_the_other_of_two():
    history = [
        OrderApproved((1,)),
        Found("main/1/find", "reject"),
        VoteRequested("main/1/confirm", "M1", yes="base"),
    ]
    step = next_step(AGAINST, history).value
    assert (step.yes.key, step.no.key) == ("base", "reject")


def test_a_vote_on_a_lone_proposal_is_against_its_rejection():
    step = run(PLAIN, "base", "vote").value.step

    assert (step.yes.text, step.no.text) == ("bifall till nämndens förslag", "avslag")


@pytest.mark.parametrize(
    ("tally", "winner"),
    [(Tally(9, 8, 3), "base"), (Tally(8, 9), "reject"), (Tally(0, 1), "reject")],
)
def test_the_majority_of_the_votes_wins(tally, winner):
    [settled] = run(AGAINST, "base", "vote", tally).value.settled

    assert (settled.winner.key, settled.how) == (winner, How.VOTE)
    assert settled.votes[0].decided_by is DecidedBy.MAJORITY


def test_with_three_the_rest_are_tried_for_the_counter_proposal():
    step = run(THREE, "base", "vote").value.step

    assert (step.kind, step.for_counter) == (StepKind.FIND, True)
    assert [each.key for each in step.alternatives] == ["p1", "p2"]


def test_the_counter_proposal_may_be_chosen_by_acclamation():
    step = run(THREE, "base", "vote", "p2", "klubba").value.step

    assert (step.yes.key, step.no.key, step.for_counter) == ("base", "p2", False)


def test_with_four_the_rounds_go_on_until_one_is_left():
    steps = run(FOUR, "base", "vote", "p1", "vote", "reject", "vote", Tally(3, 4), Tally(2, 5))
    final = steps.value.step

    assert (final.yes.key, final.no.key) == ("base", "p2")
    assert results(run(FOUR, "p2", "vote", "base", "klubba", Tally(1, 2))) == {"main": "base"}


def test_every_vote_keeps_what_yes_and_no_meant():
    script = ("base", "vote", "p1", "vote", "reject", "vote", Tally(3, 4), Tally(2, 5), Tally(9, 1))
    [settled] = run(FOUR, *script).value.settled

    assert [(v.yes.key, v.no.key, v.winner.key, v.for_counter) for v in settled.votes] == [
        ("reject", "p2", "p2", True),
        ("p1", "p2", "p2", True),
        ("base", "p2", "base", False),
    ]


def test_the_goteborg_votes_are_replayed():
    settled = replay(GOTEBORG, GOTEBORG_EVENTS).value.settled
    counts = [(v.tally.yes, v.tally.no, v.winner.key) for s in settled for v in s.votes]

    assert counts == [(9, 29, "p2"), (43, 29, "base"), (38, 43, "reject")]


def test_the_harryda_votes_are_replayed():
    first, second = replay(HARRYDA, HARRYDA_EVENTS).value.settled

    assert (first.winner.key, first.deferral) == ("today", DeferralOutcome.DECIDED_TODAY)
    assert (first.votes[0].tally, second.how) == (Tally(35, 12, 3), How.ACCLAMATION)


@pytest.mark.parametrize("yes", ["p1", "p2", "reject"])
def test_the_main_proposal_of_three_cannot_be_another_than_the_found(yes):
    history = [
        OrderApproved((1, 2)),
        Found("main/1/find", "base"),
        VoteRequested("main/1/confirm", "M1", yes=yes),
        Found("main/2/find", "p1"),
        Gavel("main/2/confirm"),
    ]
    with pytest.raises(ValueError, match="Ja ska betyda huvudförslaget"):
        replay(THREE, history)


def test_a_tie_waits_for_the_chair():
    ruling = run(AGAINST, "base", "vote", Tally(6, 6, 1))

    assert (ruling.value.step.kind, ruling.value.step.key) == (
        StepKind.CASTING_VOTE,
        "main/1/vote/chair",
    )
    assert "utslagsröst" in told(ruling)


@pytest.mark.parametrize(("ballot", "winner"), [(YES, "base"), (NO, "reject")])
def test_the_chairs_vote_settles_the_tie(ballot, winner):
    [settled] = run(AGAINST, "base", "vote", Tally(6, 6, 1), ballot).value.settled

    assert (settled.winner.key, settled.votes[0].decided_by) == (winner, DecidedBy.CASTING_VOTE)
    assert settled.votes[0].tally == Tally(6, 6, 1, ballot)


def test_a_chair_who_abstained_moves_to_a_side():
    [settled] = run(AGAINST, "base", "vote", Tally(6, 6, 1, Ballot.ABSTAIN), NO).value.settled

    assert settled.votes[0].counted == Tally(6, 6, 1, Ballot.ABSTAIN)
    assert (settled.votes[0].tally, settled.winner.key) == (Tally(6, 7, 0, NO), "reject")
    assert "Ordföranden avstod men måste rösta" in told(settled)


def test_the_chair_cannot_abstain_from_settling_a_tie():
    with pytest.raises(ValueError, match="måste rösta ja eller nej"):
        run(AGAINST, "base", "vote", Tally(6, 6, 1), Ballot.ABSTAIN)


@pytest.mark.parametrize("kind", [MatterKind.ELECTION, MatterKind.EMPLOYMENT])
def test_a_tie_in_an_election_or_employment_goes_to_the_lot(kind):
    matter = Matter(BASE, AGAINST.proposals, kind=kind)
    waiting = run(matter, "base", "vote", Tally(5, 5, chair=YES)).value.step
    [settled] = run(matter, "base", "vote", Tally(5, 5), NO).value.settled

    assert (waiting.kind, waiting.is_closed) == (StepKind.LOT, True)
    assert (settled.winner.key, settled.votes[0].decided_by) == ("reject", DecidedBy.LOT)


def test_the_lot_falls_on_a_side():
    matter = Matter(BASE, AGAINST.proposals, kind=MatterKind.ELECTION)

    with pytest.raises(ValueError, match="Lotten faller på ja eller nej"):
        run(matter, "base", "vote", Tally(5, 5), Ballot.ABSTAIN)


@pytest.mark.parametrize("found", ["today", "defer"])
def test_yes_is_always_for_deciding_today(found):
    step = run(BACK, found, "vote").value.step

    assert (step.yes.text, step.no.text) == (
        "att ärendet avgörs i dag",
        "att ärendet återremitteras",
    )


@pytest.mark.parametrize(
    ("body", "earlier", "winner", "how", "ground"),
    [
        (Body.COUNCIL, False, "defer", How.MINORITY, DeferralOutcome.MINORITY),
        (Body.COUNCIL, True, "today", How.VOTE, DeferralOutcome.DECIDED_TODAY),
        (Body.BOARD, False, "today", How.VOTE, DeferralOutcome.DECIDED_TODAY),
    ],
)
def test_a_third_defers_in_the_council_once(body, earlier, winner, how, ground):
    matter = Matter(BASE, BACK.proposals, body=body, earlier_minority=earlier)
    first = run(matter, "today", "vote", Tally(43, 38)).value.settled[0]

    assert (first.winner.key, first.how, first.deferral) == (winner, how, ground)


def test_a_majority_defers_and_the_rest_falls():
    value = run(BACK, "defer", "vote", Tally(40, 41)).value

    assert (value.settled[0].deferral, value.settled[0].how) == (DeferralOutcome.MAJORITY, How.VOTE)
    assert [each.key for each in value.fallen] == ["main"]
    assert (value.deferred, value.step.kind) == (value.settled[0], StepKind.DONE)


@pytest.mark.parametrize(("found", "deferral"), [("defer", "MAJORITY"), ("today", "DECIDED_TODAY")])
def test_a_deferral_by_acclamation_is_the_majoritys(found, deferral):
    first = run(BACK, found, "klubba").value.settled[0]

    assert (first.how, first.deferral) == (How.ACCLAMATION, DeferralOutcome[deferral])


def test_a_third_may_ask_without_a_vote():
    ruling = run(BACK, "today", (17, 50))

    assert (ruling.value.deferred.how, results(ruling)) == (
        How.MINORITY,
        {"referral_back": "defer"},
    )
    assert "17 av 50 närvarande begär det: minst en tredjedel, 17." in told(ruling)


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ({}, "16 av 50 närvarande begär det: färre än 17."),
        ({"body": Body.BOARD}, "I nämnd har en minoritet ingen rätt att skjuta upp."),
        ({"earlier_minority": True}, "Ärendet har redan skjutits upp av en minoritet"),
        ({"kind": MatterKind.ELECTION}, "Ett val skjuts upp bara med enkel majoritet."),
    ],
)
def test_a_request_that_is_not_enough_leaves_the_step_where_it_was(terms, text):
    ruling = run(Matter(BASE, BACK.proposals, **terms), "today", (16, 50))

    assert ruling.value.step.kind is StepKind.CONFIRM
    assert text in told(ruling)
    assert "kan begära omröstning" in told(ruling)


def test_a_refused_request_is_told_only_while_it_is_the_last_that_happened():
    assert "16 av 50" not in told(run(BACK, "today", (16, 50), "vote"))


def test_a_request_by_more_than_half_is_doubted():
    assert "Mer än hälften begär det" in told(run(BACK, "today", (26, 50)))
    assert "Mer än hälften begär det" not in told(run(BACK, "today", (25, 50)))


@pytest.mark.parametrize("counts", [(-1, 50), (51, 50), (0, 0)])
def test_a_request_by_more_than_are_present_is_refused(counts):
    with pytest.raises(ValueError, match="de närvarande"):
        run(BACK, "today", counts)


def test_nobody_has_a_minoritys_right_to_the_main_question():
    with pytest.raises(ValueError, match="Mötet är vid steget main/1/confirm"):
        run(AGAINST, "base", (17, 50))


@pytest.mark.parametrize(("requesters", "how"), [(17, How.MINORITY), (16, How.VOTE)])
def test_those_who_asked_count_also_when_fewer_voted_so(requesters, how):
    history = [
        OrderApproved((1, 2)),
        Found("referral_back/1/find", "today"),
        VoteRequested("referral_back/1/confirm"),
        Voted("referral_back/1/vote", Tally(30, 3, 17), requesters=requesters),
    ]
    assert replay(BACK, history).value.settled[0].how is how


@pytest.mark.parametrize(
    ("body", "ballot", "ground"),
    [
        (Body.COUNCIL, NO, DeferralOutcome.MAJORITY),
        (Body.COUNCIL, YES, DeferralOutcome.MINORITY),
        (Body.BOARD, NO, DeferralOutcome.MAJORITY),
        (Body.BOARD, YES, DeferralOutcome.DECIDED_TODAY),
    ],
)
def test_a_tie_on_a_deferral_asks_for_the_chairs_side(body, ballot, ground):
    matter = Matter(BASE, BACK.proposals, body=body)
    assert run(matter, "today", "vote", Tally(6, 6)).value.step.kind is StepKind.CASTING_VOTE

    first = run(matter, "today", "vote", Tally(6, 6), ballot).value.settled[0]
    assert first.deferral is ground


def test_a_chair_may_abstain_where_a_third_defers_anyway():
    first = run(BACK, "today", "vote", Tally(6, 6, 1, Ballot.ABSTAIN)).value.settled[0]
    also = run(BACK, "today", "vote", Tally(6, 6, 1), Ballot.ABSTAIN).value.settled[0]

    assert (first.deferral, also.deferral) == (DeferralOutcome.MINORITY, DeferralOutcome.MINORITY)


def test_a_chair_of_a_board_must_take_a_side_on_a_deferral():
    matter = Matter(BASE, BACK.proposals, body=Body.BOARD)
    waiting = run(matter, "today", "vote", Tally(6, 6, 1, Ballot.ABSTAIN)).value.step

    assert waiting.kind is StepKind.CASTING_VOTE
    with pytest.raises(ValueError, match="måste rösta ja eller nej"):
        run(matter, "today", "vote", Tally(6, 6, 1, Ballot.ABSTAIN), Ballot.ABSTAIN)


@pytest.mark.parametrize(
    ("ballot", "ground"), [(NO, DeferralOutcome.MAJORITY), (YES, DeferralOutcome.DECIDED_TODAY)]
)
def test_a_tie_on_deferring_an_election_goes_to_the_lot(ballot, ground):
    matter = Matter(BASE, BACK.proposals, kind=MatterKind.ELECTION)
    assert run(matter, "today", "vote", Tally(6, 6)).value.step.kind is StepKind.LOT

    assert run(matter, "today", "vote", Tally(6, 6), ballot).value.settled[0].deferral is ground


def test_a_referral_for_opinion_is_settled_by_majority_alone():
    matter = Matter(BASE, (moved(1, K.REFERRAL),))

    assert results(run(matter, "today", "vote", Tally(43, 38)))["referral:1"] == "today"
    assert run(matter, "today", "vote", Tally(38, 43)).value.deferred is not None


def test_an_adjournment_lets_the_matter_go_on():
    value = run(Matter(BASE, (moved(1, K.ADJOURNMENT),)), "approve", "klubba").value

    assert (value.deferred, value.step.key) == (None, "main/1/find")


def test_a_tabled_matter_comes_back_at_the_councils_next_meeting():
    matter = Matter(BASE, (moved(1, K.TABLING),))

    assert "nästa sammanträde" in told(run(matter, "defer", "klubba"))
    assert "nästa sammanträde" not in told(run(BACK, "defer", "klubba"))


def test_points_fall_when_the_base_has_lost():
    matter = Matter(BASE, (moved(1, K.REJECTION), moved(2, K.AMENDMENT, point=1)), points=2)

    assert [each.key for each in run(matter, "reject", "klubba").value.fallen] == ["point:1"]
    assert run(matter, "base", "klubba").value.step.key == "point:1/1/find"


def test_an_addition_to_a_proposal_that_lost_falls():
    matter = Matter(BASE, (moved(1, K.AMENDMENT), moved(2, K.ADDITION, target=1)))

    assert [each.key for each in run(matter, "base", "klubba").value.fallen] == ["addition:2"]
    assert run(matter, "p1", "klubba").value.step.key == "addition:2/1/find"


def test_an_addition_to_a_change_of_a_fallen_point_falls_too():
    change = (moved(1, K.AMENDMENT, point=1), moved(2, K.ADDITION, target=1))
    matter = Matter(BASE, (*change, moved(3, K.REJECTION)), points=1)

    fallen = run(matter, "reject", "klubba").value.fallen
    assert [each.key for each in fallen] == ["point:1", "addition:2"]


def test_a_changed_set_of_proposals_needs_all_to_agree():
    later = Matter(BASE, (*AGAINST.proposals, moved(2, K.AMENDMENT)))
    step = next_step(later, [OrderApproved((1,))]).value

    assert (step.kind, step.needs_unanimity) == (StepKind.APPROVE_ORDER, True)
    agreed = [OrderApproved((1,)), OrderApproved((1, 2), is_unanimous=True)]
    assert next_step(later, agreed).value.key == "main/1/find"


def test_a_change_that_not_all_agreed_to_is_refused():
    later = Matter(BASE, (*AGAINST.proposals, moved(2, K.AMENDMENT)))

    with pytest.raises(ValueError, match="bara om alla är ense"):
        replay(later, [OrderApproved((1,)), OrderApproved((1, 2))])


@pytest.mark.parametrize(
    ("history", "text"),
    [
        ([Gavel("main/1/confirm")], "Mötet är vid steget main/1/find, inte main/1/confirm."),
        ([Gavel("main/1/find")], "Mötet är vid steget main/1/find"),
        ([Found("main/1/find", "p9")], "Sakfrågan: p9 är inget av förslagen."),
        (
            [Found("main/1/find", "base"), Found("main/1/confirm", "base")],
            "Mötet är vid steget main/1/confirm",
        ),
        (
            [
                Found("main/1/find", "base"),
                VoteRequested("main/1/confirm"),
                Gavel("main/1/vote"),
            ],
            "Mötet är vid steget main/1/vote",
        ),
        (
            [Found("main/1/find", "base"), Gavel("main/1/confirm"), Gavel("done")],
            "Ärendet är avgjort: inget steg återstår.",
        ),
    ],
)
def test_an_event_for_another_step_is_refused(history, text):
    with pytest.raises(ValueError) as refused:
        replay(PLAIN, history)
    assert str(refused.value).startswith(text)


def test_the_winner_cannot_be_its_own_counter_proposal():
    with pytest.raises(ValueError, match="prövas inte i det här steget"):
        run(THREE, "base", "vote", "base")


@given(meetings())
def test_every_question_is_settled_or_fallen_and_never_both(meeting):
    matter, history = meeting
    value = replay(matter, history).value

    done = [each.question.key for each in value.settled] + [each.key for each in value.fallen]
    assert len(done) == len(set(done))
    assert value.step.kind is StepKind.DONE


@given(meetings())
def test_a_history_cut_short_tells_a_beginning_of_the_same(meeting):
    matter, history = meeting
    whole = replay(matter, history).value

    for length in range(1, len(history)):
        part = replay(matter, history[:length]).value
        assert part.settled == whole.settled[: len(part.settled)]


@given(meetings())
def test_a_question_has_at_most_one_vote_less_than_its_proposals(meeting):
    for settled in replay(*meeting).value.settled:
        standing = max(2, len(settled.question.alternatives))
        assert len(settled.votes) <= standing - 1


@given(meetings())
def test_the_last_vote_is_won_by_the_decision(meeting):
    for settled in replay(*meeting).value.settled:
        if settled.votes:
            assert settled.votes[-1].winner == settled.winner
            assert not settled.votes[-1].for_counter


@given(meetings())
def test_nobody_wins_against_the_count_but_a_minority_that_defers(meeting):
    for settled in replay(*meeting).value.settled:
        for vote in settled.votes:
            won, lost = vote.tally.yes, vote.tally.no
            if vote.outcome is NO:
                won, lost = lost, won
            assert won >= lost or settled.how is How.MINORITY


def test_a_step_is_told_in_full():
    assert in_full(run(THREE, "base", "vote", "p1")) == [
        "Begär någon omröstning hålls den; annars befäster ordföranden med klubbslag. "
        "[5 kap. 53 § kommunallagen (2017:725)]",
    ]
    assert in_full(run(THREE, "base"))[-1] == (
        "Blir det omröstning är det förslag som ordföranden fann ha vunnit huvudförslag; det valet "
        "kan inte prövas. Det är praxis, inte lag."
    )
    assert in_full(run(THREE, "base", "vote", "p1", "klubba")) == [
        "Omröstningen är öppen. [5 kap. 54 § kommunallagen (2017:725)]",
        "Huvudomröstning. Ja för bifall till nämndens förslag. "
        "Nej för bifall till yrkandet från M1.",
    ]


def test_a_closed_ballot_says_why():
    matter = Matter(BASE, AGAINST.proposals, kind=MatterKind.ELECTION)

    assert "Omröstningen är sluten" in told(run(matter, "base", "vote"))


def test_an_old_meeting_is_remarked_once_for_each_section():
    matter = Matter(BASE, AGAINST.proposals, day=date(2017, 5, 1))
    remarks = run(matter, "base", "vote", Tally(2, 1)).remarks

    assert len(remarks) == len(set(remarks)) == 2


def test_a_minority_asks_once_more_after_a_refusal():
    refused = MinorityRequested("referral_back/1/confirm", 1, 50)
    enough = MinorityRequested("referral_back/1/confirm", 20, 50)
    history = [OrderApproved((1, 2)), Found("referral_back/1/find", "today"), refused, enough]

    assert replay(BACK, history).value.deferred is not None
