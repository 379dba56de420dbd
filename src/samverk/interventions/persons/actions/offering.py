"""What may be offered to somebody who waits: whose turn it is, and a place from a first day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import Delivery, StartMode
from samverk.interventions.persons.actions.places import check_given
from samverk.interventions.persons.models import PlaceOffer, QueueEntry
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.queries.rooms import (
    first_day_for,
    free_in,
    group_starts,
    single_free_on,
)
from samverk.interventions.persons.queries.turns import whose_turn
from samverk.rules.interventions.queue import QueueState, may_offer
from samverk.rules.interventions.starting import is_late, may_offer_start
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date

UNCOUNTED = "Antalet platser är inte registrerat. Be förbundet registrera det i katalogen."


@dataclass(frozen=True, slots=True)
class NewOffer:
    """A place to offer: answer by a day, and why before those who stood first, if so.

    ``first_day`` is when the person would begin: None for the earliest that leaves the time to answer,
    but in groups a start is always named. ``late`` is why it is offered after the last day to apply.
    """

    answer_by: date
    out_of_order: str = ""
    first_day: date | None = None
    late: str = ""

    def __repr__(self) -> str:
        """Leave out the reasons: they may tell of the person."""
        return f"NewOffer({self.answer_by}, {self.first_day})"


def dated(row: QueueEntry, new: NewOffer, day: date) -> NewOffer:
    """Give an offer its first day, and try it. Raises InputError for what may not be offered."""
    if row.state != QueueState.WAITING:
        # The table of steps says why not
        return new
    check_given(row.delivery, day)
    first_day = _first_day(row.delivery, new, day)
    _check_days(row.delivery, new.answer_by, first_day)
    needs_why = _check_room(row.delivery, first_day, new.late, day)
    _check_turn(row, new, day)
    return replace(new, first_day=first_day, late=new.late.strip() if needs_why else "")


def _first_day(delivery: Delivery, new: NewOffer, day: date) -> date:
    if new.first_day is not None:
        return new.first_day
    if delivery.start_mode == StartMode.COHORT:
        raise InputError("Välj vilken start platsen gäller.", field="first_day")
    # Until it is known when the only place is free none can be offered: the check of it says so
    return first_day_for(delivery, new.answer_by, day) or new.answer_by


def _check_days(delivery: Delivery, answer_by: date, first_day: date) -> None:
    last = delivery.to_date
    for when, field in ((answer_by, "answer_by"), (first_day, "first_day")):
        if last is not None and when > last:
            raise InputError(
                f"{delivery} ges till och med {running_date(last)}. Välj en dag till och med då.",
                field=field,
            )
    if first_day < answer_by:
        raise InputError(
            f"Personen börjar {running_date(first_day)}. Låt svaret komma senast den dagen.",
            field="answer_by",
        )


def _check_room(delivery: Delivery, first_day: date, late: str, day: date) -> bool:
    """Answer whether it is too late to apply for that day. Raises InputError when no place is free."""
    if delivery.start_mode == StartMode.SINGLE_PLACE:
        single = single_free_on(delivery.pk, first_day, day)
        if not single.value:
            raise InputError(single.reasons[0].text, field="first_day")
    elif delivery.start_mode == StartMode.COHORT:
        starts = group_starts(delivery.pk)
        named = may_offer_start(starts, first_day, day, late)
        if not named.value:
            asks_why = may_offer_start(starts, first_day, day, "skäl").value
            raise InputError(named.reasons[0].text, field="late" if asks_why else "first_day")
        _check_free(free_in(delivery, first_day, day), "first_day")
        return is_late(starts, first_day, day)
    else:
        _check_free(free_on(delivery.pk, day), None)
    return False


def _check_free(free: Ruling[int] | Ruling[int | None] | None, field: str | None) -> None:
    if free is None or free.value is None:
        raise InputError(UNCOUNTED)
    if free.value <= 0:
        raise InputError(f"Ingen plats är ledig. {free.reasons[0].text}", field=field)


def _check_turn(row: QueueEntry, new: NewOffer, day: date) -> None:
    turns = whose_turn(row.delivery_id, day)
    if row.number in turns.passed:
        raise InputError(turns.passed[row.number])
    chosen = next(one for one in turns.line if one.number == row.number)
    order = may_offer(chosen, turns.line, new.out_of_order)
    if not order.value:
        raise InputError(order.reasons[0].text, field="out_of_order")


def called_off(offer: PlaceOffer) -> str:
    """Say why the start that an offer is of is called off; "" while it stands."""
    delivery = offer.entry.delivery
    if delivery.start_mode != StartMode.COHORT:
        return ""
    starts = group_starts(delivery.pk)
    return next((one.called_off for one in starts if one.day == offer.first_day), "")


def check_stands(offer: PlaceOffer) -> None:
    """Raise ConflictError for an offer of a start that is called off: nobody can say yes to it."""
    why = called_off(offer)
    if why and offer.first_day is not None:
        raise ConflictError(
            f"Starten {running_date(offer.first_day)} är inställd: {why.rstrip('.')}. Erbjudandet gäller inte"
            " längre. Personen står kvar i kön."
        )
