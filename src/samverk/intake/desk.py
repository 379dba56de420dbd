"""The pile that intake lays on the start page's desk."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from samverk.foundation.desk import Pile, Task, Visit
from samverk.intake.access import may_read_in
from samverk.intake.models import RecordState, Source
from samverk.intake.queries import HEAVY

LONGEST = 20


def readings(visit: Visit) -> Pile:
    """Lay the files with something that nobody has confirmed or rejected."""
    mine = [one for one in visit.organisations if may_read_in(visit.actor, one)]
    waiting = (
        Source.objects.filter(organisation__in=mine, records__state=RecordState.PROPOSED)
        .select_related("organisation")
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
            source.organisation.short_name,
        )
        for source in waiting[:LONGEST]
    )
    why = "Det som lästs räknas inte förrän någon har bekräftat det."
    return Pile("Inläst, väntar på granskning", "inlast", why, tasks)
