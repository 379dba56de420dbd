"""A person whose file is old, an archivist, and the steps to their removal."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import time_machine

from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.interventions.persons.actions import disposal, disposing, retention
from samverk.interventions.persons.models import (
    DisposalDecision,
    DryRun,
    Participation,
    RetentionPlan,
)
from samverk.interventions.persons.tests.party import WOMAN, Party, user
from samverk.interventions.persons.tests.working import ended, in_the_door
from samverk.rules.interventions.retention import DEFAULT_PLAN

LATER = date(2030, 6, 3)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let the clock stand at noon on a day."""
    with time_machine.travel(f"{day}T12:00:00+01:00", tick=False):
        yield


@dataclass
class Archive:
    """An authority's archive: who decides and who tries there, and each step with a key of its own."""

    party: Party
    archivist_user: User
    body: int
    coordinator: Actor

    @property
    def archivist(self) -> Actor:
        return actor_for(self.archivist_user)

    def plan(self, start: date = date(2024, 1, 1), **more: object) -> RetentionPlan:
        new = retention.NewRetentionPlan(
            **{
                "from_date": start,
                "decision": "SN § 12",
                "decided_on": start,
                "rules": DEFAULT_PLAN,
            }
            | more  # type: ignore[arg-type]
        )
        return retention.decide_plan(self.archivist, self.body, new, key=str(uuid.uuid4()))

    def ended(self, number: str = WOMAN) -> Participation:
        """Let somebody take part, and end, in March 2024."""
        return ended(self.party, in_the_door(self.party, number))

    def tried(self) -> DryRun:
        return disposal.try_plan(self.coordinator, self.body, key=str(uuid.uuid4()))

    def decided(self, run: DryRun | None = None) -> DisposalDecision:
        found = run or self.tried()
        new = disposal.NewDecision(found.pk, "SN § 88", found.day)
        return disposal.decide_disposal(self.archivist, self.body, new, key=str(uuid.uuid4()))

    def carried_out(self, decision: DisposalDecision, most: int = 100) -> None:
        disposing.carry_out_disposal(
            self.archivist, self.body, decision.pk, key=str(uuid.uuid4()), most=most
        )


def archive_at(party: Party) -> Archive:
    """Name the receiving authority's archivist."""
    archivist = user("Arvid Fold", Role.ARCHIVIST, party.cast.neighbour_board)
    return Archive(party, archivist, party.receives, party.coordinator)


def archive_of_sender(party: Party) -> Archive:
    """Name the archivist of the authority that refers."""
    archivist = user("Berta Fack", Role.ARCHIVIST, party.cast.board)
    return Archive(party, archivist, party.sends, party.other_coordinator)
