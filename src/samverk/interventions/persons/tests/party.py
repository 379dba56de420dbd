"""Two authorities of two municipalities, a federation, and what people there are referred to.

All invented. Personal numbers are of Skatteverket's public test range (birth numbers 980 to 999).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import actions as directory
from samverk.federation.models import Intervention, Orientation
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, Cast
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow, Requirement
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.models import Person, Team
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

NECESSARY = Basis("necessary", "Behövs för vårt eget ärende")
WOMAN, MAN, OTHER = "19850709-9805", "19900118-9811", "19920102-9817"


@dataclass(frozen=True)
class Party:
    """Lillköping refers; Norrvik receives for two deliveries of Trean, and a third is without referral."""

    cast: Cast
    delivery: Delivery
    successor: Delivery
    open_door: Delivery
    referrer_user: User
    receiver_user: User
    worker_user: User
    coordinator_user: User
    other_coordinator_user: User
    auditor_user: User

    @property
    def sends(self) -> int:
        """The authority that refers."""
        return self.cast.board.pk

    @property
    def receives(self) -> int:
        """The authority that receives."""
        return self.cast.neighbour_board.pk

    @property
    def referrer(self) -> Actor:
        return actor_for(self.referrer_user)

    @property
    def receiver(self) -> Actor:
        return actor_for(self.receiver_user)

    @property
    def worker(self) -> Actor:
        return actor_for(self.worker_user)

    @property
    def coordinator(self) -> Actor:
        """The receiving authority's coordinator."""
        return actor_for(self.coordinator_user)

    @property
    def other_coordinator(self) -> Actor:
        """The sending authority's coordinator."""
        return actor_for(self.other_coordinator_user)


@kept
def party(cast: Cast) -> Party:
    """Set the stage."""
    return set_party(cast)


def set_party(cast: Cast) -> Party:
    """Add a delivery for people of 18 to 39, with two places, and those who work with it."""
    new = directory.NewOrganisation("federation", "Samordningsförbundet Trean", "Trean", "trean")
    federation = directory.add_organisation(SETUP, new, key="parti/trean")
    what = Intervention.objects.create(
        federation=federation, name="Språnget", orientation=Orientation.INDIVIDUAL
    )
    made = [
        Delivery.objects.create(
            intervention=what,
            provider=cast.neighbour,
            name=name,
            start_mode="rolling",
            needs_referral=needs,
            from_date=date(2020, 1, 1),
        )
        for name, needs in (("Språnget", True), ("Språnget Norr", True), ("Öppna dörren", False))
    ]
    delivery, successor, open_door = made
    for one in (delivery, successor):
        IntakeWindow.objects.create(delivery=one, from_date=date(2020, 1, 1))
        CapacityRow.objects.create(
            delivery=one,
            from_date=date(2020, 1, 1),
            funded=2,
            maximum=3,
            recorded_on=date(2020, 1, 1),
        )
    Requirement.objects.create(
        delivery=delivery, youngest=18, oldest=39, tested_on="referral", from_date=date(2020, 1, 1)
    )
    receives = cast.neighbour_board.pk
    with unread([receives]):
        for one in (delivery, successor):
            Team.objects.create(controller_id=receives, delivery=one)
    return Party(
        cast,
        delivery,
        successor,
        open_door,
        user("Rut Alnäs", Role.REFERRER, cast.board),
        user("Mats Lundby", Role.RECEIVER, cast.neighbour_board),
        user("Disa Kvarn", Role.CASE_WORKER, cast.neighbour_board),
        user("Sten Ahlvik", Role.COORDINATOR, cast.neighbour_board),
        user("Kaj Torn", Role.COORDINATOR, cast.board),
        user("Vera Lind", Role.LOG_AUDITOR, cast.board),
    )


def user(name: str, role: Role, body: object) -> User:
    """Add somebody with one role at a body."""
    post = people.NewPost(role, body.organisation_id, body.pk)  # type: ignore[attr-defined]
    address = f"{name.lower().replace(' ', '.').replace('ä', 'a').replace('å', 'a')}@parti.example"
    return people.add_user(SETUP, people.NewUser(address, name, None, (post,)), key=f"parti/{name}")


def somebody(party: Party, number: str = WOMAN, **more: object) -> Person:
    """Register a person with the authority that refers."""
    new = persons.NewPerson(
        party.sends,
        "Siv Påhitt",
        number,
        home=party.cast.town.pk,
        **more,  # type: ignore[arg-type]
    )
    return persons.register_person(party.referrer, new, key=f"person/{number}")
