"""Emergency access: one asks, another says yes, one reads for a while, and a third reviews.

Nobody learns from asking, or from saying yes, whether there is such a person: it is looked up when
the yes is given, and what was opened is seen by reading alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.login import letters
from samverk.foundation.models import User
from samverk.foundation.people import holders_of
from samverk.foundation.sealing import new_key, seal
from samverk.interventions.persons.actions.steps import locked
from samverk.interventions.persons.models import (
    EmergencyGrant,
    EmergencyRequest,
    EmergencyState,
    NamedHandler,
)
from samverk.interventions.persons.queries.people import having_number
from samverk.interventions.persons.records import asked_for, is_hidden_key, number_of, place
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, Desk, entered
from samverk.rules.interventions.emergency import (
    LEAST_WHY,
    WAITS,
    EmergencyAsked,
    EmergencyReason,
    may_approve,
    open_until,
)
from samverk.rules.interventions.hands import Hand

EMERGENCY_ASKED = acts.kind("persons.emergency_asked", "Nödåtkomst begärd", is_quiet=True)
EMERGENCY_APPROVED = acts.kind("persons.emergency_approved", "Nödåtkomst godkänd", is_quiet=True)
EMERGENCY_REFUSED = acts.kind("persons.emergency_refused", "Nödåtkomst avslagen", is_quiet=True)
# How many that nobody has answered one may have
MOST_WAITING = 5


@dataclass(frozen=True, slots=True)
class NewEmergency:
    """Whom somebody must read of at once, by the whole number, and why: coded and in words."""

    number: str
    reason: str
    why: str

    def __repr__(self) -> str:
        """Say nothing of the person; what a form said is digested from its fields."""
        return "NewEmergency()"


def ask_emergency(actor: Actor, desk: Desk, asked: NewEmergency, *, key: str) -> EmergencyRequest:
    """Ask to read of a person at once. It is kept alike whether anybody has the number or nobody does.

    Raises InputError for a number that is none, no reason or too few words, and too many that wait already.
    """
    if actor.user is None:
        raise NotAllowedError("Logga in för att begära nödåtkomst.")
    user = actor.user
    with entered(actor, desk) as home:
        digits = _number(asked.number)
        if asked.reason not in set(EmergencyReason):
            raise InputError("Välj skäl.", field="reason")
        if len(asked.why.strip()) < LEAST_WHY:
            raise InputError(f"Skriv varför det är bråttom, minst {LEAST_WHY} tecken.", field="why")
        content = (digits, asked.reason, asked.why)
        act = acts.Act(
            actor, EMERGENCY_ASKED, key, home.organisation, body=desk.body, content=content
        )
        return acts.carry_out(act, lambda: _ask(user, desk.body, digits, asked))


def _number(text: str) -> str:
    try:
        number = number_of(text, clock.today())
    except ValueError as fault:
        raise InputError(str(fault), field="number") from fault
    if number is None:
        raise InputError("Skriv hela personnumret.", field="number")
    return number.digits


def _ask(user: int, body: int, digits: str, asked: NewEmergency) -> EmergencyRequest:
    mine = EmergencyRequest.objects.filter(
        controller=body,
        asked_by=user,
        state=EmergencyState.ASKED,
        asked_at__gt=clock.now() - WAITS,
    )
    if mine.count() >= MOST_WAITING:
        raise InputError(f"Du har redan {MOST_WAITING} som väntar. Ring den som kan godkänna.")
    row = EmergencyRequest(
        controller_id=body,
        key=new_key(body),
        reason=asked.reason,
        asked_by_id=user,
        asked_at=clock.now(),
    )
    said = {"number": digits, "why": asked.why.strip()}
    row.sealed = seal(bytes(row.key), body, place(row), said)
    row.save(force_insert=True)
    return row


def approve_emergency(actor: Actor, body: int, request: uuid.UUID, *, key: str) -> EmergencyRequest:
    """Say yes to another's request: whoever has the number is opened to them for a while.

    The answer is the same when nobody has it. Raises NotAllowedError for who asked, ConflictError for
    one that is decided or too old.
    """

    def approve(row: EmergencyRequest, home: Authority) -> None:
        row.state = EmergencyState.APPROVED
        row.until = open_until(row.decided_at or clock.now(), settings.EMERGENCY_MINUTES)
        row.save(update_fields=["state", "decided_by", "decided_at", "until"])
        _tell(home, [*holders_of(Role.LOG_AUDITOR, body), *_grant(row)])

    return _decide(actor, (body, request), EMERGENCY_APPROVED, key, approve)


def refuse_emergency(actor: Actor, body: int, request: uuid.UUID, *, key: str) -> EmergencyRequest:
    """Say no to another's request. Raises as ``approve_emergency`` does."""

    def refuse(row: EmergencyRequest, _: Authority) -> None:
        row.state = EmergencyState.REFUSED
        row.save(update_fields=["state", "decided_by", "decided_at"])

    return _decide(actor, (body, request), EMERGENCY_REFUSED, key, refuse)


def _decide(
    actor: Actor,
    at: tuple[int, uuid.UUID],
    kind: str,
    key: str,
    decide: Callable[[EmergencyRequest, Authority], None],
) -> EmergencyRequest:
    body, request = at
    if actor.user is None:
        raise NotAllowedError("Logga in för att godkänna nödåtkomst.")
    user = actor.user
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(actor, kind, key, home.organisation, body=body, content=str(request))

        def work() -> EmergencyRequest:
            row = locked(EmergencyRequest, request)
            if row.asked_by_id == user:
                raise NotAllowedError(may_approve(_asked(row), user, clock.now()).reasons[0].text)
            if row.state != EmergencyState.ASKED:
                raise ConflictError(f"Begäran är redan {row.get_state_display()}.")
            ruling = may_approve(_asked(row), user, clock.now())
            if not ruling.value:
                raise ConflictError(ruling.reasons[0].text)
            row.decided_by_id, row.decided_at = user, clock.now()
            decide(row, home)
            return row

        return acts.carry_out(act, work)


def _asked(row: EmergencyRequest) -> EmergencyAsked:
    return EmergencyAsked(row.asked_by_id, row.asked_at)


def _grant(row: EmergencyRequest) -> list[User]:
    """Open whoever has the number, and list who is named for them; nobody for a number of nobody's.

    Of one who is registered both ways, the one that is hidden: the other was open before. Of several
    that are hidden, the first.
    """
    with unread([row.controller_id]):
        known = having_number(row.controller_id, str(asked_for(row)["number"]))
        if not known or row.until is None or row.decided_at is None:
            return []
        person = max(known, key=is_hidden_key)
        EmergencyGrant.objects.create(
            controller_id=row.controller_id,
            person=person,
            request=row,
            user_id=row.asked_by_id,
            from_moment=row.decided_at,
            until=row.until,
        )
        named = NamedHandler.objects.filter(person=person, ended_at=None)
        named = named.exclude(user=row.asked_by_id)
        return list(User.objects.filter(pk__in=named.values("user"), is_active=True).order_by("pk"))


def _tell(home: Authority, to: list[User]) -> None:
    """Put a letter to each in the queue, which says that there is something to see, and of nobody."""
    if not settings.EMAIL_HOST:
        return
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}nödåtkomst har getts"
    for one in dict.fromkeys(to):
        told = {"to": one, "home": home, "installation": settings.INSTALLATION_NAME}
        body = render_to_string("persons/email/emergency.txt", told)
        letters.post(letters.Letter(subject, body, one.email, settings.DEFAULT_FROM_EMAIL))
