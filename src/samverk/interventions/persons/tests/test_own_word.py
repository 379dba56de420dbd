"""Where a step was the person's own wish the record says so, whoever wrote it down."""

from __future__ import annotations

import pytest

from samverk.exchange.models import Sent
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import Participation, QueueEntry, Referral
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_effective_days import FRIDAY, TUESDAY
from samverk.interventions.persons.tests.test_far import far, incoming, said_in
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell, told
from samverk.interventions.persons.tests.test_pausing import ours, sent
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door
from samverk.interventions.persons.walls import unread

__all__ = ["accepted", "far", "told"]


def hands(row):
    with unread([row.controller_id]):
        return [(one.event, one.hand, one.user_name) for one in row.steps.all()]


def offered(party):
    entry = Walk(party, "w").in_queue()
    at = (party.receiver, party.receives, entry.pk)
    actions.offer_place(*at, actions.NewOffer(TUESDAY), key="o")
    return entry


@pytest.mark.parametrize(("own", "hand"), [(True, "participant"), (False, "receiver")])
def test_an_answer_is_the_persons_own_or_somebody_elses(party, own, hand):
    entry = offered(party)
    yes = actions.Answer("accepted", is_own=own)
    actions.answer_offer(party.receiver, party.receives, entry.pk, yes, key="y")
    assert hands(entry)[-1] == ("accept", hand, "Mats Lundby")


def test_a_no_by_way_of_the_referrer_is_the_persons_own(party):
    entry = offered(party)
    no = actions.Answer("declined", reason="own_wish", is_own=True)
    actions.answer_for_person(party.referrer, party.sends, sent(party).pk, no, key="n")
    assert hands(entry)[-1] == ("decline", "participant", "Rut Alnäs")


def test_whose_word_it_was_goes_with_the_answer(far, accepted):
    offer = "5f0c1f0e-1b1e-4a51-9c8e-2f6a4f1c9d10"
    tell(far, accepted, state="offered", answer_by="2024-03-19", offer=offer)
    yes = actions.Answer("accepted", is_own=True)
    actions.answer_for_person(far.referrer, far.sends, accepted.pk, yes, key="y")
    gone = next(one for one in Sent.objects.all() if said_in(one).get("event") == "offer_answer")
    assert said_in(gone)["hidden"]["own"] is True


@pytest.mark.parametrize(
    ("more", "hand"), [({"own": True}, "participant"), ({}, "referrer"), ({"own": "x"}, "referrer")]
)
def test_whose_word_it_was_is_read_when_it_comes(party, told, more, hand):
    row = ours(party)
    with unread([party.receives]):
        entry = QueueEntry.objects.get()
    at = (party.receiver, party.receives, entry.pk)
    offer = actions.offer_place(*at, actions.NewOffer(TUESDAY), key="o")
    said = {"offer": str(offer.pk), "answer": "accepted", "reason": "", **more}
    take_in_step(incoming(party, message(party, row, "offer_answer", **said)))
    assert hands(entry)[-1][:2] == ("accept", hand)


def test_a_participation_that_ends_early_as_the_person_wants_says_so_on_its_page(party):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    leave = actions.NewMeasurement("exit", FRIDAY, missing="declined")
    actions.measure_status(*at, leave, key="m")
    pages = Pages(party)
    place = (party.worker_user, "end_participation", row.pk)
    assert "Om i förtid: vem bestämde det?" in text(pages.get(*place))
    said = {"day": "2024-03-15", "how": "own_wish", "report": "Ville sluta", "is_own": "person"}
    assert pages.send(*place, **said).status_code == 302
    assert hands(row)[-1] == ("end_early", "participant", "Disa Kvarn")
    shown = text(pages.get(party.worker_user, "participation", row.pk))
    assert "personens eget beslut" in shown


def test_one_that_ends_as_planned_is_the_case_workers(party):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    leave = actions.NewMeasurement("exit", FRIDAY, missing="declined")
    actions.measure_status(*at, leave, key="m")
    actions.end_participation(*at, actions.Ending(FRIDAY, "Klart", is_own=True), key="e")
    assert hands(row)[-1][1] == "case_worker"
    with unread([party.receives]):
        assert Participation.objects.get().state == "completed"


def test_a_referral_taken_back_as_the_person_wants(party):
    row = Walk(party, "w").sent()
    pages = Pages(party)
    answer = pages.send(
        party.referrer_user, "withdraw_referral", row.pk, why="Vill inte", is_own="person"
    )
    assert answer.status_code == 302
    assert hands(row)[-1] == ("withdraw", "participant", "Rut Alnäs")
    with unread([party.receives]):
        # The team is told by the referrer, who it knows
        copy = Referral.objects.get()
        assert copy.state == "withdrawn"
        assert copy.steps.last().hand == "referrer"
