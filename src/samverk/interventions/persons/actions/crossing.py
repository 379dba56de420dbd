"""What crosses between authorities: a copy at the receiver, made by a recorded disclosure.

Within one installation the copy is made at once; the two compartments stay apart, and what is
sealed is sealed anew with a key of the receiver's.
"""

from __future__ import annotations

import uuid
from typing import Any

from samverk.directory import queries as directory
from samverk.foundation.actors import Role, system
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.people import holders_of
from samverk.foundation.sealing import new_key
from samverk.interventions.persons.actions.steps import Doing, add, move
from samverk.interventions.persons.models import (
    Consent,
    Disclosure,
    NamedHandler,
    Person,
    Protection,
    QueueEntry,
    Referral,
    ReferralStep,
    Side,
    Team,
)
from samverk.interventions.persons.records import Identity, identity, seal_identity, sealed, told
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent, ReferralState

TELLER = system("Samverk, mellan parter")


def team_of(delivery: int, provider: int) -> Authority:
    """Answer which authority receives for a delivery (id). Raises InputError when none does here."""
    bodies = [one.id for one in directory.bodies(organisation=provider)]
    with unread(bodies):
        team = Team.objects.filter(delivery=delivery).first()
    if team is None:
        raise InputError("Verksamheten har inget mottagande team. Kontakta samordnaren.")
    return authority(team.controller_id)


def disclose(row: Referral, doing: Doing, consent: Consent | None) -> None:
    """Give the receiver its copy of a referral, and record what was told on which ground."""
    to = team_of(row.delivery_id, row.delivery.provider_id)
    who, content = identity(row.person), told(row.person, row)
    if to.body != row.controller_id:
        Disclosure.objects.create(
            controller_id=row.controller_id,
            person=row.person,
            receiver_id=to.organisation,
            what="remiss",
            ground=row.ground,
            consent=consent,
            user_name=doing.actor.name,
            told_on=doing.day,
        )
    hidden = Protection.objects.filter(person=row.person, lifted_at=None).exists()
    with unread([to.body]):
        _copy(row, to, (who, content), doing, hidden=hidden)


def _copy(
    row: Referral,
    to: Authority,
    said: tuple[Identity, dict[str, Any]],
    doing: Doing,
    *,
    hidden: bool,
) -> Referral:
    who, content = said
    person = _person_at(to, row.person, who, hidden=hidden)
    copy = Referral(
        controller_id=to.body,
        thread=row.thread,
        side=Side.RECEIVED,
        person=person,
        delivery=row.delivery,
        sender_id=row.sender_id,
        case_number=row.case_number,
        state=ReferralState.SUBMITTED,
        ground=row.ground,
        clock_start=row.clock_start,
    )
    copy.sealed = sealed(person, copy, content)
    copy.save(force_insert=True)
    told_by = Doing(TELLER, Hand.REFERRER, doing.home, doing.day)
    add(ReferralStep, copy, ReferralEvent.SUBMIT, ReferralState.DRAFT, told_by)
    return copy


def _person_at(to: Authority, person: Person, who: Identity, *, hidden: bool) -> Person:
    """Find the person at the receiver by number, or make a copy of who they are."""
    copy = Person(
        controller_id=to.body, key=new_key(to.body), sex=person.sex, home_id=person.home_id
    )
    seal_identity(copy, who)
    with unread([to.body]):
        known = Person.objects.filter(number_key=copy.number_key).exclude(number_key="").first()
    if known is not None:
        return known
    copy.save(force_insert=True)
    if hidden:
        for handler in receivers_of(to):
            NamedHandler.objects.create(controller_id=to.body, person=copy, user_id=handler)
        Protection.objects.create(controller_id=to.body, person=copy)
    return copy


def receivers_of(to: Authority) -> list[int]:
    """List who receives a protected person (user ids): the authority's coordinators alone."""
    return [user.pk for user in holders_of(Role.COORDINATOR, to.body)]


def tell_other_side(row: Referral, event: ReferralEvent, doing: Doing) -> None:
    """Let the other authority's copy take the same step, with the note that is meant for it."""
    for other in _others(row):
        with unread([other.controller_id]):
            copy = Referral.objects.select_for_update().get(pk=other.pk)
            said = Doing(TELLER, doing.hand, doing.home, doing.day, doing.reason, doing.note)
            copy.return_reason = row.return_reason
            move(copy, event, said)


def _others(row: Referral) -> list[Referral]:
    """Find the other side's copies of a referral that live in this installation."""
    side = Side.RECEIVED if row.side == Side.SENT else Side.SENT
    if side == Side.RECEIVED:
        bodies = [team_of(row.delivery_id, row.delivery.provider_id).body]
    else:
        bodies = [one.id for one in directory.bodies(organisation=row.sender_id)]
    with unread(bodies):
        rows = Referral.objects.filter(thread=row.thread, side=side, delivery=row.delivery)
        return list(rows.exclude(pk=row.pk))


def entries_behind(referral: uuid.UUID) -> tuple[int, uuid.UUID]:
    """Find the place in a queue that a referral sent from here led to: its authority and id.

    Raises ConflictError when nobody waits on it.
    """
    row = Referral.objects.select_related("delivery").filter(pk=referral, side=Side.SENT).first()
    if row is None:
        raise NotFoundError("Sidan finns inte.")
    for other in _others(row):
        with unread([other.controller_id]):
            entry = (
                QueueEntry.objects.filter(referral=other.pk, left_on=None)
                .order_by("-recorded_at")
                .first()
            )
        if entry is not None:
            return other.controller_id, entry.pk
    raise ConflictError("Personen står inte i kö.")
