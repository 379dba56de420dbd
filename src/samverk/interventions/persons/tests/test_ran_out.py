"""A consent that comes to its last day: nothing more crosses, the same night written down."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.arriving import take_in_referral, take_in_step
from samverk.interventions.persons.actions.far import read_sealed
from samverk.interventions.persons.actions.sharing import end_shares
from samverk.interventions.persons.models import Consent, FarWait, QueueEntry, Referral
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import NECESSARY, somebody
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    step,
    there,
)
from samverk.interventions.persons.tests.test_far_waits import TOLD, message
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]
LAST, AFTER = date(2024, 4, 30), "2024-05-01T00:00:00+02:00"


class Short(Walk):
    """Walks as others do, on a consent with a last day."""

    until: date | None = LAST

    def consent(self, person, until=None, name="c", since=date(2024, 3, 1)):
        new = persons.NewConsent(
            person.pk,
            "information_exchange",
            (self.party.cast.neighbour.pk,),
            "remissen",
            "skriftligt",
            since,
            until or self.until,
        )
        desk = Desk(self.party.sends, Hand.REFERRER)
        return persons.give_consent(self.party.referrer, desk, new, key=f"{self.name}/{name}")


def rows(party):
    """The sender's row and the receiver's, as they are now."""
    found = []
    for body, side in ((party.sends, "sent"), (party.receives, "received")):
        with unread([body]):
            found.append(Referral.objects.select_related("person").filter(side=side).first())
    return found


def test_both_sides_know_the_last_day(party):
    Short(party, "s").in_queue()
    assert [row.shared_until for row in rows(party)] == [LAST, LAST]
    assert [row.shut_on for row in rows(party)] == [None, None]


def test_the_day_after_nothing_is_read_or_told_before_any_job_has_run(party):
    entry = Short(party, "s").in_queue()
    sent, _ = rows(party)
    pages = Pages(party)
    with time_machine.travel("2024-04-30T23:59:59+02:00", tick=False):
        assert sent.pk in waits_behind([sent])
    with time_machine.travel(AFTER, tick=False):
        assert {row.unshared_on for row in rows(party)} == {None}
        assert waits_behind([sent]) == {}
        with pytest.raises(ConflictError, match="har gått ut"):
            persons.confirm_wait(party.referrer, party.sends, sent.pk, key="b")
        page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
        assert "gällde till och med den 30" in page
        assert "Bekräfta" not in page
        assert "Samtycket har upphört" in text(pages.get(party.referrer_user, "persons"))
        assert "Samtycket har upphört" in text(pages.get(party.receiver_user, "persons"))
        team = text(pages.get(party.receiver_user, "queue_entry", entry.pk))
        assert "gällde till och med den 30" in team
        assert "Personen vill ha platsen" in team
        persons.confirm_with_person(party.receiver, party.receives, entry.pk, key="f")


def test_the_night_writes_it_down_once_at_each_side(party):
    Short(party, "s").in_queue()
    with time_machine.travel("2024-04-30T23:59:59+02:00", tick=False):
        assert end_shares() == 0
    with time_machine.travel(AFTER, tick=False):
        assert (end_shares(), end_shares()) == (2, 0)
        for row in rows(party):
            assert (row.state, row.unshared_on) == ("accepted", date(2024, 5, 1))
            assert row.ran_out
            with unread([row.controller_id]):
                last = row.steps.last()
                assert (last.event, last.hand) == ("unshare", "system")
                assert "till och med den 30" in told(row.person, last, "note")["text"]


def test_one_that_is_not_accepted_stands_still_and_is_withdrawn(party):
    walk = Short(party, "s")
    copy = walk.came(walk.sent())
    with time_machine.travel(AFTER, tick=False):
        with pytest.raises(ConflictError, match="är stängd"):
            persons.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
        assert end_shares() == 2
    assert {row.state for row in rows(party)} == {"withdrawn"}


def test_a_new_consent_in_time_carries_on_and_one_too_late_does_not(party):
    walk = Short(party, "s")
    walk.in_queue()
    sent, _ = rows(party)
    longer = date(2024, 6, 30)
    walk.consent(sent.person, longer, "längre")
    assert [row.shared_until for row in rows(party)] == [longer, longer]
    with time_machine.travel("2024-07-01T08:00:00+02:00", tick=False):
        walk.consent(sent.person, date(2025, 1, 1), "för sent", date(2024, 7, 1))
        assert [row.shut_on for row in rows(party)] == [date(2024, 7, 1)] * 2


def test_taking_the_longer_one_back_leaves_the_shorter(party):
    walk = Short(party, "s")
    walk.in_queue()
    sent, _ = rows(party)
    longer = walk.consent(sent.person, date(2024, 6, 30), "längre")
    desk = Desk(party.sends, Hand.REFERRER)
    persons.withdraw_consent(party.referrer, desk, longer.pk, key="åter")
    assert [row.shared_until for row in rows(party)] == [LAST, LAST]
    assert {row.unshared_on for row in rows(party)} == {None}


def test_another_ground_has_no_last_day(party):
    walk = Short(party, "s")
    person = somebody(party)
    walk.consent(person)
    row = walk.draft(person)
    persons.submit_referral(party.referrer, party.sends, row.pk, NECESSARY, key="i")
    assert [one.shared_until for one in rows(party)] == [None, None]
    with time_machine.travel(AFTER, tick=False):
        assert end_shares() == 0


@kept
def apart(far):
    """A referral to another installation, accepted there, whose consent has a last day."""
    row = Short(far, "f").sent()
    with unread([far.sends]):
        for state in ("under_assessment", "accepted"):
            Referral.objects.filter(pk=row.pk).update(state=state)
        row.refresh_from_db()
    return row


def copied(far):
    with there():
        return take_in_referral(incoming(far, payload_of(Sent.objects.get(type="remiss"))))


def test_the_last_day_goes_sealed_with_the_referral(far, apart):
    assert "2024-04-30" not in Sent.objects.get(type="remiss").wire
    assert copied(far).shared_until == LAST


def test_what_comes_from_there_after_the_last_day_is_left_unread(far, apart):
    with time_machine.travel(AFTER, tick=False):
        payload = message(far, apart, **TOLD)
        take_in_step(incoming(far, payload, far.cast.neighbour, far.cast.town))
        payload = step(far, apart, "return", reason="too_complex", note="Om personen")
        take_in_step(incoming(far, payload, far.cast.neighbour, far.cast.town))
    with unread([far.sends]):
        assert not FarWait.objects.exists()
        apart.refresh_from_db()
        assert apart.return_reason == ""


def test_the_team_there_tells_nothing_after_the_last_day(far, apart):
    copy = copied(far)
    before = Sent.objects.count()
    with (
        time_machine.travel(AFTER, tick=False),
        there(),
        pytest.raises(ConflictError, match="stängd"),
    ):
        persons.take_up_referral(far.receiver, far.receives, copy.pk, key="t")
    assert Sent.objects.count() == before
    with unread([far.receives]):
        assert not QueueEntry.objects.exists()


def test_a_new_last_day_is_told_and_one_that_comes_late_changes_nothing(far, apart):
    copy = copied(far)

    def last_day():
        with unread([far.receives]):
            copy.refresh_from_db()
        return copy.shared_until

    with unread([far.sends]):
        person = apart.person
    Short(far, "f").consent(person, date(2024, 6, 30), "längre")
    sent = Sent.objects.get(type="remissteg")
    first = payload_of(sent)
    assert said_in(sent)["event"] == "shared_until"
    with there():
        assert read_sealed(incoming(far, first))["until"] == "2024-06-30"
        take_in_step(incoming(far, first))
    assert last_day() == date(2024, 6, 30)
    late = message(far, apart, "shared_until", until="2025-01-01", number=1)
    take_in_step(incoming(far, late))
    assert last_day() == date(2024, 6, 30)
    with pytest.raises(InputError, match="går inte att läsa"):
        take_in_step(incoming(far, message(far, apart, "shared_until", until="i morgon")))


def test_the_installation_there_is_told_that_it_is_over(far, apart):
    with time_machine.travel(AFTER, tick=False):
        assert (end_shares(), end_shares()) == (1, 0)
    assert said_in(Sent.objects.get(type="remissteg"))["event"] == "unshare"
    with unread([far.sends]):
        assert Consent.objects.get().withdrawn_on is None
