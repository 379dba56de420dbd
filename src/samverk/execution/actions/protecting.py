"""Keeps the decisions on somebody with a protected identity to the handlers who are named for them.

The protection is the person's: it is put on, handled and lifted for all decisions with the number, and for
those that are tied to one as replaced.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from samverk.execution.actions.history import locked
from samverk.execution.models import GrantedDecision, RegisterHandler, RegisterProtection
from samverk.execution.numbers import hold_register
from samverk.execution.queries.protected import on_the_same, protections_of
from samverk.execution.records import sealed
from samverk.execution.walls import counting
from samverk.execution.zone import entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.people import holders_of
from samverk.foundation.permissions import Right

PROTECTED = acts.kind("execution.protected", "Beslut skyddat", is_quiet=True)
HANDLER_NAMED = acts.kind("execution.handler_named", "Handläggare namngiven", is_quiet=True)
HANDLER_ENDED = acts.kind("execution.handler_ended", "Handläggare avslutad", is_quiet=True)
LIFT_ASKED = acts.kind("execution.lift_asked", "Hävning av skydd begärd", is_quiet=True)
LIFTED = acts.kind("execution.protection_lifted", "Skydd av beslut hävt", is_quiet=True)
KEEPERS = (Role.EXECUTION_OFFICER, Role.MAIN_REPORTER)
NOT_PROTECTED = "Beslutet är inte skyddat."
NOBODY_REPORTS = "Ingen kan rapportera beslutet. Ge någon rollen huvudrapportör hos nämnden först."


def is_protected(row: GrantedDecision) -> bool:
    """Answer whether a decision is kept to its named handlers."""
    return row.protections.filter(lifted_at=None).exists()


def protect(actor: Actor, body: int, decision: uuid.UUID, *, key: str) -> GrantedDecision:
    """Keep a person's decisions to named handlers. Raises ConflictError when they are kept so."""
    with entered(actor, body) as home:
        hold_register(body)
        row = locked(decision, body)
        act = acts.Act(actor, PROTECTED, key, home.organisation, body=body, content=str(decision))

        def work() -> GrantedDecision:
            if is_protected(row):
                raise ConflictError("Beslutet är redan skyddat.")
            protect_row(row, actor)
            return row

        return acts.carry_out(act, work)


def keep_together(row: GrantedDecision, actor: Actor) -> None:
    """Protect a decision on somebody who has one that is protected, and their others; else nothing."""
    with counting():
        is_hidden = protections_of(on_the_same(row)).exists()
    if is_hidden:
        protect_row(row, actor)


def protect_row(row: GrantedDecision, actor: Actor) -> None:
    """Protect a decision of the open compartment, and all on the same person that are not protected.

    Who does it, the main reporters and the handlers of those that were protected handle them. Somebody
    has to report, so there is always a main reporter among them (SoL 34 kap. 1 §).
    """
    users = _reporters(row.controller_id)
    if not users:
        raise InputError(NOBODY_REPORTS)
    first = actor.user or min(users)
    with counting():
        all_on = on_the_same(row)
        hidden = set(protections_of(all_on).values_list("decision", flat=True))
        named = RegisterHandler.objects.filter(decision__in=hidden, ended_at=None)
        users |= {first, *named.values_list("user", flat=True)}
        open_ones = [one for one in all_on if one.pk not in hidden]
        # The handlers before the wall, so that none of them meets it
        for one in open_ones:
            _name(one, sorted(users), first)
        RegisterProtection.objects.bulk_create(
            RegisterProtection(controller_id=one.controller_id, decision=one, user_id=first)
            for one in open_ones
        )


def _name(row: GrantedDecision, users: Collection[int], by: int) -> None:
    RegisterHandler.objects.bulk_create(
        RegisterHandler(controller_id=row.controller_id, decision=row, user_id=user, named_by_id=by)
        for user in users
    )


def _hidden_on(row: GrantedDecision) -> list[GrantedDecision]:
    """List the protected decisions on whom a decision concerns. Raises ConflictError when it is not."""
    if not is_protected(row):
        raise ConflictError(NOT_PROTECTED)
    all_on = on_the_same(row)
    hidden = set(protections_of(all_on).values_list("decision", flat=True))
    return [one for one in all_on if one.pk in hidden]


