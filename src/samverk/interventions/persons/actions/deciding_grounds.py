"""Opens or shuts a ground on which an authority tells others of persons, with where the law was tried."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.interventions.persons.actions.steps import Doing, done, step_kind
from samverk.interventions.persons.models import GroundDecision
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.consent import GROUNDS, Ground
from samverk.rules.interventions.grounds import rule_of
from samverk.rules.interventions.hands import Hand

GROUND_DECIDED = step_kind("ground_decided", "Grund för utlämnande beslutad")


@dataclass(frozen=True, slots=True)
class NewGroundDecision:
    """A ground to open or shut, and the decision or legal trial that says so."""

    ground: str
    is_open: bool
    reference: str


def decide_ground(actor: Actor, body: int, new: NewGroundDecision, *, key: str) -> GroundDecision:
    """Open a ground for an authority, or shut it, from now on. What was told stays as it was.

    Raises InputError for consent, which is the person's own, a ground that is not there today, and
    without a reference.
    """
    if new.ground not in set(Ground) or new.ground == Ground.CONSENT:
        raise InputError("Välj en grund som myndigheten själv bestämmer om.", field="ground")
    if rule_of(Ground(new.ground), clock.today()) is None:
        raise InputError(f"{GROUNDS[Ground(new.ground)]} finns inte i dag.", field="ground")
    if not new.reference.strip():
        raise InputError("Skriv vilket beslut som gäller.", field="reference")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today())

        def decide() -> GroundDecision:
            return GroundDecision.objects.create(
                controller_id=body,
                ground=new.ground,
                is_open=new.is_open,
                reference=new.reference.strip(),
                user_name=actor.name,
                decided_on=doing.day,
            )

        return done(GROUND_DECIDED, doing, key, new, decide)
