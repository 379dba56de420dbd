"""Handing over: who is responsible for a participation, and who assesses a referral."""

from __future__ import annotations

import uuid

from samverk.foundation import clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import User
from samverk.interventions.persons.actions.receiving import received
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.models import Participation, Referral
from samverk.interventions.persons.queries.assigned import colleagues_for
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent
from samverk.rules.interventions.referral import ReferralEvent

ASSIGNED = step_kind("participation_assigned", "Ansvarig handläggare bytt")
SHARED_OUT = step_kind("participations_assigned", "Deltaganden fördelade")
HANDED_OVER = step_kind("referral_assigned", "Remiss lämnad över till en kollega")
MOST_AT_ONCE = 50
WHO_MAY = (Hand.CASE_WORKER, Hand.COORDINATOR)


def assign_participation(
    actor: Actor, desk: Desk, participation: uuid.UUID, user: int, *, key: str
) -> Participation:
    """Let a colleague (user id) be responsible for a participation that is under way.

    Raises InputError for somebody whose role does not reach the delivery, or who may not know of the
    person; ConflictError for who is responsible already.
    """
    with entered(actor, Desk(desk.body, _hand(desk))) as home:
        doing = Doing(actor, desk.hand, home, clock.today())

        def work() -> Participation:
            row = locked(Participation, participation)
            if row.responsible_id == user:
                raise ConflictError("Hen är redan ansvarig.")
            return _assign(row, user, doing)

        return done(ASSIGNED, doing, key, (str(participation), user), work)


def _hand(desk: Desk) -> Hand:
    if desk.hand not in WHO_MAY:
        raise NotAllowedError("Det gör den som ansvarar för deltagare, eller samordnaren.")
    return desk.hand


def assign_participations(
    actor: Actor, body: int, participations: tuple[uuid.UUID, ...], user: int, *, key: str
) -> User:
    """Let somebody (user id) be responsible for several participations, as the coordinator.

    All of them or none. Raises InputError as ``assign_participation`` does, for none that is chosen and
    for more than are shown at once. One that they are responsible for already stays as it is.
    """
    chosen = sorted(set(participations))
    if not chosen:
        raise InputError("Välj minst ett deltagande.", field="participations")
    if len(chosen) > MOST_AT_ONCE:
        raise InputError(f"Välj högst {MOST_AT_ONCE} åt gången.", field="participations")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today())

        def work() -> User:
            rows = [locked(Participation, one) for one in chosen]
            for row in rows:
                if row.responsible_id != user:
                    _assign(row, user, doing)
            return User.objects.get(pk=user)

        return done(SHARED_OUT, doing, key, (tuple(map(str, chosen)), user), work)


def _assign(row: Participation, user: int, doing: Doing) -> Participation:
    new = _colleague(Role.CASE_WORKER, row, user)
    row.responsible = new
    move(row, ParticipationEvent.ASSIGN, _naming(doing, new))
    return row


def assign_referral(
    actor: Actor, body: int, referral: uuid.UUID, user: int, *, key: str
) -> Referral:
    """Let a colleague (user id) in the team go on with the assessment of a referral.

    Raises InputError and ConflictError as ``assign_participation`` does. The referrer is told nothing.
    """
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today())

        def work() -> Referral:
            row = received(referral)
            if row.assignee_id == user:
                raise ConflictError("Hen bedömer redan remissen.")
            row.assignee = new = _colleague(Role.RECEIVER, row, user)
            move(row, ReferralEvent.ASSIGN, _naming(doing, new))
            return row

        return done(HANDED_OVER, doing, key, (str(referral), user), work)


def _naming(doing: Doing, new: User) -> Doing:
    return Doing(doing.actor, doing.hand, doing.home, doing.day, note=f"Till {new}.")


def _colleague(role: Role, row: Participation | Referral, user: int) -> User:
    found = next((one for one in colleagues_for(role, row) if one.pk == user), None)
    if found is None:
        raise InputError(
            f"Välj en {role.value} som har {row.delivery}. Har personen skyddade personuppgifter"
            " måste hen också vara namngiven handläggare.",
            field="user",
        )
    return found
