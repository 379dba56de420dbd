"""Joins two records of one person at one authority: everything of the one is the other's from now on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from django.db import connection

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.interventions.persons.actions.people import is_protected
from samverk.interventions.persons.actions.revealing import LEAST_WHY
from samverk.interventions.persons.models import (
    JoinedRecord,
    NamedHandler,
    Person,
    Protection,
    Sex,
)
from samverk.interventions.persons.queries.joined import record_held
from samverk.interventions.persons.records import (
    Identity,
    identity,
    number_keys,
    seal_identity,
    sealed,
)
from samverk.interventions.persons.walls import counting
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.one_person import may_join_records

RECORDS_JOINED = acts.kind(
    "persons.joined", "Två poster om samma person sammanslagna", is_quiet=True
)
NOT_HERE = (
    "Posten finns inte hos den här myndigheten. Två poster kan slås ihop bara när samma myndighet"
    " ansvarar för båda, och du får veta av båda."
)


@dataclass(frozen=True, slots=True)
class Joining:
    """Which record (id) is emptied into which, and why they are one person.

    ``number_is_theirs`` says that the number in the emptied record is the person's too, as a coordination
    number from before is, so that whoever is registered or referred with it is this person. A number that
    was wrong leads nowhere: it may be another person's.
    """

    kept: uuid.UUID
    other: uuid.UUID
    why: str
    number_is_theirs: bool = False

    def __repr__(self) -> str:
        """Leave out why."""
        return f"Joining({self.kept}, {self.other})"


def join_records(actor: Actor, body: int, what: Joining, *, key: str) -> Person:
    """Join two records of one person, as the coordinator: it cannot be undone.

    Every row of the other is the kept one's, and stays as it was written. What the kept one lacks of
    number, home and how the person is reached is taken from the other. Where one is protected the joined
    one is; where both are, only who was named for both may know of it. Raises InputError without a reason,
    NotFoundError for a record that is none here or is hidden, ConflictError with what has to be done first.
    """
    if len(what.why.strip()) < LEAST_WHY:
        raise InputError(
            f"Skriv varför det är samma person, minst {LEAST_WHY} tecken.", field="why"
        )
    if what.kept == what.other:
        raise InputError("Välj en annan post än den som ska vara kvar.")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        content = (str(what.kept), str(what.other), what.why, what.number_is_theirs)
        act = acts.Act(
            actor, RECORDS_JOINED, key, home.organisation, body=home.body, content=content
        )
        return acts.carry_out(act, lambda: _join(actor, what))


def _join(actor: Actor, what: Joining) -> Person:
    kept, other = _both(what)
    now = clock.now()
    ruling = may_join_records(record_held(kept.pk, now), record_held(other.pk, now))
    if not ruling.value:
        raise ConflictError(" ".join(reason.text for reason in ruling.reasons))
    own, theirs = identity(kept), identity(other)
    hidden = is_protected(kept) or is_protected(other)
    row = JoinedRecord(
        controller_id=kept.controller_id,
        person=kept,
        was=other.pk,
        made_at=other.recorded_at,
        user_id=actor.user,
        user_name=actor.name,
    )
    if what.number_is_theirs and theirs.number not in ("", own.number):
        row.number_key = number_keys(kept.controller_id, theirs.number)[0]
    row.sealed = sealed(kept, row, _said(theirs, what.why, hidden=hidden))
    row.save(force_insert=True)
    with counting():
        _keep_the_wall(kept, other)
        with connection.cursor() as cursor:
            cursor.execute("SELECT persons_join(%s)", [row.pk])
        # With the other's key, which opens what came from there
        kept.refresh_from_db(fields=["key"])
        kept.home_id = kept.home_id or other.home_id
        if kept.sex == Sex.UNKNOWN or (theirs.number and not own.number):
            kept.sex = other.sex
        seal_identity(kept, _filled(own, theirs), hidden=hidden)
        kept.save()
    return kept


def _both(what: Joining) -> tuple[Person, Person]:
    """Lock both records, in the order that all do. Raises NotFoundError for one that is not here."""
    rows = Person.objects.select_for_update().filter(pk__in=(what.kept, what.other))
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) != len((what.kept, what.other)):
        raise NotFoundError(NOT_HERE)
    return found[what.kept], found[what.other]


def _said(theirs: Identity, why: str, *, hidden: bool) -> dict[str, str]:
    """Say who the person was in the other record; of one who is hidden nothing of where they are."""
    said = {"name": theirs.name, "number": theirs.number, "born": theirs.born, "same": why.strip()}
    if not hidden:
        said |= {"phone": theirs.phone, "email": theirs.email, "address": theirs.address}
    return said


def _filled(own: Identity, theirs: Identity) -> Identity:
    """Take what the kept record lacks from the other. A number comes with its day of birth."""
    who = replace(
        own,
        phone=own.phone or theirs.phone,
        email=own.email or theirs.email,
        address=own.address or theirs.address,
    )
    if own.number:
        return who
    if theirs.number:
        return replace(who, number=theirs.number, born=theirs.born)
    return replace(who, born=own.born or theirs.born)


def _keep_the_wall(kept: Person, other: Person) -> None:
    """Let nobody know of the joined record who might not know of both, where both are protected.

    Where one is, its own protection and handlers come with it, and nobody else may know any more.
    """
    if not (is_protected(kept) and is_protected(other)):
        return
    now = clock.now()
    ended = Protection.objects.filter(person=other, lifted_at=None)
    ended.update(lifted_at=now, ended_by_joining=True)
    named = NamedHandler.objects.filter(person=other, ended_at=None)
    both = list(named.values_list("user", flat=True))
    named.update(ended_at=now)
    NamedHandler.objects.filter(person=kept, ended_at=None).exclude(user__in=both).update(
        ended_at=now
    )
