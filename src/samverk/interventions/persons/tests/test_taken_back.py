"""A consent that is taken back: each purpose closes what rests on it, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.arriving import take_in_referral, take_in_step
from samverk.interventions.persons.actions.crossing import tell_other_side
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.models import Consent, Participation, QueueEntry, Referral
from samverk.interventions.persons.queries.counts import Measured, counts_of
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import NECESSARY, somebody
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    sent_by,
    there,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, authority
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent

__all__ = ["far"]
DAY = date(2024, 3, 15)


@kept
def pages(party):
    return Pages(party)


def take_back(party, consent, body=None, actor=None):
    hand = Hand.REFERRER if actor is None else Hand.CASE_WORKER
    desk = Desk(body or party.sends, hand)
    return persons.withdraw_consent(
        actor or party.referrer, desk, consent.pk, key=f"åter/{consent.pk}"
    )


def given(party, body=None):
    with unread([body or party.sends]):
        return Consent.objects.get(purpose="information_exchange")


def sides(party, entry):
    """The sender's row and the receiver's, as they are now."""
    with unread([party.receives]):
        came = Referral.objects.get(pk=entry.referral_id)
    with unread([party.sends]):
        return Referral.objects.get(thread=came.thread), came


def test_a_place_stays_and_both_sides_know_that_nothing_more_is_told(party):
    entry = Walk(party, "w").in_queue()
    take_back(party, given(party))
    for row in sides(party, entry):
        assert (row.state, row.unshared_on) == ("accepted", DAY)
        with unread([row.controller_id]):
            assert row.steps.last().event == "unshare"
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, entry.left_on) == ("waiting", None)


def test_the_sender_sees_no_more_of_the_queue(party, pages):
    entry = Walk(party, "w").in_queue()
    sent, _ = sides(party, entry)
    assert sent.pk in waits_behind([sent])
    take_back(party, given(party))
    sent, _ = sides(party, entry)
    assert waits_behind([sent]) == {}
    with pytest.raises(ConflictError, match="är återtaget"):
        persons.confirm_wait(party.referrer, party.sends, sent.pk, key="bekräfta")
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "får inte veta mer om hur det går" in page
    assert "Bekräfta" not in page
    assert "Samtycket har upphört" in text(pages.get(party.referrer_user, "persons"))


def test_the_team_is_told_to_share_nothing_and_to_ask_the_person(party, pages):
    entry = Walk(party, "w").in_queue()
    before = text(pages.get(party.receiver_user, "queue_entry", entry.pk))
    assert "återtogs" not in before
    with pytest.raises(ConflictError, match="Remittenten bekräftar"):
        persons.confirm_with_person(party.receiver, party.receives, entry.pk, key="f0")
    take_back(party, given(party))
    for name, pk in (("queue_entry", entry.pk), ("received_referral", entry.referral_id)):
        page = text(pages.get(party.receiver_user, name, pk))
        assert "återtogs den 15" in page
        assert f"Lämna inget mer till {party.cast.town}" in page
        assert "tog tillbaka sitt samtycke" in page
    assert "Siv Påhitt" in text(pages.get(party.receiver_user, "persons"))


def test_the_team_confirms_with_the_person_or_removes_them(party, pages):
    entry = Walk(party, "w").in_queue()
    take_back(party, given(party))
    assert "Personen vill ha platsen" in text(
        pages.get(party.receiver_user, "queue_entry", entry.pk)
    )
    answer = pages.send(party.receiver_user, "confirm_with_person", entry.pk)
    assert answer.status_code == 302
    assert "Siv Påhitt" not in text(pages.get(party.receiver_user, "persons"))
    why = persons.Removal("withdrew_consent")
    persons.remove_from_queue(party.receiver, party.receives, entry.pk, why, key="avför")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, entry.removal) == ("removed", "withdrew_consent")


def test_a_participation_goes_on_and_says_so(party, pages):
    row = begun(party, Walk(party, "w").planned())
    take_back(party, given(party))
    with unread([party.receives]):
        row.refresh_from_db()
        assert row.state == "active"
    assert "återtogs" in text(pages.get(party.worker_user, "participation", row.pk))


def test_one_that_another_consent_carries_is_shared_yet(party):
    walk = Walk(party, "w")
    entry = walk.in_queue()
    first = given(party)
    new = persons.NewConsent(
        first.person_id,
        "information_exchange",
        (party.cast.neighbour.pk,),
        "remissen",
        "muntligt",
        DAY,
    )
    persons.give_consent(party.referrer, Desk(party.sends, Hand.REFERRER), new, key="två")
    take_back(party, first)
    assert {row.unshared_on for row in sides(party, entry)} == {None}


def test_one_on_another_ground_is_shared_yet(party):
    walk = Walk(party, "w")
    person = somebody(party)
    walk.consent(person)
    row = walk.draft(person)
    persons.submit_referral(party.referrer, party.sends, row.pk, NECESSARY, key="i")
    take_back(party, given(party))
    with unread([party.sends]):
        row.refresh_from_db()
    assert (row.state, row.unshared_on) == ("submitted", None)


@pytest.mark.parametrize("purpose", ["follow_up", "survey"])
def test_no_other_purpose_closes_a_share(party, purpose):
    entry = Walk(party, "w").in_queue()
    new = persons.NewConsent(
        given(party).person_id, purpose, (party.cast.neighbour.pk,), "allt", "muntligt", DAY
    )
    other = persons.give_consent(party.referrer, Desk(party.sends, Hand.REFERRER), new, key=purpose)
    take_back(party, other)
    assert {row.unshared_on for row in sides(party, entry)} == {None}


def followed(party, purpose="follow_up"):
    """Somebody who takes part at the receiver, followed up on a consent given there."""
    row = Walk(party, "w").planned()
    new = persons.NewConsent(
        row.person_id, purpose, (party.cast.neighbour.pk,), "status", "muntligt", DAY
    )
    consent = persons.give_consent(
        party.worker, Desk(party.receives, Hand.CASE_WORKER), new, key="uppföljning"
    )
    return begun(party, row), consent


def test_without_follow_up_the_person_is_counted_by_sex_and_year_alone(party):
    row, consent = followed(party)
    span = Span(date(2024, 1, 1), date(2024, 12, 31))

    def counted():
        found = counts_of(party.delivery, span, [party.receives])
        total = next(one for one in found.totals if one.measured is Measured.STARTED)
        tables = [one for one in found.tables if one.measured is Measured.STARTED]
        return total, tables

    total, tables = counted()
    assert (total.everybody, total.not_followed) == (1, ())
    assert all(one.lines[0].women == 1 for one in tables)
    take_back(party, consent, party.receives, party.worker)
    with unread([party.receives]):
        row.refresh_from_db()
        assert (row.is_followed, row.state) == (False, "active")
    total, tables = counted()
    assert (total.everybody, total.by_sex.women) == (1, 1)
    assert [(one.group, one.women) for one in total.not_followed] == [("2024", 1)]
    assert all(one.lines == () for one in tables)


def test_a_follow_up_that_is_taken_back_is_not_revived_by_a_start_of_a_day_before(party):
    entry = Walk(party, "w").in_queue()
    at = (party.receiver, party.receives, entry.pk)
    persons.offer_place(*at, persons.NewOffer(date(2024, 3, 30)), key="o")
    new = persons.NewConsent(
        entry.person_id, "follow_up", (party.cast.neighbour.pk,), "status", "muntligt", DAY
    )
    desk = Desk(party.receives, Hand.CASE_WORKER)
    consent = persons.give_consent(party.worker, desk, new, key="uppföljning")
    persons.answer_offer(*at, persons.Answer("accepted"), key="ja")
    with unread([party.receives]):
        row = Participation.objects.get()
    assert row.is_followed
    with time_machine.travel("2024-03-18T12:00:00+01:00", tick=False):
        take_back(party, consent, party.receives, party.worker)
        assert not begun(party, row, date(2024, 3, 16)).is_followed


def test_a_survey_consent_changes_no_statistics(party):
    row, _ = followed(party)
    new = persons.NewConsent(
        row.person_id, "survey", (party.cast.neighbour.pk,), "enkät", "muntligt", DAY
    )
    desk = Desk(party.receives, Hand.CASE_WORKER)
    survey = persons.give_consent(party.worker, desk, new, key="enkät")
    take_back(party, survey, party.receives, party.worker)
    with unread([party.receives]):
        assert Participation.objects.get(pk=row.pk).is_followed


def accepted_far(far):
    """Let the other installation accept what was sent to it, and tell us."""
    row = sent_by(far)
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
        at = (far.receiver, far.receives, copy.pk)
    with unread([far.sends]):
        Referral.objects.filter(pk=row.pk).update(state="under_assessment")
        Referral.objects.filter(pk=row.pk).update(state="accepted")
    with unread([far.receives]):
        Referral.objects.filter(pk=copy.pk).update(state="under_assessment")
        Referral.objects.filter(pk=copy.pk).update(state="accepted")
    return row, copy, at


def test_another_installation_is_told_and_tells_nothing_more(far):
    row, copy, _ = accepted_far(far)
    take_back(far, given(far))
    found = [one for one in Sent.objects.all() if said_in(one).get("event") == "unshare"]
    payload = payload_of(found[0])
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    with there():
        take_in_step(incoming(far, payload))
    with unread([far.receives]):
        copy.refresh_from_db()
        assert (copy.state, copy.unshared_on) == ("accepted", DAY)
    before = Sent.objects.count()
    with unread([far.receives]):
        back = Doing(far.receiver, Hand.RECEIVER, authority(far.receives), DAY, note="Går bra")
        tell_other_side(copy, ReferralEvent.RETURN, back)
    assert Sent.objects.count() == before
    with unread([far.sends]):
        row.refresh_from_db()
        assert row.unshared_on == DAY
        assert "återtaget" in told(row.person, row.steps.last(), "note")["text"]


def test_nothing_is_lost_of_the_clock(party):
    entry = Walk(party, "w").in_queue()
    take_back(party, given(party))
    with unread([party.receives]):
        assert QueueEntry.objects.get(pk=entry.pk).clock_start == entry.clock_start


def test_what_was_accepted_while_the_message_was_on_its_way_is_closed_too(far):
    sent_by(far)
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    take_back(far, given(far))
    payload = payload_of(Sent.objects.exclude(type="remiss").get())
    with unread([far.receives]):
        for state in ("under_assessment", "accepted"):
            Referral.objects.filter(pk=copy.pk).update(state=state)
    with there():
        take_in_step(incoming(far, payload))
    with unread([far.receives]):
        copy.refresh_from_db()
        assert (copy.state, copy.unshared_on) == ("accepted", DAY)


def test_what_is_not_accepted_is_withdrawn_there(far):
    row = sent_by(far)
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    take_back(far, given(far))
    with there():
        take_in_step(incoming(far, payload_of(Sent.objects.exclude(type="remiss").get())))
    with unread([far.receives]):
        copy.refresh_from_db()
    with unread([far.sends]):
        row.refresh_from_db()
    assert (copy.state, row.state) == ("withdrawn", "withdrawn")


def test_the_share_closes_in_the_same_transaction_or_not_at_all(party, monkeypatch):
    entry = Walk(party, "p").in_queue()
    consent = given(party)

    def falls(*_: object) -> None:
        raise RuntimeError("the last step falls")

    monkeypatch.setattr("samverk.interventions.persons.actions.consents.stop_moves", falls)
    with pytest.raises(RuntimeError):
        take_back(party, consent)
    assert given(party).withdrawn_on is None
    assert [one.unshared_on for one in sides(party, entry)] == [None, None]
    monkeypatch.undo()
    take_back(party, consent)
    assert [one.unshared_on for one in sides(party, entry)] == [DAY, DAY]


def test_the_moment_and_who_took_it_back_stand_on_the_consent(party, pages):
    entry = Walk(party, "p").in_queue()
    take_back(party, given(party))
    row = given(party)
    assert (row.withdrawn_at, row.withdrawn_by) == (clock.now(), "Rut Alnäs")
    sent, _ = sides(party, entry)
    page = text(pages.get(party.referrer_user, "person", sent.person_id))
    assert "klockan 12:00, Rut Alnäs" in page
