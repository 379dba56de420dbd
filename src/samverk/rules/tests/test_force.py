"""Whether a decision holds, and how far it has come to legal force, on any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.appeal import AppealKind
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

DECIDED = date(2025, 11, 26)
POSTED = date(2025, 12, 3)
LATER = date(2026, 3, 2)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def force(day, **facts):
    appeal = facts.pop("appeal", AppealKind.LEGALITY_REVIEW)
    return legal_force(ForceFacts(appeal, **({"decided": DECIDED} | facts)), day)


def state(day, **facts):
    return standing(StandingFacts(**({"decided": DECIDED} | facts)), day).value.state


def test_a_preparatory_decision_never_gains_legal_force():
    ruling = force(LATER, appeal=AppealKind.NOT_APPEALABLE, posted=POSTED)
    assert ruling.value.state is ForceState.NOT_APPLICABLE
    assert ruling.reasons[0].statute is not None


def test_before_it_is_taken_a_decision_has_no_appeal_time():
    assert force(DECIDED - timedelta(days=1)).value.state is ForceState.NOT_YET


@pytest.mark.parametrize(
    ("appeal", "word", "section"),
    [
        (AppealKind.LEGALITY_REVIEW, "anslagstavlan", "13 kap. 5 §"),
        (AppealKind.ADMINISTRATIVE, "parten", "44 §"),
    ],
)
def test_without_its_starting_day_legal_force_is_unknown_and_says_which_day(appeal, word, section):
    ruling = force(LATER, appeal=appeal)
    assert ruling.value.state is ForceState.UNKNOWN
    assert word in ruling.reasons[0].text
    assert ruling.reasons[0].statute.section == section


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 2), ForceState.UNKNOWN),
        (date(2025, 12, 3), ForceState.RUNNING),
        (date(2025, 12, 29), ForceState.RUNNING),
        (date(2025, 12, 30), ForceState.PRESUMED),
    ],
)
def test_a_posted_decision_runs_and_then_is_presumed_final(day, expected):
    assert force(day, posted=POSTED).value.state is expected


def test_the_posting_gives_the_last_day_and_the_day_after():
    value = force(LATER, posted=POSTED).value
    assert (value.last_day, value.presumed_from) == (date(2025, 12, 29), date(2025, 12, 30))


def test_a_notice_taken_down_early_counts_from_the_day_it_was():
    taken_down = date(2025, 12, 20)
    facts = {"posted": POSTED, "taken_down": taken_down}
    assert force(taken_down - timedelta(days=1), **facts).value.state is ForceState.RUNNING
    assert force(LATER, **facts).value.state is ForceState.NOT_RUN_OUT


def test_an_appeal_stops_legal_force_until_the_court_answers():
    appealed = date(2025, 12, 15)
    facts = {"posted": POSTED, "courts": in_court(appealed=appealed)}
    assert force(LATER, **facts).value.state is ForceState.APPEALED
    before = force(appealed - timedelta(days=1), **facts)
    assert before.value.state is ForceState.RUNNING


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("upheld", ForceState.CONFIRMED), ("annulled", ForceState.ANNULLED)],
)
def test_the_courts_answer_settles_it(answer, expected):
    courts = in_court(appealed=date(2025, 12, 15), **{answer: LATER})
    facts = {"posted": POSTED, "courts": courts}
    assert force(LATER, **facts).value.state is expected
    assert force(LATER - timedelta(days=1), **facts).value.state is ForceState.APPEALED


def test_a_confirmation_counts_from_its_own_day():
    confirmed = date(2026, 1, 7)
    assert force(confirmed, posted=POSTED, confirmed=confirmed).value.state is ForceState.CONFIRMED
    day_before = force(confirmed - timedelta(days=1), posted=POSTED, confirmed=confirmed)
    assert day_before.value.state is ForceState.PRESUMED


@given(posted=DAYS, day=DAYS, later=st.integers(0, 400))
def test_once_presumed_a_decision_nobody_appeals_stays_so(posted, day, later):
    facts = ForceFacts(AppealKind.LEGALITY_REVIEW, posted=posted)
    if legal_force(facts, day).value.state is ForceState.PRESUMED:
        then = legal_force(facts, day + timedelta(days=later))
        assert then.value.state is ForceState.PRESUMED


def test_a_decision_holds_from_its_day():
    assert state(DECIDED - timedelta(days=1)) is StandingState.NOT_YET
    assert state(DECIDED) is StandingState.HOLDS


@pytest.mark.parametrize(
    ("flag", "expected"),
    [("only_proposes", StandingState.PROPOSAL), ("only_notes", StandingState.NOTE)],
)
def test_what_decides_nothing_says_so_whatever_happens_later(flag, expected):
    repeals = (Repeal(LATER, "KF § 1"),)
    assert state(LATER, **{flag: True}, repeals=repeals) is expected


def test_a_repeal_counts_from_its_own_day():
    repeals = (Repeal(LATER, "KF § 7"),)
    assert state(LATER - timedelta(days=1), repeals=repeals) is StandingState.HOLDS
    ruling = standing(StandingFacts(DECIDED, repeals=repeals), LATER)
    assert (ruling.value.state, ruling.value.since) == (StandingState.REPEALED, LATER)
    assert "KF § 7" in ruling.reasons[0].text


def test_the_first_of_two_repeals_is_the_one_that_counts():
    repeals = (Repeal(LATER, "KF § 7"), Repeal(date(2026, 1, 28), "KF § 3"))
    assert standing(StandingFacts(DECIDED, repeals=repeals), LATER).value.since == date(2026, 1, 28)


def test_a_repeal_without_a_date_makes_the_status_unknown():
    ruling = standing(StandingFacts(DECIDED, repeals=(Repeal(None, "KS § 440"),)), LATER)
    assert ruling.value.state is StandingState.UNKNOWN
    assert "handling saknas" in ruling.reasons[0].text
    assert "KS § 440" in ruling.reasons[0].text


def test_a_decision_without_a_date_is_unknown_until_a_dated_repeal():
    assert state(LATER, decided=None) is StandingState.UNKNOWN
    repealed = state(LATER, decided=None, repeals=(Repeal(LATER, "KF § 7"),))
    assert repealed is StandingState.REPEALED


def test_a_repeal_that_a_court_has_annulled_falls_away_from_that_day():
    repeals = (Repeal(date(2026, 1, 28), "KF § 3", courts=in_court(annulled=LATER)),)
    assert state(LATER - timedelta(days=1), repeals=repeals) is StandingState.REPEALED
    ruling = standing(StandingFacts(DECIDED, repeals=repeals), LATER)
    assert ruling.value.state is StandingState.HOLDS
    assert "domstol" in ruling.remarks[0].text


def test_a_repealed_repeal_leaves_open_what_holds():
    repeals = (Repeal(date(2026, 1, 28), "KF § 3", repealed=LATER),)
    ruling = standing(StandingFacts(DECIDED, repeals=repeals), LATER)
    assert ruling.value.state is StandingState.UNKNOWN
    assert len(ruling.reasons) == 2


def test_a_court_can_annul_it():
    courts = in_court(annulled=LATER)
    assert state(LATER - timedelta(days=1), courts=courts) is StandingState.HOLDS
    assert state(LATER, courts=courts) is StandingState.ANNULLED


def test_a_decision_that_nobody_has_seen_is_remarked_on():
    seen, unseen = (
        standing(StandingFacts(DECIDED, cited_only=cited), LATER) for cited in (False, True)
    )
    assert seen.remarks == ()
    assert "hänvisar" in unseen.remarks[0].text


@given(decided=st.none() | DAYS, repealed=st.none() | DAYS, day=DAYS)
def test_every_standing_has_a_reason_and_never_holds_after_a_known_repeal(decided, repealed, day):
    ruling = standing(StandingFacts(decided, repeals=(Repeal(repealed, "KF § 1"),)), day)
    assert ruling.reasons
    if repealed is None or repealed <= day:
        assert ruling.value.state is not StandingState.HOLDS


def test_a_preparatory_decision_before_2018_remarks_on_the_section_not_read():
    ruling = force(date(2017, 6, 1), appeal=AppealKind.NOT_APPEALABLE)

    assert ruling.reasons[0].statute is None
    assert "13 kap. 2 §" in ruling.remarks[0].text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"courts": in_court(appealed=LATER)}, "överklagades den 2 mars 2026 och"),
        ({"courts": in_court(annulled=LATER)}, "upphävde beslutet den 2 mars 2026."),
        ({"courts": in_court(upheld=LATER)}, "slutligt den 2 mars 2026."),
        ({"confirmed": LATER}, "laga kraft den 2 mars 2026."),
    ],
)
def test_each_later_fact_is_told_with_its_day(facts, said):
    assert said in told(force(LATER, posted=POSTED, **facts))


def test_on_its_own_day_a_decision_is_taken_and_waits_for_its_posting():
    assert force(DECIDED).value.state is ForceState.UNKNOWN
    assert force(DECIDED - timedelta(days=1)).value.state is ForceState.NOT_YET


@pytest.mark.parametrize("labels", [("Å § 1", "A § 2"), ("A § 1", "Å § 2")])
def test_the_earliest_repeal_counts_whatever_it_is_called(labels):
    early, late = LATER, LATER + timedelta(days=30)
    repeals = (Repeal(late, labels[1]), Repeal(early, labels[0]))

    ruling = standing(StandingFacts(DECIDED, repeals=repeals), late)

    assert ruling.value.since == early
    assert ruling.reasons[0].text.startswith(labels[0])


def test_the_time_of_a_partys_appeal_counts_by_its_own_act():
    facts = ForceFacts(AppealKind.ADMINISTRATIVE, posted=date(2023, 11, 2))
    ruling = legal_force(facts, date(2023, 11, 24))
    assert ruling.value.state is ForceState.PRESUMED
    assert str(ruling.reasons[0].statute) == "44 § förvaltningslagen (2017:900)"


def test_of_several_repeals_without_a_day_the_first_is_named():
    repeals = (Repeal(None, "KF § 9"), Repeal(None, "KF § 12"))
    ruling = standing(StandingFacts(date(2021, 1, 1), repeals=repeals), date(2024, 1, 1))
    assert ruling.value.state is StandingState.UNKNOWN
    assert "KF § 9 upphäver beslutet men anger ingen dag" in ruling.reasons[0].text


@pytest.mark.parametrize("facts", [{"only_proposes": True}, {"only_notes": True}])
def test_what_decides_nothing_says_so_also_before_its_day(facts):
    early = StandingFacts(date(2024, 1, 2), repeals=(Repeal(None, "KF § 9"),), **facts)
    state = standing(early, date(2024, 1, 1)).value.state
    assert state in {StandingState.PROPOSAL, StandingState.NOTE}
