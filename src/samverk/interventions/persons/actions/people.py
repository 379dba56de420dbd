"""Registering a person, how they are reached, and protecting their identity."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.forms import fresh_key
from samverk.foundation.people import colleagues_at
from samverk.foundation.sealing import new_key
from samverk.interventions.persons.actions.meeting import met_within
from samverk.interventions.persons.actions.steps import hold_people
from samverk.interventions.persons.models import (
    NamedHandler,
    Person,
    Protection,
    Sex,
)
from samverk.interventions.persons.queries.people import handlers_of, having_number
from samverk.interventions.persons.records import (
    Identity,
    edition,
    identity,
    number_of,
    seal_identity,
)
from samverk.interventions.persons.zone import HANDS, Desk, entered, reach_of
from samverk.rules.interventions.hands import Hand

PERSON_REGISTERED = acts.kind("persons.registered", "Person registrerad", is_quiet=True)
PERSON_CHANGED = acts.kind("persons.changed", "Personens uppgifter ändrade", is_quiet=True)
PERSON_PROTECTED = acts.kind("persons.protected", "Skydd registrerat", is_quiet=True)
HANDLER_NAMED = acts.kind("persons.handler_named", "Handläggare namngiven", is_quiet=True)
HANDLER_ENDED = acts.kind(
    "persons.handler_ended", "Handläggare inte längre namngiven", is_quiet=True
)
LIFT_ASKED = acts.kind("persons.lift_asked", "Skydd begärt upphävt", is_quiet=True)
LIFTED = acts.kind("persons.lifted", "Skydd upphävt", is_quiet=True)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as they are told of (ny person): ``number`` as written, "" when there is none.

    ``born`` is needed without a number. ``home`` is the home municipality (organisation id). With
    ``protected`` nothing that tells where they are is kept.
    """

    controller: int
    name: str
    number: str = ""
    born: date | None = None
    sex: str = Sex.UNKNOWN
    home: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    protected: bool = False

    def __repr__(self) -> str:
        """Say nothing of the person; what a form said is digested from its fields."""
        return f"NewPerson({self.controller})"


def register_person(
    actor: Actor, new: NewPerson, *, key: str, hand: Hand = Hand.REFERRER
) -> Person:
    """Register a person with an authority, or find the one who has the same number there.

    One who is there without protection, and is told of as protected, is protected from now on. Whoever's
    role is limited to some deliveries registers for these.

    Raises InputError for a number that is none, a missing name, and an address of somebody
    protected; NotAllowedError.
    """
    with entered(actor, Desk(new.controller, hand)) as home:
        who, sex = _checked(new)
        content = (new.controller, who, sex, new.home, new.protected)
        act = acts.Act(
            actor, PERSON_REGISTERED, key, home.organisation, body=home.body, content=content
        )
        reach = reach_of(actor, [home.body], HANDS[hand])
        return acts.carry_out(
            act, lambda: met_within(reach, home.body, lambda: _register(act, new, who, sex))
        )


def person_within(actor: Actor, new: NewPerson) -> Person:
    """Register a person, or find who has the number, as a part of an act in the open compartment.

    Raises InputError as ``register_person`` does.
    """
    who, sex = _checked(new)
    act = acts.Act(actor, PERSON_REGISTERED, fresh_key(), body=new.controller)
    return _register(act, new, who, sex)


def _checked(new: NewPerson) -> tuple[Identity, str]:
    if not new.name.strip():
        raise InputError("Skriv personens namn.", field="name")
    try:
        number = number_of(new.number, clock.today())
    except ValueError as fault:
        raise InputError(str(fault), field="number") from fault
    if number is None and new.born is None:
        raise InputError("Skriv personnummer, eller födelsedatum om det saknas.", field="number")
    if new.born and new.born > clock.today():
        raise InputError("Födelsedatumet är i framtiden.", field="born")
    if new.protected and (new.address.strip() or new.phone.strip() or new.email.strip()):
        raise InputError(
            "Med skyddade personuppgifter sparas ingen adress, telefon eller e-post.",
            field="address",
        )
    born = number.born if number else new.born
    sex = new.sex
    if number and not number.is_coordination:
        sex = Sex.WOMAN if number.is_woman else Sex.MAN
    who = Identity(
        " ".join(new.name.split()),
        number.digits if number else "",
        born.isoformat() if born else "",
        new.phone.strip(),
        new.email.strip(),
        new.address.strip(),
    )
    return who, sex


