"""A consent in part: what it leaves out is not told either way, and whoever is told sees that."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import consents, queueing, receiving, referrals
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.arriving import take_in_referral
from samverk.interventions.persons.actions.disclosing import NOT_TOLD
from samverk.interventions.persons.actions.sharing import end_shares
from samverk.interventions.persons.models import Disclosure, Participation, Referral
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.records import identity, told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, there
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.disclosure import EVERYTHING
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]
CONTENT = referrals.Content(
    "Behöver stöd att komma ut",
    "Vill börja arbeta",
    "assistance",
    "Via systern",
    support="Samtal",
    health="Astma",
)


@kept
def pages(party):
    return Pages(party)


def agreed(party, person, kinds, key="c", until=None):
    new = consents.NewConsent(
        person.pk,
        "information_exchange",
        (party.cast.neighbour.pk,),
        "",
        "skriftligt",
        date(2024, 3, 1),
        until,
        kinds=kinds,
    )
    return consents.give_consent(party.referrer, Desk(party.sends, Hand.REFERRER), new, key=key)


def but(*left_out):
    return tuple(one for one in EVERYTHING if one not in left_out)


def sent(party, kinds, **how):
    """A referral with an answer to every question, on a consent to some of it."""
    person = somebody(party, phone="070-174 06 05", address="Påhittsgatan 1")
    agreed(party, person, kinds, **how)
    row = Walk(party, "w").draft(person)
    at = (party.referrer, party.sends, row.pk)
    referrals.save_referral(*at, CONTENT, key="allt")
    return referrals.submit_referral(*at, "consent", key="in")


def accepted(party, kinds):
    copy = Walk(party, "w").came(sent(party, kinds))
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    return receiving.accept_referral(*at, actions.Acceptance("Passar"), key="a")


ANSWERS = {
    "reason": ("Behöver stöd att komma ut", "Vill börja arbeta"),
    "health": ("Astma",),
    "livelihood": ("assistance",),
    "contact": ("Via systern",),
    "support": ("Samtal",),
}


@pytest.mark.parametrize("left_out", ANSWERS)
def test_what_is_not_consented_to_is_not_in_the_copy(party, left_out):
    row = sent(party, but(left_out))
    copy = Walk(party, "w").came(row)
    with unread([party.receives]):
        said = told(copy.person, copy)
        texts = set(map(str, said.values()))
        assert not texts & set(ANSWERS[left_out])
        kept = {one for kind, each in ANSWERS.items() if kind != left_out for one in each}
        assert kept <= texts
        assert said["withheld"] == [left_out]
        who = identity(copy.person)
        assert (who.phone, who.address) == (
            ("", "") if left_out == "contact" else ("070-174 06 05", "Påhittsgatan 1")
        )
    with unread([party.sends]):
        assert Disclosure.objects.get().withheld == [left_out]
        # The sender's own answers stay as they were written
        assert told(row.person, Referral.objects.get())["health"] == "Astma"


def test_the_receiver_sees_that_it_was_not_given(party, pages):
    copy = Walk(party, "w").came(sent(party, but("health", "livelihood")))
    page = text(pages.get(party.receiver_user, "received_referral", copy.pk))
    assert page.count("Inte lämnat: personens samtycke omfattar det inte.") == 2
    assert "Astma" not in page
    assert "Via systern" in page


def test_it_is_not_sealed_into_a_message_either(far):
    sent(far, but("contact", "health"))
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    with unread([far.receives]):
        copy.refresh_from_db()
        said = told(copy.person, copy)
        assert (said["health"], said["reached_by"]) == ("", "")
        assert said["withheld"] == ["contact", "health"]
        assert identity(copy.person).phone == ""
        assert copy.shared == [one.value for one in but("contact", "health")]


def test_without_who_it_is_nothing_can_be_exchanged(party):
    with pytest.raises(InputError, match="vem personen är"):
        agreed(party, somebody(party), ("reason", "health"))
    with pytest.raises(InputError, match="listan"):
        agreed(party, somebody(party), ("identity", "skor"), key="d")


def test_the_team_s_words_and_reasons_stay_when_they_are_left_out(party, pages):
    row = sent(party, but("assessment"))
    at = (party.receiver, party.receives, Walk(party, "w").came(row).pk)
    receiving.take_up_referral(*at, key="t")
    with pytest.raises(InputError, match="omfattar inte frågor"):
        receiving.ask_referrer(*at, "Vad har provats?", key="a")
    receiving.return_referral(*at, receiving.Return("too_complex", "Börja hos vården"), key="r")
    with unread([party.sends]):
        row.refresh_from_db()
        assert (row.state, row.return_reason) == ("returned", "")
        assert told(row.person, row.steps.last(), "note") == {"text": NOT_TOLD}
    page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "Samtycket omfattar inte skälet" in page
    with unread([party.receives]):
        assert Disclosure.objects.get(what="return").withheld == ["assessment"]


def test_a_reason_of_health_stays_when_health_is_left_out(party):
    row = sent(party, but("health"))
    at = (party.receiver, party.receives, Walk(party, "w").came(row).pk)
    receiving.take_up_referral(*at, key="t")
    receiving.return_referral(*at, receiving.Return("not_ready_health", "Vila"), key="r")
    with unread([party.sends]):
        row.refresh_from_db()
        assert (row.state, row.return_reason) == ("returned", "")


def test_the_place_in_the_queue_is_not_told_when_it_is_left_out(party, pages):
    entry = accepted(party, but("queue"))
    with unread([party.sends]):
        row = Referral.objects.get()
        assert waits_behind([row]) == {}
    with unread([party.receives]):
        assert "queue" not in Disclosure.objects.values_list("what", flat=True)
    page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "Samtycket omfattar inte köplatsen" in page
    with pytest.raises(InputError, match="köplats"):
        actions.confirm_wait(party.referrer, party.sends, row.pk, key="b")
    # Then the team asks the person itself
    queueing.confirm_with_person(party.receiver, party.receives, entry.pk, key="p")


def test_with_the_queue_shared_the_referrer_confirms(party):
    entry = accepted(party, EVERYTHING)
    with pytest.raises(ConflictError, match="Remittenten bekräftar"):
        queueing.confirm_with_person(party.receiver, party.receives, entry.pk, key="p")


def test_that_health_ended_the_wait_is_not_told_when_it_is_left_out(party):
    entry = accepted(party, but("health"))
    why = queueing.Removal("health", "Sjuk")
    queueing.remove_from_queue(party.receiver, party.receives, entry.pk, why, key="r")
    with unread([party.sends]):
        row = Referral.objects.get()
        found = waits_behind([row])[row.pk]
    assert (found.state, found.removal) == ("removed", "")


def test_a_change_is_not_proposed_when_the_participation_is_left_out(party):
    entry = accepted(party, but("participation"))
    at = (party.receiver, party.receives, entry.pk)
    queueing.offer_place(*at, queueing.NewOffer(date(2024, 3, 22)), key="o")
    queueing.answer_offer(*at, queueing.Answer("accepted"), key="y")
    with unread([party.receives]):
        part = Participation.objects.get()
    place = (party.worker, party.receives, part.pk)
    missing = taking.NewMeasurement("entry", date(2024, 3, 15), missing="declined")
    taking.measure_status(*place, missing, key="m")
    taking.start_participation(*place, date(2024, 3, 15), key="st")
    new = actions.NewProposal("extent", "Orkar halva dagar", extent=50)
    with pytest.raises(InputError, match="hur deltagandet går"):
        actions.propose_change(*place, new, key="f")


def test_a_wider_consent_widens_what_is_told_from_then_on(party):
    row = sent(party, but("queue"))
    with unread([party.sends]):
        person = row.person
    agreed(party, person, EVERYTHING, key="d")
    with unread([party.sends]):
        row.refresh_from_db()
        assert row.shared == [*EVERYTHING]
    with unread([party.receives]):
        assert Referral.objects.get().shared == [*EVERYTHING]


def test_what_only_an_ended_consent_let_through_is_shared_no_more(party):
    row = sent(party, ("identity", "reason"))
    with unread([party.sends]):
        person = row.person
    agreed(party, person, EVERYTHING, key="d", until=date(2024, 4, 30))
    with unread([party.sends]):
        row.refresh_from_db()
        assert (row.shared, row.shared_until) == ([*EVERYTHING], None)
    with time_machine.travel("2024-05-01T03:00:00+02:00", tick=False):
        end_shares()
        end_shares()
    for body in (party.sends, party.receives):
        with unread([body]):
            found = Referral.objects.get()
            assert (found.shared, found.state) == (["identity", "reason"], "submitted")


def test_the_form_asks_which_data_and_only_for_exchange(party, pages):
    person = somebody(party)
    place = (party.referrer_user, "give_consent", person.pk)
    page = text(pages.get(*place, "uppgifter"))
    assert "Köplats och erbjudanden" in page
    assert "checked" not in page
    said = {
        "receivers": [str(party.cast.neighbour.pk)],
        "way": "skriftligt",
        "language": "svenska",
        "from_date": "2024-03-01",
        "yes": "on",
    }
    assert pages.send(*place, "uppgifter", **said).status_code == 400
    kinds = ["identity", "reason"]
    assert pages.send(*place, "uppgifter", **said, kinds=kinds).status_code == 302
    page = text(pages.get(party.referrer_user, "person", person.pk))
    assert "Vem personen är och att remissen finns, behov och mål" in page
    assert "Köplats" not in text(pages.get(*place, "enkat"))


def test_what_will_be_left_out_stands_where_it_is_sent(party, pages):
    person = somebody(party)
    agreed(party, person, but("health", "queue"))
    row = Walk(party, "w").draft(person)
    page = text(pages.get(party.referrer_user, "check_referral", row.pk))
    assert "Inte hälsa, köplats och erbjudanden." in page
