"""What an authority's own deliveries are, and whether there is room in them."""

from __future__ import annotations

from datetime import date

from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import hold_series
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.queries.queues import ended_words, free_on
from samverk.interventions.persons.zone import Authority


def own_delivery(home: Authority, delivery: int, day: date) -> Delivery:
    """Find a delivery (id) that the authority's organisation gives on a day. Raises InputError."""
    found = catalogue.delivery_by_id(delivery)
    if found.provider_id != home.organisation:
        raise InputError(f"{found} ges av {found.provider}, inte av er.", field="delivery")
    if day < found.from_date:
        raise InputError(f"{found} börjar {found.from_date}.", field="day")
    if found.to_date and day > found.to_date:
        raise InputError(f"{found} upphörde {found.to_date}.", field="day")
    return found


def check_given(delivery: Delivery, day: date) -> None:
    """Raise ConflictError after a delivery's last day, and say what becomes of those who wait."""
    if ended := ended_words(delivery, day):
        raise ConflictError(ended)


def take_place(delivery: int, day: date) -> None:
    """See that a place is free before somebody takes it; others who take one wait here.

    Where nobody has said how many places there are, nothing bounds them. Raises InputError.
    """
    hold_series(f"queue/{delivery}")
    free = free_on(delivery, day)
    if free is not None and free.value <= 0:
        raise InputError(
            f"Ingen plats är ledig. {free.reasons[0].text}"
            " Vänta tills en blir ledig, eller be förbundet registrera fler platser i katalogen."
        )


def check_once(row: Participation) -> None:
    """Raise ConflictError when the person takes part in the delivery already."""
    others = Participation.objects.filter(
        person=row.person_id, delivery=row.delivery_id, state__in=RUNS
    )
    if others.exclude(pk=row.pk).exists():
        raise ConflictError("Personen har redan ett deltagande i samma verksamhet.")
