"""Reminders to the main reporters: numbers alone, each matter once, and nothing of who is hidden."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from samverk.execution.actions import (
    NewSetting,
    decide_setting,
    protect,
    remind_of_register,
)
from samverk.execution.tests.stage import granted, step, user
from samverk.foundation.actors import Role
from samverk.rules.unexecuted.board_settings import Setting
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
# The stage's day is 15 March 2024: no window is open
DAY = date(2024, 3, 15)


@pytest.fixture
def posted(monkeypatch, settings):
    """The letters that were put in the queue."""
    settings.EMAIL_HOST = "127.0.0.1"
    sent = []
    monkeypatch.setattr("samverk.foundation.login.letters.post", sent.append)
    return sent


def sent_on(day):
    with time_machine.travel(datetime.combine(day, datetime.min.time(), STOCKHOLM), tick=False):
        return remind_of_register()


def test_a_reporter_is_told_how_many_once_and_of_whom_never(stage, posted):
    granted(stage, decided_on=DAY - timedelta(days=70))
    granted(stage, key="två", decided_on=DAY - timedelta(days=71), first_name="Kanariefagel")

    assert sent_on(DAY) == 1
    assert sent_on(DAY) == 0
    assert sent_on(DAY + timedelta(days=1)) == 0
    (letter,) = posted
    assert letter.to == stage.reporter_user.email
    assert letter.subject.endswith("Ej verkställda beslut: 2 beslut att se på")
    assert "2 beslut har något nytt att se på." in letter.body
    for secret in ("Kanariefagel", "Påhitt", "Siv", "198507", "kontaktperson", "beslut 1"):
        assert secret not in letter.subject + letter.body


def test_what_is_new_the_next_day_is_a_letter_of_its_own(stage, posted):
    row = granted(stage, decided_on=DAY - timedelta(days=59))
    step(stage, row, E.EXPLAIN, day=DAY, code="matchning")
    assert sent_on(DAY) == 0
    # Sixty days without an offer, and then thirty days before three months have passed
    assert sent_on(DAY + timedelta(days=1)) == 1
    assert sent_on(DAY + timedelta(days=2)) == 0
    assert sent_on(DAY + timedelta(days=4)) == 1
    assert all("1 beslut" in one.subject for one in posted)


def test_a_reason_that_is_given_anew_grows_old_anew(stage, posted):
    row = granted(stage, decided_on=DAY - timedelta(days=400))
    step(stage, row, E.OFFER, day=DAY - timedelta(days=300))
    step(stage, row, E.ANSWER, day=DAY - timedelta(days=290), code="declined")
    step(stage, row, E.EXPLAIN, day=DAY - timedelta(days=100), code="matchning")
    assert sent_on(DAY) == 1
    step(stage, row, E.EXPLAIN, day=DAY, code="matchning")
    assert sent_on(DAY) == 0


def test_one_who_is_hidden_is_told_to_the_named_alone(stage, posted):
    row = granted(stage, decided_on=DAY - timedelta(days=70))
    protect(stage.officer, stage.body, row.pk, key="skydd")
    # Whoever becomes a reporter afterwards is not named for it
    user("Nora Ny", Role.MAIN_REPORTER, stage.cast.board)
    assert sent_on(DAY) == 1
    assert {one.to for one in posted} == {stage.reporter_user.email}


def test_the_window_is_told_when_it_opens_and_before_it_closes(stage, posted):
    assert sent_on(date(2024, 3, 31)) == 0
    first = sent_on(date(2024, 4, 1))
    # Each board with a main reporter has its window, also one with an empty register
    assert first == 3
    assert sent_on(date(2024, 4, 22)) == 0
    assert sent_on(date(2024, 4, 23)) == 3
    assert sent_on(date(2024, 5, 1)) == 0
    own = [one.body for one in posted if one.to == stage.reporter_user.email]
    assert "Rapportfönstret för kvartal 1 2024 är öppet till och med" in own[0]
    assert "Rapportfönstret för kvartal 1 2024 stänger" in own[1]


def test_the_boards_own_window_and_limits_are_what_is_told(stage, posted):
    for setting, value in ((Setting.WINDOW_1, "05-02--05-20"), (Setting.BEFORE_CLOSING, "2")):
        new = NewSetting(setting, value, date(2024, 1, 1), "IVO")
        decide_setting(stage.reporter, stage.body, new, key=setting)
    to = stage.reporter_user.email
    for month, day, many in ((4, 1, 0), (5, 2, 1), (5, 17, 1), (5, 18, 2)):
        sent_on(date(2024, month, day))
        assert len([one for one in posted if one.to == to]) == many, day


def test_without_e_mail_nothing_is_sent(stage, posted, settings):
    settings.EMAIL_HOST = ""
    granted(stage, decided_on=DAY - timedelta(days=70))
    assert sent_on(DAY) == 0
    assert posted == []
