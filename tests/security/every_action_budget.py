"""A call of each action on budget, outcome, equity and the national follow-up."""

from __future__ import annotations

from datetime import date

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.documents.sie import SieFile, SieRow, SieVoucher, sie_file
from samverk.federation import actions as federation
from samverk.federation.reading.account_lines import read_rules
from samverk.federation.reading.budget_lines import WrittenRow
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.rules.equity import Step
from tests.security.every_action import DAY, Scene, call


def new_budget(scene: Scene) -> federation.NewBudget:
    """Make a budget of the federation's to save."""
    return federation.NewBudget(scene.federation, 2024, (), (WrittenRow("Kansli", 1),), ())


@call("federation.save_budget")
def save_budget(scene: Scene, actor: Actor) -> object:
    return federation.save_budget(actor, new_budget(scene), key="k")


@call("federation.decide_budget")
def decide_budget(scene: Scene, actor: Actor) -> object:
    made = federation.save_budget(SETUP, new_budget(scene), key="scen/budget")
    board = directory.NewBody(scene.federation, "federation_board", "Styrelsen")
    body = directory.add_body(SETUP, board, key="scen/styrelse")
    place = {"organisation": scene.federation, "body": body.pk}
    new = decisions.NewDecision(
        **place, title="Budget", kind="decides", decided_on=DAY, paragraph=1
    )
    decision = decisions.register_decision(SETUP, new, key="scen/budgetbeslut")
    return federation.decide_budget(actor, made.pk, decision.pk, key="k")


@call("federation.set_mapping")
def set_mapping(scene: Scene, actor: Actor) -> object:
    new = federation.NewMapping(scene.federation, 2024, read_rules("6420 = administration: Kansli"))
    return federation.set_mapping(actor, new, key="k")


@call("federation.import_outcome")
def import_outcome(scene: Scene, actor: Actor) -> object:
    federation.save_budget(SETUP, new_budget(scene), key="scen/budget")
    lines = "1930 = utanför\n6420 = administration: Kansli"
    mapping = federation.NewMapping(scene.federation, 2024, read_rules(lines))
    federation.set_mapping(SETUP, mapping, key="scen/konton")
    rows = (SieRow("6420", 100), SieRow("1930", -100))
    year = (date(2024, 1, 1), date(2024, 12, 31))
    file = SieFile("F", "", DAY, year, (), (SieVoucher("A", "1", DAY, "Revision", rows),))
    new = federation.NewOutcome(scene.federation, 2024, "u.se", sie_file(file).content)
    return federation.import_outcome(actor, new, key="k")


@call("federation.state_forecast")
def state_forecast(scene: Scene, actor: Actor) -> object:
    federation.save_budget(SETUP, new_budget(scene), key="scen/budget")
    row = "administration:Kansli"
    new = federation.NewForecast(scene.federation, 2024, row, 100, DAY, "Skäl")
    return federation.state_forecast(actor, new, key="k")


@call("federation.state_equity")
def state_equity(scene: Scene, actor: Actor) -> object:
    new = federation.NewEquity(scene.federation, 2023, 1, 2, 3, "Årsredovisning")
    return federation.state_equity(actor, new, key="k")


@call("federation.set_ceiling")
def set_ceiling(scene: Scene, actor: Actor) -> object:
    new = federation.NewCeiling(scene.federation, DAY, "Brev", (Step(0, amount=1),))
    return federation.set_ceiling(actor, new, key="k")


@call("federation.set_national_terms")
def set_national_terms(scene: Scene, actor: Actor) -> object:
    new = federation.NewTermsOfReport(scene.federation, (("vårt", "deras"),), "Handledning")
    return federation.set_national_terms(actor, new, key="k")


@call("federation.record_national_report")
def record_national_report(scene: Scene, actor: Actor) -> object:
    new = federation.NewReport(scene.federation, 2024, DAY)
    return federation.record_national_report(actor, new, key="k")
