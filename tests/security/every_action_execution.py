"""One call of every action of the register of decisions not carried out, in a party's installation."""

from __future__ import annotations

from samverk.execution import actions as execution
from samverk.execution.models import GrantedDecision
from samverk.execution.tests.stage import NEW, Stage, set_stage
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter
from tests.security.every_action import Scene, call


def stage_of(scene: Scene) -> Stage:
    """Give the registers their keepers, once."""
    if "register" not in scene.kept:
        scene.kept["register"] = set_stage(scene.cast)
    found: Stage = scene.kept["register"]
    return found


def granted(scene: Scene) -> GrantedDecision:
    """Register a decision, by the system."""
    body = stage_of(scene).body
    return execution.register_decision(SETUP, body, NEW, key="met/beslut")


def protected(scene: Scene) -> GrantedDecision:
    """Register one on somebody protected, by the system."""
    row = granted(scene)
    if "protected" not in scene.kept:
        scene.kept["protected"] = execution.protect(
            SETUP, stage_of(scene).body, row.pk, key="met/skydd"
        )
    return row


@call("execution.register_decision")
def register_decision(scene: Scene, actor: Actor) -> object:
    return execution.register_decision(actor, stage_of(scene).body, NEW, key="k")


@call("execution.amend_decision")
def amend_decision(scene: Scene, actor: Actor) -> object:
    row = granted(scene)
    new = execution.Amended(execution.NewDecision("lss-9-3", "lss-9", NEW.decided_on), "Fel insats")
    return execution.amend_decision(actor, stage_of(scene).body, row.pk, new, key="k")


@call("execution.take_step")
def take_step(scene: Scene, actor: Actor) -> object:
    new = execution.NewStep(ExecutionEvent.EXECUTE, clock.today())
    row = granted(scene)
    return execution.take_step(actor, stage_of(scene).body, row.pk, new, key="k")


@call("execution.protect")
def protect(scene: Scene, actor: Actor) -> object:
    return execution.protect(actor, stage_of(scene).body, granted(scene).pk, key="k")


@call("execution.name_handler")
def name_handler(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), protected(scene)
    who = stage.colleague_user.pk
    return execution.name_handler(actor, stage.body, row.pk, who, key="k")


@call("execution.end_handler")
def end_handler(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), protected(scene)
    who = stage.colleague_user.pk
    if "named" not in scene.kept:
        scene.kept["named"] = execution.name_handler(SETUP, stage.body, row.pk, who, key="met/hand")
    return execution.end_handler(actor, stage.body, row.pk, who, key="k")


@call("execution.lift_protection")
def lift_protection(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), protected(scene)
    return execution.lift_protection(actor, stage.body, row.pk, "Skyddet upphörde", key="k")


@call("execution.tell_quarter")
def tell_quarter(scene: Scene, actor: Actor) -> object:
    new = execution.NewQuarterReport(Quarter(2023, 3), Definition.OPEN)
    return execution.tell_quarter(actor, stage_of(scene).body, new, key="k")
