"""The tables of steps of referrals, queues and participations, and what follows from them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions import participation, proposal, queue, referral
from samverk.rules.interventions.clock import Pause, wait
from samverk.rules.interventions.consent import GivenConsent, Purpose, Receiver, consent_holds
from samverk.rules.interventions.eligibility import (
    AgeRule,
    Candidate,
    PlaceRule,
    TestDay,
    age_on,
    try_candidate,
)
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent as PE  # noqa: N817
from samverk.rules.interventions.participation import ParticipationState as PS  # noqa: N817
from samverk.rules.interventions.participation import Reactivation, may_reactivate
from samverk.rules.interventions.proposal import ProposalEvent, ProposalState
from samverk.rules.interventions.queue import InLine, in_order, may_offer
from samverk.rules.interventions.queue import QueueEvent as QE  # noqa: N817
from samverk.rules.interventions.queue import QueueState as QS  # noqa: N817
from samverk.rules.interventions.referral import ReferralEvent as RE  # noqa: N817
from samverk.rules.interventions.referral import ReferralState as RS  # noqa: N817

R, T, W, C, P, S = (
    Hand.REFERRER,
    Hand.RECEIVER,
    Hand.CASE_WORKER,
    Hand.COORDINATOR,
    Hand.PARTICIPANT,
    Hand.SYSTEM,
)
# Written out once more on purpose: a change of the table must be made in two places
Table = dict[Any, tuple[Any, set[Hand]]]
REFERRAL: Table = {
    (None, RE.CREATE): (RS.DRAFT, {R}),
    (RS.DRAFT, RE.SUBMIT): (RS.SUBMITTED, {R}),
    (RS.SUBMITTED, RE.TAKE_UP): (RS.UNDER_ASSESSMENT, {T}),
    (RS.SUBMITTED, RE.WARN): (RS.SUBMITTED, {S}),
    (RS.SUBMITTED, RE.LAPSE): (RS.LAPSED, {S}),
    (RS.SUBMITTED, RE.WITHDRAW): (RS.WITHDRAWN, {R, P, S}),
    (RS.UNDER_ASSESSMENT, RE.ASK): (RS.INCOMPLETE, {T}),
    (RS.UNDER_ASSESSMENT, RE.ACCEPT): (RS.ACCEPTED, {T}),
    (RS.UNDER_ASSESSMENT, RE.RETURN): (RS.RETURNED, {T}),
    (RS.UNDER_ASSESSMENT, RE.REDIRECT): (RS.REDIRECTED, {T}),
    (RS.UNDER_ASSESSMENT, RE.WITHDRAW): (RS.WITHDRAWN, {R, P, S}),
    (RS.INCOMPLETE, RE.ANSWER): (RS.UNDER_ASSESSMENT, {R}),
    (RS.INCOMPLETE, RE.WITHDRAW): (RS.WITHDRAWN, {R, P, S}),
    (RS.ACCEPTED, RE.UNSHARE): (RS.ACCEPTED, {R, P, S}),
    (RS.REDIRECTED, RE.UNSHARE): (RS.REDIRECTED, {R, P, S}),
    **{(one, RE.ASK_MOVE): (one, {T, C}) for one in (RS.UNDER_ASSESSMENT, RS.ACCEPTED)},
    **{(one, RE.LET_MOVE): (one, {R}) for one in (RS.UNDER_ASSESSMENT, RS.ACCEPTED)},
    **{(one, RE.REFUSE_MOVE): (one, {R}) for one in (RS.UNDER_ASSESSMENT, RS.ACCEPTED)},
    **{(one, RE.ASSIGN): (one, {T}) for one in (RS.UNDER_ASSESSMENT, RS.INCOMPLETE)},
    (RS.ACCEPTED, RE.TRANSFER): (RS.REDIRECTED, {C}),
    (RS.REDIRECTED, RE.COME_BACK): (RS.SUBMITTED, {R}),
    **{(one, RE.CORRECT): (RS.ENTERED_IN_ERROR, {C}) for one in RS if one != RS.ENTERED_IN_ERROR},
}
QUEUE: Table = {
    (None, QE.JOIN): (QS.WAITING, {S}),
    **{
        (one, QE.JOIN_AGAIN): (one, {S}) for one in (QS.WAITING, QS.PAUSED, QS.OFFERED, QS.STARTING)
    },
    (QS.WAITING, QE.PAUSE): (QS.PAUSED, {T, R, S}),
    (QS.PAUSED, QE.RESUME): (QS.WAITING, {T, R}),
    (QS.WAITING, QE.RECONFIRM): (QS.WAITING, {T, R}),
    (QS.WAITING, QE.OFFER): (QS.OFFERED, {T}),
    (QS.OFFERED, QE.ACCEPT): (QS.STARTING, {P, R, T}),
    (QS.OFFERED, QE.DECLINE): (QS.WAITING, {P, R, T}),
    (QS.OFFERED, QE.NO_ANSWER): (QS.WAITING, {S}),
    (QS.OFFERED, QE.NO_ANSWER_AGAIN): (QS.REMOVED, {S}),
    (QS.OFFERED, QE.TAKE_BACK): (QS.WAITING, {T, S}),
    **{
        (one, QE.TRANSFER): (QS.TRANSFERRED, {C})
        for one in (QS.WAITING, QS.PAUSED, QS.OFFERED, QS.STARTING)
    },
    **{
        (one, QE.REMOVE): (QS.REMOVED, {T})
        for one in (QS.WAITING, QS.PAUSED, QS.OFFERED, QS.STARTING)
    },
    **{(one, QE.LEAVE): (QS.REMOVED, {R}) for one in (QS.WAITING, QS.PAUSED, QS.OFFERED)},
    (QS.STARTING, QE.START): (QS.STARTED, {W}),
    (QS.STARTING, QE.NO_SHOW): (QS.REMOVED, {W, C}),
    **{(one, QE.CORRECT): (QS.ENTERED_IN_ERROR, {C}) for one in QS if one != QS.ENTERED_IN_ERROR},
}
PARTICIPATION: Table = {
    (None, PE.PLAN): (PS.PLANNED, {S}),
    (PS.PLANNED, PE.START): (PS.ACTIVE, {W}),
    (PS.PLANNED, PE.NO_SHOW): (PS.NEVER_STARTED, {W, C, S}),
    (PS.ACTIVE, PE.INTERRUPT): (PS.INTERRUPTED, {W}),
    (PS.INTERRUPTED, PE.RESUME): (PS.ACTIVE, {W}),
    (PS.ACTIVE, PE.CHANGE): (PS.ACTIVE, {W, R}),
    (PS.INTERRUPTED, PE.CHANGE): (PS.INTERRUPTED, {R}),
    (PS.ACTIVE, PE.COMPLETE): (PS.COMPLETED, {W}),
    (PS.ACTIVE, PE.END_EARLY): (PS.ENDED_EARLY, {W, P, C}),
    (PS.INTERRUPTED, PE.END_EARLY): (PS.ENDED_EARLY, {W, P, C}),
    (PS.COMPLETED, PE.REACTIVATE): (PS.ACTIVE, {W}),
    (PS.ENDED_EARLY, PE.REACTIVATE): (PS.ACTIVE, {W}),
    **{(one, PE.ASSIGN): (one, {W, C}) for one in (PS.PLANNED, PS.ACTIVE, PS.INTERRUPTED)},
    **{(one, PE.CORRECT): (PS.ENTERED_IN_ERROR, {C}) for one in PS if one != PS.ENTERED_IN_ERROR},
}
PROPOSAL: Table = {
    (None, ProposalEvent.PROPOSE): (ProposalState.OPEN, {W}),
    (ProposalState.OPEN, ProposalEvent.APPROVE): (ProposalState.APPROVED, {R}),
    (ProposalState.OPEN, ProposalEvent.REJECT): (ProposalState.REJECTED, {R}),
    (ProposalState.OPEN, ProposalEvent.WITHDRAW): (ProposalState.WITHDRAWN, {W, S}),
    (ProposalState.OPEN, ProposalEvent.REPLACE): (ProposalState.REPLACED, {W}),
}
TABLES = {
    "proposal": (proposal.proposal_step, ProposalState, ProposalEvent, PROPOSAL),
    "referral": (referral.referral_step, RS, RE, REFERRAL),
    "queue": (queue.queue_step, QS, QE, QUEUE),
    "participation": (participation.participation_step, PS, PE, PARTICIPATION),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_step_that_is_not_in_the_table_is_refused_with_a_reason(name):
    step, states, events, table = TABLES[name]
    tried = list(itertools.product([None, *states], events, Hand))
    for state, event, hand in tried:
        to, hands = table.get((state, event), (None, set()))
        answer = step(state, event, hand)
        assert answer.value == (to if hand in hands else None), (state, event, hand)
        assert answer.reasons[0].text
    assert len(tried) == (len(states) + 1) * len(events) * len(Hand)


def test_the_federation_takes_no_step_with_a_person():
    assert not any("förbund" in hand.value for hand in Hand)


line = st.builds(
    InLine,
    st.integers(0, 2),
    st.dates(date(2024, 1, 1), date(2024, 1, 5)),
    st.integers(1, 10_000),
)


@given(st.lists(line, min_size=1, max_size=20, unique_by=lambda one: one.number), st.randoms())
def test_the_order_does_not_depend_on_how_it_is_told(waiting, random):
    told = list(waiting)
    random.shuffle(told)
    ordered = in_order(told)
    assert ordered == in_order(waiting)
    assert may_offer(ordered[0], told, "").value
    for later in ordered[1:]:
        assert not may_offer(later, told, " ").value
        assert may_offer(later, told, "Bor närmast").value


def test_priority_comes_before_time_and_time_before_number():
    old, new = date(2024, 1, 1), date(2024, 2, 1)
    line = [InLine(1, old, 1), InLine(0, new, 9), InLine(0, old, 8), InLine(0, old, 3)]
    assert [one.number for one in in_order(line)] == [3, 8, 9, 1]


START = date(2024, 1, 1)
days = st.integers(0, 300).map(lambda n: START + timedelta(days=n))
pauses = st.lists(
    st.tuples(days, st.one_of(st.none(), days)).map(
        lambda pair: Pause(pair[0], max(pair[0], pair[1]) if pair[1] else None)
    ),
    max_size=6,
)


@given(pauses, st.integers(0, 200))
def test_each_paused_day_is_left_out_once(paused, length):
    stop = START + timedelta(days=length)
    found = wait(START, stop, paused).value
    by_day = sum(
        not any(p.from_date <= day and (p.to_date is None or day < p.to_date) for p in paused)
        for day in (START + timedelta(days=n) for n in range(length))
    )
    assert (found.total, found.adjusted) == (length, by_day)


def test_a_wait_over_the_clock_change_is_counted_in_days():
    assert wait(date(2024, 3, 30), date(2024, 4, 1)).value.total == 2
    with pytest.raises(ValueError):
        wait(date(2024, 1, 2), date(2024, 1, 1))


def test_age_of_one_born_on_a_leap_day():
    born = date(2000, 2, 29)
    assert age_on(born, date(2018, 2, 28)) == 17
    assert age_on(born, date(2018, 3, 1)) == 18
    assert age_on(born, date(2020, 2, 28)) == 19
    assert age_on(born, date(2020, 2, 29)) == 20
    with pytest.raises(ValueError):
        age_on(born, date(2000, 2, 28))


YOUNG = AgeRule(18, 29, TestDay.OFFER, date(2020, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2020, 3, 14), True),
        (date(2020, 3, 15), False),
        (date(2019, 12, 31), True),
        (date(2024, 1, 1), True),
    ],
)
def test_a_rule_holds_on_its_own_days_and_ages_are_both_included(day, fits):
    found = try_candidate(Candidate(date(1990, 3, 15), None), [YOUNG], TestDay.OFFER, day)
    assert found.value.fits is fits
    assert found.value.blocks is (not fits)
    assert try_candidate(Candidate(None, None), [YOUNG], TestDay.REFERRAL, day).value.fits


def test_what_is_not_known_is_unknown_and_blocks_until_it_is():
    nobody = Candidate(None, None)
    here = PlaceRule(frozenset({"Lerum"}), TestDay.OFFER, date(2020, 1, 1))
    warns = AgeRule(18, None, TestDay.OFFER, date(2020, 1, 1), blocks=False)
    day = date(2021, 1, 1)
    assert try_candidate(nobody, [here], TestDay.OFFER, day).value.fits is None
    assert try_candidate(nobody, [here], TestDay.OFFER, day).value.blocks
    assert not try_candidate(nobody, [warns], TestDay.OFFER, day).value.blocks
    away = try_candidate(Candidate(None, "Partille"), [here], TestDay.OFFER, day)
    assert (away.value.fits, "Partille" in away.reasons[0].text) == (False, True)


GIVEN = GivenConsent(
    Purpose.INFORMATION_EXCHANGE, frozenset({1}), date(2024, 1, 1), None, date(2024, 3, 1)
)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2023, 12, 31), False), (date(2024, 2, 29), True), (date(2024, 3, 1), False)],
)
def test_a_consent_holds_until_it_is_taken_back(day, holds):
    lerum = Receiver(1, "Lerum")
    found = consent_holds((GIVEN,), Purpose.INFORMATION_EXCHANGE, lerum, day)
    assert found.value is holds
    # Another organisation may have the same name
    for purpose, receiver in ((Purpose.SURVEY, lerum), (GIVEN.purpose, Receiver(2, "Lerum"))):
        assert not consent_holds((GIVEN,), purpose, receiver, day).value


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        (Reactivation(date(2024, 1, 1), date(2024, 1, 31), "Orkar igen", False), True),
        (Reactivation(date(2024, 1, 1), date(2024, 2, 1), "Orkar igen", False), False),
        (Reactivation(date(2024, 1, 1), date(2024, 1, 2), " ", False), False),
        (Reactivation(date(2024, 1, 1), date(2024, 1, 2), "Orkar igen", True), False),
    ],
)
def test_an_ended_participation_goes_on_within_thirty_days(asked, may):
    assert may_reactivate(asked).value is may
