"""Rights a person's number: it was somebody else's, was missing, or was a coordination number."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.people import is_protected, person_in
from samverk.interventions.persons.actions.revealing import LEAST_WHY
from samverk.interventions.persons.models import NumberCorrection, Person, Sex
from samverk.interventions.persons.queries.people import having_number
from samverk.interventions.persons.records import (
    Identity,
    identity,
    number_of,
    seal_identity,
    sealed,
)
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand

NUMBER_CORRECTED = acts.kind("persons.number_corrected", "Personnummer rättat", is_quiet=True)
TAKEN = (
    "En annan person hos er har redan numret. Är det samma person: öppna den som ska vara kvar, välj ”Slå"
    " ihop med en annan post” och sök på numret."
)


@dataclass(frozen=True, slots=True)
class RightNumber:
    """The right number as written, "" when it is not known: then the day of birth; and why."""

    why: str
    number: str = ""
    born: date | None = None

    def __repr__(self) -> str:
        """Say nothing of the person."""
        return "RightNumber()"


def correct_number(
    actor: Actor, body: int, person: uuid.UUID, right: RightNumber, *, key: str
) -> Person:
    """Give a person another number, as the coordinator; the one before stays, sealed, in the record.

    Somebody whom the coordinator may not know of is not in the way, and is not told of. Raises
    InputError for a number that is none or the same, ConflictError when somebody else known has it.
    """
    if len(right.why.strip()) < LEAST_WHY:
        raise InputError(f"Skriv varför, minst {LEAST_WHY} tecken.", field="why")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        found = person_in(person)
        who, sex = _righted(identity(found), right)
        content = (str(person), who.number, who.born, right.why)
        act = acts.Act(
            actor, NUMBER_CORRECTED, key, home.organisation, body=home.body, content=content
        )
        return acts.carry_out(act, lambda: _correct(actor, found, (who, sex), right.why))


def _righted(before: Identity, right: RightNumber) -> tuple[Identity, str]:
    """Give who the person is with the right number, and the sex that it shows, "" for none."""
    try:
        number = number_of(right.number, clock.today())
    except ValueError as fault:
        raise InputError(str(fault), field="number") from fault
    born = number.born if number else right.born
    if born is None:
        raise InputError("Skriv personnummer, eller födelsedatum om det saknas.", field="number")
    if born > clock.today():
        raise InputError("Födelsedatumet är i framtiden.", field="born")
    after = replace(before, number=number.digits if number else "", born=born.isoformat())
    if after == before:
        raise InputError("Det är så det redan står.", field="number")
    if number is None or number.is_coordination:
        return after, ""
    return after, Sex.WOMAN if number.is_woman else Sex.MAN


def _correct(actor: Actor, found: Person, right: tuple[Identity, str], why: str) -> Person:
    who, sex = right
    person = Person.objects.select_for_update().get(pk=found.pk)
    before = identity(person)
    if who.number:
        having = having_number(person.controller_id, who.number)
        if any(one.pk != person.pk for one in having):
            raise ConflictError(TAKEN)
    row = NumberCorrection(
        controller_id=person.controller_id,
        person=person,
        user_id=actor.user,
        user_name=actor.name,
    )
    said = {"number": before.number, "born": before.born, "why": why.strip()}
    row.sealed = sealed(person, row, said)
    row.save(force_insert=True)
    after = replace(before, number=who.number, born=who.born)
    seal_identity(person, after, hidden=is_protected(person))
    person.sex = sex or person.sex
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as fault:
        raise ConflictError(TAKEN) from fault
    return person
