"""The pile that intake lays on the start page's desk."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from samverk.foundation.desk import Pile, Task, Visit
from samverk.intake.access import bodies_open_to
from samverk.intake.models import RecordState, Source
from samverk.intake.queries import HEAVY

LONGEST = 20


def readings(visit: Visit) -> Pile:
    """Lay the files with something that nobody has confirmed or rejected."""
    mine = [body.id for body in bodies_open_to(visit.actor)]
    waiting = (
        Source.objects.filter(body__in=mine, records__state=RecordState.PROPOSED)
        .select_related("body__organisation")
        .defer(*HEAVY)
        .annotate(proposed=Count("records"))
        .order_by("uploaded_at", "id")
    )
    tasks = tuple(
        Task(
            source.name,
            reverse("intake_first", args=[source.pk]),
            "attention",
            f"{source.proposed} att granska",
            str(source.body),
        )
        for source in waiting[:LONGEST]
    )
    why = "Det som lästs räknas inte förrän någon har bekräftat det."
    return Pile("Inläst, väntar på granskning", "inlast", why, tasks)
