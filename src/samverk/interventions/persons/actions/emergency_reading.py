"""Reads what an approved emergency access opens, noted as just that; and reviews it afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions.persons.actions.reading import (
    MISSING,
    PERSON_WORK,
    Who,
    inside,
    person_at,
    shown,
)
from samverk.interventions.persons.actions.steps import locked
from samverk.interventions.persons.models import (
    EmergencyRequest,
    EmergencyReview,
    EmergencyState,
)
from samverk.interventions.persons.queries.emergency import (
    EMERGENCY_READ,
    Asking,
    ToReview,
    grant_now,
    mark_of,
    request_at,
    reviewed_as,
    to_review,
)
from samverk.interventions.persons.queries.emergency import shown as as_asked
from samverk.interventions.persons.queries.held import HeldTable, held_of
from samverk.interventions.persons.reading_grounds import EMERGENCY, mark_at
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.walls import in_emergency
from samverk.interventions.persons.zone import Authority, authorities_of, authority, looking
from samverk.rules.interventions.emergency import may_review

acts.kind(EMERGENCY_READ, "Läst med nödåtkomst", is_reading=True)
EMERGENCY_REVIEWED = acts.kind("persons.emergency_reviewed", "Nödåtkomst granskad", is_quiet=True)


@dataclass(frozen=True, slots=True)
class Opened:
    """What an emergency access shows: the person as pages show them, and all that is held."""

    home: Authority
    asking: Asking
    who: Who
    held: tuple[HeldTable, ...]


def asking_at(actor: Actor, request: uuid.UUID) -> tuple[Asking, bool]:
    """Find a request for who asked, or for who may decide it; answer also whether it is the reader's own.

    Raises NotFoundError for anybody else.
    """
    with inside(actor, *PERSON_WORK):
        row = request_at(request)
        if row is None:
            raise NotFoundError(MISSING)
        own = row.asked_by_id == actor.user
        if not own and row.controller_id not in authorities_of(actor, Right.COORDINATE_PERSONS):
            raise NotFoundError(MISSING)
        return as_asked(row), own


def read_in_emergency(actor: Actor, request: uuid.UUID) -> Opened:
    """Answer what is held of the person whom a request opened, to who asked, while it is open.

    That it is read is noted first, in the same transaction. Raises NotFoundError for a number of
    nobody's, a request that is not approved, and when the time has run out: all alike.
    """
    with inside(actor, *PERSON_WORK):
        row = request_at(request)
        if row is None or actor.user is None or row.asked_by_id != actor.user:
            raise NotFoundError(MISSING)
        grant = grant_now(row, actor.user)
        if grant is None:
            raise NotFoundError(MISSING)
        home = authority(row.controller_id)
        with in_emergency(home.body, actor.user, grant.person_id):
            person = person_at(grant.person_id)
            mark = replace(mark_at(actor, home.organisation, home.body), ground=EMERGENCY)
            act = acts.Act(
                actor,
                EMERGENCY_READ,
                "",
                home.organisation,
                mark_of(row),
                body=home.body,
                mark=mark,
            )
            acts.log_readings(act, [person])
            who = shown(person, identity(person))
            return Opened(home, as_asked(row), who, tuple(held_of(person)))


@contextmanager
def _auditing(actor: Actor, body: int) -> Iterator[Authority]:
    """Open an authority's requests to its log's auditor: no person's rows are among them."""
    home = authority(body)
    require(may(actor, Right.REVIEW_READINGS, organisation=home.organisation, body=body))
    with looking(actor, [body], Right.REVIEW_READINGS):
        yield home


def accesses_at(actor: Actor, body: int) -> list[ToReview]:
    """List an authority's emergency accesses for its log's auditor, those not reviewed first."""
    with _auditing(actor, body):
        return to_review(body)


def access_at(actor: Actor, request: uuid.UUID) -> tuple[Authority, ToReview]:
    """Find one approved access for the log's auditor. Raises NotFoundError."""
    for body in authorities_of(actor, Right.REVIEW_READINGS):
        with _auditing(actor, body) as home:
            row = request_at(request)
            if row is not None and row.state == EmergencyState.APPROVED:
                return home, reviewed_as([row])[0]
    raise NotFoundError(MISSING)


@dataclass(frozen=True, slots=True)
class NewReview:
    """What a review found: whether the access was justified, and what it showed."""

    is_justified: bool
    note: str


def review_emergency(
    actor: Actor, body: int, request: uuid.UUID, new: NewReview, *, key: str
) -> EmergencyReview:
    """Review an emergency access whose time has run out.

    Raises NotAllowedError for who took part in it, InputError without words, ConflictError while it
    is open and for one reviewed before.
    """
    with _auditing(actor, body) as home:
        if actor.user is None:
            raise NotAllowedError("Logga in för att granska nödåtkomst.")
        if not new.note.strip():
            raise InputError("Skriv vad granskningen visade.", field="note")
        user = actor.user
        act = acts.Act(
            actor, EMERGENCY_REVIEWED, key, home.organisation, body=body, content=(request, new)
        )
        return acts.carry_out(act, lambda: _review(request, user, new))


def _review(request: uuid.UUID, user: int, new: NewReview) -> EmergencyReview:
    row = locked(EmergencyRequest, request)
    ruling = may_review((row.asked_by_id, row.decided_by_id), user)
    if not ruling.value:
        raise NotAllowedError(ruling.reasons[0].text)
    if row.state != EmergencyState.APPROVED or row.until is None:
        raise ConflictError("Nödåtkomsten blev aldrig godkänd: det finns inget att granska.")
    if clock.now() < row.until:
        raise ConflictError("Nödåtkomsten är öppen än. Granska när tiden har gått ut.")
    if EmergencyReview.objects.filter(request=row).exists():
        raise ConflictError("Nödåtkomsten är redan granskad.")
    return EmergencyReview.objects.create(
        controller_id=row.controller_id,
        request=row,
        reviewed_by_id=user,
        is_justified=new.is_justified,
        note=new.note.strip(),
    )
