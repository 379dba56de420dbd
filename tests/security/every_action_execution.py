"""One call of every action of the register of decisions not carried out, in a party's installation."""

from __future__ import annotations

from datetime import timedelta

from samverk.execution import actions as execution
from samverk.execution.actions.importing import as_map
from samverk.execution.models import (
    GrantedDecision,
    RegisterDisposal,
    RegisterImport,
    RegisterTrial,
    SentDecision,
)
from samverk.execution.tests.sent import new_of
from samverk.execution.tests.source_files import file_of
from samverk.execution.tests.stage import NEW, Stage, set_stage, user
from samverk.foundation import clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment
from samverk.foundation.models.users import RoleEnd
from samverk.foundation.tests.cast import SETUP
from samverk.rules.unexecuted.board_settings import Setting
from samverk.rules.unexecuted.code_books import CodeList
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.retention import DEFAULT_TERM
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


def ask_lift(scene: Scene, actor: Actor, key: str) -> object:
    """Ask that the protection is lifted."""
    stage, row = stage_of(scene), protected(scene)
    return execution.ask_to_lift(actor, stage.body, row.pk, "Skyddet upphörde", key=key)


@call("execution.ask_to_lift")
def ask_to_lift(scene: Scene, actor: Actor) -> object:
    return ask_lift(scene, stage_of(scene).reporter if actor.is_system else actor, "k")


@call("execution.lift_protection")
def lift_protection(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), protected(scene)
    if "lift_asked" not in scene.kept:
        scene.kept["lift_asked"] = ask_lift(scene, stage.reporter, "met/begäran")
        execution.name_handler(SETUP, stage.body, row.pk, stage.officer_user.pk, key="met/namn")
    who = stage.officer if actor.is_system else actor
    return execution.lift_protection(who, stage.body, row.pk, key="k")


def left_alone(scene: Scene) -> Actor:
    """Let the reporter who handles what is protected leave, and give the board another."""
    if "left_alone" not in scene.kept:
        stage = stage_of(scene)
        protected(scene)
        for held in RoleAssignment.objects.filter(user=stage.reporter_user):
            RoleEnd.objects.create(assignment=held, last_day=clock.today() - timedelta(days=1))
        scene.kept["left_alone"] = user("Ny Rapportör", Role.MAIN_REPORTER, scene.cast.board)
    return actor_for(scene.kept["left_alone"])


@call("execution.ask_takeover")
def ask_takeover(scene: Scene, actor: Actor) -> object:
    new = left_alone(scene)
    who = new if actor.is_system else actor
    return execution.ask_takeover(who, stage_of(scene).body, key="k")


@call("execution.agree_takeover")
def agree_takeover(scene: Scene, actor: Actor) -> object:
    body, new = stage_of(scene).body, left_alone(scene)
    if "takeover" not in scene.kept:
        scene.kept["takeover"] = execution.ask_takeover(new, body, key="met/begäran")
    who = archivist(scene) if actor.is_system else actor
    return execution.agree_takeover(who, body, key="k")


@call("execution.tell_quarter")
def tell_quarter(scene: Scene, actor: Actor) -> object:
    granted(scene)
    new = execution.NewQuarterReport(Quarter(2023, 3), Definition.OPEN, why="Skälet utreds.")
    return execution.tell_quarter(actor, stage_of(scene).body, new, key="k")


def to_send(scene: Scene) -> execution.NewSending:
    """Give what the form of the decision's sheet sends."""
    return new_of(stage_of(scene), granted(scene))


@call("execution.mark_sent")
def mark_sent(scene: Scene, actor: Actor) -> object:
    row, new = granted(scene), to_send(scene)
    return execution.mark_sent(actor, stage_of(scene).body, row.pk, new, key="k")


@call("execution.withdraw_sent")
def withdraw_sent(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), granted(scene)
    if "register_sent" not in scene.kept:
        scene.kept["register_sent"] = execution.mark_sent(
            SETUP, stage.body, row.pk, to_send(scene), key="met/inskickat"
        )
    mark: SentDecision = scene.kept["register_sent"]
    return execution.withdraw_sent(actor, stage.body, mark.pk, "not_sent", key="k")


DECIDED = "SN 2023-01-12 § 8"


def archivist(scene: Scene) -> Actor:
    """Give the board somebody who decides what is removed, once."""
    if "register_archivist" not in scene.kept:
        scene.kept["register_archivist"] = user("Arne Kiv", Role.ARCHIVIST, scene.cast.board)
    return actor_for(scene.kept["register_archivist"])


def plan(actor: Actor, body: int, key: str) -> object:
    """Decide a plan of the register."""
    today = clock.today()
    new = execution.NewRegisterPlan(today, DECIDED, today, DEFAULT_TERM)
    return execution.decide_register_plan(actor, body, new, key=key)


