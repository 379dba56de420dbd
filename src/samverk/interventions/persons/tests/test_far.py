"""Referrals to a party in another installation: signed, sealed, and answered."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import PeerKey, Sent
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.exchange.sealing import sealed
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import consents, referrals
from samverk.interventions.persons.actions.arriving import take_in_referral, take_in_step
from samverk.interventions.persons.actions.far import read_words, unsealed
from samverk.interventions.persons.models import Consent, Disclosure, Person, Protection, Referral
from samverk.interventions.persons.records import identity, told
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.tests.wires import legible
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand


def there():
    """Be in Norrvik's installation, with its key."""
    return override_settings(EXCHANGE_KEY="B" * 43 + "=")


@kept
def far(party):
    """Norrvik lives in another installation; its rows are kept in this database for the test."""
    with there():
        its_key = own_public_key()
    town, neighbour = party.cast.town.pk, party.cast.neighbour.pk
    exchange.add_peer(SETUP, exchange.NewPeer(town, "212000-0001"), key="a")
    address = "https://norrvik.example/vaxling/ta-emot/"
    exchange.add_peer(SETUP, exchange.NewPeer(neighbour, "212000-0002", address, its_key), key="b")
    return party


def sent_by(far, **more):
    walk = Walk(far, "f")
    person = somebody(far, **more)
    walk.consent(person)
    row = walk.draft(person)
    referrals.submit_referral(far.referrer, far.sends, row.pk, "consent", key="f/i")
    return row


def payload_of(message):
    return json.loads(message.wire)["envelope"]["payload"]


def said_in(message):
    """What Norrvik's installation reads in a message to it."""
    with there():
        ends = (message.sender.organisation_id, message.recipient.organisation_id)
        came = Incoming(
            message.pk, ends[0], "Lillköping", ends[1], message.created_at, payload_of(message)
        )
        return unsealed(came, message.type).payload


def incoming(far, payload, sender=None, recipient=None):
    town, neighbour = far.cast.town, far.cast.neighbour
    return Incoming(
        uuid.uuid4(),
        (sender or town).pk,
        "Lillköping",
        (recipient or neighbour).pk,
        clock.now(),
        payload,
    )


def test_nothing_of_the_person_can_be_read_on_the_way(far):
    sent_by(far)
    message = Sent.objects.get()
    words = ("Siv", "Påhitt", "Siv Påhitt", "19850709", "9805", "bistånd", CONTENT.need)
    assert legible(words, message) == []
    assert [one for one in words if one in message.subject] == []
    assert not list(faults(payload_of(message), MESSAGE_TYPES.find("remiss", 2).schema))
    with unread([far.sends]):
        told_to = Disclosure.objects.get()
        assert (told_to.message, told_to.receiver) == (message.pk, far.cast.neighbour)
    with unread([far.receives]):
        assert Referral.objects.count() == 0


def test_the_other_side_has_its_copy_once(far):
    row = sent_by(far)
    payload = payload_of(Sent.objects.get())
    with there():
        copy = take_in_referral(incoming(far, payload))
        assert take_in_referral(incoming(far, payload)).pk == copy.pk
    with unread([far.receives]):
        copy.refresh_from_db()
        assert (copy.state, copy.side, copy.thread) == ("submitted", "received", row.thread)
        assert copy.clock_start == date(2024, 3, 15)
        assert identity(copy.person).name == "Siv Påhitt"
        assert told(copy.person, copy)["need"] == CONTENT.need


def test_a_protected_person_is_protected_there_too(far):
    sent_by(far, protected=True)
    with there():
        take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    with unread([far.receives]):
        assert Protection.objects.get().person == Person.objects.get()


@pytest.mark.parametrize("wrong", ["sealed", "thread"])
def test_what_was_not_sealed_to_us_about_this_is_refused(far, wrong):
    sent_by(far)
    payload = payload_of(Sent.objects.get())
    payload[wrong] = str(uuid.uuid4()) if wrong == "thread" else "A" * 100
    with there(), pytest.raises(InputError, match="inte förseglat"):
        take_in_referral(incoming(far, payload))
    with unread([far.receives]):
        assert Referral.objects.count() == 0


