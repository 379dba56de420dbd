"""An offer is answered by way of the referrer: here, and from another installation."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
import time_machine

from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.exchange.sealing import sealed
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import answering, far_waits
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.actions.far import read_sealed
from samverk.interventions.persons.models import FarWait, Participation, PlaceOffer, Referral
from samverk.interventions.persons.records import told as told_of
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, said_in, there
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

__all__ = ["accepted", "far"]
BY = date(2024, 3, 22)
YES = persons.Answer("accepted")
NO = persons.Answer("declined", "Vill vänta till hösten", "bad_time")
OFFER = str(uuid.uuid4())


def offered(party, name="w"):
    """Somebody who is offered a place: the sender's referral, and the place in the queue."""
    entry = Walk(party, name).in_queue()
    at = (party.receiver, party.receives, entry.pk)
    persons.offer_place(*at, persons.NewOffer(BY), key=f"{name}/o")
    with unread([party.receives]):
        thread = Referral.objects.get(pk=entry.referral_id).thread
    with unread([party.sends]):
        return Referral.objects.get(thread=thread), entry


def now(party, entry):
    with unread([party.receives]):
        entry.refresh_from_db()
        return entry.state


def test_the_referrer_says_yes_and_the_place_is_taken(party):
    sent, entry = offered(party)
    pages = Pages(party)
    assert "Svara på erbjudandet" in text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    answer = pages.send(party.referrer_user, "answer_for_person", sent.pk, answer="accepted")
    assert answer.status_code == 302
    assert now(party, entry) == "starting"
    with unread([party.receives]):
        assert Participation.objects.get().state == "planned"
        last = entry.steps.get(event="accept")
        assert (last.hand, last.party_id) == ("referrer", party.cast.town.pk)


def test_the_same_answer_again_changes_nothing_and_another_is_refused(party):
    sent, entry = offered(party)
    at = (party.referrer, party.sends, sent.pk)
    persons.answer_for_person(*at, YES, key="1")
    persons.answer_for_person(*at, YES, key="2")
    with pytest.raises(ConflictError, match="Ett ja är redan noterat"):
        persons.answer_for_person(*at, NO, key="3")
    assert now(party, entry) == "starting"
    with unread([party.receives]):
        assert Participation.objects.count() == 1


def test_a_no_needs_a_reason_and_keeps_the_place(party):
    sent, entry = offered(party)
    at = (party.referrer, party.sends, sent.pk)
    with pytest.raises(InputError, match="varför personen tackar nej"):
        persons.answer_for_person(*at, persons.Answer("declined"), key="1")
    persons.answer_for_person(*at, NO, key="2")
    assert now(party, entry) == "waiting"
    with unread([party.receives]):
        last = entry.steps.get(event="decline")
        assert last.reason == "bad_time"
        assert told_of(entry.person, last, "note")["text"] == NO.why
    page = text(Pages(party).get(party.receiver_user, "queue_entry", entry.pk))
    assert "Passar inte i tiden" in page


def test_after_the_day_it_is_too_late(party):
    sent, entry = offered(party)
    with time_machine.travel("2024-03-23T00:00:00+01:00", tick=False):
        page = text(Pages(party).get(party.referrer_user, "sent_referral", sent.pk))
        assert "Tiden har gått ut" in page
        assert "Svara på erbjudandet" not in page
        with pytest.raises(ConflictError, match=r"gick ut den 22\smars"):
            persons.answer_for_person(party.referrer, party.sends, sent.pk, YES, key="1")
    assert now(party, entry) == "offered"


def test_a_reason_that_is_none_or_of_a_yes_is_refused(party):
    sent, _ = offered(party)
    for answer, reason in (("declined", "påhitt"), ("accepted", "health")):
        said = persons.Answer(answer, "", reason)
        with pytest.raises(InputError, match="bara när personen tackar nej"):
            persons.answer_for_person(party.referrer, party.sends, sent.pk, said, key="1")


