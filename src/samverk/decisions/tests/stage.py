"""Decisions to tell tests with: what most tests need, in one line."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from samverk.decisions import actions
from samverk.decisions.models import Decision
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP, Cast

_KEYS = count()


def key() -> str:
    """Give a key that no act has had."""
    return f"prov/{next(_KEYS)}"


def new(cast: Cast, **changes: Any) -> actions.NewDecision:
    """Describe a decision of the council, changed as told."""
    usual: dict[str, Any] = {
        "organisation": cast.town.pk,
        "body": cast.council.pk,
        "decided_on": date(2023, 5, 26),
        "paragraph": 94,
        "title": "Utträde ur samordningsförbund",
        "kind": "decides",
    }
    return actions.NewDecision(**(usual | changes))


def decide(cast: Cast, *, actor: Actor = SETUP, **changes: Any) -> Decision:
    """Register a decision."""
    return actions.register_decision(actor, new(cast, **changes), key=key())


def repeal(cast: Cast, target: Decision, **changes: Any) -> Decision:
    """Register a later decision that repeals ``target``."""
    usual: dict[str, Any] = {
        "decided_on": date(2024, 1, 29),
        "paragraph": 7,
        "title": "Upphävande",
        "kind": "repeals",
    }
    made = decide(cast, **(usual | changes))
    step(made, target)
    return made


def step(source: Decision, target: Decision, relation: str = "repeals") -> None:
    """Let one decision act on another."""
    actions.add_step(SETUP, actions.NewStep(target.pk, relation, source.pk), key=key())


def fact(decision: Decision, kind: str, day: date) -> None:
    """Record a fact on the way to legal force."""
    actions.record_force_fact(SETUP, decision, actions.NewForceFact(kind, day), key=key())
