"""Appeal time and presumed legal force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from samverk.rules.appeal import AppealKind, AppealState, Boards, appeal_time
from samverk.rules.statutes.kl import KL_APPEAL_TIME
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told

POSTED = date(2023, 11, 6)


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        (date(2014, 3, 12), date(2014, 4, 2)),
        (date(2017, 9, 12), date(2017, 10, 3)),
        (date(2020, 8, 18), date(2020, 9, 8)),
        (date(2011, 4, 4), date(2011, 4, 26)),
        (date(2023, 12, 4), date(2023, 12, 27)),
        (date(2025, 12, 3), date(2025, 12, 29)),
        (date(2026, 4, 23), date(2026, 5, 15)),
        (date(2026, 5, 16), date(2026, 6, 8)),
        (date(2026, 5, 29), date(2026, 6, 22)),
        (date(2025, 12, 10), date(2026, 1, 2)),
    ],
)
def test_the_last_day_is_three_weeks_on_moved_to_the_next_weekday(posted, last):
    assert appeal_time(posted).value.last_day == last


@given(DAYS)
def test_legal_force_is_presumed_the_day_after_the_last_day(posted):
    value = appeal_time(posted).value

    assert value.state is AppealState.PRESUMED
    assert value.last_day is not None
    assert value.legal_force == value.last_day + timedelta(days=1)


@given(DAYS)
def test_nobody_gets_less_than_three_weeks(posted):
    last = appeal_time(posted).value.last_day

    assert last is not None
    assert timedelta(days=21) <= last - posted <= timedelta(days=26)


def test_a_preparatory_decision_gets_no_dates_of_its_own():
    ruling = appeal_time(POSTED, kind=AppealKind.NOT_APPEALABLE)

    assert ruling.value.state is AppealState.NOT_APPLICABLE
    assert (ruling.value.last_day, ruling.value.legal_force) == (None, None)
    assert str(ruling.reasons[0].statute) == "13 kap. 2 § kommunallagen (2017:725)"


@pytest.mark.parametrize("removed", [date(2023, 11, 6), date(2023, 11, 20), date(2023, 11, 27)])
def test_a_notice_taken_down_within_the_time_stops_it_from_running_out(removed):
    ruling = appeal_time(POSTED, taken_down=removed)

    assert ruling.value.state is AppealState.NOT_RUN_OUT
    assert ruling.value.legal_force is None
    assert str(ruling.reasons[-2].statute) == "8 kap. 12 § kommunallagen (2017:725)"


def test_a_notice_taken_down_the_day_after_the_last_day_is_in_order():
    ruling = appeal_time(POSTED, taken_down=date(2023, 11, 28))

    assert ruling.value.state is AppealState.PRESUMED
    assert ruling.value.last_day == date(2023, 11, 27)


def test_a_notice_cannot_come_down_before_it_went_up():
    with pytest.raises(ValueError, match="kan inte ha tagits ned"):
        appeal_time(POSTED, taken_down=date(2023, 11, 5))


def test_an_administrative_appeal_counts_from_receipt_under_its_own_act():
    ruling = appeal_time(POSTED, kind=AppealKind.ADMINISTRATIVE)

    assert ruling.value.last_day == date(2023, 11, 27)
    assert str(ruling.reasons[0].statute) == "44 § förvaltningslagen (2017:900)"


def test_an_administrative_appeal_does_not_care_for_the_notice_board():
    ruling = appeal_time(POSTED, kind=AppealKind.ADMINISTRATIVE, taken_down=date(2023, 11, 7))

    assert ruling.value.state is AppealState.PRESUMED


def test_the_statute_is_the_one_in_force_when_the_notice_was_posted():
    old, new = appeal_time(date(2017, 12, 31)), appeal_time(date(2018, 1, 1))

    assert "1991:900" in str(old.reasons[0].statute)
    assert "2017:725" in str(new.reasons[0].statute)


def test_a_notice_board_rule_whose_old_wording_is_unknown_is_remarked():
    ruling = appeal_time(date(2011, 4, 4), taken_down=date(2011, 4, 26))

    assert ruling.reasons[-2].statute is None
    assert "8 kap. 12 §" in ruling.remarks[-1].text


def test_an_appeal_before_the_known_wordings_is_computed_with_remarks():
    ruling = appeal_time(date(1985, 3, 1))

    assert ruling.value.last_day == date(1985, 3, 22)
    assert "gäller från den 1 januari 1992 och används" in told(ruling)


def test_presuming_legal_force_is_said_to_be_a_reading():
    reason = appeal_time(POSTED).reasons[-1]

    assert reason.statute is None
    assert "Samverks läsning" in reason.text


@pytest.mark.parametrize("boards", Boards)
def test_several_notice_boards_count_from_the_last_to_post(boards):
    value = appeal_time(POSTED, boards=boards).value

    assert value == appeal_time(POSTED).value


def test_a_joint_board_cites_the_section_on_appeal_time():
    ruling = appeal_time(POSTED, boards=Boards.JOINT_BOARD)

    assert "alla samverkande har anslagit" in ruling.reasons[-1].text
    assert ruling.reasons[-1].statute == KL_APPEAL_TIME.on(POSTED)
    assert ruling.remarks == ()


def test_which_board_counts_for_a_federation_is_not_confirmed():
    ruling = appeal_time(POSTED, boards=Boards.FEDERATION)

    assert str(ruling.reasons[-1].statute).startswith("19 § lagen om finansiell samordning")
    assert "inte bekräftat för samordningsförbund" in ruling.remarks[0].text


def test_a_federations_boards_before_2018_have_no_read_wording():
    ruling = appeal_time(date(2017, 12, 31), boards=Boards.FEDERATION)

    assert ruling.reasons[-1].statute is None
    assert "19 §" in ruling.remarks[-1].text


def test_a_notice_taken_down_early_is_so_on_several_boards_too():
    ruling = appeal_time(POSTED, taken_down=POSTED, boards=Boards.JOINT_BOARD)

    assert ruling.value.state is AppealState.NOT_RUN_OUT


def test_a_partys_own_appeal_knows_no_notice_boards():
    ruling = appeal_time(POSTED, kind=AppealKind.ADMINISTRATIVE, boards=Boards.FEDERATION)

    assert "anslagstavla" not in told(ruling)


@pytest.mark.parametrize(
    ("days_after", "state"), [(0, AppealState.NOT_RUN_OUT), (1, AppealState.PRESUMED)]
)
def test_the_notice_must_stand_the_whole_last_day(days_after, state):
    last = appeal_time(POSTED).value.last_day
    assert last is not None

    ruling = appeal_time(POSTED, taken_down=last + timedelta(days=days_after))

    assert ruling.value.state is state


def test_a_notice_taken_down_on_the_last_day_is_told_how_long_it_should_stand():
    text = told(appeal_time(date(2011, 4, 4), taken_down=date(2011, 4, 26)))

    assert (
        "Anslaget togs ned den 26 april 2011 men ska sitta uppe till utgången av den 26 april 2011."
    ) in text
    assert "8 kap. 12 § kommunallagen (2017:725) den 26 april 2011 finns inte" in text
