"""What an authority's own deliveries are, and whether there is room in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count
from django.utils import timezone

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.numbering import hold_series
from samverk.foundation.permissions import Right
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery, StartMode
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.queries.queues import ended_words, free_on, holding
from samverk.interventions.persons.queries.rooms import (
    BEGUN,
    free_in,
    group_starts,
    single_free_on,
)
from samverk.interventions.persons.walls import counting
from samverk.interventions.persons.zone import Authority, reach_of
from samverk.rules.interventions.starting import earliest_in_group, group_of
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date


def reached(actor: Actor, body: int, deliveries: Iterable[Delivery]) -> list[Delivery]:
    """List those of an authority's (body id) deliveries where somebody handles participants."""
    reach = reach_of(actor, [body], Right.HANDLE_PARTICIPANTS)
    return [one for one in deliveries if reach.reaches(body, one.pk)]


def reached_delivery(actor: Actor, home: Authority, delivery: int, day: date) -> Delivery:
    """Find one of the authority's own deliveries (id) that somebody handles participants in.

    Raises NotFoundError for one that they do not reach, and InputError as ``own_delivery`` does.
    """
    if not reached(actor, home.body, [catalogue.delivery_by_id(delivery)]):
        raise NotFoundError("Verksamheten finns inte.")
    return own_delivery(home, delivery, day)


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
    _check_free(free_on(delivery, day))


def take_first(delivery: Delivery, first_day: date, today: date) -> None:
    """See that a place is free for one who begins on a day without referral; others wait here.

    In groups it is one of the group that begins then, or has begun. Raises InputError.
    """
    hold_series(f"queue/{delivery.pk}")
    match delivery.start_mode:
        case StartMode.COHORT:
            begins, _ = group_of(group_starts(delivery.pk), first_day)
            if begins is None or (first_day > today and begins != first_day):
                told = running_date(first_day)
                raise InputError(
                    f"Ingen grupp startar {told}. Välj dagen för en kommande start.",
                    field="day",
                )
            _check_free(free_in(delivery, first_day, today))
        case StartMode.SINGLE_PLACE:
            single = single_free_on(delivery.pk, first_day, today)
            if not single.value:
                raise InputError(single.reasons[0].text, field="day")
        case _:
            _check_free(free_on(delivery.pk, today))


def _check_free(free: Ruling[int] | Ruling[int | None] | None) -> None:
    if free is not None and free.value is not None and free.value <= 0:
        raise InputError(
            f"Ingen plats är ledig. {free.reasons[0].text}"
            " Vänta tills en blir ledig, eller be förbundet registrera fler platser i katalogen."
        )


def check_first_day(row: Participation, day: date) -> None:
    """Raise InputError for a day when a planned participation may not begin, by how the delivery starts.

    Nobody begins before their group does, nor where the only place is somebody else's. What was planned
    before offers had a day has none that is a group's, and is not held to it.
    """
    match row.delivery.start_mode:
        case StartMode.COHORT:
            _check_group(row, day)
        case StartMode.SINGLE_PLACE:
            hold_series(f"queue/{row.delivery_id}")
            others = Participation.objects.filter(
                holding(), delivery=row.delivery_id, state__in=BEGUN
            )
            with counting():
                number = others.exclude(pk=row.pk).aggregate(number=Count("pk"))["number"]
            if number:
                raise InputError(
                    "Platsen är upptagen. Avsluta det deltagande som pågår först.", field="day"
                )


def _check_group(row: Participation, day: date) -> None:
    starts = group_starts(row.delivery_id)
    if row.starts_on not in {one.day for one in starts}:
        return
    earliest = earliest_in_group(starts, row.starts_on, timezone.localdate(row.recorded_at))
    if earliest.value is None or day < earliest.value:
        raise InputError(earliest.reasons[0].text, field="day")
    if earliest.value != row.starts_on:
        hold_series(f"queue/{row.delivery_id}")
        _check_free(free_in(row.delivery, day, clock.today()))


def check_once(row: Participation) -> None:
    """Raise ConflictError when the person takes part in the delivery already."""
    others = Participation.objects.filter(
        person=row.person_id, delivery=row.delivery_id, state__in=RUNS
    )
    if others.exclude(pk=row.pk).exists():
        raise ConflictError("Personen har redan ett deltagande i samma verksamhet.")
