"""Plans a participation: when a place is accepted, or without referral where none is needed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.following import is_carried
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.actions.places import (
    check_given,
    check_once,
    reached_delivery,
    take_first,
)
from samverk.interventions.persons.actions.referrals import eligibility
from samverk.interventions.persons.actions.steps import Doing, done, hold_people, move, step_kind
from samverk.interventions.persons.models import Participation, Person, QueueEntry
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.eligibility import TestDay, age_on
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent

PLANNED = step_kind("participation_planned", "Deltagande planerat utan remiss")


def plan(entry: QueueEntry, doing: Doing, starts_on: date) -> Participation:
    """Plan the participation that an accepted place leads to; facts of the person as of this day.

    Raises ConflictError for somebody who takes part in the delivery already, and after its last day.
    """
    check_given(entry.delivery, max(starts_on, doing.day))
    row = Participation(
        controller_id=entry.controller_id,
        person=entry.person,
        entry=entry,
        delivery=entry.delivery,
        party_id=entry.referral.sender_id,
        starts_on=starts_on,
    )
    return _planned(row, doing)


def _planned(row: Participation, doing: Doing) -> Participation:
    check_once(row)
    set_facts(row, doing.day)
    move(row, ParticipationEvent.PLAN, doing)
    return row


def set_facts(row: Participation, day: date) -> None:
    """Set what is counted of a person as it is on a day; the row is not saved.

    The caller has locked the person, so that no consent is taken back meanwhile.
    """
    person, born = row.person, identity(row.person).birth_date
    row.home_id, row.sex = person.home_id, person.sex
    # A delivery that moves later was given here then
    row.town_id = row.delivery.municipality_id or row.delivery.provider_id
    row.age = age_on(born, day) if born else None
    # One that has come to its last day carries nothing new, also of a day before it
    row.is_followed = is_carried(row, day) and is_carried(row, max(day, clock.today()))


def _check_fits(person: Person, to: Delivery, starts_on: date) -> None:
    """Raise InputError for somebody whom a requirement shuts out, on whichever day it is tried.

    Without a referral nothing is sent or offered. Who asks for a place and gets one does both on the
    day it is planned: what is tried then would else never be tried. A start that has been is tried as
    of its own day.
    """
    asked = min(starts_on, clock.today())
    days = {TestDay.REFERRAL: asked, TestDay.OFFER: asked, TestDay.START: starts_on}
    tried = [eligibility(person, to, at, day) for at, day in days.items()]
    shut = [reason.text for one in tried if one.value.blocks for reason in one.reasons]
    if shut:
        raise InputError(" ".join(shut))


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A participation without referral: of whom, in which delivery (id), from when, how much."""

    person: uuid.UUID
    delivery: int
    starts_on: date
    planned_end: date | None = None
    extent: int = 100


def plan_without_referral(actor: Actor, body: int, new: NewPlan, *, key: str) -> Participation:
    """Plan a participation in a delivery that needs no referral, as the case worker.

    Raises InputError for a delivery that needs one, or is not given that day, for somebody it is not
    for, and when no place is free from that day; ConflictError for somebody who takes part already.
    """
    if not 1 <= new.extent <= 100:
        raise InputError("Omfattningen är mellan 1 och 100 procent.", field="extent")
    if new.planned_end and new.planned_end < new.starts_on:
        raise InputError("Slutet är före starten.", field="planned_end")
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        person = person_in(new.person)
        to = reached_delivery(actor, home, new.delivery, new.starts_on)
        if to.needs_referral:
            raise InputError(f"{to} kräver remiss. Skriv en remiss i stället.", field="delivery")

        def work() -> Participation:
            hold_people([person.pk])
            take_first(to, new.starts_on, clock.today())
            _check_fits(person, to, new.starts_on)
            row = Participation(
                controller_id=body,
                person=person,
                delivery=to,
                party_id=home.organisation,
                extent=new.extent,
                starts_on=new.starts_on,
                planned_end=new.planned_end,
                responsible_id=actor.user,
            )
            return _planned(row, Doing(actor, Hand.SYSTEM, home, clock.today()))

        doing = Doing(actor, Hand.CASE_WORKER, home, clock.today())
        return done(PLANNED, doing, key, new, work)
