"""One call of every action on persons, in a party's installation."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import time_machine
from django.test import override_settings

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Attempt, Sent
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions.models import YearSubject
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import taking_part
from samverk.interventions.persons.actions.preparing_counts import compute_counts
from samverk.interventions.persons.models import Participation, Person, QueueEntry, Referral
from samverk.interventions.persons.tests.archive import archive_at
from samverk.interventions.persons.tests.log import drawn, drawn_lines
from samverk.interventions.persons.tests.neighbours import set_next
from samverk.interventions.persons.tests.party import MAN, NECESSARY, WOMAN, Party, set_party
from samverk.interventions.persons.tests.test_statistics import YEAR, take_part
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.log_review import Terms
from samverk.rules.interventions.retention import DEFAULT_PLAN
from samverk.rules.periods import add_months
from tests.security.every_action import Scene, call

T = TypeVar("T")
CONTENT = persons.Content("Behöver stöd", "Vill arbeta")
UNTIL = date(2024, 3, 22)
BEGAN = persons.NewMeasurement("entry", TODAY, missing="declined")
LEFT = persons.NewMeasurement("exit", TODAY, missing="declined")


def once(come: Callable[[Met], T]) -> Callable[[Met], T]:
    """Let somebody come a way once: the next who is tried finds them where they are."""

    def found(met: Met) -> T:
        if come.__name__ not in met.kept:
            met.kept[come.__name__] = come(met)
        return met.kept[come.__name__]  # type: ignore[no-any-return]

    return found


class Met:
    """A person who has come some way, by the system's own steps."""

    def __init__(self, scene: Scene) -> None:
        self.kept = scene.kept
        if "party" not in self.kept:
            self.kept["party"] = set_party(scene.cast)
        self.party: Party = self.kept["party"]
        self.sends, self.receives = self.party.sends, self.party.receives
        self.desk = Desk(self.sends, Hand.REFERRER)

    @once
    def person(self) -> Person:
        new = persons.NewPerson(self.sends, "Siv Påhitt", WOMAN)
        return persons.register_person(SETUP, new, key="met/person")

    @once
    def protected(self) -> Person:
        person = self.person()
        persons.protect_person(self.party.referrer, self.desk, person.pk, key="met/skydd")
        return person

    def consent(self, person: uuid.UUID) -> persons.NewConsent:
        reaches = (self.party.cast.neighbour.pk,)
        return persons.NewConsent(
            person, "information_exchange", reaches, "remissen", "skriftligt", TODAY
        )

    @once
    def draft(self) -> Referral:
        new = persons.NewReferral(self.person().pk, self.party.delivery.pk)
        made = persons.draft_referral(SETUP, self.sends, new, key="met/utkast")
        return persons.save_referral(SETUP, self.sends, made.pk, CONTENT, key="met/sparat")

    @once
    def sent(self) -> Referral:
        row = self.draft()
        return persons.submit_referral(SETUP, self.sends, row.pk, NECESSARY, key="met/sänd")

    @once
    def came(self) -> uuid.UUID:
        thread = self.sent().thread
        with unread([self.receives]):
            return Referral.objects.get(thread=thread).pk

    @once
    def assessed(self) -> uuid.UUID:
        came = self.came()
        persons.take_up_referral(SETUP, self.receives, came, key="met/bedöms")
        return came

    @once
    def waits(self) -> QueueEntry:
        how = persons.Acceptance("Passar")
        return persons.accept_referral(
            SETUP, self.receives, self.assessed(), how, key="met/antagen"
        )

    def waited(self) -> persons.NewWaiting:
        sender = self.party.cast.town.pk
        return persons.NewWaiting("Siv Påhitt", WOMAN, sender, TODAY, TODAY, "Pärm 4")

    @once
    def asked_to_move(self) -> uuid.UUID:
        """A referral whose person is asked to go on to another authority."""
        entry, to = self.waits(), set_next(self.party).delivery.pk
        persons.move_in_queue(SETUP, self.receives, entry.pk, to, key="met/flytt")
        with unread([self.sends]):
            return Referral.objects.get(moving_to=to).pk

    @once
    def offered(self) -> uuid.UUID:
        entry, new = self.waits().pk, persons.NewOffer(UNTIL)
        persons.offer_place(SETUP, self.receives, entry, new, key="met/erbjuden")
        return entry

    @once
    def planned(self) -> uuid.UUID:
        entry, yes = self.offered(), persons.Answer("accepted")
        persons.answer_offer(SETUP, self.receives, entry, yes, key="met/ja")
        with unread([self.receives]):
            return Participation.objects.get(entry=entry).pk

    @once
    def active(self) -> uuid.UUID:
        row = self.planned()
        persons.measure_status(SETUP, self.receives, row, BEGAN, key="met/mätt")
        persons.start_participation(SETUP, self.receives, row, TODAY, key="met/börjat")
        return row

    @once
    def ended(self) -> uuid.UUID:
        row = self.active()
        persons.measure_status(SETUP, self.receives, row, LEFT, key="met/slutmätt")
        ending = persons.Ending(TODAY, "Gick bra")
        persons.end_participation(SETUP, self.receives, row, ending, key="met/slut")
        return row


