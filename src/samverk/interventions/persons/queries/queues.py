"""A delivery's queue as it stands, inside an open compartment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Hold, Participation, PlaceOffer, QueueEntry
from samverk.interventions.persons.walls import counting
from samverk.rules.interventions.capacity import Taken, free_places
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date

# Who has no priority class comes after all who have
LAST_RANK = 99
HOLDS_A_PLACE = (ParticipationState.PLANNED, ParticipationState.ACTIVE)


def ended_words(delivery: Delivery, day: date) -> str:
    """Say that a delivery is given no more, and what becomes of those who wait; "" while it is."""
    if delivery.to_date is None or day <= delivery.to_date:
        return ""
    return (
        f"{delivery} gavs till och med {running_date(delivery.to_date)}. Ingen kan erbjudas plats"
        " eller börja där efter den dagen. Samordnaren flyttar dem som väntar till en annan kö: var"
        " och en behåller sin dag."
    )


def free_on(delivery: int, day: date) -> Ruling[int] | None:
    """Count the free places of a day; None when nobody has said how many there are."""
    places = catalogue.places_on(delivery, day)
    if places is None:
        return None
    # Somebody whom the reader may not know of holds a place all the same
    with counting():
        return free_places(places, _taken(delivery))


def _taken(delivery: int) -> Taken:
    held = Participation.objects.filter(delivery=OuterRef("pk")).filter(
        Q(state__in=HOLDS_A_PLACE)
        | Q(
            state=ParticipationState.INTERRUPTED,
            pk__in=Hold.objects.filter(to_date=None, keeps_place=True).values("participation"),
        )
    )
    # An offer is answered when its place leaves the state: those who ever queued need not be read
    offered = PlaceOffer.objects.filter(
        entry__delivery=OuterRef("pk"), entry__state=QueueState.OFFERED, answer=""
    )
    counts = Delivery.objects.filter(pk=delivery).annotate(
        held=count_of(held, "delivery"), offered=count_of(offered, "entry__delivery")
    )
    return Taken(*counts.values_list("held", "offered").get())


def in_queue(states: Iterable[QueueState]) -> Coalesce:
    """Count those in some states for each row that has a delivery, without reading the others."""
    rows = QueueEntry.objects.filter(delivery=OuterRef("delivery"), state__in=sorted(states))
    return count_of(rows, "delivery")


def count_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """Count the rows of each delivery, none for 0."""
    counts = rows.order_by().values(by).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counts), 0)
