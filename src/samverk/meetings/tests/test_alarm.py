"""A notice that is gone, and minutes that nobody adjusts, reach those who hold the meetings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, desk
from samverk.meetings.actions import tend_boards
from samverk.meetings.actions.sending import send_letter
from samverk.meetings.models import Dispatch, Letter, Meeting
from samverk.meetings.tests.conftest import DAY, occasion
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.test_notices import _keys, meeting, noted, posting

__all__ = ["_keys", "meeting", "post_office", "posting"]
LATE = DAY + timedelta(days=60)


@pytest.fixture
def whole(cast):
    """A manager for the whole of Lillköping, with no role at a body."""
    new = people.NewUser(
        "chef@prov.example", "Kim Chef", None, (people.NewPost(Role.MANAGER, cast.town.pk, None),)
    )
    made = people.add_user(SETUP, new, key="chef")
    return actor_for(User.objects.get(pk=made.pk))


def steps(actor, day=DAY):
    return [task.label for task in desk.meetings(Visit(actor, day)).tasks]


def test_a_role_for_the_whole_organisation_sees_its_bodies_meetings(seated, meeting, whole):
    assert any("Socialnämnden" in label for label in steps(whole))


def test_a_notice_gone_lies_on_the_desk_of_such_a_role(seated, posting, whole):
    tend_boards()
    noted(posting, "missing", DAY)
    (task,) = desk.notices(Visit(whole, DAY)).tasks
    assert task.state.startswith("Borta från")


def test_it_does_not_reach_another_organisation(seated, meeting):
    assert steps(seated.outsider) == []


def test_minutes_that_are_not_adjusted_stay_on_the_desk_past_a_month(seated, meeting):
    assert any("2024-03-15" in label for label in steps(seated.owner, LATE))


def test_adjusted_minutes_leave_the_desk_after_a_month(seated, posting):
    tend_boards()
    assert not any("2024-03-15" in label for label in steps(seated.owner, LATE))


def test_a_meeting_never_held_stays_until_it_is_cancelled(seated):
    made = actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="m")
    assert steps(seated.owner, LATE)
    Meeting.objects.filter(pk=made.pk).update(cancelled_on=DAY)
    assert not steps(seated.owner, LATE)


def test_the_desk_asks_no_more_questions_for_many_old_meetings(
    seated, django_assert_max_num_queries
):
    for number in range(6):
        day = date(2024, 3, 1 + number)
        actions.plan_meeting(seated.owner, seated.board.pk, occasion(day=day), key=f"m{number}")
    visit = Visit(seated.owner, LATE)
    with django_assert_max_num_queries(8):
        assert len(desk.meetings(visit).tasks) == 6


def test_those_who_hold_the_meetings_get_a_letter(seated, posting, whole, post_office):
    tend_boards()
    noted(posting, "missing", DAY)
    for letter in Letter.objects.all():
        send_letter(letter.pk, 1)
    assert set(post_office.to) == {"maj@prov.example", "chef@prov.example"}
    text = post_office.letters[0].get_content()
    assert "är antecknat som borta från" in text
    assert post_office.letters[0]["Subject"].strip().startswith("Anslag borta")


def test_the_same_note_sent_twice_sends_one_letter_each(seated, posting, post_office):
    tend_boards()
    noted(posting, "missing", DAY)
    noted(posting, "missing", DAY)
    assert Letter.objects.count() == 1


def test_nothing_is_sent_for_other_facts_or_without_a_post_office(seated, posting, settings):
    tend_boards()
    assert not Dispatch.objects.exists()
    settings.EMAIL_HOST = ""
    noted(posting, "missing", DAY)
    assert not Dispatch.objects.exists()
