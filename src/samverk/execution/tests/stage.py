"""The social board of Lillköping keeps a register; the school board, and Norrvik's, have their own.

All invented. Personal numbers are of Skatteverket's public test range (birth numbers 980 to 999).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.execution.actions import NewDecision, NewStep, register_decision, take_step
from samverk.execution.models import GrantedDecision
from samverk.foundation import clock, people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, Cast
from samverk.project.testing.stages import kept
from samverk.rules.unexecuted.handling import ExecutionEvent

WOMAN, MAN = "19850709-9805", "19900118-9811"
NEW = NewDecision(
    "lss-9-4", "lss-9", date(2023, 3, 1), "Siv", "Påhitt", WOMAN, area="funktionsnedsattning"
)


@dataclass(frozen=True)
class Stage:
    """Who keeps which register."""

    cast: Cast
    officer_user: User
    reporter_user: User
    colleague_user: User
    other_user: User
    abroad_user: User

    @property
    def body(self) -> int:
        """The board whose register it is."""
        return self.cast.board.pk

    @property
    def officer(self) -> Actor:
        return actor_for(self.officer_user)

    @property
    def reporter(self) -> Actor:
        return actor_for(self.reporter_user)

    @property
    def colleague(self) -> Actor:
        """Another officer of the same board."""
        return actor_for(self.colleague_user)

    @property
    def strangers(self) -> tuple[Actor, ...]:
        """Those of other boards, and of the board without the role."""
        others = (self.other_user, self.abroad_user)
        return (*map(actor_for, others), self.cast.owner, self.cast.member)


@kept
def stage(cast: Cast) -> Stage:
    """Set the stage."""
    return set_stage(cast)


def set_stage(cast: Cast) -> Stage:
    """Give the registers their keepers."""
    return Stage(
        cast,
        user("Eva Ström", Role.EXECUTION_OFFICER, cast.board),
        user("Hilma Rask", Role.MAIN_REPORTER, cast.board),
        user("Knut Björk", Role.EXECUTION_OFFICER, cast.board),
        user("Lena Sund", Role.MAIN_REPORTER, cast.other_board),
        user("Per Holm", Role.MAIN_REPORTER, cast.neighbour_board),
    )


def user(name: str, role: Role, body: object) -> User:
    """Add somebody with one role at a body."""
    post = people.NewPost(role, body.organisation_id, body.pk)  # type: ignore[attr-defined]
    address = f"{name.lower().replace(' ', '.').replace('ö', 'o')}@register.example"
    return people.add_user(
        SETUP, people.NewUser(address, name, None, (post,)), key=f"register/{name}"
    )


def granted(stage: Stage, key: str = "beslut", **changes: object) -> GrantedDecision:
    """Register a decision of the board."""
    new = replace(NEW, **changes)  # type: ignore[arg-type]
    return register_decision(stage.officer, stage.body, new, key=key)


def step(
    stage: Stage, row: GrantedDecision, event: ExecutionEvent, **more: object
) -> GrantedDecision:
    """Take a step with a decision, as the main reporter."""
    day = more.pop("day", clock.today())
    new = NewStep(event, day, **more)  # type: ignore[arg-type]
    return take_step(stage.reporter, stage.body, row.pk, new, key=f"{row.pk}/{event}/{day}")
