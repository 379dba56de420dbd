"""Marks a measurement, a goal, a support or a session as entered in error: the right one may follow."""

from __future__ import annotations

import uuid
from typing import TypeVar

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.interventions.persons.actions.steps import Doing, done, hold_people, step_kind
from samverk.interventions.persons.models import (
    Goal,
    Measurement,
    Session,
    SessionFault,
    Struck,
    StruckSession,
    Support,
)
from samverk.interventions.persons.queries.sessions import session_at
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand

T = TypeVar("T", Measurement, Goal, Support)
MEASUREMENT_STRUCK = step_kind("measurement_struck", "Mätning markerad som felregistrerad")
GOAL_STRUCK = step_kind("goal_struck", "Mål markerat som felregistrerat")
SUPPORT_STRUCK = step_kind("support_struck", "Stöd under väntan markerat som felregistrerat")
SESSION_STRUCK = step_kind("session_struck", "Träff markerad som felregistrerad")
# Whoever writes it down may say that it was wrong, and the party's coordinator
AT_WORK = (Hand.CASE_WORKER, Hand.COORDINATOR)
WHILE_WAITING = (Hand.REFERRER, Hand.COORDINATOR)
ALREADY = "Det är redan markerat som felregistrerat."


def strike_measurement(
    actor: Actor, desk: Desk, measurement: uuid.UUID, why: str, *, key: str
) -> Measurement:
    """Mark a measurement as entered in error: it counts no more, and the status may be measured anew."""
    return _strike((actor, desk, AT_WORK), (Measurement, measurement), MEASUREMENT_STRUCK, why, key)


def strike_goal(actor: Actor, desk: Desk, goal: uuid.UUID, why: str, *, key: str) -> Goal:
    """Mark a goal as entered in error: it is judged and counted no more."""
    return _strike((actor, desk, AT_WORK), (Goal, goal), GOAL_STRUCK, why, key)


def strike_support(actor: Actor, desk: Desk, support: uuid.UUID, why: str, *, key: str) -> Support:
    """Mark support during a wait as entered in error, with what it cost."""
    return _strike((actor, desk, WHILE_WAITING), (Support, support), SUPPORT_STRUCK, why, key)


def _strike(
    at: tuple[Actor, Desk, tuple[Hand, ...]],
    thing: tuple[type[T], uuid.UUID],
    kind: str,
    why: str,
    key: str,
) -> T:
    """Add that a row was entered in error. Raises ConflictError for one that is marked already."""
    actor, desk, hands = at
    model, pk = thing
    if desk.hand not in hands:
        raise NotAllowedError("Det markerar den som registrerar det, eller samordnaren.")
    if not why.strip():
        raise InputError("Skriv vad som blev fel.", field="why")
    with entered(actor, desk) as home:
        doing = Doing(actor, desk.hand, home, clock.today(), note=why)

        def work() -> T:
            row = model._default_manager.filter(pk=pk).first()
            if row is None:
                raise NotFoundError("Sidan finns inte.")
            # Whoever starts or ends a participation rests on these, and holds the person too
            hold_people([row.person_id])
            name = model._meta.model_name or ""
            if Struck.objects.filter(**{name: row}).exists():
                raise ConflictError(ALREADY)
            struck = Struck(
                controller_id=row.controller_id,
                person_id=row.person_id,
                user_id=actor.user,
                user_name=actor.name,
                **{name: row},
            )
            struck.why = sealed(row.person, struck, {"text": why.strip()})
            struck.save(force_insert=True)
            return row

        return done(kind, doing, key, str(pk), work)


def strike_session(
    actor: Actor, desk: Desk, session: uuid.UUID, fault: str, *, key: str
) -> Session:
    """Mark a session as entered in error, and with it who was noted there."""
    if desk.hand not in AT_WORK:
        raise NotAllowedError("Det markerar den som registrerar det, eller samordnaren.")
    if fault not in set(SessionFault):
        raise InputError("Välj vad som blev fel.", field="fault")
    with entered(actor, desk) as home:
        doing = Doing(actor, desk.hand, home, clock.today(), fault)

        def work() -> Session:
            row = session_at(session)
            said = {"controller_id": row.controller_id, "fault": fault, "user_name": actor.name}
            _, is_new = StruckSession.objects.get_or_create(session=row, defaults=said)
            if not is_new:
                raise ConflictError(ALREADY)
            return row

        return done(SESSION_STRUCK, doing, key, str(session), work)
