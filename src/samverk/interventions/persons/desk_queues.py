"""Queues that lead nowhere, on the desk of whoever coordinates: closed with people in them, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.queries.coordination import teams_of
from samverk.interventions.persons.queries.receivers import with_receiver
from samverk.interventions.persons.zone import Authority, authorities_of, authority, looking

WHY = "Den som väntar där intaget är stängt väntar förgäves. Det som är öppet ska ha ett mottagande team."


def queues_adrift(visit: Visit) -> Pile:
    """Lay the queues whose intake is closed while people wait, and what is open and nobody receives for."""
    bodies = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    tasks = [one for body in bodies for one in _of(visit, authority(body))]
    return Pile("Köer", "koer-utan-intag", WHY, tuple(tasks))


def _of(visit: Visit, home: Authority) -> Iterator[Task]:
    given = [
        one for one in catalogue.deliveries_of_provider(home.organisation) if one.needs_referral
    ]
    open_now = catalogue.open_deliveries(visit.day)
    with looking(visit.actor, [home.body], Right.COORDINATE_PERSONS):
        teams = teams_of(given)
    for one in given:
        team = teams.get(one.pk)
        if team is not None and team.waiting and one.pk not in open_now:
            url = reverse("move_queue", args=[home.body, one.pk])
            yield Task(f"Intaget är stängt: {one}", url, "attention", f"{team.waiting} väntar")
    ours = [one for one in given if one.pk in open_now and one.pk not in teams]
    received = with_receiver(ours) if ours else []
    for one in ours:
        if one not in received and (one.to_date is None or one.to_date >= visit.day):
            url = reverse("name_team", args=[home.body])
            yield Task(f"Ingen tar emot remisser: {one}", url, "attention", "Inget mottagande team")