def case(name: str) -> Callable[[Callable[[Met, Actor], object]], None]:
    """Let a function of somebody met stand for an action on persons."""

    def keep(function: Callable[[Met, Actor], object]) -> None:
        call(f"interventions.persons.{name}")(lambda scene, actor: function(Met(scene), actor))

    return keep


@case("register_person")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewPerson(met.sends, "Siv Påhitt", WOMAN)
    return persons.register_person(actor, new, key="k")


@case("change_person")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewPerson(met.sends, "Siv Ny", born=date(1985, 7, 9))
    return persons.change_person(actor, met.desk, met.person().pk, new, key="k")


@case("protect_person")
def _(met: Met, actor: Actor) -> object:
    return persons.protect_person(actor, met.desk, met.person().pk, key="k")


def _one_of_us(met: Met, actor: Actor) -> Actor:
    """Let the one who is named stand in for the system, which no person's protection knows."""
    return met.party.referrer if actor.is_system else actor


@case("name_handler")
def _(met: Met, actor: Actor) -> object:
    user = met.party.other_coordinator_user.pk
    who = _one_of_us(met, actor)
    return persons.name_handler(who, met.desk, met.protected().pk, user, key="k")


@case("end_handler")
def _(met: Met, actor: Actor) -> object:
    person, user = met.protected().pk, met.party.other_coordinator_user.pk
    persons.name_handler(met.party.referrer, met.desk, person, user, key="met/namngiven")
    return persons.end_handler(_one_of_us(met, actor), met.desk, person, user, key="k")


@case("ask_to_lift")
def _(met: Met, actor: Actor) -> object:
    return persons.ask_to_lift(_one_of_us(met, actor), met.desk, met.protected().pk, key="k")


@case("lift_protection")
def _(met: Met, actor: Actor) -> object:
    person, other = met.protected().pk, met.party.other_coordinator
    persons.name_handler(met.party.referrer, met.desk, person, other.user or 0, key="met/namngiven")
    persons.ask_to_lift(met.party.referrer, met.desk, person, key="met/begärt")
    desk = Desk(met.sends, Hand.COORDINATOR)
    return persons.lift_protection(other if actor.is_system else actor, desk, person, key="k")


@case("reveal_number")
def _(met: Met, actor: Actor) -> object:
    who, why = _one_of_us(met, actor), "Kontroll mot folkbokföringen"
    return persons.reveal_number(who, met.desk, met.person().pk, why, key="k")


@case("correct_number")
def _(met: Met, actor: Actor) -> object:
    right = persons.RightNumber("Var ett samordningsnummer", MAN)
    return persons.correct_number(actor, met.sends, met.person().pk, right, key="k")


@case("join_records")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewPerson(met.sends, "Siv Påhitt", MAN)
    kept, other = met.person(), persons.register_person(SETUP, new, key="met/två")
    what = persons.Joining(kept.pk, other.pk, "Samma person, enligt id-kortet")
    return persons.join_records(actor, met.sends, what, key="k")


@case("give_consent")
def _(met: Met, actor: Actor) -> object:
    return persons.give_consent(actor, met.desk, met.consent(met.person().pk), key="k")


