"""Takes the steps of one invented person through the party's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.models import IdempotencyKey
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import Goal, Participation, QueueEntry, Referral
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.demo.party_people import Example
from samverk.rules.interventions.hands import Hand

CONTENT = persons.Content(
    "Exempel: behöver stöd att komma i gång med vardagen.",
    "Exempel: vill närma sig arbete eller studier.",
    "försörjningsstöd",
)
OUT_OF_ORDER = "Exempel: de som står före väntar på besked från vården."
COMPLEX = "Exempel: behovet är större än teamet klarar. Börja med en gemensam plan med vården."


@dataclass(frozen=True, slots=True)
class Place:
    """Who works with a person, at which authorities (body ids), and to which delivery (id)."""

    referrer: Actor
    receiver: Actor
    worker: Actor
    coordinator: Actor
    sends: int
    receives: int
    provider: int
    home: int
    delivery: int
    successor: int


class Walk:
    """The way of one person: each step is an action, on the day that the clock stands at."""

    def __init__(self, who: Example, place: Place) -> None:
        self.who, self.place = who, place
        self.sent = UUID(int=0)

    def take(self, step: str, key: str) -> None:
        """Take a step; again with the same key changes nothing."""
        # All of a step or nothing, so that a demo that was half loaded is completed from where it was
        with transaction.atomic():
            if not _is_taken(key):
                getattr(self, f"_{step}")(key)
            elif step == "refer":
                drafted = IdempotencyKey.objects.get(key=f"{key}/utkast")
                self.sent = UUID(drafted.subject_id)

    def _refer(self, key: str) -> None:
        place, who = self.place, self.who
        new = persons.NewPerson(
            place.sends, who.name, who.personal_number, home=place.home, protected=who.protected
        )
        person = persons.register_person(place.referrer, new, key=f"{key}/person").pk
        purposes = ["information_exchange", *(["follow_up"] if who.follows else [])]
        desk = Desk(place.sends, Hand.REFERRER)
        for purpose in purposes:
            consent = persons.NewConsent(
                person, purpose, (place.provider,), "remissen", "skriftligt", clock.today()
            )
            persons.give_consent(place.referrer, desk, consent, key=f"{key}/{purpose}")
        at = (place.referrer, place.sends)
        draft = persons.NewReferral(person, place.delivery, f"EX {clock.today():%Y}-{who.number}")
        row = persons.draft_referral(*at, draft, key=f"{key}/utkast")
        self.sent = row.pk
        persons.save_referral(*at, row.pk, CONTENT, key=f"{key}/sparat")
        if who.course != "draft":
            persons.submit_referral(*at, row.pk, "consent", key=f"{key}/inskickad")

    def _came(self) -> UUID:
        """Find the copy at the receiver."""
        with unread([self.place.sends]):
            thread = Referral.objects.get(pk=self.sent).thread
        with unread([self.place.receives]):
            return Referral.objects.filter(thread=thread, side="received").latest("recorded_at").pk

    def _entry(self) -> UUID:
        came = self._came()
        with unread([self.place.receives]):
            return QueueEntry.objects.filter(referral=came).latest("recorded_at").pk

    def _participation(self) -> Participation:
        entry = self._entry()
        with unread([self.place.receives]):
            return Participation.objects.get(entry=entry)

    def _received(self, action: Callable[..., Any], key: str, *words: Any) -> None:
        action(self.place.receiver, self.place.receives, self._came(), *words, key=key)

    def _take_up(self, key: str) -> None:
        self._received(persons.take_up_referral, key)

    def _ask(self, key: str) -> None:
        question = "Exempel: hur många timmar orkar personen i dag?"
        place = (self.place.receiver, self.place.receives, self._came())
        persons.ask_referrer(*place, question, key=key, about="about_ability")

    def _answer(self, key: str) -> None:
        self._sent(persons.answer_question, key, "Exempel: ungefär fyra timmar i veckan.")

    def _withdraw(self, key: str) -> None:
        self._sent(persons.withdraw_referral, key, "Exempel: personen har fått en anställning.")

    def _confirm(self, key: str) -> None:
        self._sent(persons.confirm_wait, key)

    def _sent(self, action: Callable[..., Any], key: str, *words: Any) -> None:
        action(self.place.referrer, self.place.sends, self.sent, *words, key=key)

    def _return_complex(self, key: str) -> None:
        self._received(persons.return_referral, key, persons.Return("too_complex", COMPLEX, "meet"))

    def _return_close(self, key: str) -> None:
        advice = "Exempel: nära arbete, ta hjälp av Arbetsförmedlingen."
        back = persons.Return("too_close_to_work", advice, "other_intervention")
        self._received(persons.return_referral, key, back)

    def _accept(self, key: str) -> None:
        conditions = "Exempel: börjar med två halvdagar i veckan."
        how = persons.Acceptance("Exempel: passar verksamheten.", conditions=conditions)
        self._received(persons.accept_referral, key, how)

    def _queued(self, action: Callable[..., Any], key: str, *words: Any) -> None:
        action(self.place.receiver, self.place.receives, self._entry(), *words, key=key)

    def _pause(self, key: str) -> None:
        desk = Desk(self.place.receives, Hand.RECEIVER)
        persons.pause_wait(self.place.receiver, desk, self._entry(), "health", key=key)

    def _resume(self, key: str) -> None:
        desk = Desk(self.place.receives, Hand.RECEIVER)
        persons.resume_wait(self.place.receiver, desk, self._entry(), key=key)

    def _remove(self, key: str) -> None:
        self._queued(persons.remove_from_queue, key, persons.Removal("found_work"))

    def _move(self, key: str) -> None:
        place = self.place
        persons.move_in_queue(
            place.coordinator, place.receives, self._entry(), place.successor, key=key
        )

    def _offer(self, key: str) -> None:
        """Offer a place, out of order where somebody stands before: the log tells why."""
        until = clock.today() + timedelta(14)
        offer = partial(self._queued, persons.offer_place, key)
        try:
            offer(persons.NewOffer(until))
        except InputError as fault:
            if fault.field != "out_of_order":
                raise
            offer(persons.NewOffer(until, OUT_OF_ORDER))

    def _yes(self, key: str) -> None:
        self._queued(persons.answer_offer, key, persons.Answer("accepted"))

    def _no(self, key: str) -> None:
        answer = persons.Answer("declined", "Exempel: vill vänta till hösten.", "bad_time")
        self._queued(persons.answer_offer, key, answer)

    def _takes_part(self, action: Callable[..., Any], key: str, *words: Any) -> None:
        row = self._participation().pk
        action(self.place.worker, self.place.receives, row, *words, key=key)

    def _start(self, key: str) -> None:
        day = clock.today()
        entry = persons.NewMeasurement("entry", day, "none", 0, "assistance", "secondary")
        self._takes_part(persons.measure_status, f"{key}/mätt", entry)
        self._takes_part(
            persons.set_goal, f"{key}/mål", "Exempel: komma upp i fyra timmar om dagen."
        )
        self._takes_part(persons.start_participation, f"{key}/start", day)

    def _propose(self, key: str) -> None:
        why = "Exempel: behöver tre månader till för att klara hela dagar."
        later = persons.NewProposal("end_date", why, clock.today() + timedelta(180))
        self._takes_part(persons.propose_change, key, later)

    def _propose_half(self, key: str) -> None:
        half = persons.NewProposal("extent", "Exempel: orkar halva dagar.", extent=50)
        self._takes_part(persons.propose_change, key, half)

    def _approve(self, key: str) -> None:
        place, asked = self.place, (self.sent, "extent")
        reply = persons.Reply(approved=True, note="Exempel: stäm av om en månad.")
        persons.answer_proposal(place.referrer, place.sends, asked, reply, key=key)

    def _no_show(self, key: str) -> None:
        why = persons.Removal("declined", "Exempel: kom aldrig till första mötet.")
        self._takes_part(persons.note_no_show, key, why)

    def _interrupt(self, key: str) -> None:
        hold = persons.NewHold("health", clock.today() + timedelta(60), True)
        self._takes_part(persons.interrupt_participation, key, hold)

    def _end_work(self, key: str) -> None:
        self._end(key, ("work", 20, "wage"), "achieved")

    def _end_studies(self, key: str) -> None:
        self._end(key, ("studies", 20, "study_aid"), "achieved")

    def _end_early(self, key: str) -> None:
        self._end(key, ("none", 0, "assistance"), "not", "health")

    def _end(self, key: str, status: tuple[str, int, str], result: str, reason: str = "") -> None:
        day: date = clock.today()
        exit_status = persons.NewMeasurement("exit", day, *status, "secondary")
        self._takes_part(persons.measure_status, f"{key}/mätt", exit_status)
        row = self._participation()
        with unread([self.place.receives]):
            goals = tuple((str(one.pk), result) for one in Goal.objects.filter(participation=row))
        ending = persons.Ending(day, "Exempel: slutrapport.", reason, goals)
        self._takes_part(persons.end_participation, f"{key}/slut", ending)


def _is_taken(key: str) -> bool:
    """Answer whether a step has been taken, with all of its acts."""
    rows = IdempotencyKey.objects.filter(Q(key=key) | Q(key__startswith=f"{key}/"))
    return rows.exclude(subject_id="").exists()
