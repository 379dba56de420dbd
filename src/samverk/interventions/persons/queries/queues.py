"""A delivery's queue as it stands, inside an open compartment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery, StartMode
from samverk.interventions.persons.models import Hold, Participation, PlaceOffer, QueueEntry
from samverk.interventions.persons.walls import counting
from samverk.rules.interventions.capacity import Places, Taken, free_places, open_places
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
    """Count the free places of a day; None when nobody has said how many there are.

    A delivery with one place has that, unless it is shut, whatever else is said of it.
    """
    places = catalogue.places_on(delivery, day)
    # Somebody whom the reader may not know of holds a place all the same
    with counting():
        mode, taken = _taken(delivery)
    if mode == StartMode.SINGLE_PLACE:
        is_shut = places is not None and not open_places(places)
        places = Places(1, 1, int(is_shut))
    return None if places is None else free_places(places, taken)


def holding() -> Q:
    """Build the filter for participations that hold a place, or will."""
    keeps = Hold.objects.filter(to_date=None, keeps_place=True).values("participation")
    return Q(state__in=HOLDS_A_PLACE) | Q(state=ParticipationState.INTERRUPTED, pk__in=keeps)


def open_offers_of(delivery: int | OuterRef) -> QuerySet[PlaceOffer]:
    """Find the open offers of a delivery (id).

    An offer is answered when its place leaves the state: those who ever queued need not be read.
    """
    return PlaceOffer.objects.filter(
        entry__delivery=delivery, entry__state=QueueState.OFFERED, answer=""
    )


def _taken(delivery: int) -> tuple[str, Taken]:
    held = Participation.objects.filter(holding(), delivery=OuterRef("pk"))
    counts = Delivery.objects.filter(pk=delivery).annotate(
        held=count_of(held, "delivery"),
        offered=count_of(open_offers_of(OuterRef("pk")), "entry__delivery"),
    )
    mode, *taken = counts.values_list("start_mode", "held", "offered").get()
    return mode, Taken(*taken)


def in_queue(states: Iterable[QueueState]) -> Coalesce:
    """Count those in some states for each row that has a delivery, without reading the others."""
    rows = QueueEntry.objects.filter(delivery=OuterRef("delivery"), state__in=sorted(states))
    return count_of(rows, "delivery")


def count_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """Count the rows of each delivery, none for 0."""
    counts = rows.order_by().values(by).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counts), 0)