@case("withdraw_consent")
def _(met: Met, actor: Actor) -> object:
    given = persons.give_consent(SETUP, met.desk, met.consent(met.person().pk), key="met/samtycke")
    return persons.withdraw_consent(actor, met.desk, given.pk, key="k")


@case("decide_ground")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewGroundDecision("necessary", False, "Rättsutredning 1")
    return persons.decide_ground(actor, met.sends, new, key="k")


@case("draft_referral")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewReferral(met.person().pk, met.party.delivery.pk)
    return persons.draft_referral(actor, met.sends, new, key="k")


@case("save_referral")
def _(met: Met, actor: Actor) -> object:
    return persons.save_referral(actor, met.sends, met.draft().pk, CONTENT, key="k")


@case("submit_referral")
def _(met: Met, actor: Actor) -> object:
    return persons.submit_referral(actor, met.sends, met.draft().pk, NECESSARY, key="k")


@case("send_again")
def _(met: Met, actor: Actor) -> object:
    cast = met.party.cast
    here = exchange.NewPeer(cast.town.pk, "212000-0001")
    with override_settings(EXCHANGE_KEY="B" * 43 + "="):
        theirs = own_public_key()
    address = "https://n.example/ta-emot/"
    there = exchange.NewPeer(cast.neighbour.pk, "212000-0002", address, theirs)
    for one in (here, there):
        exchange.add_peer(SETUP, one, key=f"met/{one.code}")
    row = met.sent()
    Attempt.objects.create(message=Sent.objects.get(), outcome="refused", made_at=clock.now())
    return persons.send_again(actor, met.desk, row.pk, key="k")


HALF = persons.NewProposal("extent", "Orkar halva dagar", extent=50)


def _proposed(met: Met) -> uuid.UUID:
    row = met.active()
    persons.propose_change(SETUP, met.receives, row, HALF, key="met/förslag")
    return row


@case("propose_change")
def _(met: Met, actor: Actor) -> object:
    return persons.propose_change(actor, met.receives, met.active(), HALF, key="k")


@case("withdraw_proposal")
def _(met: Met, actor: Actor) -> object:
    return persons.withdraw_proposal(actor, met.receives, _proposed(met), "extent", key="k")


@case("answer_proposal")
def _(met: Met, actor: Actor) -> object:
    _proposed(met)
    with unread([met.sends]):
        sent = Referral.objects.get()
    yes = persons.Reply(approved=True)
    return persons.answer_proposal(actor, met.sends, (sent.pk, "extent"), yes, key="k")


@case("answer_question")
def _(met: Met, actor: Actor) -> object:
    row = met.assessed()
    persons.ask_referrer(SETUP, met.receives, row, "Vad har prövats?", key="met/fråga")
    with unread([met.sends]):
        sent = Referral.objects.get(side="sent").pk
    return persons.answer_question(actor, met.sends, sent, "Praktik", key="k")


@case("withdraw_referral")
def _(met: Met, actor: Actor) -> object:
    return persons.withdraw_referral(actor, met.sends, met.sent().pk, "Fick arbete", key="k")


@case("correct_referral")
def _(met: Met, actor: Actor) -> object:
    return persons.correct_referral(actor, met.sends, met.sent().pk, "Fel person", key="k")


@case("take_up_referral")
def _(met: Met, actor: Actor) -> object:
    return persons.take_up_referral(actor, met.receives, met.came(), key="k")


@case("ask_referrer")
def _(met: Met, actor: Actor) -> object:
    return persons.ask_referrer(actor, met.receives, met.assessed(), "Vad har prövats?", key="k")


@case("return_referral")
def _(met: Met, actor: Actor) -> object:
    back = persons.Return("too_complex", "Börja hos vården")
    return persons.return_referral(actor, met.receives, met.assessed(), back, key="k")


@case("accept_referral")
def _(met: Met, actor: Actor) -> object:
    how = persons.Acceptance("Passar")
    return persons.accept_referral(actor, met.receives, met.assessed(), how, key="k")


@case("redirect_referral")
def _(met: Met, actor: Actor) -> object:
    to_other = persons.Redirection(met.party.successor.pk, "Närmare hem")
    return persons.redirect_referral(actor, met.receives, met.assessed(), to_other, key="k")


