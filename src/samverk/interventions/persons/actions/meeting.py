"""How somebody whose role is limited to some deliveries comes to meet a person before anything is there."""

from __future__ import annotations

from collections.abc import Callable

from samverk.interventions.persons.models import Person
from samverk.interventions.persons.reach import Reach
from samverk.interventions.persons.walls import beyond_reach


def met_within(reach: Reach, controller: int, register: Callable[[], Person]) -> Person:
    """Register a person so that a limited reader meets them, also one whom the authority knew already.

    Who has the number in another delivery is the same person: registered once, and now for the reader's
    deliveries too. Those who are hidden from the reader stay so: that wall stands.
    """
    if not reach.deliveries:
        return register()
    with beyond_reach(controller):
        person = Person.objects.select_for_update().get(pk=register().pk)
        person.registered_for = sorted({*person.registered_for, *reach.deliveries})
        person.save(update_fields=["registered_for"])
    return Person.objects.get(pk=person.pk)