def trial(scene: Scene) -> RegisterTrial:
    """Try the plan, once, by the main reporter."""
    stage = stage_of(scene)
    if "register_trial" not in scene.kept:
        plan(archivist(scene), stage.body, "met/plan")
        scene.kept["register_trial"] = execution.try_register_plan(
            stage.reporter, stage.body, key="met/prov"
        )
    found: RegisterTrial = scene.kept["register_trial"]
    return found


def disposal(actor: Actor, scene: Scene, key: str) -> RegisterDisposal:
    """Decide on the trial."""
    new = execution.NewDisposal(trial(scene).pk, DECIDED, clock.today())
    return execution.decide_register_disposal(actor, stage_of(scene).body, new, key=key)


@call("execution.decide_register_plan")
def decide_register_plan(scene: Scene, actor: Actor) -> object:
    return plan(actor, stage_of(scene).body, "k")


@call("execution.try_register_plan")
def try_register_plan(scene: Scene, actor: Actor) -> object:
    trial(scene)
    who = stage_of(scene).reporter if actor.is_system else actor
    return execution.try_register_plan(who, stage_of(scene).body, key="k")


@call("execution.decide_register_disposal")
def decide_register_disposal(scene: Scene, actor: Actor) -> object:
    return disposal(archivist(scene) if actor.is_system else actor, scene, "k")


@call("execution.carry_out_register_disposal")
def carry_out_register_disposal(scene: Scene, actor: Actor) -> object:
    if "register_disposal" not in scene.kept:
        scene.kept["register_disposal"] = disposal(archivist(scene), scene, "met/beslutet")
    decided: RegisterDisposal = scene.kept["register_disposal"]
    body = stage_of(scene).body
    return execution.carry_out_register_disposal(actor, body, decided.pk, key="k")


@call("execution.hold_decision")
def hold_decision(scene: Scene, actor: Actor) -> object:
    new = execution.NewHold("appeal", "T 1-23")
    return execution.hold_decision(actor, stage_of(scene).body, granted(scene).pk, new, key="k")


@call("execution.let_decision_go")
def let_decision_go(scene: Scene, actor: Actor) -> object:
    stage, row = stage_of(scene), granted(scene)
    if "register_hold" not in scene.kept:
        new = execution.NewHold("appeal", "T 1-23")
        scene.kept["register_hold"] = execution.hold_decision(
            stage.reporter, stage.body, row.pk, new, key="met/undantag"
        )
    return execution.let_decision_go(actor, stage.body, row.pk, key="k")


def uploaded(scene: Scene) -> RegisterImport:
    """Bring in a file, once, by the main reporter."""
    stage = stage_of(scene)
    if "register_file" not in scene.kept:
        new = execution.NewFile("Treserva", file_of({}))
        scene.kept["register_file"] = execution.upload_register_file(
            stage.reporter, stage.body, new, key="met/fil"
        )
    found: RegisterImport = scene.kept["register_file"]
    return found


def uploader(scene: Scene, actor: Actor) -> Actor:
    """Let the reporter stand for the system: a file is somebody's."""
    return stage_of(scene).reporter if actor.is_system else actor


@call("execution.upload_register_file")
def upload_register_file(scene: Scene, actor: Actor) -> object:
    new, stage = execution.NewFile("Treserva", file_of({})), stage_of(scene)
    return execution.upload_register_file(uploader(scene, actor), stage.body, new, key="k")


@call("execution.choose_columns")
def choose_columns(scene: Scene, actor: Actor) -> object:
    row, who = uploaded(scene), uploader(scene, actor)
    return execution.choose_columns(who, stage_of(scene).body, row.pk, as_map(row.mapping), key="k")


@call("execution.ask_import")
def ask_import(scene: Scene, actor: Actor) -> object:
    row, who = uploaded(scene), uploader(scene, actor)
    return execution.ask_import(who, stage_of(scene).body, row.pk, row.digest, key="k")


@call("execution.drop_import")
def drop_import(scene: Scene, actor: Actor) -> object:
    row, who = uploaded(scene), uploader(scene, actor)
    return execution.drop_import(who, stage_of(scene).body, row.pk, key="k")


@call("execution.decide_setting")
def decide_setting(scene: Scene, actor: Actor) -> object:
    new = execution.NewSetting(Setting.SOON, "14", clock.today(), "Nämndens rutin")
    return execution.decide_setting(actor, stage_of(scene).body, new, key="k")


@call("execution.write_code")
def write_code(scene: Scene, actor: Actor) -> object:
    new = execution.NewCode(CodeList.CLOSE, "", "flyttade utomlands", clock.today())
    return execution.write_code(actor, stage_of(scene).body, new, key="k")