@case("pause_wait")
def _(met: Met, actor: Actor) -> object:
    desk = Desk(met.receives, Hand.RECEIVER)
    return persons.pause_wait(actor, desk, met.waits().pk, "health", key="k")


@case("resume_wait")
def _(met: Met, actor: Actor) -> object:
    desk, entry = Desk(met.receives, Hand.RECEIVER), met.waits().pk
    persons.pause_wait(SETUP, desk, entry, "health", key="met/paus")
    return persons.resume_wait(actor, desk, entry, key="k")


@case("confirm_wait")
def _(met: Met, actor: Actor) -> object:
    met.waits()
    with unread([met.sends]):
        sent = Referral.objects.get(side="sent").pk
    return persons.confirm_wait(actor, met.sends, sent, key="k")


def _waiting_for_us(met: Met) -> uuid.UUID:
    """The sender's own referral (id) of one who waits."""
    met.waits()
    with unread([met.sends]):
        return Referral.objects.get(side="sent").pk


@case("pause_for_person")
def _(met: Met, actor: Actor) -> object:
    return persons.pause_for_person(actor, met.sends, _waiting_for_us(met), "health", key="k")


@case("resume_for_person")
def _(met: Met, actor: Actor) -> object:
    sent = _waiting_for_us(met)
    persons.pause_for_person(SETUP, met.sends, sent, "health", key="met/paus")
    return persons.resume_for_person(actor, met.sends, sent, key="k")


@case("leave_for_person")
def _(met: Met, actor: Actor) -> object:
    why = persons.Removal("found_work")
    return persons.leave_for_person(actor, met.sends, _waiting_for_us(met), why, key="k")


@case("confirm_with_person")
def _(met: Met, actor: Actor) -> object:
    row = met.waits()
    with unread([met.receives]):
        Referral.objects.filter(pk=row.referral_id).update(unshared_on=TODAY)
    return persons.confirm_with_person(actor, met.receives, row.pk, key="k")


@case("offer_place")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewOffer(UNTIL)
    return persons.offer_place(actor, met.receives, met.waits().pk, new, key="k")


@case("answer_for_person")
def _(met: Met, actor: Actor) -> object:
    met.offered()
    with unread([met.sends]):
        sent = Referral.objects.get()
    yes = persons.Answer("accepted")
    return persons.answer_for_person(actor, met.sends, sent.pk, yes, key="k")


@case("answer_offer")
def _(met: Met, actor: Actor) -> object:
    return persons.answer_offer(
        actor, met.receives, met.offered(), persons.Answer("declined", reason="health"), key="k"
    )


@case("lapse_offer")
def _(met: Met, actor: Actor) -> object:
    import time_machine

    entry = met.offered()
    with time_machine.travel("2024-03-25T12:00:00+01:00", tick=False):
        return persons.lapse_offer(actor, met.receives, entry, key="k")


@case("take_back_offer")
def _(met: Met, actor: Actor) -> object:
    return persons.take_back_offer(
        actor, met.receives, met.offered(), "Starten är inställd", key="k"
    )


@case("remove_from_queue")
def _(met: Met, actor: Actor) -> object:
    why = persons.Removal("found_work")
    return persons.remove_from_queue(actor, met.receives, met.waits().pk, why, key="k")


@case("move_in_queue")
def _(met: Met, actor: Actor) -> object:
    to = met.party.successor.pk
    return persons.move_in_queue(actor, met.receives, met.waits().pk, to, key="k")


@case("enter_waiting")
def _(met: Met, actor: Actor) -> object:
    return persons.enter_waiting(
        actor, met.receives, met.party.delivery.pk, [met.waited()], key="k"
    )


@case("refuse_move")
def _(met: Met, actor: Actor) -> object:
    return persons.refuse_move(actor, met.sends, met.asked_to_move(), "Vill bo kvar", key="k")


@case("measure_status")
def _(met: Met, actor: Actor) -> object:
    return persons.measure_status(actor, met.receives, met.planned(), BEGAN, key="k")