def test_a_delivery_of_somebody_else_takes_nothing_in(far):
    sent_by(far)
    payload = said_in(Sent.objects.get())
    with pytest.raises(InputError, match="någon annan"):
        take_in_referral(incoming(far, payload, recipient=far.cast.town))
    with pytest.raises(NotFoundError):
        take_in_referral(incoming(far, payload | {"delivery": str(uuid.uuid4())}))


def step(far, row, event="take_up", **more):
    to = {"to": str(more.pop("to"))} if "to" in more else {}
    said = {name: more.pop(name, "") for name in ("note", "reason")}
    note = json.dumps(said | to).encode()
    return {
        "thread": str(row.thread),
        "delivery": str(far.delivery.code),
        "event": event,
        "day": "2024-03-15",
        "sealed": sealed(note, own_public_key(), str(row.thread)),
    }


def test_the_team_s_step_is_taken_here(far):
    row = sent_by(far)
    town, neighbour = far.cast.town, far.cast.neighbour
    for event, reason in (("take_up", ""), ("return", "too_complex")):
        payload = step(far, row, event, reason=reason, note="Börja hos vården")
        assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 1).schema))
        take_in_step(incoming(far, payload, neighbour, town))
    with unread([far.sends]):
        row.refresh_from_db()
        assert (row.state, row.return_reason) == ("returned", "too_complex")
        last = row.steps.last()
        assert told(row.person, last, "note") == {"text": "Börja hos vården"}


def test_a_reason_that_is_not_known_here_is_refused(far):
    row = sent_by(far)
    came = incoming(
        far, step(far, row, "return", reason="påhittat"), far.cast.neighbour, far.cast.town
    )
    with pytest.raises(InputError, match="Skälet i beskedet"), transaction.atomic():
        take_in_step(came)


def test_nobody_but_the_provider_answers_for_a_referral(far):
    row = sent_by(far)
    town = far.cast.town
    with pytest.raises(NotFoundError):
        take_in_step(incoming(far, step(far, row), town, town))
    with unread([far.sends]):
        row.refresh_from_db()
        assert row.state == "submitted"


def test_a_consent_is_taken_back_also_when_the_receiver_cannot_be_told(far):
    row = sent_by(far)
    with unread([far.sends]):
        given = Consent.objects.get()
    PeerKey.objects.filter(peer__organisation=far.cast.neighbour).update(revoked_at=clock.now())
    consents.withdraw_consent(far.referrer, Desk(far.sends, Hand.REFERRER), given.pk, key="back")
    with unread([far.sends]):
        row.refresh_from_db()
        given.refresh_from_db()
        assert (row.state, given.withdrawn_on) == ("withdrawn", date(2024, 3, 15))
        assert "kunde inte meddelas" in told(row.person, row.steps.last(), "note")["text"]
    assert Sent.objects.count() == 1


def test_the_receiver_is_told_that_a_consent_is_taken_back(far):
    row = sent_by(far)
    # After a step that was told too
    for event in ("take_up", "ask"):
        take_in_step(incoming(far, step(far, row, event), far.cast.neighbour, far.cast.town))
    referrals.answer_question(far.referrer, far.sends, row.pk, "Praktik", key="svar")
    with unread([far.sends]):
        given = Consent.objects.get()
    consents.withdraw_consent(far.referrer, Desk(far.sends, Hand.REFERRER), given.pk, key="back")
    sent = Sent.objects.filter(type="remissteg")
    steps = {said_in(one)["event"]: payload_of(one) for one in sent}
    assert set(steps) == {"answer", "unshare"}
    with there():
        assert "återtaget" in read_words(incoming(far, steps["unshare"]))[1]


def test_the_sender_s_own_number_of_the_case_is_sealed_too(far):
    sent_by(far)
    message = Sent.objects.get()
    assert "SN 2024/12" not in message.wire
    with there():
        copy = take_in_referral(incoming(far, payload_of(message)))
    with unread([far.receives]):
        copy.refresh_from_db()
        assert copy.case_number == "SN 2024/12"