def _register(act: acts.Act, new: NewPerson, who: Identity, sex: str) -> Person:
    person = Person(
        id=uuid.uuid4(),
        controller_id=new.controller,
        key=new_key(new.controller),
        sex=sex,
        home_id=new.home,
    )
    seal_identity(person, who, hidden=new.protected)
    known = _known(new.controller, who.number) or _saved(person, who.number)
    if known is not None:
        return _protected_too(known, act) if new.protected else known
    if new.protected:
        _protect(person, act.actor)
    return person


def _known(controller: int, number: str) -> Person | None:
    """Find who has a number at an authority, None for nobody and for no number."""
    return next(iter(having_number(controller, number)), None) if number else None


def _saved(person: Person, number: str) -> Person | None:
    """Save a new person; answer who was there already when somebody registered them meanwhile."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        known = _known(person.controller_id, number)
        if known is None:
            raise
        return known
    return None


def _protected_too(known: Person, act: acts.Act) -> Person:
    """Protect one who was there already, as an act of its own in the log; where they are goes."""
    if is_protected(known):
        return known
    part = replace(act, kind=PERSON_PROTECTED, key=f"{act.key}/skydd", content=str(known.pk))
    acts.carry_out(part, lambda: _protect_now(known, act.actor))
    return Person.objects.get(pk=known.pk)


def _protect(person: Person, actor: Actor) -> Protection:
    """Name the handler first: from then on nobody else sees the person."""
    kept = {"controller_id": person.controller_id, "person": person}
    if actor.user is not None:
        NamedHandler.objects.create(user_id=actor.user, **kept)
    return Protection.objects.create(**kept)


def change_person(  # noqa: PLR0913
    actor: Actor, desk: Desk, person: uuid.UUID, new: NewPerson, *, key: str, read: str = ""
) -> Person:
    """Change a person's name, home and how they are reached; the number stays.

    Raises ConflictError when somebody has changed it since it was ``read`` (edition).
    """
    with entered(actor, desk) as home:
        found = person_in(person)
        who, _ = _checked(replace(new, number="", born=new.born or date(1900, 1, 1)))
        before = identity(found)
        after = replace(
            before, name=who.name, phone=who.phone, email=who.email, address=who.address
        )
        act = acts.Act(
            actor,
            PERSON_CHANGED,
            key,
            home.organisation,
            body=home.body,
            content=(str(person), after, new.home),
        )
        return acts.carry_out(act, lambda: _change(found, after, new.home, read))


def _change(found: Person, who: Identity, home: int | None, read: str) -> Person:
    person = Person.objects.select_for_update().get(pk=found.pk)
    if read and read != edition(person, person):
        raise ConflictError(
            "Någon har ändrat uppgifterna sedan du öppnade sidan. Öppna den på nytt och se vad som"
            " står där innan du ändrar."
        )
    if is_protected(person) and (who.address or who.phone or who.email):
        raise InputError(
            "Med skyddade personuppgifter sparas ingen adress, telefon eller e-post.",
            field="address",
        )
    seal_identity(person, who, hidden=is_protected(person))
    person.home_id = home
    person.save()
    return person


def person_in(person: uuid.UUID) -> Person:
    """Answer which person this is, in the compartment that is open. Raises NotFoundError."""
    found = Person.objects.filter(pk=person).first()
    if found is None:
        raise NotFoundError("Personen finns inte.")
    return found


def is_protected(person: Person) -> bool:
    """Answer whether a person's identity is protected now."""
    return Protection.objects.filter(person=person, lifted_at=None).exists()


def protect_person(actor: Actor, desk: Desk, person: uuid.UUID, *, key: str) -> Protection:
    """Protect a person's identity: from now on only who does it, and whom they name, know of it.

    What tells where the person is goes with it.
    """
    with entered(actor, desk) as home:
        found = person_in(person)
        act = acts.Act(
            actor, PERSON_PROTECTED, key, home.organisation, body=home.body, content=str(person)
        )
        return acts.carry_out(act, lambda: _protect_now(found, actor))


def _protect_now(found: Person, actor: Actor) -> Protection:
    person = Person.objects.select_for_update().get(pk=found.pk)
    if is_protected(person):
        raise ConflictError("Personen har redan skyddade personuppgifter.")
    seal_identity(person, identity(person), hidden=True)
    person.save()
    return _protect(person, actor)