@case("set_goal")
def _(met: Met, actor: Actor) -> object:
    return persons.set_goal(actor, met.receives, met.planned(), "Komma ut", key="k")


@case("start_participation")
def _(met: Met, actor: Actor) -> object:
    row = met.planned()
    persons.measure_status(SETUP, met.receives, row, BEGAN, key="met/mätt")
    return persons.start_participation(actor, met.receives, row, TODAY, key="k")


@case("note_no_show")
def _(met: Met, actor: Actor) -> object:
    return persons.note_no_show(
        actor, met.receives, met.planned(), persons.Removal("health"), key="k"
    )


@case("interrupt_participation")
def _(met: Met, actor: Actor) -> object:
    new = taking_part.NewHold("health", date(2099, 1, 1))
    return persons.interrupt_participation(actor, met.receives, met.active(), new, key="k")


@case("resume_participation")
def _(met: Met, actor: Actor) -> object:
    row = met.active()
    new = taking_part.NewHold("health", date(2099, 1, 1))
    persons.interrupt_participation(SETUP, met.receives, row, new, key="met/uppehåll")
    return persons.resume_participation(actor, met.receives, row, key="k")


@case("change_participation")
def _(met: Met, actor: Actor) -> object:
    terms = persons.NewTerms(50, None)
    return persons.change_participation(actor, met.receives, met.active(), terms, key="k")


@case("end_participation")
def _(met: Met, actor: Actor) -> object:
    row = met.active()
    persons.measure_status(SETUP, met.receives, row, LEFT, key="met/slutmätt")
    ending = persons.Ending(TODAY, "Gick bra")
    return persons.end_participation(actor, met.receives, row, ending, key="k")


@case("reactivate_participation")
def _(met: Met, actor: Actor) -> object:
    return persons.reactivate_participation(actor, met.receives, met.ended(), "Åter", key="k")


@case("plan_without_referral")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewPerson(met.receives, "Siv Påhitt", WOMAN)
    own = persons.register_person(SETUP, new, key="met/egen", hand=Hand.CASE_WORKER)
    asked = persons.NewPlan(own.pk, met.party.open_door.pk, TODAY)
    return persons.plan_without_referral(actor, met.receives, asked, key="k")


@case("hold_session")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewSession(met.party.delivery.pk, TODAY, "Studiebesök")
    return persons.hold_session(actor, met.receives, new, key="k")


@case("note_attendance")
def _(met: Met, actor: Actor) -> object:
    row = met.active()
    new = persons.NewSession(met.party.delivery.pk, TODAY, "Studiebesök")
    session = persons.hold_session(SETUP, met.receives, new, key="met/träff")
    return persons.note_attendance(actor, met.receives, session.pk, ((row, True),), key="k")


def _handles(met: Met) -> Desk:
    return Desk(met.receives, Hand.CASE_WORKER)


@case("strike_measurement")
def _(met: Met, actor: Actor) -> object:
    made = persons.measure_status(SETUP, met.receives, met.planned(), BEGAN, key="met/mätt")
    return persons.strike_measurement(actor, _handles(met), made.pk, "Fel", key="k")


@case("strike_goal")
def _(met: Met, actor: Actor) -> object:
    made = persons.set_goal(SETUP, met.receives, met.planned(), "Komma ut", key="met/mål")
    return persons.strike_goal(actor, _handles(met), made.pk, "Fel", key="k")


@case("strike_session")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewSession(met.party.delivery.pk, TODAY, "Studiebesök")
    made = persons.hold_session(SETUP, met.receives, new, key="met/träff")
    return persons.strike_session(actor, _handles(met), made.pk, "twice", key="k")


@case("strike_support")
def _(met: Met, actor: Actor) -> object:
    row, new = met.sent(), persons.NewSupport("talks", TODAY)
    made = persons.note_support(SETUP, met.sends, row.pk, new, key="met/stöd")
    return persons.strike_support(actor, met.desk, made.pk, "Fel", key="k")


@case("correct_queue_entry")
def _(met: Met, actor: Actor) -> object:
    return persons.correct_queue_entry(actor, met.receives, met.waits().pk, "Fel", key="k")


