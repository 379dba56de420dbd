"""Makes the receiver's copy of a referral, with a person of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverk.foundation.actors import Role
from samverk.foundation.errors import InputError
from samverk.foundation.people import holders_of
from samverk.foundation.sealing import new_key
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.steps import Doing, add, move
from samverk.interventions.persons.models import (
    NamedHandler,
    Person,
    Protection,
    Referral,
    ReferralStep,
    Side,
)
from samverk.interventions.persons.queries.people import having_number
from samverk.interventions.persons.records import (
    Identity,
    identity,
    is_hidden_key,
    seal_identity,
    sealed,
    told,
)
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.disclosure import EVERYTHING
from samverk.rules.interventions.referral import ReferralEvent, ReferralState


@dataclass(frozen=True, slots=True)
class MoveBasis:
    """What a move rests on (flyttens grund): its ground, until which day, and which kinds of data.

    ``until`` is None for no end.
    """

    ground: str
    until: date | None = None
    shared: tuple[str, ...] = EVERYTHING


@dataclass(frozen=True, slots=True)
class ReferralSaid:
    """All that a receiver is told by a referral; ``sender`` and ``home`` are organisations (ids)."""

    thread: uuid.UUID
    sender: int
    case_number: str
    ground: str
    clock_start: date
    who: Identity
    content: dict[str, Any]
    sex: str
    home: int | None
    is_protected: bool
    shared_until: date | None = None
    shared: tuple[str, ...] = EVERYTHING
    # From when the sender is told nothing more, in what comes from another than the sender
    unshared_on: date | None = None
    # Whether it came before the system did, so that the sender has no row of it
    on_paper: bool = False

    def __repr__(self) -> str:
        """Say nothing of the person."""
        return f"ReferralSaid({self.thread})"


def copy_referral(
    to: Authority, delivery: Delivery, said: ReferralSaid, told_by: Doing
) -> Referral:
    """Make the copy, in the receiver's open compartment."""
    person = _person_at(to, said)
    copy = Referral(
        controller_id=to.body,
        thread=said.thread,
        side=Side.RECEIVED,
        person=person,
        delivery=delivery,
        sender_id=said.sender,
        case_number=said.case_number,
        state=ReferralState.SUBMITTED,
        ground=said.ground,
        clock_start=said.clock_start,
        shared_until=said.shared_until,
        shared=list(said.shared),
        unshared_on=said.unshared_on,
        on_paper=said.on_paper,
    )
    copy.sealed = sealed(person, copy, said.content)
    copy.save(force_insert=True)
    add(ReferralStep, copy, ReferralEvent.SUBMIT, ReferralState.DRAFT, told_by)
    return copy


def copy_to(
    row: Referral, delivery: Delivery, doing: Doing, basis: MoveBasis | None = None
) -> Referral:
    """Make the referral that a redirection leads to, on the same side: its clock, thread and content.

    It is told on the same ground, or on that of a new ``basis``. One that was there before, and was
    moved away since, is the same again.
    """
    basis = basis or MoveBasis(row.ground, row.shared_until, tuple(row.shared))
    known = Referral.objects.filter(thread=row.thread, side=row.side, delivery=delivery).first()
    if known is not None:
        return come_back(known, basis, doing)
    new = Referral(
        controller_id=row.controller_id,
        thread=row.thread,
        side=row.side,
        person_id=row.person_id,
        delivery=delivery,
        sender_id=row.sender_id,
        case_number=row.case_number,
        ground=basis.ground,
        clock_start=row.clock_start,
        shared_until=basis.until,
        shared=list(basis.shared),
        on_paper=row.on_paper,
        redirected_from=row,
        state="",
    )
    new.sealed = sealed(row.person, new, told(row.person, row))
    move(new, ReferralEvent.CREATE, doing)
    move(new, ReferralEvent.SUBMIT, doing)
    return new


def come_back(row: Referral, basis: MoveBasis, doing: Doing) -> Referral:
    """Let a referral that was moved away be here again, on the ground that it came back on."""
    row.ground, row.shared_until, row.unshared_on = basis.ground, basis.until, None
    row.shared = list(basis.shared)
    move(row, ReferralEvent.COME_BACK, doing)
    return row


def _person_at(to: Authority, said: ReferralSaid) -> Person:
    """Find the person at the receiver by number, or make a copy of who they are.

    Whoever is protected at the sender is so at the receiver, where the coordinators are the ones
    that know of them until they name others.
    """
    copy = Person(controller_id=to.body, key=new_key(to.body), sex=said.sex, home_id=said.home)
    seal_identity(copy, said.who, hidden=said.is_protected)
    # Of one who is there both ways, the one that is hidden; of several such, the first
    known = having_number(to.body, said.who.number) if said.who.number else []
    person = max(known, key=is_hidden_key, default=copy)
    if person is copy:
        copy.save(force_insert=True)
    if said.is_protected and not Protection.objects.filter(person=person, lifted_at=None).exists():
        _hide(person, to)
    return person


def _hide(person: Person, to: Authority) -> None:
    """Protect somebody at the receiver: the coordinators know, and see that they are to name others.

    Raises InputError where nobody would know: a person whom nobody sees is not taken in. It does not
    say that it is for protection: messages are answered in the open.
    """
    coordinators = holders_of(Role.COORDINATOR, to.body)
    if not coordinators:
        raise InputError(f"{to.name} har ingen samordnare som kan ta emot remissen. Ring dem.")
    seal_identity(person, identity(person), hidden=True)
    person.save()
    for user in coordinators:
        NamedHandler.objects.get_or_create(
            person=person, user=user, ended_at=None, defaults={"controller_id": to.body}
        )
    Protection.objects.create(controller_id=to.body, person=person)
