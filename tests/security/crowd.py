"""Fifty people with protected identities, each with words that are nobody else's in all that is told.

They are taken as far as people come, through the real actions: half to another authority here, half
to one in another installation. What is written of them is kept beside, to be looked for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test import override_settings

from samverk.directory import actions as directory
from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow, PriorityClass
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import (
    Goal,
    NamedHandler,
    Participation,
    Person,
    QueueEntry,
    Referral,
)
from samverk.interventions.persons.tests.party import Party, user
from samverk.interventions.persons.tests.working import number_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand
from tests.doses import WHOLE

MANY, TODAY = 50 if WHOLE else 18, date(2024, 3, 15)
BORN = date(1990, 4, 1)
TRIED = "2024-03-01 och 2024-03-08"


@dataclass
class Hidden:
    """One of them: number, what is told of them, and where their rows are."""

    nth: int
    number: str
    told: set[str] = field(default_factory=set)
    things: dict[str, object] = field(default_factory=dict)
    came: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"Fornamn{self.nth:02}qzk Efternamn{self.nth:02}qzk"

    def says(self, what: str) -> str:
        """Write a text that is nobody else's."""
        text = f"kvz{self.nth:02}{what}zvk"
        self.told.add(text)
        return text

    @property
    def canaries(self) -> set[str]:
        """All that may be found nowhere: texts, words of the name, and the number however it is written."""
        digits = self.number.replace("-", "")
        day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
        numbers = {self.number, digits, digits[2:], f"{digits[2:8]}-{digits[8:]}", digits[:8], day}
        return self.told | set(self.name.split()) | numbers


@dataclass
class Crowd:
    """All of them, those who may know of them, and what was written in logs meanwhile."""

    party: Party
    insider: User
    worker: User
    far: Delivery
    first: PriorityClass
    hidden: list[Hidden] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    @property
    def canaries(self) -> set[str]:
        return set().union(*(one.canaries for one in self.hidden))