@case("correct_participation")
def _(met: Met, actor: Actor) -> object:
    return persons.correct_participation(actor, met.receives, met.planned(), "Fel", key="k")


@case("change_team")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewTeamTerms(met.party.delivery.pk, 20, TODAY)
    return persons.change_team(actor, met.receives, new, key="k")


@case("end_left_behind")
def _(met: Met, actor: Actor) -> object:
    row = met.active()
    type(met.party.delivery).objects.filter(pk=met.party.delivery.pk).update(to_date=TODAY)
    ending = persons.Ending(TODAY, "Utföraren är borta", "provider_left")
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        return persons.end_left_behind(
            actor, met.receives, row, ending, key="k", missing="unreachable"
        )


@case("end_never_begun")
def _(met: Met, actor: Actor) -> object:
    row, why = met.planned(), persons.Removal("intake_closed")
    type(met.party.delivery).objects.filter(pk=met.party.delivery.pk).update(to_date=TODAY)
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        day = date(2024, 3, 16)
        return persons.end_never_begun(actor, met.receives, row, why, day, key="k")


@case("name_team")
def _(met: Met, actor: Actor) -> object:
    from samverk.interventions.models import Delivery

    like = met.party.delivery
    new = Delivery.objects.create(
        intervention=like.intervention,
        provider=like.provider,
        name="Språnget Syd",
        start_mode="rolling",
        from_date=like.from_date,
    )
    return persons.name_team(actor, met.receives, new.pk, key="k")


@case("move_queue")
def _(met: Met, actor: Actor) -> object:
    from samverk.interventions.models import IntakeWindow

    met.waits()
    windows = IntakeWindow.objects.filter(delivery=met.party.delivery)
    windows.update(to_date=date(2024, 3, 14))
    asked = persons.QueueMove(met.party.delivery.pk, met.party.successor.pk)
    return persons.move_queue(actor, met.receives, asked, key="k")


@case("measure_waits")
def _(met: Met, actor: Actor) -> object:
    what, desk = persons.ToMeasure(met.party.delivery.pk, TODAY), Desk(met.receives, Hand.RECEIVER)
    return persons.measure_waits(actor, desk, what, key="k")


@case("take_counts")
def _(met: Met, actor: Actor) -> object:
    met.active()
    asked = persons.CountsAsked(met.party.delivery.pk, Span(TODAY, TODAY))
    return persons.take_counts(actor, met.receives, asked, key="k")


def _took_part(met: Met) -> persons.YearAsked:
    """Let somebody have taken part last year, as counted then."""
    take_part(met.party)
    return persons.YearAsked(met.party.delivery.pk, YEAR)


@case("publish_statistics")
def _(met: Met, actor: Actor) -> object:
    return persons.publish_statistics(actor, met.receives, _took_part(met), key="k")


@case("ask_statistics")
def _(met: Met, actor: Actor) -> object:
    subject = YearSubject.TOOK_PART
    return persons.ask_statistics(actor, met.receives, _took_part(met), subject, key="k")


@case("ask_intervention")
def _(met: Met, actor: Actor) -> object:
    asked = persons.InterventionYear(met.party.delivery.intervention_id, YEAR)
    return persons.ask_intervention(actor, met.receives, asked, key="k")


@case("publish_intervention")
def _(met: Met, actor: Actor) -> object:
    for number, delivery in enumerate((met.party.delivery, met.party.successor)):
        take_part(replace(met.party, delivery=delivery))
        asked = persons.YearAsked(delivery.pk, YEAR)
        persons.publish_statistics(SETUP, met.receives, asked, key=f"met/{number}")
    of = persons.InterventionYear(met.party.delivery.intervention_id, YEAR)
    return persons.publish_intervention(actor, met.receives, of, key="k")


def _peers(met: Met) -> None:
    federation = met.party.delivery.intervention.federation_id
    for number, home in enumerate((federation, met.party.cast.neighbour.pk)):
        exchange.add_peer(SETUP, exchange.NewPeer(home, f"met{number}"), key=f"met/peer/{number}")


@case("prepare_counts")
def _(met: Met, actor: Actor) -> object:
    return persons.prepare_counts(actor, met.receives, TODAY.year, key="k")


