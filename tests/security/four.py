"""Four authorities that each refer, receive and follow people, one of each thing at each of them.

Each refers to the next one, the last to the first. Beside everybody who is met in the work stands
somebody with a protected identity, who has come exactly as far. All invented.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from samverk.directory import actions as directory
from samverk.directory.models import Body
from samverk.federation.models import Intervention, Orientation
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import (
    DisposalHold,
    NamedHandler,
    Participation,
    Person,
    QueueEntry,
    Referral,
    SubjectRequest,
    Team,
    TeamTerms,
)
from samverk.interventions.persons.tests.working import number_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)
PLACES = ("Lillköping", "Norrvik", "Åsdal", "Regionen")
WORK = (Role.REFERRER, Role.RECEIVER, Role.CASE_WORKER, Role.COORDINATOR)
# The one who is named for whoever is hidden at the authority that refers, and where they come
HANDLER, NAMED_THERE = "namngiven remittent", "namngiven mottagare"
NAMED_WORKER = "namngiven deltagaransvarig"
# Whose role is limited to the delivery that people come to, and to the authority's other one
RECEIVES_HERE, FOLLOWS_HERE = "mottagare i verksamheten", "deltagaransvarig i verksamheten"
RECEIVES_BESIDE, FOLLOWS_BESIDE = "mottagare i en annan", "deltagaransvarig i en annan"
# Who may work with persons as a whole organisation's: nobody, for persons are an authority's
WHOLE = "hela organisationen"


@dataclass
class Home:
    """An authority (myndighet): who works there by role, and one of each thing, shown and hidden."""

    name: str
    body: Body
    delivery: Delivery
    door: Delivery
    users: dict[str, User] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)
    hidden: dict[str, object] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """Be one of those who work here."""
        return actor_for(self.users[who])


@kept
def four(db: None, the_day: date) -> list[Home]:
    """Set the stage."""
    homes = _homes()
    for number, home in enumerate(homes):
        to = homes[(number + 1) % len(homes)]
        home.shown |= {"body": home.body.pk, "delivery": home.delivery.pk}
        _through(home, to, f"Synlig Person{number}", number)
        _through(home, to, f"Dold Person{number}", number, is_hidden=True)
    # Once there is somebody in every queue
    for home in homes:
        _figures(home)
    return homes


def _homes() -> list[Home]:
    new = directory.NewOrganisation("federation", "Samordningsförbundet Fyran", "Fyran", "fyran")
    federation = directory.add_organisation(SETUP, new, key="fyra/forbund")
    what = Intervention.objects.create(
        federation=federation, name="Steget", orientation=Orientation.INDIVIDUAL
    )
    return [_home(number, what) for number in range(len(PLACES))]


def _home(number: int, what: Intervention) -> Home:
    name = PLACES[number]
    new = directory.NewOrganisation("municipality", f"{name}, part", name, f"part{number}")
    organisation = directory.add_organisation(SETUP, new, key=f"fyra/{number}")
    board = directory.NewBody(organisation.pk, "board", "Socialnämnden", "SN")
    body = directory.add_body(SETUP, board, key=f"fyra/{number}/organ")
    made = [
        Delivery.objects.create(
            intervention=what,
            provider=organisation,
            name=f"Steget {name}{more}",
            start_mode="rolling",
            needs_referral=needs,
            from_date=date(2020, 1, 1),
        )
        for more, needs in (("", True), (" öppet", False))
    ]
    for one in made:
        CapacityRow.objects.create(
            delivery=one, from_date=date(2020, 1, 1), funded=200, maximum=200
        )
    IntakeWindow.objects.create(delivery=made[0], from_date=date(2020, 1, 1))
    with unread([body.pk]):
        team = Team.objects.create(controller_id=body.pk, delivery=made[0])
        TeamTerms.objects.create(
            controller_id=body.pk, team=team, from_date=date(2020, 2, 1), take_up_days=30
        )
    home = Home(name, body, *made)
    home.users = _users(home, number)
    return home


def _users(home: Home, number: int) -> dict[str, User]:
    """Add one of every role, those who are named, and one with a role of the whole organisation."""
    at, here, beside = home.body.pk, (home.delivery.pk,), (home.door.pk,)
    posts: dict[str, tuple[Role, int | None, tuple[int, ...]]]
    posts = {role.value: (role, at, ()) for role in Role}
    posts |= {
        HANDLER: (Role.REFERRER, at, ()),
        NAMED_THERE: (Role.RECEIVER, at, ()),
        NAMED_WORKER: (Role.CASE_WORKER, at, ()),
        WHOLE: (Role.COORDINATOR, None, ()),
        RECEIVES_HERE: (Role.RECEIVER, at, here),
        FOLLOWS_HERE: (Role.CASE_WORKER, at, here),
        RECEIVES_BESIDE: (Role.RECEIVER, at, beside),
        FOLLOWS_BESIDE: (Role.CASE_WORKER, at, beside),
    }
    found = {}
    for nth, (who, (role, body, limits)) in enumerate(posts.items()):
        post = people.NewPost(role, home.body.organisation_id, body, limits)
        address = f"u{nth}@part{number}.example"
        new = people.NewUser(address, f"{who.title()} {home.name}", None, (post,))
        found[who] = people.add_user(SETUP, new, key=f"fyra/{address}")
    return found


def _through(home: Home, to: Home, name: str, number: int, *, is_hidden: bool = False) -> None:
    """Take somebody from the referral here to the participation there, by the real actions."""
    key, things, came = f"fyra/{name}", home.hidden, to.hidden
    if not is_hidden:
        things, came = home.shown, to.shown
    refers = home.actor(HANDLER if is_hidden else Role.REFERRER.value)
    new = persons.NewPerson(
        home.body.pk,
        name,
        number_of(number + (10 if is_hidden else 0)),
        home=home.body.organisation_id,
        protected=is_hidden,
    )
    person = persons.register_person(refers, new, key=f"{key}/p")
    desk = Desk(home.body.pk, Hand.REFERRER)
    consent = persons.NewConsent(
        person.pk,
        "information_exchange",
        (to.body.organisation_id,),
        "remissen",
        "skriftligt",
        TODAY,
    )
    given = persons.give_consent(refers, desk, consent, key=f"{key}/c")
    asked = persons.NewReferral(person.pk, to.delivery.pk, f"SN {number}")
    at = (refers, home.body.pk)
    row = persons.draft_referral(*at, asked, key=f"{key}/d")
    said = persons.Content(f"{name} behöver stöd", f"{name} vill arbeta")
    persons.save_referral(*at, row.pk, said, key=f"{key}/s")
    persons.submit_referral(*at, row.pk, "consent", key=f"{key}/i")
    given_support = persons.NewSupport("talks", TODAY)
    things["support"] = persons.note_support(*at, row.pk, given_support, key=f"{key}/st").pk
    persons.reveal_number(refers, desk, person.pk, "Kontroll av numret", key=f"{key}/n")
    things |= {"person": person.pk, "consent": given.pk, "sent": row.pk}
    things |= _beside(person)
    came |= _received(to, row, key, is_hidden=is_hidden)


def _beside(person: Person) -> dict[str, object]:
    """Let somebody have asked what is held about them, and their file be held back."""
    kept = {"controller_id": person.controller_id, "person": person}
    with unread([person.controller_id]):
        asked = SubjectRequest.objects.create(
            received_on=TODAY,
            way="letter",
            identity_check="id_card",
            taken_by="Kaj Torn",
            due_on=date(2024, 4, 15),
            **kept,
        )
        held = DisposalHold.objects.create(
            reason="appeal", reference="mål 12-24", held_by="Kaj Torn", **kept
        )
    return {"subject": asked.pk, "hold": held.pk}


def _received(to: Home, row: Referral, key: str, *, is_hidden: bool) -> dict[str, object]:
    """Take in, queue and start somebody who has come, and let them wait for a second place too."""
    receiver, worker = Role.RECEIVER.value, Role.CASE_WORKER.value
    if is_hidden:
        receiver, worker = NAMED_THERE, NAMED_WORKER
    with unread([to.body.pk]):
        copy = Referral.objects.get(thread=row.thread, side="received")
        if is_hidden:
            for who in (receiver, worker):
                NamedHandler.objects.create(
                    controller_id=to.body.pk, person_id=copy.person_id, user=to.users[who]
                )
    at = (to.actor(receiver), to.body.pk)
    desk = Desk(to.body.pk, Hand.RECEIVER)
    persons.take_up_referral(*at, copy.pk, key=f"{key}/t")
    persons.accept_referral(*at, copy.pk, persons.Acceptance("Passar"), key=f"{key}/a")
    with unread([to.body.pk]):
        entry = QueueEntry.objects.get(referral=copy.pk).pk
    persons.pause_wait(at[0], desk, entry, "health", key=f"{key}/pa")
    persons.resume_wait(at[0], desk, entry, key=f"{key}/re")
    persons.offer_place(*at, entry, persons.NewOffer(TODAY, "Bor nära"), key=f"{key}/o")
    persons.answer_offer(*at, entry, persons.Answer("accepted"), key=f"{key}/y")
    with unread([to.body.pk]):
        part = Participation.objects.get(entry=entry).pk
    made = _part((to, to.actor(worker)), part, key)
    return made | {
        "came": copy.pk,
        "came_person": copy.person_id,
        "entry": entry,
        "participation": part,
    }


def _part(there: tuple[Home, Actor], part: uuid.UUID, key: str) -> dict[str, object]:
    to, worker = there
    at = (worker, to.body.pk)
    began = persons.NewMeasurement("entry", TODAY, missing="declined")
    measured = persons.measure_status(*at, part, began, key=f"{key}/m")
    goal = persons.set_goal(*at, part, "Arbeta halva dagar", key=f"{key}/g")
    persons.start_participation(*at, part, TODAY, key=f"{key}/b")
    hold = persons.NewHold("health", date(2099, 1, 1))
    persons.interrupt_participation(*at, part, hold, key=f"{key}/h")
    persons.resume_participation(*at, part, key=f"{key}/r")
    persons.change_participation(*at, part, persons.NewTerms(80, None), key=f"{key}/om")
    less = persons.NewProposal("extent", "Orkar halva dagar", extent=50)
    persons.propose_change(*at, part, less, key=f"{key}/fo")
    new = persons.NewSession(to.delivery.pk, TODAY, "Studiebesök")
    held = persons.hold_session(*at, new, key=f"{key}/tr")
    persons.note_attendance(*at, held.pk, ((part, True),), key=f"{key}/na")
    to.shown["session"] = held.pk
    return {"measurement": measured.pk, "goal": goal.pk}


def _figures(home: Home) -> None:
    """Keep what is counted of a queue: figures without persons."""
    actor, desk = home.actor(Role.RECEIVER.value), Desk(home.body.pk, Hand.RECEIVER)
    what = persons.ToMeasure(home.delivery.pk, TODAY)
    persons.measure_waits(actor, desk, what, key=f"fyra/{home.name}/mätt")
    asked = persons.NewQuestion(home.delivery.pk, "Fler platser", TODAY, places=210)
    made = persons.ask_what_if(actor, desk, asked, key=f"fyra/{home.name}/fråga")
    home.shown["question"] = made.pk
