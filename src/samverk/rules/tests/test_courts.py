"""What courts have done counts day by day: annulled, undone by a higher court, annulled anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.appeal import AppealKind
from samverk.rules.courts import (
    CourtAct,
    CourtActKind,
    annulled_since,
    appealed_since,
    is_annulled_by_court,
    latest_in_court,
)
from samverk.rules.force import (
    ForceFacts,
    ForceState,
    Repeal,
    StandingFacts,
    StandingState,
    legal_force,
    standing,
)
from samverk.rules.tests.judgments import in_court
from samverk.rules.tests.texts import told

DECIDED, ANNULLED, UPHELD = date(2021, 5, 26), date(2022, 2, 1), date(2022, 9, 15)
ANEW = date(2023, 4, 3)
# Through three courts: appealed, annulled, undone by the second, annulled by the third.
THREE_COURTS = (
    *in_court(appealed=DECIDED, annulled=ANNULLED, upheld=UPHELD),
    *in_court(annulled=ANEW),
)
DAY = timedelta(days=1)
ACTS = st.lists(
    st.builds(
        CourtAct, st.sampled_from(CourtActKind), st.dates(date(2021, 1, 1), date(2021, 1, 9))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("acts", "day", "expected"),
    [
        ((), UPHELD, False),
        (in_court(annulled=ANNULLED), ANNULLED - DAY, False),
        (in_court(annulled=ANNULLED), ANNULLED, True),
        (in_court(annulled=ANNULLED, upheld=UPHELD), UPHELD - DAY, True),
        (in_court(annulled=ANNULLED, upheld=UPHELD), UPHELD, False),
        (in_court(upheld=date(2022, 1, 10), annulled=ANNULLED), UPHELD, True),
        (in_court(annulled=ANNULLED, upheld=ANNULLED), UPHELD, True),
        (in_court(upheld=UPHELD), UPHELD, False),
        (in_court(annulled=ANNULLED, annulment_stands=UPHELD), UPHELD, True),
        (in_court(annulment_stands=UPHELD), UPHELD, True),
        (in_court(upheld=UPHELD, annulment_stands=UPHELD), UPHELD, True),
        ((*THREE_COURTS, *in_court(annulment_stands=ANEW + DAY)), date.max, True),
    ],
)
def test_an_annulment_lasts_until_it_is_undone(acts, day, expected):
    assert is_annulled_by_court(acts, day) is expected


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (ANNULLED - DAY, None),
        (ANNULLED, ANNULLED),
        (UPHELD - DAY, ANNULLED),
        (UPHELD, None),
        (ANEW - DAY, None),
        (ANEW, ANEW),
        (date.max, ANEW),
    ],
)
def test_a_decision_annulled_twice_is_told_right_on_every_day_between(day, since):
    assert annulled_since(THREE_COURTS, day) == since


def test_a_second_annulment_of_what_is_annulled_does_not_move_its_day():
    acts = (*in_court(annulled=ANNULLED), *in_court(annulled=UPHELD))

    assert annulled_since(acts, ANEW) == ANNULLED


def test_an_appeal_of_the_annulment_leaves_it_annulled():
    acts = in_court(annulled=ANNULLED, appealed=UPHELD)

    assert annulled_since(acts, ANEW) == ANNULLED
    assert appealed_since(acts, ANEW) is None


@pytest.mark.parametrize(
    ("last", "state", "told"),
    [
        ("upheld", ForceState.CONFIRMED, "Beslutet står fast: högre domstol ändrade upphävandet"),
        ("annulment_stands", ForceState.ANNULLED, "Domstol upphävde beslutet"),
    ],
)
def test_a_failed_appeal_of_the_annulment_does_not_bring_the_decision_back(last, state, told):
    courts = in_court(appealed=DECIDED, annulled=ANNULLED, **{last: UPHELD})
    ruling = legal_force(ForceFacts(AppealKind.LEGALITY_REVIEW, courts=courts), UPHELD)

    assert ruling.value.state is state
    assert ruling.reasons[0].text.startswith(told)


@pytest.mark.parametrize(
    ("day", "since"),
    [(DECIDED - DAY, None), (DECIDED, DECIDED), (UPHELD - DAY, DECIDED), (UPHELD, None)],
)
def test_an_appeal_waits_from_the_first_one_until_a_court_settles_it(day, since):
    acts = (*in_court(appealed=DECIDED, upheld=UPHELD), *in_court(appealed=ANNULLED))

    assert appealed_since(acts, day) == since


def test_an_appeal_after_the_last_one_failed_waits_anew():
    acts = in_court(upheld=UPHELD, appealed=ANEW)

    assert appealed_since(acts, ANEW) == ANEW


def test_an_appeal_settled_the_same_day_is_settled():
    assert appealed_since(in_court(appealed=UPHELD, upheld=UPHELD), UPHELD) is None


@given(ACTS, st.dates(date(2021, 1, 1), date(2021, 1, 9)))
def test_what_comes_later_and_in_which_order_it_is_told_does_not_matter(acts, day):
    known = [act for act in acts if act.day <= day]

    assert latest_in_court(acts[::-1], day) == latest_in_court(known, day)


@given(ACTS, st.dates(date(2021, 1, 1), date(2021, 1, 9)))
def test_an_annulled_decision_was_annulled_by_the_court_that_last_judged(acts, day):
    judged = [a for a in acts if a.day <= day and a.kind is not CourtActKind.APPEALED]
    last = max((act.day for act in judged), default=None)
    kinds = {act.kind for act in judged if act.day == last}

    annulling = {CourtActKind.ANNULLED, CourtActKind.ANNULMENT_STANDS}
    assert is_annulled_by_court(acts, day) is bool(kinds & annulling)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (ANNULLED - DAY, ForceState.APPEALED),
        (ANNULLED, ForceState.ANNULLED),
        (UPHELD, ForceState.CONFIRMED),
        (ANEW - DAY, ForceState.CONFIRMED),
        (ANEW, ForceState.ANNULLED),
    ],
)
def test_legal_force_follows_each_court_in_turn(day, state):
    facts = ForceFacts(AppealKind.LEGALITY_REVIEW, DECIDED, courts=THREE_COURTS)

    assert legal_force(facts, day).value.state is state


@pytest.mark.parametrize(
    ("day", "state", "since"),
    [
        (ANNULLED - DAY, StandingState.HOLDS, DECIDED),
        (ANNULLED, StandingState.ANNULLED, ANNULLED),
        (UPHELD - DAY, StandingState.ANNULLED, ANNULLED),
        (UPHELD, StandingState.HOLDS, DECIDED),
        (ANEW - DAY, StandingState.HOLDS, DECIDED),
        (ANEW, StandingState.ANNULLED, ANEW),
    ],
)
def test_a_decision_holds_between_its_annulments(day, state, since):
    value = standing(StandingFacts(DECIDED, courts=THREE_COURTS), day).value

    assert (value.state, value.since) == (state, since)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (ANNULLED, StandingState.HOLDS),
        (UPHELD, StandingState.REPEALED),
        (ANEW - DAY, StandingState.REPEALED),
        (ANEW, StandingState.HOLDS),
    ],
)
def test_a_repeal_counts_between_its_annulments(day, state):
    repeal = Repeal(date(2021, 12, 1), "KF § 200", courts=THREE_COURTS)

    assert standing(StandingFacts(DECIDED, repeals=(repeal,)), day).value.state is state


def test_a_void_repeal_is_remarked_on_with_the_day_that_counts():
    repeal = Repeal(date(2021, 12, 1), "KF § 200", courts=THREE_COURTS)
    facts = StandingFacts(DECIDED, repeals=(repeal,))

    assert "upphävde det den 1 februari 2022." in told(standing(facts, ANNULLED))
    assert "upphävde det den 3 april 2023." in told(standing(facts, ANEW))