@case("send_prepared")
def _(met: Met, actor: Actor) -> object:
    _peers(met)
    asked = persons.prepare_counts(SETUP, met.receives, TODAY.year, key="met/beräkna")
    compute_counts(met.receives)
    return persons.send_prepared(actor, met.receives, asked.pk, key="k")


@case("send_counts")
def _(met: Met, actor: Actor) -> object:
    _peers(met)
    return persons.send_counts(actor, met.receives, TODAY.year, key="k")


@case("book_days")
def _(met: Met, actor: Actor) -> object:
    federation = met.party.delivery.intervention.federation_id
    for number, home in enumerate((federation, met.party.cast.neighbour.pk)):
        exchange.add_peer(SETUP, exchange.NewPeer(home, f"dag{number}"), key=f"dag/peer/{number}")
    asked = persons.MonthAsked(federation, add_months(TODAY.replace(day=1), -1))
    return persons.book_days(actor, met.receives, asked, key="k")


@case("assign_participation")
def _(met: Met, actor: Actor) -> object:
    desk, to = Desk(met.receives, Hand.CASE_WORKER), met.party.worker_user.pk
    return persons.assign_participation(actor, desk, met.active(), to, key="k")


@case("assign_participations")
def _(met: Met, actor: Actor) -> object:
    chosen, to = (met.active(),), met.party.worker_user.pk
    return persons.assign_participations(actor, met.receives, chosen, to, key="k")


@case("assign_referral")
def _(met: Met, actor: Actor) -> object:
    to = met.party.receiver_user.pk
    return persons.assign_referral(actor, met.receives, met.assessed(), to, key="k")


@case("ask_what_if")
def _(met: Met, actor: Actor) -> object:
    asked = persons.NewQuestion(met.party.delivery.pk, "", TODAY, places=3)
    return persons.ask_what_if(actor, Desk(met.receives, Hand.RECEIVER), asked, key="k")


def _asked(met: Met) -> uuid.UUID:
    new = persons.NewSubjectRequest(met.person().pk, TODAY, "letter", "id_card")
    return persons.take_request(SETUP, met.sends, new, key="met/begäran").pk


@case("take_request")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewSubjectRequest(met.person().pk, TODAY, "letter", "id_card")
    return persons.take_request(actor, met.sends, new, key="k")


@case("extend_request")
def _(met: Met, actor: Actor) -> object:
    why = "Uppgifterna är mycket omfattande"
    return persons.extend_request(actor, met.sends, _asked(met), why, key="k")


@case("answer_request")
def _(met: Met, actor: Actor) -> object:
    return persons.answer_request(actor, met.sends, _asked(met), key="k")


URGENT = persons.NewEmergency(WOMAN, "no_handler", "Hotbild, behöver nå handläggaren")


def _another(met: Met, actor: Actor) -> Actor:
    """Let a person stand in for the system, which asks for nothing and approves nothing."""
    return met.party.other_coordinator if actor.is_system else actor


def _urgent(met: Met) -> uuid.UUID:
    met.protected()
    return persons.ask_emergency(met.party.referrer, met.desk, URGENT, key="met/nöd").pk


@case("ask_emergency")
def _(met: Met, actor: Actor) -> object:
    desk = Desk(met.sends, Hand.COORDINATOR)
    return persons.ask_emergency(_another(met, actor), desk, URGENT, key="k")


@case("approve_emergency")
def _(met: Met, actor: Actor) -> object:
    return persons.approve_emergency(_another(met, actor), met.sends, _urgent(met), key="k")


@case("refuse_emergency")
def _(met: Met, actor: Actor) -> object:
    return persons.refuse_emergency(_another(met, actor), met.sends, _urgent(met), key="k")


@case("review_emergency")
def _(met: Met, actor: Actor) -> object:
    import time_machine

    asked = _urgent(met)
    persons.approve_emergency(met.party.other_coordinator, met.sends, asked, key="met/ja")
    who = actor_for(met.party.auditor_user) if actor.is_system else actor
    found = persons.NewReview(is_justified=True, note="Hotet var verkligt")
    with time_machine.travel("2024-03-15T14:00:00+01:00", tick=False):
        return persons.review_emergency(who, met.sends, asked, found, key="k")


