"""One call of every action that publishes a case for everybody, from its first look to its withdrawal."""

from __future__ import annotations

from datetime import date

from samverk.directory import actions as directory
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions as publishing
from samverk.publishing.models import Handling
from tests.security.every_action import Scene, call


def begun(scene: Scene) -> int:
    """A publication of the case that somebody looks through."""
    return publishing.begin_release(SETUP, "case", scene.case.pk, key="scen/publicering").pk


def sent(scene: Scene) -> int:
    """It, handed over to be approved."""
    return publishing.send_release(SETUP, begun(scene), key="scen/lämnad").pk


def published(scene: Scene) -> int:
    """It, approved."""
    return publishing.approve_release(SETUP, sent(scene), key="scen/godkänd").pk


def elected(scene: Scene) -> int:
    """Somebody in a seat of the board."""
    new = directory.NewHolding(
        scene.cast.board.pk, 1, False, "Bo Ek", "", "chair", date(2023, 1, 1)
    )
    return directory.fill_seat(SETUP, new, key="scen/vald").person_id


@call("publishing.begin_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.begin_release(actor, "case", scene.case.pk, key="k")


@call("publishing.mark_release")
def _(scene: Scene, actor: Actor) -> object:
    marks = [publishing.Mark("Samarbete", Handling.MASK)]
    return publishing.mark_release(actor, begun(scene), marks, key="k")


@call("publishing.send_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.send_release(actor, begun(scene), key="k")


@call("publishing.approve_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.approve_release(actor, sent(scene), key="k")


@call("publishing.return_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.return_release(actor, sent(scene), "Läs igen", key="k")


@call("publishing.drop_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.drop_release(actor, begun(scene), key="k")


@call("publishing.withdraw_release")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.withdraw_release(actor, published(scene), "Fel version", key="k")


@call("publishing.mark_own_works")
def mark_own_works(scene: Scene, actor: Actor) -> object:
    return publishing.mark_own_works(actor, begun(scene), [], key="k")


@call("publishing.shield_person")
def shield_person(scene: Scene, actor: Actor) -> object:
    return publishing.shield_person(actor, scene.cast.town.pk, elected(scene), key="k")


@call("publishing.show_person")
def show_person(scene: Scene, actor: Actor) -> object:
    town, person = scene.cast.town.pk, elected(scene)
    publishing.shield_person(SETUP, town, person, key="scen/utanför")
    return publishing.show_person(actor, town, person, key="k")


@call("publishing.answer_doubts")
def answer_doubts(scene: Scene, actor: Actor) -> object:
    return publishing.answer_doubts(actor, begun(scene), [], key="k")