class Written(logging.Handler):
    """Keeps all that is logged, at every level, with the traces."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s %(pathname)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def logged(lines: list[str]) -> Iterator[None]:
    """Keep what is logged inside, also what an installation would leave out."""
    root, handler = logging.getLogger(), Written(lines)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@kept
def crowd(party: Party) -> Crowd:
    """Set the stage."""
    given = CapacityRow.objects.filter(delivery__in=[party.delivery, party.successor])
    given.update(funded=200, maximum=200)
    receives = party.cast.neighbour_board
    made = Crowd(
        party,
        user("Inga Namngiven", Role.RECEIVER, receives),
        user("Ivar Namngiven", Role.CASE_WORKER, receives),
        _far(party),
        PriorityClass.objects.create(delivery=party.delivery, rank=0, name="Unga", ground="Beslut"),
    )
    with logged(made.log):
        for nth in range(MANY):
            one = Hidden(nth, number_of(nth % 20, f"{BORN + timedelta(days=7 * nth):%Y%m%d}"))
            made.hidden.append(one)
            _refer(made, one, made.far if nth % 2 else party.delivery)
            if not nth % 2:
                _receive(made, one)
    return made


def _far(party: Party) -> Delivery:
    """Let a third organisation live in another installation, with a delivery that takes people in."""
    new = directory.NewOrganisation("municipality", "Fjärdhamns kommun", "Fjärdhamn", "fjardhamn")
    there = directory.add_organisation(SETUP, new, key="skara/fjardhamn")
    with override_settings(EXCHANGE_KEY="B" * 43 + "="):
        key = own_public_key()
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.town.pk, "212000-0001"), key="skara/a")
    address = "https://fjardhamn.example/vaxling/ta-emot/"
    peer = exchange.NewPeer(there.pk, "212000-0003", address, key)
    exchange.add_peer(SETUP, peer, key="skara/b")
    made = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=there,
        name="Bryggan",
        start_mode="rolling",
        needs_referral=True,
        from_date=date(2020, 1, 1),
    )
    IntakeWindow.objects.create(delivery=made, from_date=date(2020, 1, 1))
    return made


def _register(made: Crowd, one: Hidden) -> Person:
    """Register somebody hidden; every third is protected later, and was reached until then."""
    party, later = made.party, one.nth % 3 == 0
    reach = {what: one.says(what) for what in ("phone", "email", "address") if later}
    new = persons.NewPerson(
        party.sends,
        one.name,
        one.number,
        home=party.cast.town.pk,
        protected=not later,
        **reach,
    )
    person = persons.register_person(party.referrer, new, key=f"skara/{one.nth}/p")
    if later:
        desk = Desk(party.sends, Hand.REFERRER)
        persons.protect_person(party.referrer, desk, person.pk, key=f"skara/{one.nth}/skydd")
    desk, why = Desk(party.sends, Hand.REFERRER), one.says("reveal")
    persons.reveal_number(party.referrer, desk, person.pk, why, key=f"skara/{one.nth}/visat")
    return person


def _refer(made: Crowd, one: Hidden, to: Delivery) -> None:
    party, key = made.party, f"skara/{one.nth}"
    person, desk = _register(made, one), Desk(party.sends, Hand.REFERRER)
    reaches = (to.provider_id,)
    given = persons.NewConsent(
        person.pk, "information_exchange", reaches, "remissen", "skriftligt", TODAY
    )
    consent = persons.give_consent(party.referrer, desk, given, key=f"{key}/c")
    at = (party.referrer, party.sends)
    asked = persons.NewReferral(person.pk, to.pk)
    row = persons.draft_referral(*at, asked, key=f"{key}/d")
    said = {what: one.says(what) for what in ("need", "aim", "reached_by", "support")}
    persons.save_referral(*at, row.pk, persons.Content(**said), key=f"{key}/s")
    persons.submit_referral(*at, row.pk, "consent", key=f"{key}/i")
    one.things = {"person": person.pk, "consent": consent.pk, "sent": row.pk}
    if one.nth % 4 == 1:
        persons.withdraw_referral(*at, row.pk, one.says("withdraw"), key=f"{key}/w")


def _receive(made: Crowd, one: Hidden) -> None:
    """Let the named there take somebody in, ask, and answer as it goes for them."""
    party, key = made.party, f"skara/{one.nth}"
    thread = Referral.objects.filter(pk=one.things["sent"])
    with unread([party.sends, party.receives]):
        copy = Referral.objects.get(thread=thread.get().thread, side="received")
        for who in (made.insider, made.worker):
            NamedHandler.objects.create(
                controller_id=party.receives, person_id=copy.person_id, user=who
            )
    one.came = {"person": copy.person_id, "came": copy.pk}
    at = (actor_for(made.insider), party.receives)
    persons.take_up_referral(*at, copy.pk, key=f"{key}/t")
    persons.ask_referrer(*at, copy.pk, one.says("question"), key=f"{key}/q")
    sent = (party.referrer, party.sends, one.things["sent"])
    persons.answer_question(*sent, one.says("answer"), key=f"{key}/svar")
    match one.nth % 10:
        case 2:
            back = persons.Return("too_complex", one.says("advice"))
            persons.return_referral(*at, copy.pk, back, key=f"{key}/r")
        case 4:
            other = persons.Redirection(party.successor.pk, one.says("redirect"))
            persons.redirect_referral(*at, copy.pk, other, key=f"{key}/h")
        case _:
            _wait(made, one, key)


def _wait(made: Crowd, one: Hidden, key: str) -> None:
    body = made.party.receives
    at = (actor_for(made.insider), body)
    said = one.says("opinion"), made.first.pk, one.says("ground"), one.says("conditions")
    how = persons.Acceptance(*said)
    entry = persons.accept_referral(*at, one.came["came"], how, key=f"{key}/a").pk
    one.came["entry"] = entry
    if one.nth % 10 == 6:
        why = persons.Removal("unreachable", f"{one.says('removal')} {TRIED}")
        persons.remove_from_queue(*at, entry, why, key=f"{key}/bort")
        return
    # Who says no is not offered the same place at once
    said, coded = ("declined", "health") if one.nth % 20 == 10 else ("accepted", "")
    persons.offer_place(*at, entry, persons.NewOffer(TODAY, one.says("order")), key=f"{key}/o")
    answer = persons.Answer(said, one.says(said), coded)
    persons.answer_offer(*at, entry, answer, key=f"{key}/y")
    if coded:
        return
    with unread([body]):
        assert QueueEntry.objects.get(pk=entry).state == "starting"
        part = Participation.objects.get(entry=entry).pk
    one.came["participation"] = part
    _take_part((made, one), part, key)


def _take_part(of: tuple[Crowd, Hidden], part: object, key: str) -> None:
    made, one = of
    at = (actor_for(made.worker), made.party.receives)
    if one.nth % 10 == 8:
        why = persons.Removal("health", one.says("noshow"))
        persons.note_no_show(*at, part, why, key=f"{key}/kom-ej")
        return
    persons.set_goal(*at, part, one.says("goal"), key=f"{key}/mal")
    for point in ("entry", "exit"):
        new = persons.NewMeasurement(point, TODAY, missing="declined")
        if point == "exit":
            persons.start_participation(*at, part, TODAY, key=f"{key}/b")
        persons.measure_status(*at, part, new, key=f"{key}/{point}")
    terms = persons.NewTerms(50, None, one.says("terms"))
    persons.change_participation(*at, part, terms, key=f"{key}/villkor")
    with unread([made.party.receives]):
        goal = str(Goal.objects.get(participation=part).pk)
    ending = persons.Ending(TODAY, one.says("report"), goals=((goal, "partly"),))
    persons.end_participation(*at, part, ending, key=f"{key}/slut")
    if one.nth % 20 == 0:
        persons.reactivate_participation(*at, part, one.says("again"), key=f"{key}/igen")