@kept
def told_offer(far, accepted):
    """The team in the other installation has offered a place."""
    tell(far, accepted, number=2, state="offered", answer_by="2024-03-22", offer=OFFER)
    return accepted


def wait_of(far):
    with unread([far.sends]):
        return FarWait.objects.get()


def test_a_yes_goes_sealed_to_the_team_s_installation(far, told_offer):
    pages = Pages(far)
    page = pages.send(far.referrer_user, "answer_for_person", told_offer.pk, answer="accepted")
    assert page.status_code == 302
    sent = Sent.objects.get(type="remissteg")
    payload = payload_of(sent)
    assert said_in(sent)["event"] == "offer_answer"
    assert "offer_answer" not in sent.wire
    assert "accepted" not in json.dumps(payload | {"sealed": ""})
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    with there():
        said = read_sealed(incoming(far, payload))
    assert (said["offer"], said["answer"]) == (OFFER, "accepted")
    assert wait_of(far).answer == "accepted"
    page = text(pages.get(far.referrer_user, "sent_referral", told_offer.pk))
    assert "Ni svarade ja den 15" in page
    assert "har inte bekräftat än" in page
    assert "Svara på erbjudandet" not in page


def test_it_is_sent_once_and_not_against_itself(far, told_offer):
    at = (far.referrer, far.sends, told_offer.pk)
    persons.answer_for_person(*at, NO, key="1")
    persons.answer_for_person(*at, NO, key="2")
    with pytest.raises(ConflictError, match="Ett nej är redan noterat"):
        persons.answer_for_person(*at, YES, key="3")
    assert Sent.objects.filter(type="remissteg").count() == 1


def test_a_new_offer_is_answered_anew(far, told_offer):
    at = (far.referrer, far.sends, told_offer.pk)
    persons.answer_for_person(*at, NO, key="1")
    tell(far, told_offer, number=3)
    assert wait_of(far).answer == "declined"
    more = {"state": "offered", "answer_by": "2024-03-29", "offer": str(uuid.uuid4())}
    tell(far, told_offer, number=4, **more)
    assert wait_of(far).answer == ""
    persons.answer_for_person(*at, YES, key="2")
    assert Sent.objects.filter(type="remissteg").count() == 2


def test_what_the_team_could_not_take_is_said_on_the_page(far, told_offer):
    at = (far.referrer, far.sends, told_offer.pk)
    persons.answer_for_person(*at, YES, key="1")

    def refused(offer, why):
        told = message(far, told_offer, "offer_refused", offer=offer, why=why)
        take_in_step(incoming(far, told, far.cast.neighbour, far.cast.town))

    refused(str(uuid.uuid4()), "late")
    assert wait_of(far).refusal == ""
    refused(OFFER, "late")
    page = text(Pages(far).get(far.referrer_user, "sent_referral", told_offer.pk))
    assert "Svaret gällde inte" in page
    assert "hade gått ut" in page
    with pytest.raises(InputError, match="går inte att läsa"):
        refused(OFFER, "påhitt")


def test_without_a_told_offer_there_is_nothing_to_answer(far, accepted):
    tell(far, accepted, number=2, state="offered", answer_by="2024-03-22")
    with pytest.raises(ConflictError, match="Ring teamet"):
        persons.answer_for_person(far.referrer, far.sends, accepted.pk, YES, key="1")
    page = text(Pages(far).get(far.referrer_user, "sent_referral", accepted.pk))
    assert "Svara på erbjudandet" not in page


@pytest.fixture
def sent_back(monkeypatch):
    """What the team's installation tells a referrer who lives elsewhere."""
    found = []

    def keep(_, event, said, *__, **___):
        found.append((event, said))

    monkeypatch.setattr(far_waits, "is_far", lambda _: True)
    monkeypatch.setattr(far_waits, "send_sealed", keep)
    monkeypatch.setattr(answering, "send_sealed", keep)
    return found


