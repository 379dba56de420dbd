"""One call of every action on agreements, commitments and claims."""

from __future__ import annotations

from datetime import date

from samverk.federation import actions as federation
from samverk.federation.models import Agreement, Claim, Commitment
from samverk.federation.tests.claiming import JANUARY, START, Claiming, entered
from samverk.foundation.actors import Actor, system
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.rules.agreements.booking import Booking
from tests.security.every_action import Scene, call

END = date(2024, 12, 31)


def claiming(scene: Scene) -> Claiming:
    """The scene's federation with a region, and Lillköping that is paid."""
    town = scene.membership
    region = federation.add_member(
        SETUP, scene.federation, scene.cast.neighbour.pk, "region", key="scen/region"
    )
    for one in (town, region):
        joined = federation.NewFact(one.pk, "joined", date(2009, 1, 1), note="Bildades.")
        federation.record_fact(SETUP, joined, key=f"scen/inträde/{one.pk}")
    home = town.federation
    return Claiming(home, {"Lillköping": town, "Kustregionen": region, "Norrvik": region})


def signed(scene: Scene) -> tuple[Claiming, Agreement]:
    """An agreement that is decided and signed."""
    ready = claiming(scene)
    return ready, ready.signed()


def committed(scene: Scene) -> Commitment:
    """A commitment that waits to be approved."""
    new = federation.NewCommitment(signed(scene)[1].pk, START, END, 100)
    return federation.add_commitment(system("En annan"), new, key="scen/åtagande")


def claimed(scene: Scene) -> tuple[Agreement, Claim]:
    """A claim without figures."""
    made = signed(scene)[1]
    new = federation.NewClaim(made.pk, JANUARY.from_date, JANUARY.to_date)
    return made, federation.make_claim(SETUP, new, key="scen/rekvisition")


@call("federation.add_agreement")
def _(scene: Scene, actor: Actor) -> object:
    return federation.add_agreement(actor, claiming(scene).new(), key="k")


@call("federation.change_agreement")
def _(scene: Scene, actor: Actor) -> object:
    ready = claiming(scene)
    return federation.change_agreement(actor, ready.draft().pk, ready.new(), key="k")


@call("federation.move_agreement")
def _(scene: Scene, actor: Actor) -> object:
    move = federation.AgreementMove("propose", START)
    return federation.move_agreement(actor, claiming(scene).draft().pk, move, key="k")


@call("federation.add_term")
def _(scene: Scene, actor: Actor) -> object:
    term = federation.NewDuty("Delårsrapport", END)
    return federation.add_term(actor, claiming(scene).draft().pk, term, key="k")


@call("federation.settle_proposal")
def _(scene: Scene, actor: Actor) -> object:
    made = claiming(scene).draft()
    federation.add_term(SETUP, made.pk, federation.NewProposal("Fler", TODAY), key="scen/förslag")
    ended = federation.Settled("rejected", TODAY)
    return federation.settle_proposal(actor, made.proposals.get().pk, ended, key="k")


@call("federation.receive_report")
def _(scene: Scene, actor: Actor) -> object:
    made = claiming(scene).draft()
    federation.add_term(SETUP, made.pk, federation.NewDuty("Delår", TODAY), key="scen/plikt")
    received = federation.Received(TODAY)
    return federation.receive_report(actor, made.duties.get().pk, received, key="k")


@call("federation.set_cost_rule")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewCostRule(scene.federation, "Tolk", is_eligible=False, source="§ 3")
    return federation.set_cost_rule(actor, new, key="k")


@call("federation.strike_term")
def _(scene: Scene, actor: Actor) -> object:
    tariff = claiming(scene).draft().tariffs.get()
    return federation.strike_term(actor, "taxa", tariff.pk, "Fel belopp", key="k")


@call("federation.add_commitment")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewCommitment(signed(scene)[1].pk, START, END, 100)
    return federation.add_commitment(actor, new, key="k")


@call("federation.move_commitment")
def _(scene: Scene, actor: Actor) -> object:
    return federation.move_commitment(actor, committed(scene).pk, "return", "Nej", key="k")


@call("federation.make_claim")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewClaim(signed(scene)[1].pk, JANUARY.from_date, JANUARY.to_date)
    return federation.make_claim(actor, new, key="k")


@call("federation.enter_figures")
def _(scene: Scene, actor: Actor) -> object:
    made, claim = claimed(scene)
    return federation.enter_figures(actor, claim.pk, entered(made, JANUARY, 3), key="k")


@call("federation.correct_claim")
def _(scene: Scene, actor: Actor) -> object:
    ready, made = signed(scene)
    ready.committed(made)
    figures = entered(made, JANUARY, 3)
    return federation.correct_claim(actor, ready.paid(made).pk, figures, "Fel", key="k")


@call("federation.send_claims")
def _(scene: Scene, actor: Actor) -> object:
    ready, made = signed(scene)
    ready.committed(made)
    claim = ready.certified(made)
    new = federation.NewLedger(ready.home.pk, (claim.pk,), Booking(TODAY))
    return federation.send_claims(actor, new, key="k")


@call("federation.move_claim")
def _(scene: Scene, actor: Actor) -> object:
    claim = claimed(scene)[1]
    move = federation.ClaimMove("ask_cancel", "Fel period")
    return federation.move_claim(actor, claim.pk, move, key="k")
