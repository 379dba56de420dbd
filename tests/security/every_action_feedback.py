"""One call of the action on what anybody tells of the pages."""

from __future__ import annotations

from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions as publishing
from tests.security.every_action import Scene, call


@call("publishing.answer_feedback")
def answer_feedback(scene: Scene, actor: Actor) -> object:
    new = publishing.NewFeedback("Knappen syns inte.", address="maj@prov.example")
    given = publishing.give_feedback(SETUP, new, key="scen/synpunkt")
    return publishing.answer_feedback(actor, given.pk, key="k")
