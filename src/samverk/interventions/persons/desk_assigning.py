"""What nobody is responsible for any more, on the desk of whoever can give it to somebody."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.interventions.persons.queries.assigned import unassessed, unassigned
from samverk.interventions.persons.zone import authorities_of, looking

WHY = "Den som slutar eller lämnar en verksamhet lämnar personer efter sig. Ge dem någon som svarar för dem."


def without_responsible(visit: Visit) -> Pile:
    """Lay how many participations nobody is responsible for, and how many referrals nobody assesses."""
    tasks = []
    for body in authorities_of(visit.actor, Right.COORDINATE_PERSONS):
        with looking(visit.actor, [body], Right.COORDINATE_PERSONS):
            number = unassigned(visit.day).filter(controller=body).count()
        if number:
            url = reverse("share_out", args=[body])
            tasks.append(Task("Utan ansvarig handläggare", url, "attention", f"{number} deltar"))
    receives = authorities_of(visit.actor, Right.RECEIVE)
    if receives:
        with looking(visit.actor, receives, Right.RECEIVE):
            number = unassessed(visit.day).filter(controller__in=receives).count()
        if number:
            label = "Remisser under bedömning som ingen bedömer"
            tasks.append(Task(label, reverse("persons"), "attention", f"{number} väntar"))
    return Pile("Utan ansvarig", "utan-ansvarig", WHY, tuple(tasks))
