"""A person no longer wants the place: the referrer says so, here and to another installation."""

from __future__ import annotations

import pytest

from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import PlaceOffer, QueuePause
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, said_in
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell, told
from samverk.interventions.persons.tests.test_pausing import entry_now, ours, sent
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread

__all__ = ["accepted", "far", "told"]
WORK = actions.Removal("found_work", "Började i måndags")


def leave(party, row, key="l", why=WORK):
    return actions.leave_for_person(party.referrer, party.sends, row.pk, why, key=key)


def last_step(party):
    with unread([party.receives]):
        return entry_now(party).steps.last()


def test_the_referrer_says_it_with_its_code_and_the_person_leaves_the_queue(party):
    Walk(party, "w").in_queue()
    pages, row = Pages(party), sent(party)
    assert "Personen vill inte ha platsen" in text(
        pages.get(party.referrer_user, "sent_referral", row.pk)
    )
    at = (party.referrer_user, "leave_for_person", row.pk)
    assert pages.send(*at, reason="").status_code == 400
    # Nobody says for a person that they could not be reached
    assert pages.send(*at, reason="unreachable").status_code == 400
    assert pages.send(*at, reason="found_work", note="Började").status_code == 302
    step = last_step(party)
    assert (entry_now(party).removal, step.event, step.hand) == ("found_work", "leave", "referrer")
    page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "fick arbete" in page
    assert "Personen vill inte ha platsen" not in page
    history = text(pages.get(party.receiver_user, "queue_entry", entry_now(party).pk))
    assert "Önskade inte platsen längre" in history
    assert "Fick arbete. Började" in history


def test_an_open_offer_is_answered_no(party):
    entry = Walk(party, "w").in_queue()
    new = actions.NewOffer(entry.joined_on)
    actions.offer_place(party.receiver, party.receives, entry.pk, new, key="o")
    leave(party, sent(party))
    with unread([party.receives]):
        assert PlaceOffer.objects.get().answer == "declined"
    assert entry_now(party).state == "removed"


def test_a_pause_ends_with_the_wait(party):
    Walk(party, "w").in_queue()
    row = sent(party)
    actions.pause_for_person(party.referrer, party.sends, row.pk, "person_choice", key="p")
    leave(party, row)
    with unread([party.receives]):
        assert QueuePause.objects.get().to_date is not None


def test_who_has_said_yes_or_left_does_not_leave_again(party):
    Walk(party, "w").planned()
    with pytest.raises(ConflictError):
        leave(party, sent(party))
    assert entry_now(party).state == "starting"


def test_somebody_else_may_not(party):
    Walk(party, "w").in_queue()
    with pytest.raises(NotAllowedError):
        actions.leave_for_person(party.receiver, party.sends, sent(party).pk, WORK, key="p")


def test_a_queue_elsewhere_is_told_and_the_reason_is_sealed(far, accepted):
    with pytest.raises(ConflictError, match="inte berättat"):
        leave(far, accepted, "l0")
    tell(far, accepted)
    leave(far, accepted)
    (asked,) = [one for one in Sent.objects.all() if said_in(one).get("event") == "leave_wait"]
    payload = payload_of(asked)
    assert "found_work" not in str(payload)
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    assert said_in(asked)["hidden"] == {"reason": "found_work", "note": "Började i måndags"}
    tell(far, accepted, number=2, state="removed", removal="found_work", left_on="2024-03-15")
    with pytest.raises(ConflictError, match="längre"):
        leave(far, accepted, "l2")


def test_what_a_referrer_elsewhere_says_is_a_step_in_our_queue(party, told):
    row = ours(party)
    with pytest.raises(InputError, match="går inte att läsa"):
        take_in_step(incoming(party, message(party, row, "leave_wait", reason="error")))
    for _ in range(2):
        # The same once more changes nothing
        take_in_step(incoming(party, message(party, row, "leave_wait", reason="studies")))
    assert (entry_now(party).state, entry_now(party).removal) == ("removed", "studies")
    assert told[-1][2]["state"] == "removed"
    assert last_step(party).event == "leave"
