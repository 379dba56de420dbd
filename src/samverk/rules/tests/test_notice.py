"""The notice on the boards: when due, how its clock runs, and what an interruption does."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.appeal import AppealKind, Boards
from samverk.rules.force import ForceFacts, ForceState
from samverk.rules.limits import Timing
from samverk.rules.notice import NoticeState, legal_force_of, notice, notice_limit
from samverk.rules.postings import Interruption, Posting
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told

ADJUSTED = date(2026, 3, 2)
POSTED = date(2026, 3, 3)
LAST = date(2026, 3, 24)
LATER = date(2026, 9, 1)
FACTS = ForceFacts(AppealKind.LEGALITY_REVIEW, decided=date(2026, 2, 25))


def absent(day, *, again=None):
    return Interruption(day, again)


def on(*downs, board="Lerum", posted=POSTED):
    return Posting(board, posted, downs)


def time(*postings, day=LATER):
    return notice(ADJUSTED, postings, day).value.time


def test_the_golden_postings_run_out_and_come_down_as_the_boards_did(shared):
    with (shared / "golden/appeal_dates.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            posted = date.fromisoformat(row["posted"])
            found = notice(posted, [Posting("Tavlan", posted)], date(2030, 1, 1)).value.time
            assert found.last_day == date.fromisoformat(row["last_day_to_appeal"])
            assert found.may_come_down == date.fromisoformat(row["legal_force"])


@pytest.mark.parametrize(
    ("posted", "timing"),
    [
        (ADJUSTED, Timing.IN_TIME),
        (date(2026, 3, 4), Timing.IN_TIME),
        (date(2026, 3, 5), Timing.LATE),
        (None, Timing.UNKNOWN),
    ],
)
def test_the_adjustment_is_posted_by_the_second_day(posted, timing):
    ruling = notice_limit(ADJUSTED, posted)
    assert ruling.value.timing is timing
    assert "8 kap. 12 §" in str(ruling.reasons[0].statute)


def test_a_second_day_on_a_saturday_gives_doubt_until_monday():
    thursday = date(2026, 3, 5)
    assert notice_limit(thursday, date(2026, 3, 9)).value.timing is Timing.DOUBTFUL
    assert notice_limit(thursday, date(2026, 3, 10)).value.timing is Timing.LATE
    assert "är lördag" in told(notice_limit(thursday))


def test_a_late_posting_is_told_with_the_way_out():
    text = told(notice(ADJUSTED, [on(posted=date(2026, 3, 9))], LATER))
    assert "efter andra dagen. Tiden räknas ändå från anslagsdagen" in text


def test_posting_before_the_adjustment_is_refused():
    with pytest.raises(ValueError, match="innan protokollet justerades"):
        notice_limit(ADJUSTED, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 2), NoticeState.UNKNOWN),
        (POSTED, NoticeState.RUNNING),
        (LAST, NoticeState.RUNNING),
        (date(2026, 3, 25), NoticeState.RUN_OUT),
    ],
)
def test_a_notice_runs_for_three_weeks_counted_only_from_what_is_known(day, state):
    assert time(on(), day=day).state is state


def test_it_may_come_down_the_day_after_the_last():
    found = time(on(absent(date(2026, 3, 25))))
    assert (found.state, found.may_come_down) == (NoticeState.RUN_OUT, date(2026, 3, 25))


def test_taken_down_on_the_last_day_the_time_has_not_run():
    found = time(on(absent(LAST)))
    assert (found.state, found.last_day, found.down_since) == (NoticeState.INTERRUPTED, None, LAST)


def test_an_interruption_starts_the_clock_anew_the_day_it_is_up_again():
    ruling = notice(ADJUSTED, [on(absent(date(2026, 3, 10), again=date(2026, 3, 12)))], LATER)
    assert ruling.value.time.started == date(2026, 3, 12)
    assert ruling.value.time.last_day == date(2026, 4, 2)
    assert "var borta från den 10 mars 2026 och uppe igen den 12 mars 2026" in told(ruling)


def test_an_hour_away_costs_the_whole_time():
    assert time(on(absent(LAST, again=LAST))).started == LAST


def test_two_interruptions_count_from_the_last_one():
    found = time(
        on(
            absent(date(2026, 3, 10), again=date(2026, 3, 12)),
            absent(date(2026, 4, 2), again=date(2026, 4, 7)),
        )
    )
    assert (found.started, found.last_day) == (date(2026, 4, 7), date(2026, 4, 28))


def test_an_interruption_after_the_time_changes_nothing():
    assert time(on(absent(date(2026, 3, 25), again=date(2026, 3, 30)))) == time(on())


def test_what_has_not_happened_yet_is_not_known():
    posting = on(absent(date(2026, 3, 10), again=date(2026, 3, 12)))
    assert time(posting, day=date(2026, 3, 9)).last_day == LAST
    assert time(posting, day=date(2026, 3, 11)).state is NoticeState.INTERRUPTED
    assert time(posting, day=date(2026, 3, 12)).state is NoticeState.RUNNING


def test_a_notice_that_came_down_today_is_down_today():
    assert time(on(absent(date(2026, 3, 10))), day=date(2026, 3, 10)).down_since == date(
        2026, 3, 10
    )


FIVE = ["Alingsås", "Härryda", "Lerum", "Mölndal", "Partille"]


def six(**late):
    names = [*FIVE, "Regionen"]
    return [on(board=name, posted=late.get(name, POSTED)) for name in names]


def test_several_boards_count_from_the_last_that_posted():
    postings = six(Partille=date(2026, 3, 6))
    ruling = notice(ADJUSTED, postings, LATER, boards=Boards.FEDERATION)
    assert ruling.value.time.started == date(2026, 3, 6)
    assert [each.due.timing for each in ruling.value.boards].count(Timing.LATE) == 1
    assert "ta inte ned någon tidigare" in told(ruling)


def test_a_board_without_a_day_makes_the_whole_unknown_and_is_named():
    ruling = notice(ADJUSTED, six(Lerum=None, Partille=None), LATER, boards=Boards.FEDERATION)
    assert ruling.value.time.state is NoticeState.UNKNOWN
    assert "ingen uppgift om anslag på Lerum och Partille" in told(ruling)
    states = [each.time.state for each in ruling.value.boards]
    assert (states.count(NoticeState.RUN_OUT), states.count(NoticeState.UNKNOWN)) == (4, 2)


def test_a_board_that_is_down_stops_the_time_for_all():
    postings = [*six()[:5], on(absent(date(2026, 3, 20)), board="Regionen")]
    ruling = notice(ADJUSTED, postings, LATER, boards=Boards.FEDERATION)
    assert ruling.value.time.state is NoticeState.INTERRUPTED
    assert "Anslaget på Regionen är borta sedan den 20 mars 2026." in told(ruling)


def test_a_board_that_ends_before_the_last_one_breaks_the_common_time():
    late = on(board="Partille", posted=date(2026, 3, 6))
    early = on(absent(date(2026, 3, 26)), board="Lerum")
    ruling = notice(ADJUSTED, [early, late], LATER)
    assert ruling.value.boards[0].time.state is NoticeState.RUN_OUT
    assert ruling.value.time.state is NoticeState.INTERRUPTED


@pytest.mark.parametrize("postings", [[], [on(), on()]])
def test_each_board_is_given_once(postings):
    with pytest.raises(ValueError, match="varje anslagstavla en gång"):
        notice(ADJUSTED, postings, LATER)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: absent(LAST, again=POSTED), "innan det togs ned"),
        (lambda: on(absent(date(2026, 3, 2))), "ordning efter anslagsdagen"),
        (lambda: on(absent(LAST), absent(LATER)), "ordning efter anslagsdagen"),
        (lambda: on(absent(POSTED), posted=None), "ange anslagsdagen"),
    ],
)
def test_impossible_postings_are_refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()


@pytest.mark.parametrize(
    ("postings", "day", "state"),
    [
        ([on()], LAST, ForceState.RUNNING),
        ([on()], date(2026, 3, 25), ForceState.PRESUMED),
        ([on(absent(LAST))], LATER, ForceState.NOT_RUN_OUT),
        ([on(posted=None)], LATER, ForceState.UNKNOWN),
        ([on(absent(LAST, again=LAST))], date(2026, 3, 25), ForceState.RUNNING),
    ],
)
def test_legal_force_follows_the_notices_clock(postings, day, state):
    found = notice(ADJUSTED, postings, day).value.time
    assert legal_force_of(found, FACTS, day).value.state is state


def test_legal_force_is_presumed_until_the_secretary_confirms():
    found = time(on())
    confirmed = ForceFacts(AppealKind.LEGALITY_REVIEW, confirmed=date(2026, 4, 1))
    assert legal_force_of(found, FACTS, LATER).value.state is ForceState.PRESUMED
    assert legal_force_of(found, confirmed, LATER).value.state is ForceState.CONFIRMED


@st.composite
def boards(draw):
    """One to four boards with their own posting days and up to three absences each."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        posted = ADJUSTED + timedelta(days=draw(st.integers(0, 5)))
        made.append(Posting(f"Tavla {number}", posted, tuple(draw_downs(draw, posted))))
    return made


