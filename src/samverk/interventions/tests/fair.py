"""A federation with two deliveries, one by referral and one open to all. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import actions as directory
from samverk.directory.models import Organisation
from samverk.federation import actions as federation
from samverk.federation.models import Intervention
from samverk.federation.tests import founding
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, Cast
from samverk.interventions import actions
from samverk.interventions.models import Delivery
from samverk.project.testing.stages import kept

BEGAN = date(2020, 1, 1)
# Of the tax agency's public range for tests
NUMBER = "18900101-9802"


@dataclass(frozen=True)
class Fair:
    """Fyrbåken, with Språnget (by referral) and Öppna dörren (not), both given by Norrvik."""

    cast: Cast
    home: Organisation
    intervention: Intervention
    delivery: Delivery
    open_door: Delivery
    manager_user: User
    worker_user: User
    coordinator_user: User
    elsewhere_user: User

    @property
    def manager(self) -> Actor:
        """The federation's manager."""
        return actor_for(self.manager_user)

    @property
    def worker(self) -> Actor:
        """A case worker where the deliveries are given."""
        return actor_for(self.worker_user)

    @property
    def coordinator(self) -> Actor:
        """The coordinator where the deliveries are given."""
        return actor_for(self.coordinator_user)

    @property
    def elsewhere(self) -> Actor:
        """A case worker at another municipality."""
        return actor_for(self.elsewhere_user)

    def browser(self):
        """Open a browser as the federation's manager."""
        return self.cast.browser(self.manager_user)


@kept
def fair(cast: Cast) -> Fair:
    """Set the stage: nobody is taken in anywhere yet."""
    home = founding.found_federation()
    founding.with_members(home)
    what = federation.NewIntervention(home.pk, "Språnget", "individual")
    intervention = federation.register_intervention(SETUP, what, key="mässa/insats")
    return Fair(
        cast,
        home,
        intervention,
        add(intervention, cast, "Språnget Norr"),
        add(intervention, cast, "Öppna dörren", needs_referral=False),
        founding.manager_of(home),
        _user("Disa Kvarn", Role.CASE_WORKER, cast.neighbour_board),
        _user("Sten Ahlvik", Role.COORDINATOR, cast.neighbour_board),
        _user("Kaj Torn", Role.CASE_WORKER, cast.board),
    )


def add(intervention: Intervention, cast: Cast, name: str, **more: object) -> Delivery:
    """Add a delivery that Norrvik gives."""
    given = {"start_mode": "rolling", "needs_referral": True} | more
    facts = actions.DeliveryFacts(name, **given)  # type: ignore[arg-type]
    new = actions.NewDelivery(intervention.pk, cast.neighbour.pk, BEGAN, facts)
    return actions.add_delivery(SETUP, new, key=f"mässa/{name}")


def elsewhere(fair: Fair) -> Delivery:
    """Add another federation, of Sjöbo alone, with a delivery of its own."""
    new = directory.NewOrganisation("federation", "Samordningsförbundet Kusten", "Kusten")
    home = directory.add_organisation(SETUP, new, key="mässa/kusten")
    town = directory.NewOrganisation("municipality", "Sjöbo kommun", "Sjöbo", "sjobo")
    member = directory.add_organisation(SETUP, town, key="mässa/sjöbo").pk
    federation.add_member(SETUP, home.pk, member, "municipality", key="mässa/sjöbo/medlem")
    what = federation.NewIntervention(home.pk, "Kursen", "individual")
    made = federation.register_intervention(SETUP, what, key="mässa/kursen")
    return add(made, fair.cast, "Kursen vid kusten")


def opened(delivery: Delivery, day: date = BEGAN) -> Delivery:
    """Let a delivery take people in from a day on."""
    actions.open_intake(SETUP, delivery.pk, day, key=f"mässa/öppnat/{delivery.pk}/{day}")
    return delivery


def required(delivery: Delivery, **more: object) -> object:
    """Add a rule of who a delivery is for; of 18 to 29 unless told otherwise."""
    given = {"youngest": 18, "oldest": 29} | more
    new = actions.NewRequirement(delivery.pk, BEGAN, "referral", **given)  # type: ignore[arg-type]
    return actions.add_requirement(SETUP, new, key=f"mässa/krav/{delivery.pk}/{more}")


def _user(name: str, role: Role, body: object) -> User:
    post = people.NewPost(role, body.organisation_id, body.pk)  # type: ignore[attr-defined]
    address = f"{name.split(maxsplit=1)[0].lower()}@massa.example"
    return people.add_user(SETUP, people.NewUser(address, name, None, (post,)), key=f"mässa/{name}")
