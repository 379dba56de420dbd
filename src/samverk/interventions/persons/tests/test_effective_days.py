"""What is registered on a Monday may have happened on the Friday before: the days count from then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import pausing
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import (
    Disclosure,
    Hold,
    Participation,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.queries.away import stays_of
from samverk.interventions.persons.tests.archive import on
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_far import far, incoming, said_in
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell, told
from samverk.interventions.persons.tests.test_pausing import entry_now, ours, sent
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.clock import Pause, wait
from samverk.rules.interventions.days import Away
from samverk.rules.interventions.hands import Hand

__all__ = ["accepted", "far", "told"]
FRIDAY, MONDAY = date(2024, 3, 15), date(2024, 3, 18)
TUESDAY, NEXT_FRIDAY = date(2024, 3, 19), date(2024, 3, 22)
LATE = date(2024, 3, 25)


def row_now(row):
    with unread([row.controller_id]):
        return type(row).objects.get(pk=row.pk)


def steps(row):
    with unread([row.controller_id]):
        return [(one.event, one.happened_on, one.recorded_at.date()) for one in row.steps.all()]


def test_a_return_from_sick_leave_that_is_told_late_is_of_its_day(party):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    with on(MONDAY):
        new = actions.NewHold("health", LATE, keeps_place=False)
        actions.interrupt_participation(*at, new, key="u", day=FRIDAY)
    with on(LATE):
        actions.resume_participation(*at, key="t", day=NEXT_FRIDAY)
    with unread([party.receives]):
        hold = Hold.objects.get()
        assert (hold.from_date, hold.to_date) == (FRIDAY, NEXT_FRIDAY)
        stay = stays_of([Participation.objects.get()])[row.pk]
    # Occupancy and the ledger of days follow when it happened
    assert stay.away == (Away(FRIDAY, NEXT_FRIDAY),)
    assert steps(row)[-2:] == [
        ("interrupt", FRIDAY, MONDAY),
        ("resume", NEXT_FRIDAY, LATE),
    ]


def test_a_day_before_what_was_done_last_or_in_the_future_is_refused(party):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    new = actions.NewHold("health", LATE)
    with pytest.raises(InputError, match="senaste som hände var den 15") as fault:
        actions.interrupt_participation(*at, new, key="a", day=FRIDAY - timedelta(1))
    assert fault.value.field == "day"
    with pytest.raises(InputError, match="framtiden"):
        actions.interrupt_participation(*at, new, key="b", day=MONDAY)
    with on(LATE):
        late = actions.NewHold("health", FRIDAY)
        with pytest.raises(InputError, match="före den 18"):
            actions.interrupt_participation(*at, late, key="c", day=MONDAY)
    assert row_now(row).state == "active"


def test_a_place_let_go_is_to_be_free_when_it_is_taken_again(party, monkeypatch):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    new = actions.NewHold("health", LATE, keeps_place=False)
    actions.interrupt_participation(*at, new, key="u")
    asked = []
    monkeypatch.setattr(
        "samverk.interventions.persons.actions.taking_part.take_place",
        lambda delivery, day: asked.append(day),
    )
    with on(LATE):
        actions.resume_participation(*at, key="t", day=NEXT_FRIDAY)
    assert asked == [LATE]


def test_a_pause_of_a_wait_counts_from_its_days(party):
    entry = Walk(party, "w").in_queue()
    desk = Desk(party.receives, Hand.RECEIVER)
    with on(TUESDAY):
        pausing.pause_wait(party.receiver, desk, entry.pk, "health", key="p", day=MONDAY)
        with pytest.raises(InputError, match="senaste som hände"):
            pausing.resume_wait(party.receiver, desk, entry.pk, key="r0", day=FRIDAY)
    with on(LATE):
        pausing.resume_wait(party.receiver, desk, entry.pk, key="r", day=NEXT_FRIDAY)
    with unread([party.receives]):
        one = QueuePause.objects.get()
    assert (one.from_date, one.to_date) == (MONDAY, NEXT_FRIDAY)
    counted = wait(entry.clock_start, LATE, (Pause(one.from_date, one.to_date),)).value
    assert counted.total - counted.adjusted == 4


def test_who_left_the_queue_left_on_the_day_it_happened(party):
    entry = Walk(party, "w").in_queue()
    at = (party.receiver, party.receives, entry.pk)
    desk = Desk(party.receives, Hand.RECEIVER)
    pausing.pause_wait(party.receiver, desk, entry.pk, "health", key="p")
    with on(LATE):
        actions.remove_from_queue(*at, actions.Removal("found_work"), key="a", day=MONDAY)
    with unread([party.receives]):
        row = QueueEntry.objects.get()
        assert (row.state, row.left_on) == ("removed", MONDAY)
        assert QueuePause.objects.get().to_date == MONDAY
    assert steps(entry)[-1] == ("remove", MONDAY, LATE)


def test_who_is_not_reached_has_been_tried_by_that_day(party):
    entry = Walk(party, "w").in_queue()
    at = (party.receiver, party.receives, entry.pk)
    why = actions.Removal("unreachable", "Ringde 2024-03-15 och 2024-03-19")
    with on(LATE):
        with pytest.raises(InputError, match="minst två försök"):
            actions.remove_from_queue(*at, why, key="a", day=MONDAY)
        actions.remove_from_queue(*at, why, key="b", day=TUESDAY)


def test_who_never_came_never_came_on_the_day(party):
    row = Walk(party, "w").planned()
    why = actions.Removal("health")
    with on(LATE):
        actions.note_no_show(party.worker, party.receives, row.pk, why, key="n", day=MONDAY)
    with unread([party.receives]):
        assert Participation.objects.get().ended_on == MONDAY
        assert QueueEntry.objects.get().left_on == MONDAY


def test_a_yes_in_time_counts_though_it_is_noted_after(party):
    entry = Walk(party, "w").in_queue()
    at = (party.receiver, party.receives, entry.pk)
    actions.offer_place(*at, actions.NewOffer(TUESDAY), key="o")
    yes = actions.Answer("accepted")
    with on(NEXT_FRIDAY):
        with pytest.raises(ConflictError, match="Tiden att svara gick ut"):
            actions.answer_offer(*at, yes, key="y0")
        with pytest.raises(InputError, match="senaste som hände"):
            actions.answer_offer(*at, yes, key="y1", day=FRIDAY - timedelta(1))
        actions.answer_offer(*at, yes, key="y2", day=TUESDAY)
    with unread([party.receives]):
        assert QueueEntry.objects.get().offers.get().answered_on == TUESDAY
        assert Participation.objects.get().starts_on == TUESDAY


def test_the_referrer_tells_the_day_here(party):
    Walk(party, "w").in_queue()
    row = sent(party)
    at = (party.referrer, party.sends, row.pk)
    with on(LATE):
        with pytest.raises(InputError, match="framtiden"):
            actions.pause_for_person(*at, "health", key="p0", day=date(2024, 4, 1))
        actions.pause_for_person(*at, "health", key="p", day=MONDAY)
        actions.resume_for_person(*at, key="r", day=TUESDAY)
    with unread([party.receives]):
        one = QueuePause.objects.get()
        assert (one.from_date, one.to_date) == (MONDAY, TUESDAY)
    with unread([party.sends]):
        # What is written down is when it was told
        last = Disclosure.objects.order_by("-recorded_at")[:2]
        assert {one.told_on for one in last} == {LATE}


def test_the_day_goes_with_the_message_and_is_taken_in(far, accepted):
    tell(far, accepted)
    with on(LATE):
        actions.pause_for_person(
            far.referrer, far.sends, accepted.pk, "health", key="p", day=MONDAY
        )
        asked = next(one for one in Sent.objects.all() if said_in(one).get("event") == "pause_wait")
        assert said_in(asked)["day"] == MONDAY.isoformat()
        with unread([far.sends]):
            assert Disclosure.objects.get(message=asked.pk).told_on == LATE


def test_a_day_told_from_elsewhere_is_never_before_what_the_team_did_last(party, told):
    row = ours(party)
    with on(LATE):
        early = message(party, row, "pause_wait", reason="person_choice") | {"day": "2024-03-01"}
        take_in_step(incoming(party, early))
        with unread([party.receives]):
            assert QueuePause.objects.get().from_date == FRIDAY
        take_in_step(incoming(party, message(party, row, "resume_wait") | {"day": "2024-03-19"}))
        with unread([party.receives]):
            assert QueuePause.objects.get().to_date == TUESDAY
    assert entry_now(party).state == "waiting"


def test_the_pages_ask_for_the_day_and_tell_when_it_was_registered(party):
    row = in_the_door(party, MAN)
    pages = Pages(party)
    with on(MONDAY):
        form = text(pages.get(party.worker_user, "interrupt_participation", row.pk))
        assert "Vilken dag började uppehållet?" in form
        at = (party.worker_user, "interrupt_participation", row.pk)
        hold = {"reason": "health", "planned_return": "2024-03-25", "keeps_place": "on"}
        assert pages.send(*at, day="2024-03-14", **hold).status_code == 400
        assert pages.send(*at, day="2024-03-15", **hold).status_code == 302
        page = text(pages.get(party.worker_user, "participation", row.pk))
    assert "registrerat 2024-03-18" in page
    with on(LATE):
        # Left empty it is today
        pages.send(party.worker_user, "resume_participation", row.pk)
    with unread([party.receives]):
        assert Hold.objects.get().to_date == LATE
        assert not Referral.objects.exists()
