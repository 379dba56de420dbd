"""The calls of the catalogue: what a federation tells of its interventions."""

from __future__ import annotations

from samverk.federation import actions as federation
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions import actions as catalogue
from samverk.interventions.models import Delivery
from tests.security.every_action import DAY, Scene, call

FACTS = catalogue.DeliveryFacts("Språnget", "rolling", needs_referral=False)


def new(scene: Scene) -> catalogue.NewDelivery:
    """What the neighbour is to give, of an intervention of the federation's."""
    what = federation.NewIntervention(scene.federation, "Språnget", "individual")
    made = federation.register_intervention(SETUP, what, key="scen/insats/katalog")
    return catalogue.NewDelivery(made.pk, scene.cast.neighbour.pk, DAY, FACTS)


def delivery(scene: Scene) -> Delivery:
    """A delivery that is there."""
    return catalogue.add_delivery(SETUP, new(scene), key="scen/verksamhet")


def requirement(scene: Scene) -> int:
    """A rule (id) of who it is for."""
    rule = catalogue.NewRequirement(delivery(scene).pk, DAY, "referral", 18)
    return catalogue.add_requirement(SETUP, rule, key="scen/krav").pk


def opened(scene: Scene) -> int:
    """A delivery (id) that takes people in."""
    catalogue.open_intake(SETUP, delivery(scene).pk, DAY, key="scen/intag")
    return delivery(scene).pk


@call("interventions.add_delivery")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.add_delivery(actor, new(scene), key="k")


@call("interventions.change_delivery")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.change_delivery(actor, delivery(scene).pk, FACTS, key="k")


@call("interventions.end_delivery")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.end_delivery(actor, delivery(scene).pk, catalogue.Ending(TODAY), key="k")


@call("interventions.open_intake")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.open_intake(actor, delivery(scene).pk, DAY, key="k")


@call("interventions.close_intake")
def _(scene: Scene, actor: Actor) -> object:
    closing = catalogue.Closing(TODAY, "Fullt.")
    return catalogue.close_intake(actor, opened(scene), closing, key="k")


@call("interventions.add_requirement")
def _(scene: Scene, actor: Actor) -> object:
    rule = catalogue.NewRequirement(delivery(scene).pk, DAY, "offer", 18, 29)
    return catalogue.add_requirement(actor, rule, key="k")


@call("interventions.end_requirement")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.end_requirement(actor, requirement(scene), TODAY, key="k")


@call("interventions.set_places")
def _(scene: Scene, actor: Actor) -> object:
    places = catalogue.NewPlaces(delivery(scene).pk, DAY, 12, 15)
    return catalogue.set_places(actor, places, key="k")


@call("interventions.shut_places")
def _(scene: Scene, actor: Actor) -> object:
    places = catalogue.NewPlaces(delivery(scene).pk, DAY, 12, 15)
    catalogue.set_places(SETUP, places, key="scen/platser")
    shutting = catalogue.NewShutting(delivery(scene).pk, TODAY, 2, "Lokalen renoveras")
    return catalogue.shut_places(actor, shutting, key="k")


@call("interventions.set_limit")
def _(scene: Scene, actor: Actor) -> object:
    limit = catalogue.NewLimit(delivery(scene).pk, "hold", DAY, 60)
    return catalogue.set_limit(actor, limit, key="k")


@call("interventions.add_priority_class")
def _(scene: Scene, actor: Actor) -> object:
    first = catalogue.NewClass(delivery(scene).pk, 0, "Unga", "Under 25 år.")
    return catalogue.add_priority_class(actor, first, key="k")


@call("interventions.end_priority_class")
def _(scene: Scene, actor: Actor) -> object:
    first = catalogue.NewClass(delivery(scene).pk, 0, "Unga", "Under 25 år.")
    known = catalogue.add_priority_class(SETUP, first, key="scen/klass")
    return catalogue.end_priority_class(actor, known.pk, TODAY, key="k")


def start(scene: Scene) -> catalogue.NewStart:
    """A start of a delivery that begins in groups."""
    facts = catalogue.DeliveryFacts("Språnget", "cohort", True, None)
    of = delivery(scene)
    catalogue.change_delivery(SETUP, of.pk, facts, key="scen/grupp")
    return catalogue.NewStart(of.pk, TODAY)


@call("interventions.add_cohort_start")
def _(scene: Scene, actor: Actor) -> object:
    return catalogue.add_cohort_start(actor, start(scene), key="k")


@call("interventions.call_off_start")
def _(scene: Scene, actor: Actor) -> object:
    known = catalogue.add_cohort_start(SETUP, start(scene), key="scen/start")
    return catalogue.call_off_start(actor, known.pk, "För få sökande.", key="k")


@call("interventions.count_visits")
def _(scene: Scene, actor: Actor) -> object:
    visits = catalogue.NewVisits(delivery(scene).pk, TODAY, 7, 5)
    return catalogue.count_visits(actor, visits, key="k")
