"""One call of the action on support that is given while somebody waits."""

from __future__ import annotations

from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import TODAY
from samverk.interventions.persons import actions
from samverk.interventions.persons.tests.party import set_party
from samverk.interventions.persons.tests.test_thread import Walk
from tests.security.every_action import Scene, call


@call("interventions.persons.note_support")
def _(scene: Scene, actor: Actor) -> object:
    party = set_party(scene.cast)
    row = Walk(party, "stöd").sent()
    new = actions.NewSupport("talks", TODAY)
    return actions.note_support(actor, party.sends, row.pk, new, key="k")
