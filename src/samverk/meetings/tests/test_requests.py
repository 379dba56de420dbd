"""An extra meeting says who asked for it, and the page tells whether that is enough."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.calling import calling_of
from samverk.meetings.concerns import concerns_of
from samverk.meetings.models import Meeting
from samverk.meetings.queries.outgoing import outgoing_of
from samverk.meetings.queries.requests import request_ruling, request_told
from samverk.meetings.tests.conftest import again, fill, occasion

FORM = {"key": "f1", "day": "2024-04-02", "starts_at": "13:00", "place": "Salen", "public": ""}


def text(answer):
    return " ".join(answer.content.decode().split())


def extra(body, **more):
    made = actions.plan_meeting(SETUP, body.pk, occasion(extra=True, **more), key=f"x/{more}")
    return again(made)


def asked(number):
    return {"asker": "ledamöter", "requesting": number}


@pytest.mark.parametrize(("number", "enough"), [(1, False), (2, True), (5, True)])
def test_a_third_of_five_is_two(seated, number, enough):
    meeting = extra(seated.board, **asked(number))
    ruling = request_ruling(meeting)
    assert (ruling.value.must_be_held, ruling.value.needs) == (enough, 2)
    assert bool(concerns_of(meeting, [])) is not enough


def test_the_chair_is_enough_alone(seated):
    meeting = extra(seated.board, asker="ordföranden")
    assert request_ruling(meeting).value.must_be_held
    assert concerns_of(meeting, []) == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asker": ""}, "asker"),
        ({"asker": "påhitt"}, "asker"),
        ({"asker": "styrelsen"}, "asker"),
        (asked(None), "requesting"),
        (asked(0), "requesting"),
        (asked(-1), "requesting"),
        (asked(6), "requesting"),
    ],
)
def test_a_request_that_cannot_be_is_refused_at_its_field(seated, more, field):
    with pytest.raises(InputError) as fault:
        extra(seated.board, **more)
    assert fault.value.field == field
    assert not Meeting.objects.exists()


def test_the_executive_can_ask_for_a_council(cast):
    fill(cast.council)
    assert request_ruling(extra(cast.council, asker="styrelsen")).value.must_be_held


def test_where_no_seats_are_known_nothing_is_judged(cast):
    meeting = extra(cast.board, **asked(3))
    assert request_ruling(meeting) is None
    assert concerns_of(meeting, []) == ()


def test_a_meeting_that_is_not_extra_keeps_nothing_of_a_request(seated):
    usual = occasion(**asked(2), asked_by="Bo Lind")
    made = actions.plan_meeting(seated.owner, seated.board.pk, usual, key="k")
    assert (made.asker, made.requesting, made.asked_by) == ("", None, "")
    assert request_told(again(made)) == ""


def test_one_written_before_who_asked_was_chosen_is_told_as_it_was(seated, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(extra=True, asked_by="två ledamöter")
    assert request_told(again(meeting)) == "två ledamöter"
    assert request_ruling(again(meeting)) is None


def test_the_page_and_the_calling_tell_who_asked_and_why_it_is_held(seated):
    meeting = extra(seated.board, **asked(2), asked_by="Bo Lind och Cia Alm")
    page = text(seated.browser(seated.owner_user).get(reverse("meeting", args=[meeting.pk])))
    assert "begärt av 2 ledamöter (Bo Lind och Cia Alm)" in page
    assert "En tredjedel av 5 är minst 2; 2 begär det." in page
    facts = dict(calling_of(meeting, outgoing_of(meeting), clock.now()).facts)
    assert facts["Extra sammanträde"] == "Begärt av 2 ledamöter (Bo Lind och Cia Alm)"


def test_the_form_asks_a_board_for_chair_or_members_and_keeps_what_was_written(seated):
    browser = seated.browser(seated.owner_user)
    url = reverse("new_meeting", args=[seated.board.pk])
    assert "Styrelsen" not in text(browser.get(url))
    answer = browser.post(url, FORM | {"extra": "on", "asker": "ledamöter", "requesting": "nio"})
    assert answer.status_code == 400
    assert "Skriv antalet som ett heltal." in text(answer)
    assert "nio" in text(answer)
    answer = browser.post(url, FORM | {"extra": "on", "asker": "ledamöter", "requesting": "9"})
    assert "Organet har 5 ledamöter: rätta antalet." in text(answer)
    answer = browser.post(url, FORM | {"extra": "on", "asker": "ledamöter", "requesting": "3"})
    assert answer.status_code == 302
    made = Meeting.objects.get()
    assert (made.extra, made.asker, made.requesting) == (True, "ledamöter", 3)