JUSTIFIED = persons.NewJudgement("justified")


def _auditor(met: Met, actor: Actor) -> Actor:
    return actor_for(met.party.auditor_user) if actor.is_system else actor


@case("set_review_terms")
def _(met: Met, actor: Actor) -> object:
    return persons.set_review_terms(actor, met.sends, Terms(share=30), key="k")


@case("prove_log")
def _(met: Met, actor: Actor) -> object:
    return persons.prove_log(actor, met.sends, key="k")


@case("draw_round")
def _(met: Met, actor: Actor) -> object:
    return persons.draw_round(actor, met.sends, date(2024, 2, 1), key="k")


@case("judge_reading")
def _(met: Met, actor: Actor) -> object:
    (line,) = drawn_lines(drawn(met.party))
    return persons.judge_reading(_auditor(met, actor), met.sends, line.pk, JUSTIFIED, key="k")


@case("sign_round")
def _(met: Met, actor: Actor) -> object:
    row, auditor = drawn(met.party), actor_for(met.party.auditor_user)
    for line in drawn_lines(row):
        persons.judge_reading(auditor, met.sends, line.pk, JUSTIFIED, key="met/dömd")
    return persons.sign_round(_auditor(met, actor), met.sends, row.pk, "", key="k")


class Filed:
    """An authority whose plan is decided, and a person whose file is old: three who work with it."""

    def __init__(self, met: Met) -> None:
        self.party, self.body = met.party, met.receives
        self.coordinator, self.archivist = met.party.coordinator, archive_at(met.party).archivist
        self.rules = DEFAULT_PLAN

    def new_plan(self) -> persons.NewRetentionPlan:
        return persons.NewRetentionPlan(TODAY, "SN § 12", TODAY, self.rules)

    def decided(self) -> uuid.UUID:
        """A decision that is not carried out."""
        run = self.tried()
        new = persons.NewDecision(run, "SN § 88", TODAY)
        return persons.decide_disposal(self.archivist, self.body, new, key="met/gallring").pk

    def tried(self) -> uuid.UUID:
        """A trial with somebody due: the plan keeps files for a day."""
        self.rules = tuple(
            replace(one, years=0, days=1) if one.years else one for one in DEFAULT_PLAN
        )
        persons.decide_plan(self.archivist, self.body, self.new_plan(), key="met/plan")
        new = persons.NewPerson(self.body, "Siv Påhitt", WOMAN)
        with time_machine.travel("2024-03-01T12:00:00+01:00", tick=False):
            persons.register_person(SETUP, new, key="met/äldre", hand=Hand.CASE_WORKER)
        return persons.try_plan(self.coordinator, self.body, key="met/prov").pk


@case("decide_plan")
def _(met: Met, actor: Actor) -> object:
    filed = Filed(met)
    return persons.decide_plan(actor, filed.body, filed.new_plan(), key="k")


@case("hold_back")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewDisposalHold(met.person().pk, "appeal", "mål 12-24")
    return persons.hold_back(actor, met.sends, new, key="k")


@case("let_go")
def _(met: Met, actor: Actor) -> object:
    new = persons.NewDisposalHold(met.person().pk, "appeal", "mål 12-24")
    held = persons.hold_back(SETUP, met.sends, new, key="met/undantag")
    return persons.let_go(actor, met.sends, held.pk, key="k")


@case("try_plan")
def _(met: Met, actor: Actor) -> object:
    filed = Filed(met)
    persons.decide_plan(SETUP, filed.body, filed.new_plan(), key="met/plan")
    who = filed.coordinator if actor.is_system else actor
    return persons.try_plan(who, filed.body, key="k")


@case("decide_disposal")
def _(met: Met, actor: Actor) -> object:
    filed = Filed(met)
    new = persons.NewDecision(filed.tried(), "SN § 88", TODAY)
    who = filed.archivist if actor.is_system else actor
    return persons.decide_disposal(who, filed.body, new, key="k")


@case("carry_out_disposal")
def _(met: Met, actor: Actor) -> object:
    filed = Filed(met)
    return persons.carry_out_disposal(actor, filed.body, filed.decided(), key="k")