def name_handler(
    actor: Actor, desk: Desk, person: uuid.UUID, user: int, *, key: str
) -> NamedHandler:
    """Let one more (user id) know of a protected person; who does it is one of them.

    Raises ConflictError for who is named already.
    """
    with entered(actor, desk) as home:
        found = person_in(person)
        if not is_protected(found):
            raise InputError("Personen har inte skyddade personuppgifter.")
        if user not in {one.pk for one in colleagues_at(home.organisation)}:
            raise InputError("Välj någon som arbetar hos er.", field="user")
        act = acts.Act(
            actor,
            HANDLER_NAMED,
            key,
            home.organisation,
            body=home.body,
            content=(str(person), user),
        )
        return acts.carry_out(act, lambda: _name(found, user))


def _name(person: Person, user: int) -> NamedHandler:
    """Name a handler, once. Two who name the same one wait for each other."""
    hold_people([person.pk])
    if any(one.user_id == user for one in handlers_of(person)):
        raise ConflictError("Handläggaren är redan namngiven.")
    return NamedHandler.objects.create(
        controller_id=person.controller_id, person=person, user_id=user
    )


def end_handler(
    actor: Actor, desk: Desk, person: uuid.UUID, user: int, *, key: str
) -> NamedHandler:
    """Let somebody (user id) know of a protected person no more, from now on.

    Raises InputError for who is not named, and for the only one who is: then nobody would know.
    """
    with entered(actor, desk) as home:
        person_in(person)
        content = (str(person), user)
        act = acts.Act(
            actor, HANDLER_ENDED, key, home.organisation, body=home.body, content=content
        )

        def end() -> NamedHandler:
            hold_people([person])
            named = {one.user_id: one for one in handlers_of(person_in(person))}
            if user not in named:
                raise InputError("Välj någon som är namngiven.", field="user")
            if len(named) == 1:
                raise InputError("Namnge någon annan först: annars vet ingen om personen.")
            named[user].ended_at = clock.now()
            named[user].save(update_fields=["ended_at"])
            return named[user]

        return acts.carry_out(act, end)


def ask_to_lift(actor: Actor, desk: Desk, person: uuid.UUID, *, key: str) -> Protection:
    """Ask that a person's protection is lifted; another named handler agrees."""
    with entered(actor, desk) as home:
        protection = _protection(person)
        act = acts.Act(
            actor, LIFT_ASKED, key, home.organisation, body=home.body, content=str(person)
        )

        def ask() -> Protection:
            protection.lift_asked_by_id = actor.user
            protection.save(update_fields=["lift_asked_by"])
            return protection

        return acts.carry_out(act, ask)


def lift_protection(actor: Actor, desk: Desk, person: uuid.UUID, *, key: str) -> Protection:
    """Lift a person's protection, which somebody else has asked for. Raises NotAllowedError."""
    with entered(actor, desk) as home:
        protection = _protection(person)
        if protection.lift_asked_by_id is None:
            raise ConflictError("Ingen har begärt att skyddet upphävs.")
        if protection.lift_asked_by_id == actor.user:
            raise NotAllowedError("En annan namngiven handläggare måste godkänna.")
        act = acts.Act(actor, LIFTED, key, home.organisation, body=home.body, content=str(person))

        def lift() -> Protection:
            protection.lifted_by_id, protection.lifted_at = actor.user, clock.now()
            protection.save(update_fields=["lifted_by", "lifted_at"])
            _show_again(person)
            # Protected once more, the person is known by those who are named then
            named = NamedHandler.objects.filter(person=person, ended_at=None)
            named.update(ended_at=protection.lifted_at)
            return protection

        return acts.carry_out(act, lift)


def _show_again(pk: uuid.UUID) -> None:
    """Let a person be found by the number as others are. Raises ConflictError for one who is twice."""
    person = Person.objects.select_for_update().get(pk=pk)
    seal_identity(person, identity(person))
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as fault:
        raise ConflictError(
            "Personen är registrerad en gång till, utan skydd. Avsluta det som pågår i den ena"
            " posten innan skyddet hävs."
        ) from fault


def _protection(person: uuid.UUID) -> Protection:
    person_in(person)
    # In the order that all do: whoever joins two records holds the persons first
    hold_people([person])
    rows = Protection.objects.select_for_update(of=("self",)).filter(person=person, lifted_at=None)
    found = rows.first()
    if found is None:
        raise NotFoundError("Personen har inte skyddade personuppgifter.")
    return found
