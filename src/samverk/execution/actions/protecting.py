"""Keeps a decision on somebody with a protected identity to the handlers who are named for it."""

from __future__ import annotations

import uuid

from samverk.execution.actions.history import locked
from samverk.execution.models import GrantedDecision, RegisterHandler, RegisterProtection
from samverk.execution.zone import entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.people import holders_of
from samverk.foundation.permissions import Right

PROTECTED = acts.kind("execution.protected", "Beslut skyddat", is_quiet=True)
HANDLER_NAMED = acts.kind("execution.handler_named", "Handläggare namngiven", is_quiet=True)
HANDLER_ENDED = acts.kind("execution.handler_ended", "Handläggare avslutad", is_quiet=True)
LIFTED = acts.kind("execution.protection_lifted", "Skydd av beslut hävt", is_quiet=True)
KEEPERS = (Role.EXECUTION_OFFICER, Role.MAIN_REPORTER)
NOT_PROTECTED = "Beslutet är inte skyddat."


def is_protected(row: GrantedDecision) -> bool:
    """Answer whether a decision is kept to its named handlers."""
    return row.protections.filter(lifted_at=None).exists()


def protect(actor: Actor, body: int, decision: uuid.UUID, *, key: str) -> GrantedDecision:
    """Keep a decision to named handlers, whoever does it the first. Raises ConflictError when it is."""
    with entered(actor, body) as home:
        row = locked(decision, body)
        act = acts.Act(actor, PROTECTED, key, home.organisation, body=body, content=str(decision))

        def work() -> GrantedDecision:
            if is_protected(row):
                raise ConflictError("Beslutet är redan skyddat.")
            protect_row(row, actor)
            return row

        return acts.carry_out(act, work)


def protect_row(row: GrantedDecision, actor: Actor) -> None:
    """Protect a decision of the open compartment: who does it, and the main reporters, handle it.

    Somebody has to report it, so there is always a main reporter among them (SoL 34 kap. 1 §).
    """
    users = _reporters(row.controller_id)
    if not users:
        raise InputError(
            "Ingen kan rapportera beslutet. Ge någon rollen huvudrapportör hos nämnden först."
        )
    first = actor.user or min(users)
    # The handlers before the wall, so that none of them meets it
    for user in sorted({first, *users}):
        RegisterHandler.objects.create(
            controller_id=row.controller_id, decision=row, user_id=user, named_by_id=first
        )
    RegisterProtection.objects.create(controller_id=row.controller_id, decision=row, user_id=first)


def name_handler(
    actor: Actor, body: int, decision: uuid.UUID, user: int, *, key: str
) -> GrantedDecision:
    """Name another handler (user id) of a protected decision. Raises InputError for who keeps no register."""
    with entered(actor, body) as home:
        row = locked(decision, body)
        content = (str(decision), user)
        act = acts.Act(actor, HANDLER_NAMED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            _check_protected(row)
            if user not in keepers(body):
                raise InputError("Välj någon som för registret hos nämnden.", field="user")
            if row.handlers.filter(user=user, ended_at=None).exists():
                raise ConflictError("Handläggaren är redan namngiven.")
            RegisterHandler.objects.create(
                controller_id=body, decision=row, user_id=user, named_by_id=actor.user or user
            )
            return row

        return acts.carry_out(act, work)


def end_handler(
    actor: Actor, body: int, decision: uuid.UUID, user: int, *, key: str
) -> GrantedDecision:
    """End the naming of a handler (user id). Raises ConflictError for the last one who can report."""
    with entered(actor, body) as home:
        row = locked(decision, body)
        content = (str(decision), user)
        act = acts.Act(actor, HANDLER_ENDED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            _check_protected(row)
            named = row.handlers.filter(ended_at=None)
            left = set(named.exclude(user=user).values_list("user", flat=True))
            if not named.filter(user=user).exists():
                raise ConflictError("Handläggaren är inte namngiven längre.")
            if not left & _reporters(body):
                raise ConflictError(
                    "Beslutet måste rapporteras: minst en huvudrapportör ska vara kvar. Namnge en till"
                    " först."
                )
            named.filter(user=user).update(ended_at=clock.now())
            return row

        return acts.carry_out(act, work)


def lift_protection(
    actor: Actor, body: int, decision: uuid.UUID, why: str, *, key: str
) -> GrantedDecision:
    """Lift the protection of a decision: the main reporter's alone, with a reason. Raises InputError."""
    if not why.strip():
        raise InputError("Skriv varför skyddet hävs.", field="why")
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = locked(decision, body)
        content = (str(decision), why)
        act = acts.Act(actor, LIFTED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            _check_protected(row)
            row.protections.filter(lifted_at=None).update(lifted_at=clock.now())
            row.handlers.filter(ended_at=None).update(ended_at=clock.now())
            return row

        return acts.carry_out(act, work)


def keepers(body: int) -> dict[int, str]:
    """List who keeps a board's register, as user ids and names."""
    return {one.pk: one.full_name for role in KEEPERS for one in holders_of(role, body)}


def _reporters(body: int) -> set[int]:
    return {one.pk for one in holders_of(Role.MAIN_REPORTER, body)}


def _check_protected(row: GrantedDecision) -> None:
    if not is_protected(row):
        raise ConflictError(NOT_PROTECTED)
