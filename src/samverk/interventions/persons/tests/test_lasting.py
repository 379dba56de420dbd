"""A pause or a participation that lasts too long is told to the team, and cannot be planned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from samverk.foundation.errors import InputError
from samverk.interventions.models import TimeLimit
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.queries.lasting import (
    holds_over,
    pauses_over,
    stays_over,
    unconfirmed,
)
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import through
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)
# Of seven days the 15th is the first
LAST, AFTER = date(2024, 3, 21), "2024-03-22T12:00:00+01:00"


def limit(party, kind, days=7, **more):
    given = {"from_date": date(2020, 1, 1)} | more
    TimeLimit.objects.create(delivery=party.delivery, kind=kind, days=days, **given)


def paused(party):
    entry = Walk(party, "a").in_queue()
    desk = Desk(party.receives, Hand.RECEIVER)
    return actions.pause_wait(party.receiver, desk, entry.pk, "health", key="p")


def many(party, rows):
    with unread([party.receives]):
        return rows.count()


def test_a_pause_in_the_queue_is_over_the_day_after_its_last(party):
    limit(party, "wait_pause")
    paused(party)
    assert many(party, pauses_over(LAST)) == 0
    assert many(party, pauses_over(LAST + timedelta(days=1))) == 1


def test_a_pause_has_the_limit_of_the_day_that_it_began(party):
    limit(party, "wait_pause", to_date=TODAY - timedelta(days=1))
    limit(party, "wait_pause", 90, from_date=TODAY)
    paused(party)
    assert many(party, pauses_over(LAST + timedelta(days=1))) == 0


def test_the_team_sees_it_in_the_queue_and_on_the_desk_until_it_is_ended(party):
    limit(party, "wait_pause")
    entry, pages = paused(party), Pages(party)
    seen = "Fick vara till och med den 21\xa0mars 2024"
    assert seen not in text(pages.get(party.receiver_user, "queue", party.delivery.pk))
    with time_machine.travel(AFTER, tick=False):
        assert seen in text(pages.get(party.receiver_user, "queue", party.delivery.pk))
        desk = "Pauser i kön som varat längre än de får"
        assert desk in text(pages.browser(party.receiver_user).get("/"))
        assert "1 pausade för länge" in text(pages.get(party.receiver_user, "persons"))
        again = Desk(party.receives, Hand.RECEIVER)
        actions.resume_wait(party.receiver, again, entry.pk, key="r")
        assert seen not in text(pages.get(party.receiver_user, "queue", party.delivery.pk))
        assert desk not in text(pages.browser(party.receiver_user).get("/"))
        assert "pausade för länge" not in text(pages.get(party.receiver_user, "persons"))


def test_a_pause_of_a_participation_is_planned_within_its_longest(party):
    limit(party, "hold")
    row = through(party, "a")
    at = (party.worker, party.receives, row.pk)
    with pytest.raises(InputError, match="till och med den 21\xa0mars 2024") as told:
        taking.interrupt_participation(
            *at, taking.NewHold("care", LAST + timedelta(days=1)), key="u1"
        )
    assert told.value.field == "planned_return"
    held = taking.interrupt_participation(*at, taking.NewHold("care", LAST), key="u2")
    assert held.state == "interrupted"


@pytest.mark.parametrize(
    ("hold", "field"),
    [
        (taking.NewHold("deceased", LAST), "reason"),
        (taking.NewHold("care", TODAY - timedelta(days=1)), "planned_return"),
    ],
)
def test_a_pause_has_a_reason_of_its_own_and_a_planned_return(party, hold, field):
    row = through(party, "a")
    with pytest.raises(InputError) as told:
        taking.interrupt_participation(party.worker, party.receives, row.pk, hold, key="u")
    assert told.value.field == field


def test_the_form_asks_for_a_planned_return(party):
    row = through(party, "a")
    answer = Pages(party).send(party.worker_user, "interrupt_participation", row.pk, reason="care")
    assert answer.status_code == 400
    assert "planned_return" in answer.context["form"].errors


def test_who_does_not_come_back_as_planned_is_seen(party):
    """No longest time is decided: the planned return alone tells it."""
    row, pages = through(party, "a"), Pages(party)
    hold = taking.NewHold("away", LAST)
    taking.interrupt_participation(party.worker, party.receives, row.pk, hold, key="u")
    assert many(party, holds_over(LAST)) == 0
    assert many(party, holds_over(LAST + timedelta(days=1))) == 1
    with time_machine.travel(AFTER, tick=False):
        page = text(pages.get(party.worker_user, "participations"))
        assert "Skulle vara tillbaka den 21\xa0mars 2024." in page
        assert "Uppehåll som skulle ha slutat" in text(pages.browser(party.worker_user).get("/"))


def test_who_takes_part_in_what_is_given_no_more_is_seen(party):
    row, pages = through(party, "a"), Pages(party)
    row.delivery.to_date = LAST
    row.delivery.save()
    assert many(party, stays_over(LAST)) == 0
    assert many(party, stays_over(LAST + timedelta(days=1))) == 1
    with time_machine.travel(AFTER, tick=False):
        page = text(pages.get(party.worker_user, "participations"))
        assert "Verksamheten gavs till och med den 21\xa0mars 2024: avsluta deltagandet." in page
        assert "Deltaganden längre än de får" in text(pages.browser(party.worker_user).get("/"))


def test_a_participation_is_planned_to_end_within_its_longest(party):
    limit(party, "stay")
    row = through(party, "a")
    terms = taking.NewTerms(100, LAST + timedelta(days=1))
    at = (party.worker, party.receives, row.pk)
    with pytest.raises(InputError, match="Längsta tid för deltagande är 7 dagar"):
        taking.change_participation(*at, terms, key="c1")
    proposal = actions.NewProposal("end_date", "Behöver mer tid", LAST + timedelta(days=1))
    with pytest.raises(InputError, match="Längsta tid för deltagande är 7 dagar"):
        actions.propose_change(*at, proposal, key="c2")
    changed = taking.change_participation(*at, taking.NewTerms(100, LAST), key="c3")
    assert changed.planned_end == LAST


def test_a_participation_that_goes_on_too_long_is_seen_also_while_it_stands_still(party):
    limit(party, "stay")
    row, pages = through(party, "a"), Pages(party)
    through(party, "b", MAN)
    hold = taking.NewHold("care", date(2024, 4, 1))
    taking.interrupt_participation(party.worker, party.receives, row.pk, hold, key="u")
    assert many(party, stays_over(LAST)) == 0
    assert many(party, stays_over(LAST + timedelta(days=1))) == 2
    with time_machine.travel(AFTER, tick=False):
        page = text(pages.get(party.worker_user, "participations"))
        assert page.count("Fick pågå till och med den 21\xa0mars 2024.") == 2
        alone = text(pages.get(party.worker_user, "participation", row.pk))
        assert "Fick pågå till och med den 21\xa0mars 2024." in alone


def test_a_wait_is_confirmed_as_often_as_the_delivery_says(party):
    limit(party, "reconfirm", 30)
    Walk(party, "a").in_queue()
    pages, page = Pages(party), "Skulle bekräftas 2024-04-14"
    referrer, team = party.referrer_user, party.receiver_user
    with time_machine.travel("2024-04-13T12:00:00+02:00", tick=False):
        assert "Väntan att bekräfta" not in text(pages.browser(referrer).get("/"))
        assert "Bekräftas senast 2024-04-14" in text(pages.get(referrer, "persons"))
    with time_machine.travel("2024-04-14T12:00:00+02:00", tick=False):
        assert "Väntan att bekräfta" in text(pages.browser(referrer).get("/"))
        assert page in text(pages.get(referrer, "persons"))
        assert page in text(pages.get(team, "queue", party.delivery.pk))
        assert "Väntan som inte är bekräftad i tid" not in text(pages.browser(team).get("/"))
    with time_machine.travel("2024-04-15T12:00:00+02:00", tick=False):
        assert "Väntan som inte är bekräftad i tid" in text(pages.browser(team).get("/"))


def test_without_a_decision_a_wait_is_confirmed_after_ninety_days(party):
    # What is decided later is of waits that are confirmed later
    limit(party, "reconfirm", 30, from_date=TODAY + timedelta(days=1))
    Walk(party, "a").in_queue()
    with unread([party.receives]):
        assert not unconfirmed(TODAY + timedelta(days=90)).exists()
        assert unconfirmed(TODAY + timedelta(days=91)).count() == 1