def name_handler(
    actor: Actor, body: int, decision: uuid.UUID, user: int, *, key: str
) -> GrantedDecision:
    """Name another handler (user id) of a protected person's decisions.

    Raises InputError for who keeps no register.
    """
    with entered(actor, body) as home:
        hold_register(body)
        row = locked(decision, body)
        content = (str(decision), user)
        act = acts.Act(actor, HANDLER_NAMED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            with counting():
                hidden = _hidden_on(row)
                if user not in keepers(body):
                    raise InputError("Välj någon som för registret hos nämnden.", field="user")
                if row.handlers.filter(user=user, ended_at=None).exists():
                    raise ConflictError("Handläggaren är redan namngiven.")
                knows = set(_named_for(hidden).filter(user=user).values_list("decision", flat=True))
                for one in hidden:
                    if one.pk not in knows:
                        _name(one, [user], actor.user or user)
            return row

        return acts.carry_out(act, work)


def _named_for(rows: Sequence[GrantedDecision]) -> QuerySet[RegisterHandler]:
    return RegisterHandler.objects.filter(decision__in=[one.pk for one in rows], ended_at=None)


def end_handler(
    actor: Actor, body: int, decision: uuid.UUID, user: int, *, key: str
) -> GrantedDecision:
    """End the naming of a handler (user id). Raises ConflictError for the last one who can report."""
    with entered(actor, body) as home:
        hold_register(body)
        row = locked(decision, body)
        content = (str(decision), user)
        act = acts.Act(actor, HANDLER_ENDED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            with counting():
                named = _named_for(_hidden_on(row))
                if not row.handlers.filter(user=user, ended_at=None).exists():
                    raise ConflictError("Handläggaren är inte namngiven längre.")
                left = set(
                    row.handlers.filter(ended_at=None)
                    .exclude(user=user)
                    .values_list("user", flat=True)
                )
                if not left & _reporters(body):
                    raise ConflictError(
                        "Beslutet måste rapporteras: minst en huvudrapportör ska vara kvar. Namnge en"
                        " till först."
                    )
                named.filter(user=user).update(ended_at=clock.now())
            return row

        return acts.carry_out(act, work)


def ask_to_lift(
    actor: Actor, body: int, decision: uuid.UUID, why: str, *, key: str
) -> GrantedDecision:
    """Ask that a person's protection is lifted: the main reporter's alone. Another handler agrees.

    The reason is sealed with each decision's key. Raises InputError without one.
    """
    if not why.strip():
        raise InputError("Skriv varför skyddet ska hävas.", field="why")
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        if actor.user is None:
            raise NotAllowedError("Logga in för att begära att skyddet hävs.")
        hold_register(body)
        row = locked(decision, body)
        content = (str(decision), why)
        act = acts.Act(actor, LIFT_ASKED, key, home.organisation, body=body, content=content)

        def work() -> GrantedDecision:
            with counting():
                hidden = _hidden_on(row)
                for one in protections_of(hidden).select_related("decision"):
                    one.lift_asked_by_id = actor.user
                    one.why = sealed(one.decision, one, {"text": why.strip()})
                    one.save(update_fields=["lift_asked_by", "why"])
            return row

        return acts.carry_out(act, work)


def lift_protection(actor: Actor, body: int, decision: uuid.UUID, *, key: str) -> GrantedDecision:
    """Lift the protection of a person, which a main reporter has asked for: another handler agrees.

    Raises ConflictError when nobody has asked, NotAllowedError for who did.
    """
    with entered(actor, body) as home:
        hold_register(body)
        row = locked(decision, body)
        act = acts.Act(actor, LIFTED, key, home.organisation, body=body, content=str(decision))

        def work() -> GrantedDecision:
            with counting():
                hidden = _hidden_on(row)
                asked_by = row.protections.get(lifted_at=None).lift_asked_by_id
                if asked_by is None:
                    raise ConflictError("Ingen har begärt att skyddet hävs.")
                if actor.user is None or asked_by == actor.user:
                    raise NotAllowedError("En annan namngiven handläggare måste godkänna.")
                now = clock.now()
                _named_for(hidden).update(ended_at=now)
                protections_of(hidden).update(
                    lifted_at=now, lifted_by=actor.user, lift_asked_by=asked_by
                )
            return row

        return acts.carry_out(act, work)


def keepers(body: int) -> dict[int, str]:
    """List who keeps a board's register, as user ids and names."""
    return {one.pk: one.full_name for role in KEEPERS for one in holders_of(role, body)}


def _reporters(body: int) -> set[int]:
    return {one.pk for one in holders_of(Role.MAIN_REPORTER, body)}
