"""Plans a participation when a place is accepted."""

from __future__ import annotations

from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import Participation, QueueEntry
from samverk.interventions.persons.queries.consents import holds
from samverk.interventions.persons.records import identity
from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.eligibility import age_on
from samverk.rules.interventions.participation import ParticipationEvent


def plan(entry: QueueEntry, doing: Doing) -> Participation:
    """Plan the participation that an accepted place leads to; facts of the person as of this day."""
    person = entry.person
    born = identity(person).birth_date
    provider = entry.delivery.provider
    row = Participation(
        controller_id=entry.controller_id,
        person=person,
        entry=entry,
        delivery_id=entry.delivery_id,
        party_id=entry.referral.sender_id,
        home_id=person.home_id,
        sex=person.sex,
        age=age_on(born, doing.day) if born else None,
        is_followed=holds(person.pk, Purpose.FOLLOW_UP, provider.short_name, doing.day).value,
        starts_on=doing.day,
    )
    move(row, ParticipationEvent.PLAN, doing)
    return row