def draw_downs(draw, free_from):
    for _ in range(draw(st.integers(0, 3))):
        down = free_from + timedelta(days=draw(st.integers(0, 30)))
        free_from = down + timedelta(days=draw(st.integers(0, 10)))
        yield Interruption(down, free_from)


@given(boards())
def test_an_interruption_never_makes_the_time_end_earlier(postings):
    spotless = [Posting(each.board, each.posted) for each in postings]
    assert time(*postings).last_day >= time(*spotless).last_day


@given(boards(), st.data())
def test_taking_one_interruption_away_never_makes_the_time_end_later(postings, data):
    chosen = data.draw(st.integers(0, len(postings) - 1))
    board = postings[chosen]
    fewer = list(postings)
    fewer[chosen] = Posting(board.board, board.posted, board.downs[1:])
    assert time(*fewer).last_day <= time(*postings).last_day


@given(boards())
def test_every_notice_was_up_on_every_day_that_counted(postings):
    found = time(*postings)
    for each in postings:
        assert each.posted <= found.started
        for down in each.downs:
            assert down.down_from > found.last_day or down.up_again <= found.started


@given(boards())
def test_the_whole_never_ends_before_any_of_its_boards(postings):
    found = notice(ADJUSTED, postings, LATER).value
    assert all(each.time.last_day <= found.time.last_day for each in found.boards)


@given(boards(), st.randoms())
def test_the_order_of_the_boards_changes_nothing(postings, random):
    mixed = list(postings)
    random.shuffle(mixed)
    assert time(*mixed) == time(*postings)


@given(DAYS)
def test_three_weeks_are_never_shortened(posted):
    found = notice(posted, [Posting("Tavlan", posted)], posted).value.time
    assert found.last_day >= posted + timedelta(days=21)
    assert found.may_come_down == found.last_day + timedelta(days=1)
