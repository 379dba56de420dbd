"""A team has another time to take referrals up from a day on; what has come keeps its own."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.errors import InputError, NotFoundError
from samverk.interventions.models import IntakeWindow
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import lapsing
from samverk.interventions.persons.actions.team_terms import NewTerms, change_team
from samverk.interventions.persons.models import Referral, ReferralStep, Team, TeamTerms
from samverk.interventions.persons.queries.teams import take_up_days, terms_to_come
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, Party
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY, APRIL = date(2024, 3, 15), date(2024, 4, 1)


def change(party: Party, days: int, day: date, key: str = "v") -> TeamTerms:
    new = NewTerms(party.delivery.pk, days, day)
    return change_team(party.coordinator, party.receives, new, key=key)


def days_on(party: Party, day: date) -> int:
    with unread([party.receives]):
        return take_up_days(Team.objects.get(delivery=party.delivery), day)


def test_a_team_has_what_it_had_until_the_day_and_the_new_from_it(party):
    change(party, 20, APRIL)
    assert [days_on(party, day) for day in (TODAY, date(2024, 3, 31), APRIL)] == [30, 30, 20]
    with time_machine.travel("2024-03-15T13:00:00+01:00", tick=False):
        change(party, 25, APRIL, "rättat")
    assert days_on(party, APRIL) == 25
    with unread([party.receives]):
        coming = terms_to_come(Team.objects.get(delivery=party.delivery), TODAY)
    assert [one.take_up_days for one in coming] == [25]


@pytest.mark.parametrize(
    ("days", "day", "told"),
    [
        (20, date(2024, 3, 14), "tidigast från i dag"),
        (14, APRIL, "minst 15 dagar"),
        (30, APRIL, "redan 30 dagar"),
    ],
)
def test_a_faulty_change_is_refused(party, days, day, told):
    with pytest.raises(InputError, match=told):
        change(party, days, day)


def test_another_authoritys_team_is_not_found(party):
    new = NewTerms(party.delivery.pk, 20, APRIL)
    with pytest.raises(NotFoundError):
        change_team(party.other_coordinator, party.sends, new, key="v")


def test_a_referral_keeps_the_time_that_the_team_had_when_it_came(party):
    """One comes while the team has 30 days, one the day it has 15: only the second has lapsed in time."""
    change(party, 15, date(2024, 3, 16))
    first = Walk(party, "a").sent()
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        second = Walk(party, "b").sent(MAN)
    for day in range(20, 32):
        with time_machine.travel(f"2024-03-{day}T12:00:00+01:00", tick=False):
            lapsing.lapse_all()
    for day in range(1, 5):
        with time_machine.travel(f"2024-04-0{day}T12:00:00+02:00", tick=False):
            lapsing.lapse_all()
    with unread([party.receives]):
        states = {one.thread: one.state for one in Referral.objects.filter(side="received")}
        warned = ReferralStep.objects.filter(event="warn", subject__thread=second.thread)
        assert warned.count() == 2
    assert (states[first.thread], states[second.thread]) == ("submitted", "lapsed")


def test_the_page_tells_what_holds_what_is_to_come_and_how_a_board_is_changed(party):
    pages, coordinator = Pages(party), party.coordinator_user
    at = (party.receives, party.delivery.pk)
    page = text(pages.get(coordinator, "change_team", *at))
    assert "Nu har teamet 30 dagar." in page
    assert "Ska en annan nämnd ta emot?" in page
    answer = pages.send(coordinator, "change_team", *at, days="20", from_date=APRIL.isoformat())
    assert answer.status_code == 302
    assert "Redan beslutat: 20 dagar från och med den 1" in text(
        pages.get(coordinator, "change_team", *at)
    )
    with time_machine.travel("2024-04-01T12:00:00+02:00", tick=False):
        queue = text(pages.get(party.receiver_user, "queue", party.delivery.pk))
    assert "inom 20 dagar" in queue


def test_the_page_tells_how_far_it_has_come_when_another_board_is_to_receive(party):
    pages, coordinator = Pages(party), party.coordinator_user
    at = (party.receives, party.delivery.pk)
    Walk(party, "a").in_queue()
    Walk(party, "b").sent(MAN)
    page = text(pages.get(coordinator, "change_team", *at))
    for told in (
        "Samordning",
        "Nu är intaget öppet, och ingen ersättare är angiven.",
        "Obesvarade nu: 1.",
        "Flytta kön när intaget är stängt. I kö nu: 1.",
        "Deltar nu: 0.",
    ):
        assert told in page
    IntakeWindow.objects.filter(delivery=party.delivery).update(
        to_date=date(2024, 3, 14), why_closed="Ny nämnd", successor=party.successor
    )
    page = pages.get(coordinator, "change_team", *at).content.decode()
    assert f"Nu är intaget stängt, och ersättare är {party.successor}." in page
    assert reverse("move_queue", args=at) in page


def test_those_who_are_protected_are_in_none_of_the_numbers(party):
    entry = Walk(party, "a").in_queue()
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, entry.person_id, key="p")
    at = (party.receives, party.delivery.pk)
    assert "I kö nu: 0." in text(Pages(party).get(party.coordinator_user, "change_team", *at))