def offer_of(party):
    with unread([party.receives]):
        return str(PlaceOffer.objects.latest("recorded_at").pk)


def coming(party, sent, said, day="2024-03-15"):
    """An answer as it comes to the team's installation."""
    hidden = {"note": said.why, "answer": said.answer, "reason": said.reason}
    hidden["offer"] = offer_of(party)
    payload = {
        "thread": str(sent.thread),
        "delivery": str(party.delivery.code),
        "event": "offer_answer",
        "day": day,
        "sealed": sealed(json.dumps(hidden).encode(), own_public_key(), str(sent.thread)),
    }
    return incoming(party, payload)


def test_the_answer_takes_the_step_at_the_team_once(party, sent_back):
    sent, entry = offered(party)
    came = coming(party, sent, YES)
    take_in_step(came)
    take_in_step(came)
    assert now(party, entry) == "starting"
    with unread([party.receives]):
        assert Participation.objects.count() == 1
        step = entry.steps.get(event="accept")
        assert (step.hand, step.party_id, step.user_id) == ("referrer", party.cast.town.pk, None)
    assert "offer_refused" not in {event for event, _ in sent_back}
    assert sent_back[-1][1]["state"] == "starting"


def test_one_against_what_the_team_has_noted_is_told_back(party, sent_back):
    sent, entry = offered(party)
    at = (party.receiver, party.receives, entry.pk)
    persons.answer_offer(*at, persons.Answer("declined", reason="health"), key="nej")
    take_in_step(coming(party, sent, YES))
    assert now(party, entry) == "waiting"
    assert sent_back[-1] == ("offer_refused", {"offer": offer_of(party), "why": "answered"})


def test_one_that_was_given_too_late_is_told_back(party, sent_back):
    sent, entry = offered(party)
    with time_machine.travel("2024-03-25T12:00:00+01:00", tick=False):
        take_in_step(coming(party, sent, YES, "2024-03-23"))
        assert now(party, entry) == "offered"
        assert sent_back[-1][1]["why"] == "late"
        # One that was given in time and only came late counts
        take_in_step(coming(party, sent, YES, "2024-03-22"))
    assert now(party, entry) == "starting"


def lapse(party, entry):
    persons.lapse_offer(party.receiver, party.receives, entry.pk, key="u")


def remove(party, entry):
    moved = persons.Removal("moved")
    persons.remove_from_queue(party.receiver, party.receives, entry.pk, moved, key="u")


@pytest.mark.parametrize(("end", "why"), [(lapse, "late"), (remove, "gone")])
def test_one_for_a_place_that_is_gone_is_told_back(party, sent_back, end, why):
    sent, entry = offered(party)
    with time_machine.travel("2024-03-25T12:00:00+01:00", tick=False):
        end(party, entry)
        state = now(party, entry)
        take_in_step(coming(party, sent, YES, "2024-03-22"))
    assert now(party, entry) == state
    assert (sent_back[-1][0], sent_back[-1][1]["why"]) == ("offer_refused", why)


def test_what_is_of_no_offer_of_ours_or_cannot_be_read_is_refused(party, sent_back):
    sent, entry = offered(party)
    payload, offer = coming(party, sent, YES).payload, offer_of(party)
    for hidden, says in (
        ({"offer": str(uuid.uuid4()), "answer": "accepted", "reason": ""}, "finns inte här"),
        ({"offer": offer, "answer": "kanske", "reason": ""}, "Välj ja eller nej"),
        ({"offer": offer, "answer": "declined", "reason": "x"}, "går inte att läsa"),
        ({"offer": "1", "answer": "accepted", "reason": ""}, "går inte att läsa"),
    ):
        said = json.dumps({"note": ""} | hidden).encode()
        wrong = payload | {"sealed": sealed(said, own_public_key(), str(sent.thread))}
        with pytest.raises(InputError, match=says):
            take_in_step(incoming(party, wrong))
    assert now(party, entry) == "offered"
