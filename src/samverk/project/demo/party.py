"""Loads the party's demo: several authorities in one installation, and persons who have come differently far.

Everything about persons goes through the same actions as everybody uses, on the day it is said to
have happened. Each act has a key of its own, so loading again changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from samverk.directory import actions as directory
from samverk.foundation import clock, people
from samverk.foundation.actors import Actor, Role, system
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment, User
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Team
from samverk.interventions.persons.walls import unread
from samverk.project.demo.cast import PASSWORD
from samverk.project.demo.crowd_days import live
from samverk.project.demo.crowd_people import SPAN
from samverk.project.demo.crowd_rows import CrowdRows
from samverk.project.demo.party_archive import load_retention
from samverk.project.demo.party_cast import AF, ALINGSAS, FK, LERUM, PARTY_LOGINS, VGR
from samverk.project.demo.party_catalogue import (
    AKTIV,
    GARDEN,
    OFFERED,
    PRIMUS,
    WORKSHOP,
    code_of,
    load_deliveries,
)
from samverk.project.demo.party_catalogue import ALINGSAS as ACTIVERA
from samverk.project.demo.party_catalogue import LERUM as PREREHAB
from samverk.project.demo.party_execution import load_register
from samverk.project.demo.party_figures import load_figures
from samverk.project.demo.party_people import COURSES, EXAMPLES
from samverk.project.demo.party_walk import Place, Walk

LOADER = system("Demons inläsning")
SWEDEN = ZoneInfo("Europe/Stockholm")
# Before the first referral, so that everybody had their role when it came
FIRST_DAYS = SPAN
ORGANISATIONS = (
    ("federation", "Samordningsförbundet Insjöriket", "Insjöriket", "insjoriket", "222000-2071"),
    ("municipality", "Alingsås kommun", "Alingsås", "alingsas", ""),
    ("municipality", "Härryda kommun", "Härryda", "harryda", ""),
    ("municipality", "Lerums kommun", "Lerum", "lerum", ""),
    ("municipality", "Mölndals stad", "Mölndal", "molndal", ""),
    ("region", "Västra Götalandsregionen", "Västra Götalandsregionen", "vgr", ""),
    ("agency", "Försäkringskassan", "Försäkringskassan", "forsakringskassan", ""),
    ("agency", "Arbetsförmedlingen", "Arbetsförmedlingen", "arbetsformedlingen", ""),
)
BODIES = {
    ALINGSAS: ("board", "SN"),
    LERUM: ("board", "SN"),
    FK: ("administration", ""),
    AF: ("administration", ""),
    VGR: ("administration", ""),
}
TEAMS = {
    ACTIVERA: ALINGSAS,
    PREREHAB: LERUM,
    AKTIV: LERUM,
    PRIMUS: VGR,
    WORKSHOP: ALINGSAS,
    GARDEN: LERUM,
}


class PartyLoader:
    """Loads each part in order, and remembers the ids of what the next part refers to."""

    def __init__(self) -> None:
        self.organisations: dict[str, int] = {}
        self.bodies: dict[tuple[str, str], int] = {}
        self.users: dict[tuple[Role, str], User] = {}

    def load(self) -> None:
        """Load everything."""
        self.first = _first_day()
        for kind, name, short, slug, number in ORGANISATIONS:
            new = directory.NewOrganisation(kind, name, short, slug, number)
            made = directory.add_organisation(LOADER, new, key=f"demo/organisation/{slug}")
            self.organisations[slug] = made.pk
        for (slug, name), (kind, short) in BODIES.items():
            body = directory.NewBody(self.organisations[slug], kind, name, short)
            made_body = directory.add_body(LOADER, body, key=f"demo/organ/{slug}/{name}")
            self.bodies[slug, name] = made_body.pk
        load_deliveries(self.organisations["insjoriket"], self.organisations)
        self._teams()
        with clock.standing_at(_morning(self.first, 0)):
            self._people()
        self._crowds()
        self._persons()
        archivist, coordinator = (
            self._actor(role, ALINGSAS[0]) for role in (Role.ARCHIVIST, Role.COORDINATOR)
        )
        self._figures()
        load_retention(archivist, coordinator, self.bodies[ALINGSAS], self.first)
        self._register()

    def _teams(self) -> None:
        for name, place in TEAMS.items():
            body, delivery = self.bodies[place], Delivery.objects.get(code=code_of(name))
            with unread([body]):
                if not Team.objects.filter(delivery=delivery).exists():
                    Team.objects.create(controller_id=body, delivery=delivery)

    def _people(self) -> None:
        for login in PARTY_LOGINS:
            posts = tuple(
                people.NewPost(
                    post.role,
                    self.organisations[post.organisation],
                    self.bodies[post.organisation, post.body],
                    tuple(Delivery.objects.get(code=code_of(one)).pk for one in post.limited_to),
                )
                for post in login.posts
            )
            new = people.NewUser(login.email, login.name, PASSWORD, posts)
            made = people.add_user(LOADER, new, key=f"demo/inloggning/{login.email}")
            # Who has all of an authority's deliveries takes the steps of the examples
            if not login.posts[0].limited_to:
                self.users[login.posts[0].role, login.posts[0].organisation] = made

    def _crowds(self) -> None:
        """Write down the many whose way is not told one by one."""
        for crowd in live(self.first):
            town = crowd.town
            places = {sender: self._places(sender, town.delivery) for sender in town.senders}
            CrowdRows(crowd, self.first, places, self.organisations).write()

    def _persons(self) -> None:
        """Take everybody's steps in the order of their days, so that queues come to be as they did."""
        walks = [Walk(one, self._places(one.sender, one.delivery)) for one in EXAMPLES]
        steps = [
            (self.first + timedelta(FIRST_DAYS - walk.who.days_ago + after), number, at, step)
            for number, walk in enumerate(walks)
            for at, (after, step) in enumerate(
                ((0, "refer"), *((days, step) for days, step in COURSES[walk.who.course]))
            )
        ]
        today = clock.today()
        for day, number, at, step in sorted(steps):
            if day <= today:
                with clock.standing_at(_morning(day, number)):
                    walks[number].take(step, f"demo/person/{number}/{at}")

    def _figures(self) -> None:
        """Measure the waits as they are the day the demo is loaded."""
        offered = next(one for one in OFFERED if one.name == WORKSHOP)
        delivery = Delivery.objects.get(code=code_of(WORKSHOP)).pk
        receiver = self._actor(Role.RECEIVER, offered.provider)
        today = self.first + timedelta(FIRST_DAYS)
        with clock.standing_at(_morning(today, 0)):
            load_figures(receiver, self.bodies[ALINGSAS], delivery, offered.places, today)

    def _register(self) -> None:
        officer, reporter = (
            self._actor(role, ALINGSAS[0]) for role in (Role.EXECUTION_OFFICER, Role.MAIN_REPORTER)
        )
        today = self.first + timedelta(FIRST_DAYS)
        load_register(officer, reporter, self.bodies[ALINGSAS], today)

    def _places(self, sender: str, delivery: str) -> Place:
        offered = next(one for one in OFFERED if one.name == delivery)
        receiver = offered.provider
        home = "lerum" if sender == "lerum" or receiver == "lerum" else "alingsas"
        sends = next(place for place in BODIES if place[0] == sender)
        return Place(
            self._actor(Role.REFERRER, sender),
            self._actor(Role.RECEIVER, receiver),
            self._actor(Role.CASE_WORKER, receiver),
            self._actor(Role.COORDINATOR, receiver),
            self.bodies[sends],
            self.bodies[TEAMS[delivery]],
            self.organisations[receiver],
            self.organisations[home],
            Delivery.objects.get(code=code_of(delivery)).pk,
            Delivery.objects.get(code=code_of(PREREHAB)).pk,
        )

    def _actor(self, role: Role, slug: str) -> Actor:
        with clock.standing_at(_morning(self.first, 0)):
            return actor_for(self.users[role, slug])


def _first_day() -> date:
    """Answer the day that everything is counted from: the same when a half-loaded demo is completed."""
    held = RoleAssignment.objects.order_by("from_date").values_list("from_date", flat=True).first()
    return held or clock.today() - timedelta(FIRST_DAYS)


def _morning(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(9, minutes % 60), SWEDEN)
