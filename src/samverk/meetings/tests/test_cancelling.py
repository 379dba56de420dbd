"""Cancelling or moving a meeting that is called: who is told, and what their calendars are told."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.errors import ConflictError
from samverk.meetings import actions
from samverk.meetings.models import Dispatch, Letter, LetterStep
from samverk.meetings.queries.letters import told_before
from samverk.meetings.tests.conftest import again, occasion
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.test_dispatching import ASTA, BO, dispatch, planned, states, work
from samverk.rules.letters import LetterState

__all__ = ["planned", "post_office"]


def cancel(cast, meeting, *, key="ställ in"):
    return actions.cancel_meeting(cast.owner, again(meeting), "Ordföranden är sjuk.", key=key)


def calendar(letter):
    (found,) = (part for part in letter.walk() if part.get_content_type() == "text/calendar")
    return found.get_param("method"), found.get_content().replace("\r\n ", "").splitlines()


def test_those_who_were_called_get_word_and_it_leaves_their_calendars(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    method, called = calendar(post_office.letters[0])
    cancel(seated, planned)
    work()
    assert post_office.to == [ASTA, BO, ASTA, BO]
    letter = post_office.letters[2]
    assert letter["Subject"].strip().startswith("Inställt:")
    words = letter.get_body(("plain",)).get_content()
    assert "Ordföranden är sjuk." in words
    assert "2024-03-22 klockan 13:00" in words
    method, taken_back = calendar(letter)
    assert method == "CANCEL"
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} <= set(taken_back)
    uid = next(line for line in called if line.startswith("UID:"))
    assert uid in taken_back
    assert not [part for part in letter.walk() if part.get_content_type() == "application/pdf"]


def test_one_whose_calling_never_went_gets_neither_that_nor_word(seated, planned, post_office):
    post_office.says[BO] = "550 No"
    dispatch(seated, planned)
    work()
    cancel(seated, planned)
    work()
    assert post_office.to == [ASTA, ASTA]


def test_a_calling_still_in_the_queue_does_not_go_out(seated, planned, post_office):
    dispatch(seated, planned)
    cancel(seated, planned)
    work()
    assert post_office.to == []
    assert states(planned) == [LetterState.REFUSED, LetterState.REFUSED]
    details = set(LetterStep.objects.filter(kind="refused").values_list("detail", flat=True))
    assert details == {"Sammanträdet är inställt: kallelsen skickas inte."}
    assert Dispatch.objects.count() == 1


def test_the_form_sent_twice_tells_them_once(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    for _ in range(2):
        cancel(seated, planned)
    work()
    assert post_office.to == [ASTA, BO, ASTA, BO]


def test_word_that_did_not_arrive_is_sent_again(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    post_office.says[BO] = "550 No"
    cancel(seated, planned)
    work()
    lost = Letter.objects.filter(name__startswith="Bo").last()
    post_office.says.clear()
    actions.send_letter_again(seated.owner, lost, BO, key="igen")
    work()
    assert post_office.to == [ASTA, BO, ASTA, BO]


def test_without_a_post_office_or_after_the_day_nothing_is_sent(seated, planned, settings):
    dispatch(seated, planned)
    LetterStep.objects.create(letter=Letter.objects.first(), number=2, kind="sent", address=ASTA)
    with time_machine.travel("2024-03-23T09:00:00+01:00", tick=False):
        cancel(seated, planned)
    assert Dispatch.objects.count() == 1


def test_the_page_says_who_is_told_before_it_is_done(seated, planned, post_office):
    browser = seated.browser(seated.owner_user)
    url = reverse("cancel_meeting", args=[planned.pk])
    assert "Ingen har fått kallelsen härifrån" in browser.get(url).content.decode()
    dispatch(seated, planned)
    work()
    assert "De 2 som kallelsen har nått" in browser.get(url).content.decode()


def test_the_letters_of_a_cancelled_meeting_are_still_followed(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    cancel(seated, planned)
    browser = seated.browser(seated.owner_user)
    url = reverse("letters", args=[planned.pk])
    assert url in browser.get(reverse("meeting", args=[planned.pk])).content.decode()
    shown = browser.get(url).content.decode()
    assert ": inställt" in shown
    assert "Skicka det som är nytt" not in shown
    with pytest.raises(ConflictError, match="ställdes in"):
        dispatch(seated, planned, key="efteråt")


class TestMoving:
    """A calling that told another time or place."""

    @pytest.fixture
    def moved(self, seated, planned):
        dispatch(seated, planned)
        new = occasion(day=date(2024, 3, 26), starts_at=time(9, 0))
        actions.move_meeting(seated.owner, again(planned), new, key="flytta")
        return again(planned)

    def test_the_page_says_what_the_calling_told(self, seated, moved):
        assert told_before(moved).startswith("2024-03-22 klockan 13:00")
        for name in ("meeting", "dispatch", "letters"):
            page = seated.browser(seated.owner_user).get(reverse(name, args=[moved.pk]))
            shown = re.sub("</?time>", "", page.content.decode())
            assert "angav 2024-03-22 klockan 13:00" in shown, name

    def test_a_new_dispatch_tells_the_change_and_moves_the_event(self, seated, moved, post_office):
        dispatch(seated, moved, key="ny tid")
        work()
        letter = post_office.letters[-1]
        assert letter["Subject"].strip().startswith("Ändrad tid eller plats")
        words = letter.get_body(("plain",)).get_content()
        assert "En tidigare kallelse angav 2024-03-22 klockan 13:00" in " ".join(words.split())
        _, lines = calendar(letter)
        assert "DTSTART;TZID=Europe/Stockholm:20240326T090000" in lines
        assert told_before(again(moved)) == ""

    def test_what_was_never_called_has_told_nothing(self, seated, planned):
        new = occasion(day=date(2024, 3, 26))
        actions.move_meeting(seated.owner, planned, new, key="flytta")
        assert told_before(again(planned)) == ""
