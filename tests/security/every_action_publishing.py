"""One call of every action that tells everybody of a register's quarters, in a party's installation."""

from __future__ import annotations

from samverk.execution import actions as execution
from samverk.execution.models import Judgement
from samverk.execution.queries.public_quarters import publishable
from samverk.execution.tests.stage import NEW
from samverk.execution.zone import inside
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.rules.unexecuted.quarters import Quarter
from tests.security.every_action import Scene, call
from tests.security.every_action_execution import granted, stage_of


def many(scene: Scene) -> object:
    """Register as many as may be told of without anybody being known, once, by the system."""
    body = stage_of(scene).body
    for nth in range(6):
        execution.register_decision(SETUP, body, NEW, key=f"met/många/{nth}")
    with inside(stage_of(scene).reporter):
        found = publishable(body, Quarter(2023, 3))
    assert found is not None
    return execution.NewPublication(Quarter(2023, 3), found.digest)


@call("execution.publish_quarter")
def publish_quarter(scene: Scene, actor: Actor) -> object:
    new, stage = many(scene), stage_of(scene)
    assert isinstance(new, execution.NewPublication)
    who = stage.reporter if actor.is_system else actor
    return execution.publish_quarter(who, stage.body, new, key="k")


@call("execution.withdraw_quarter")
def withdraw_quarter(scene: Scene, actor: Actor) -> object:
    stage = stage_of(scene)
    if "published_quarter" not in scene.kept:
        new = many(scene)
        assert isinstance(new, execution.NewPublication)
        scene.kept["published_quarter"] = execution.publish_quarter(
            stage.reporter, stage.body, new, key="met/publicerat"
        )
    pk = scene.kept["published_quarter"].pk
    return execution.withdraw_quarter(actor, stage.body, pk, key="k")


@call("execution.try_harm")
def try_harm(scene: Scene, actor: Actor) -> object:
    stage = stage_of(scene)
    granted(scene)
    new = execution.NewHarmTest(
        Quarter(2023, 3), Judgement.CLEAR, "Antal per insats.", "Ingen.", "Ingen skada."
    )
    who = stage.reporter if actor.is_system else actor
    return execution.try_harm(who, stage.body, new, key="k")
