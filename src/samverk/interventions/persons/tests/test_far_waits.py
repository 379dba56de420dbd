"""A place in the queue of another installation: seen, confirmed, and closed with the consent."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection

from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.exchange.sealing import sealed
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import far_waits
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.actions.far import read_sealed
from samverk.interventions.persons.models import FarWait, QueueEntry, Referral
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    sent_by,
    there,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

__all__ = ["far"]
TOLD = {
    "number": 1,
    "state": "waiting",
    "clock_start": "2024-03-15",
    "confirmed_on": "2024-03-15",
    "left_on": "",
    "removal": "",
    "answer_by": "",
}


def message(far, row, event="queue", **said):
    hidden = json.dumps({"note": ""} | said).encode()
    return {
        "thread": str(row.thread),
        "delivery": str(far.delivery.code),
        "event": event,
        "day": "2024-03-15",
        "sealed": sealed(hidden, own_public_key(), str(row.thread)),
    }


def tell(far, row, **said):
    payload = message(far, row, **(TOLD | said))
    take_in_step(incoming(far, payload, far.cast.neighbour, far.cast.town))


@kept
def accepted(far):
    """A referral that the team in the other installation has accepted."""
    row = sent_by(far)
    with unread([far.sends]):
        for state in ("under_assessment", "accepted"):
            Referral.objects.filter(pk=row.pk).update(state=state)
        row.refresh_from_db()
    return row


@pytest.fixture
def told(monkeypatch):
    """What a team tells of its queue, when the referrer lives elsewhere."""
    found = []
    monkeypatch.setattr(far_waits, "is_far", lambda _: True)
    monkeypatch.setattr(
        far_waits,
        "send_sealed",
        lambda row, event, said, to, nth, **_: found.append((row, event, said, to, nth)),
    )
    return found


def test_every_step_in_the_queue_is_told(party, told):
    row = Walk(party, "w").planned()
    assert [one[2]["state"] for one in told] == ["waiting", "offered", "starting"]
    assert [one[2]["answer_by"] for one in told] == ["", "2024-03-22", ""]
    assert [one[2]["first_day"] for one in told] == ["", "2024-03-22", "2024-03-22"]
    assert {one[1] for one in told} == {"queue"}
    assert {one[3] for one in told} == {party.cast.town.pk}
    numbers = [one[2]["number"] for one in told]
    assert numbers == sorted(set(numbers))
    persons.note_no_show(party.worker, party.receives, row.pk, persons.Removal("health"), key="ej")
    assert (told[-1][2]["state"], told[-1][2]["removal"]) == ("removed", "health")


def test_a_first_day_is_kept_when_it_is_told_and_unknown_when_it_is_not(far, accepted):
    tell(far, accepted, state="offered", answer_by="2024-03-22", first_day="2024-04-08")
    with unread([far.sends]):
        assert waits_behind([accepted])[accepted.pk].first_day == date(2024, 4, 8)
    # An installation that has not been updated does not tell it
    tell(far, accepted, number=2, state="waiting")
    with unread([far.sends]):
        assert waits_behind([accepted])[accepted.pk].first_day is None


def test_a_removal_is_told_with_its_code_and_no_words(party, told):
    entry = Walk(party, "w").in_queue()
    why = persons.Removal("found_work", "Ett ord som stannar")
    persons.remove_from_queue(party.receiver, party.receives, entry.pk, why, key="a")
    assert (told[-1][2]["removal"], told[-1][2]["left_on"]) == ("found_work", "2024-03-15")
    assert "stannar" not in json.dumps(told[-1][2])


def test_nothing_is_told_once_the_consent_is_taken_back(party, told):
    entry = Walk(party, "w").in_queue()
    with unread([party.receives]):
        Referral.objects.filter(pk=entry.referral_id).update(unshared_on=date(2024, 3, 15))
    before = len(told)
    persons.remove_from_queue(
        party.receiver, party.receives, entry.pk, persons.Removal("moved"), key="a"
    )
    assert len(told) == before


def test_nothing_is_sent_about_one_of_our_own(party):
    Walk(party, "w").planned()
    assert not Sent.objects.filter(type="remissteg").exists()


def test_the_referrer_sees_how_it_stands(far, accepted):
    pages = Pages(far)
    tell(far, accepted)
    page = text(pages.get(far.referrer_user, "sent_referral", accepted.pk))
    assert "Väntande" in page
    assert "Bekräfta väntan" in page
    tell(far, accepted, number=2, state="offered", answer_by="2024-03-22")
    page = text(pages.get(far.referrer_user, "sent_referral", accepted.pk))
    assert "svara senast 2024-03-22" in page
    tell(far, accepted, number=3, state="removed", left_on="2024-03-15", removal="found_work")
    assert "fick arbete" in text(pages.get(far.referrer_user, "sent_referral", accepted.pk))


def test_what_comes_late_changes_nothing(far, accepted):
    tell(far, accepted, number=5, state="paused")
    tell(far, accepted, number=4, state="waiting")
    with unread([far.sends]):
        assert FarWait.objects.get().state == "paused"


@pytest.mark.parametrize("wrong", [{"state": "borta"}, {"removal": "nej"}, {"left_on": "i dag"}])
def test_what_is_no_state_is_refused(far, accepted, wrong):
    with pytest.raises(InputError, match="går inte att läsa"):
        tell(far, accepted, **wrong)
    with unread([far.sends]):
        assert not FarWait.objects.exists()


def _confirms(one):
    return said_in(one).get("event") == "reconfirm"


def test_the_referrer_confirms_and_the_team_is_told(far, accepted):
    tell(far, accepted)
    persons.confirm_wait(far.referrer, far.sends, accepted.pk, key="vill ha platsen")
    payload = payload_of(next(one for one in Sent.objects.all() if _confirms(one)))
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    with there():
        assert read_sealed(incoming(far, payload))["day"] == "2024-03-15"


def test_nobody_is_confirmed_who_does_not_wait(far, accepted):
    with pytest.raises(ConflictError, match="inte berättat"):
        persons.confirm_wait(far.referrer, far.sends, accepted.pk, key="vill ha platsen")
    tell(far, accepted, state="offered", answer_by="2024-03-22")
    with pytest.raises(ConflictError, match="väntar inte"):
        persons.confirm_wait(far.referrer, far.sends, accepted.pk, key="vill ha platsen än")


def test_a_confirmation_from_elsewhere_is_a_step_in_our_queue(party, told):
    entry = Walk(party, "w").in_queue()
    with unread([party.receives]):
        row = Referral.objects.select_related("delivery").get(pk=entry.referral_id)
        QueueEntry.objects.filter(pk=entry.pk).update(confirmed_on=date(2024, 1, 1))
    payload = message(party, row, "reconfirm", day="2024-03-15")
    take_in_step(incoming(party, payload))
    with unread([party.receives]):
        entry.refresh_from_db()
        assert entry.confirmed_on == date(2024, 3, 15)
        assert (entry.steps.last().event, entry.steps.last().hand) == ("reconfirm", "referrer")
    assert told[-1][2]["confirmed_on"] == "2024-03-15"


def test_the_referrer_sees_nothing_once_the_consent_is_taken_back(far, accepted):
    tell(far, accepted)
    with unread([far.sends]):
        accepted.unshared_on = date(2024, 3, 15)
        accepted.save(update_fields=["unshared_on"])
        assert waits_behind([accepted]) == {}
    tell(far, accepted, number=9, state="started")
    with unread([far.sends]):
        assert FarWait.objects.get().state == "waiting"


def test_a_protected_person_s_place_is_behind_the_same_wall(far, accepted):
    with connection.cursor() as cursor:
        cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = 'persons_farwait'")
        assert {name for (name,) in cursor.fetchall()} == {"controller", "protected", "scoped"}
