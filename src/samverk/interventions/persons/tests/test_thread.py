"""From referral to outcome: the whole way, and that each side sees its own rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.interventions.persons.actions import (
    consents,
    joining,
    queueing,
    receiving,
    referrals,
)
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    Consent,
    Disclosure,
    Measurement,
    Participation,
    Person,
    QueueEntry,
    Referral,
    ReferralStep,
)
from samverk.interventions.persons.tests.party import MAN, OTHER, Party, somebody
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

REFER = Hand.REFERRER
CONTENT = referrals.Content("Behöver stöd att komma ut", "Vill börja arbeta", "bistånd")


@dataclass
class Walk:
    """Takes the steps of one person, with keys of its own."""

    party: Party
    name: str

    def consent(self, person):
        new = consents.NewConsent(
            person.pk,
            "information_exchange",
            (self.party.cast.neighbour.pk,),
            "remissen",
            "skriftligt",
            date(2024, 3, 1),
        )
        desk = Desk(self.party.sends, REFER)
        return consents.give_consent(self.party.referrer, desk, new, key=f"{self.name}/c")

    def draft(self, person, delivery=None):
        new = referrals.NewReferral(person.pk, (delivery or self.party.delivery).pk, "SN 2024/12")
        made = referrals.draft_referral(
            self.party.referrer, self.party.sends, new, key=f"{self.name}/d"
        )
        return referrals.save_referral(
            self.party.referrer, self.party.sends, made.pk, CONTENT, key=f"{self.name}/s"
        )

    def sent(self, number=None):
        person = somebody(self.party, number) if number else somebody(self.party)
        self.consent(person)
        row = self.draft(person)
        referrals.submit_referral(
            self.party.referrer, self.party.sends, row.pk, "consent", key=f"{self.name}/i"
        )
        return row

    def came(self, row):
        """The copy at the receiver."""
        with unread([self.party.receives]):
            return Referral.objects.get(thread=row.thread)

    def in_queue(self, number=None):
        copy = self.came(self.sent(number))
        at = (self.party.receiver, self.party.receives, copy.pk)
        receiving.take_up_referral(*at, key=f"{self.name}/t")
        how = joining.Acceptance("Passar väl")
        return receiving.accept_referral(*at, how, key=f"{self.name}/a")

    def planned(self, number=None):
        entry = self.in_queue(number)
        at = (self.party.receiver, self.party.receives, entry.pk)
        queueing.offer_place(*at, queueing.NewOffer(date(2024, 3, 22)), key=f"{self.name}/o")
        queueing.answer_offer(*at, queueing.Answer("accepted"), key=f"{self.name}/y")
        with unread([self.party.receives]):
            return Participation.objects.get(entry=entry)


@kept
def walk(party):
    return Walk(party, "w")


def test_the_whole_way(party, walk):
    row = walk.planned()
    at = (party.worker, party.receives, row.pk)
    with pytest.raises(InputError, match="status vid start"):
        taking.start_participation(*at, date(2024, 3, 15), key="st0")
    taking.set_goal(*at, "Klara fyra timmar om dagen", key="g")
    entry = taking.NewMeasurement("entry", date(2024, 3, 15), "seeks", 0, "assistance", "secondary")
    taking.measure_status(*at, entry, key="m1")
    taking.start_participation(*at, date(2024, 3, 15), key="st")
    leave = taking.NewMeasurement("exit", date(2024, 3, 15), missing="unreachable")
    taking.measure_status(*at, leave, key="m2")
    with pytest.raises(InputError, match="Bedöm varje mål"):
        taking.end_participation(*at, taking.Ending(date(2024, 3, 15), "Gick bra"), key="e0")
    with unread([party.receives]):
        goal = str(row.goals.get().pk)
    ending = taking.Ending(date(2024, 3, 15), "Gick bra", goals=((goal, "partly"),))
    ended = taking.end_participation(*at, ending, key="e")
    assert (ended.state, ended.age, ended.sex) == ("completed", 38, "woman")
    with unread([party.receives]):
        queue = QueueEntry.objects.get()
        assert (queue.state, queue.left_on) == ("started", date(2024, 3, 15))
        assert [step.event for step in queue.steps.all()] == [
            "join",
            "offer",
            "accept",
            "start",
        ]
        assert Measurement.objects.count() == 2


def test_each_side_sees_its_own_rows_alone(party, walk):
    walk.sent()
    assert (Person.objects.count(), Referral.objects.count()) == (0, 0)
    for body, side in ((party.sends, "sent"), (party.receives, "received")):
        with reading([body], None):
            assert Person.objects.count() == 1
            assert Referral.objects.get().side == side
    with unread([party.sends]):
        told = Disclosure.objects.get()
        assert (told.receiver, told.ground) == (party.cast.neighbour, "consent")
        assert told.consent is not None


def test_what_the_team_answers_is_told_to_the_referrer(party, walk):
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    back = receiving.Return("too_complex", "Börja hos vården")
    receiving.return_referral(*at, back, key="r")
    with reading([party.sends], None):
        row.refresh_from_db()
        assert (row.state, row.return_reason) == ("returned", "too_complex")
        steps = ReferralStep.objects.filter(subject=row)
        assert [one.event for one in steps] == ["create", "submit", "take_up", "return"]


def test_without_consent_nothing_is_told(party, walk):
    row = walk.draft(somebody(party))
    with pytest.raises(InputError, match="inget samtycke"):
        referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="i")
    with unread([party.receives]):
        assert Referral.objects.count() == 0


def test_a_key_sends_once(party, walk):
    row = walk.sent()
    again = referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="w/i")
    assert again.pk == row.pk
    with unread([party.receives]):
        assert Referral.objects.count() == 1


def test_a_stranger_is_let_in_nowhere(party, walk):
    row = walk.sent()
    for actor in (party.receiver, party.worker, *party.cast.strangers, party.cast.owner):
        with pytest.raises(NotAllowedError):
            referrals.withdraw_referral(actor, party.sends, row.pk, "därför", key="x")


def test_the_second_who_is_offered_needs_a_reason(party):
    first, second = Walk(party, "a").in_queue(), Walk(party, "b").in_queue(MAN)
    at = (party.receiver, party.receives, second.pk)
    until = date(2024, 3, 22)
    with pytest.raises(InputError, match="1 i kön står före"):
        queueing.offer_place(*at, queueing.NewOffer(until), key="o1")
    queueing.offer_place(*at, queueing.NewOffer(until, "Bor nära"), key="o2")
    queueing.offer_place(
        party.receiver, party.receives, first.pk, queueing.NewOffer(until), key="o3"
    )
    third = Walk(party, "c").in_queue(OTHER)
    with pytest.raises(InputError, match="Ingen plats är ledig"):
        queueing.offer_place(
            party.receiver, party.receives, third.pk, queueing.NewOffer(until), key="o4"
        )


def test_a_moved_entry_keeps_its_clock(party, walk):
    entry = walk.in_queue()
    new = queueing.move_in_queue(
        party.coordinator, party.receives, entry.pk, party.successor.pk, key="m"
    )
    assert (new.clock_start, new.delivery) == (entry.clock_start, party.successor)
    with pytest.raises(ConflictError):
        queueing.move_in_queue(
            party.coordinator, party.receives, entry.pk, party.successor.pk, key="n"
        )


def test_a_consent_that_is_taken_back_takes_back_what_is_open(party, walk):
    row = walk.sent()
    copy = walk.came(row)
    receiving.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
    with unread([party.sends]):
        given = Consent.objects.get()
    desk = Desk(party.sends, REFER)
    consents.withdraw_consent(party.referrer, desk, given.pk, key="b")
    for body in (party.sends, party.receives):
        with unread([body]):
            assert Referral.objects.get().state == "withdrawn"
    with pytest.raises(ConflictError):
        receiving.accept_referral(
            party.receiver, party.receives, copy.pk, joining.Acceptance("Ja"), key="a"
        )
    with pytest.raises(ConflictError, match="återtogs redan"):
        consents.withdraw_consent(party.referrer, desk, given.pk, key="c")


def test_another_consent_still_carries_what_was_sent(party, walk):
    row = walk.sent()
    Walk(party, "x").consent(row.person)
    with unread([party.sends]):
        given = Consent.objects.order_by("recorded_at").first()
    consents.withdraw_consent(party.referrer, Desk(party.sends, REFER), given.pk, key="b")
    with unread([party.sends]):
        row.refresh_from_db()
    assert row.state == "submitted"


def test_nothing_more_is_told_when_the_consent_has_run_out(party, walk):
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    receiving.ask_referrer(*at, "Vad har prövats?", key="q")
    with unread([party.sends]):
        Consent.objects.update(withdrawn_on=date(2024, 3, 15))
    with pytest.raises(InputError, match="återtaget"):
        referrals.answer_question(party.referrer, party.sends, row.pk, "Praktik", key="s")