def test_a_referral_that_is_passed_on_there_is_followed_here(far):
    row = sent_by(far)
    take_in_step(incoming(far, step(far, row), far.cast.neighbour, far.cast.town))
    passed = step(far, row, "redirect", note="Närmare hem", to=far.successor.code)
    take_in_step(incoming(far, passed, far.cast.neighbour, far.cast.town))
    with pytest.raises(ConflictError):
        take_in_step(incoming(far, passed, far.cast.neighbour, far.cast.town))
    with unread([far.sends]):
        row.refresh_from_db()
        new = Referral.objects.get(redirected_from=row)
        assert (row.state, new.state, new.delivery) == ("redirected", "submitted", far.successor)
        assert (new.clock_start, new.side) == (row.clock_start, "sent")
    on = step(far, row) | {"delivery": str(far.successor.code)}
    take_in_step(incoming(far, on, far.cast.neighbour, far.cast.town))
    with unread([far.sends]):
        new.refresh_from_db()
        assert new.state == "under_assessment"


def test_it_is_not_passed_on_to_what_somebody_else_gives(far):
    row = sent_by(far)
    take_in_step(incoming(far, step(far, row), far.cast.neighbour, far.cast.town))
    ours = Delivery.objects.create(
        intervention=far.delivery.intervention,
        provider=far.cast.town,
        name="Vår egen",
        start_mode="rolling",
        from_date=date(2020, 1, 1),
    )
    passed = step(far, row, "redirect", to=ours.code)
    with pytest.raises(InputError, match="någon annan"), transaction.atomic():
        take_in_step(incoming(far, passed, far.cast.neighbour, far.cast.town))
    with unread([far.sends]):
        row.refresh_from_db()
        assert row.state == "under_assessment"


@pytest.mark.parametrize("kind", ["remiss", "remissteg"])
def test_which_step_and_which_ground_are_not_to_be_read_on_the_way(far, kind):
    row = sent_by(far)
    referrals.withdraw_referral(far.referrer, far.sends, row.pk, "Ångrat sig", key="w")
    message = Sent.objects.get(type=kind)
    assert set(payload_of(message)) == {"thread", "sealed"}
    for word in ("withdraw", "consent", str(far.delivery.code), "2024-03-15T", "clock"):
        assert word not in json.dumps(payload_of(message) | {"sealed": ""})
    said = said_in(message)
    assert said["delivery"] == str(far.delivery.code)


def test_two_messages_are_as_long_whatever_they_say(far):
    row = sent_by(far)
    referrals.withdraw_referral(far.referrer, far.sends, row.pk, "Ångrat " * 40, key="w")
    assert len({len(payload_of(one)["sealed"]) for one in Sent.objects.all()}) == 1


def test_a_referral_cannot_be_sent_on_as_somebody_else_s(far):
    sent_by(far)
    payload = payload_of(Sent.objects.get())
    with there():
        with pytest.raises(InputError, match="inte förseglat"):
            take_in_referral(incoming(far, payload, sender=far.cast.neighbour))
        with pytest.raises(InputError, match="inte förseglat"):
            take_in_step(incoming(far, payload))


def test_nobody_takes_over_a_referral_that_is_here(far):
    row = sent_by(far)
    with there():
        take_in_referral(incoming(far, payload_of(Sent.objects.get())))
        stolen = {
            "thread": str(row.thread),
            "delivery": str(far.delivery.code),
            "ground": "consent",
            "clock_start": "2020-01-01",
            "hidden": said_in(Sent.objects.get())["hidden"],
        }
        with pytest.raises(InputError, match="någon annan"):
            take_in_referral(incoming(far, stolen, sender=far.cast.neighbour))


def test_what_was_sealed_in_the_first_way_is_taken_until_its_day(far):
    row = sent_by(far)
    handle = MESSAGE_TYPES.find("remissteg", 1).handle
    at = (far.cast.neighbour, far.cast.town)
    assert handle(incoming(far, step(far, row), *at)).state == "under_assessment"
    later = time_machine.travel("2027-07-01T12:00:00+02:00", tick=False)
    with later, pytest.raises(InputError, match="uppdateras"):
        handle(incoming(far, step(far, row, "accept"), *at))
