"""Shutting places for a while, by whoever gives the delivery, and taking what another installation tells.

The catalogue is the federation's, and what is shut there is too. The provider knows first that somebody is
ill or that a room has leaked: what it says stands beside the catalogue and is never overwritten by it. The
larger of the two numbers counts, for both may be about the same places.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.exchange.queries import latest_between
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.periods import in_force
from samverk.foundation.permissions import require
from samverk.interventions.actions.doors import may_shut, waited_for
from samverk.interventions.models import Delivery, ShutPlaces
from samverk.interventions.queries.deliveries import (
    delivery_by_code,
    delivery_by_id,
    registered_places,
)
from samverk.interventions.queries.telling import SHUT, SHUT_TOLD
from samverk.rules.wording import running_date

PLACES_SHUT = acts.kind("interventions.places_shut", "Platser stängda av utföraren")
SHUT_TAKEN = acts.kind("interventions.shut_taken", "Utförarens stängda platser mottagna")
DOOR = system("Meddelandeväxlingen")
ONE = timedelta(days=1)
UNREGISTERED = (
    "Antalet platser är inte registrerat den dagen. Be förbundet registrera dem i katalogen först."
)


@dataclass(frozen=True, slots=True)
class NewShutting:
    """How many places of a delivery (id) are shut from a day on; 0 opens them, ``last`` None is for now."""

    delivery: int
    from_date: date
    number: int
    reason: str
    last: date | None = None


def shut_places(actor: Actor, new: NewShutting, *, key: str) -> ShutPlaces:
    """Shut places from a day on, as whoever gives the delivery; it holds here at once.

    With a last day what was said before holds again after it. Set again from the same day, it is corrected.
    Raises InputError for more than there are and a day that it cannot be, ConflictError when something
    else is said to begin between the days.
    """
    found = delivery_by_id(new.delivery)
    require(may_shut(actor, found))
    _check(found, new)
    act = acts.Act(actor, PLACES_SHUT, key, found.provider_id, content=(found.pk, new))
    return acts.carry_out(act, lambda: _shut(new))


def _check(delivery: Delivery, new: NewShutting) -> None:
    if new.number < 0:
        raise InputError("Antal platser kan inte vara negativt.", field="number")
    if new.number and not new.reason.strip():
        raise InputError("Skriv varför platserna är stängda.", field="reason")
    if new.from_date < delivery.from_date:
        told = running_date(delivery.from_date)
        raise InputError(f"Verksamheten började {told}.", field="from_date")
    if delivery.to_date and new.from_date > delivery.to_date:
        told = running_date(delivery.to_date)
        raise InputError(f"Verksamheten gavs till och med {told}.", field="from_date")
    if new.last and new.last < new.from_date:
        raise InputError("Sista dagen är före den första.", field="last")
    places = registered_places(delivery.pk, new.from_date)
    if places is None:
        raise InputError(UNREGISTERED, field="from_date")
    if new.number > places.maximum:
        raise InputError(
            f"Fler än de {places.maximum} platser som finns den dagen.", field="number"
        )


def _shut(new: NewShutting) -> ShutPlaces:
    rows = waited_for(new.delivery).shut_places
    after = new.last + ONE if new.last else None
    later = rows.filter(from_date__gt=new.from_date).order_by("from_date").first()
    if after and later and later.from_date < after:
        told = running_date(later.from_date)
        raise ConflictError(f"Något annat är redan sagt från och med {told}. Välj dagar före.")
    now = rows.filter(in_force(after)).first() if after else None
    back = now.number if now else 0
    made = _set(rows, new.delivery, new.from_date, (new.number, new.reason))
    if after and not (later and later.from_date == after):
        _set(rows, new.delivery, after, (back, now.reason if now else ""))
    return made


def _set(rows: Any, delivery: int, day: date, said: tuple[int, str]) -> ShutPlaces:
    """Say a number from a day on: what held before ends the day before, and what comes later stays."""
    before = rows.filter(in_force(day)).first()
    later = rows.filter(from_date__gt=day).order_by("from_date").first()
    row = ShutPlaces(delivery_id=delivery, from_date=day)
    if before is not None and before.from_date == day:
        row = before
    elif before is not None:
        before.to_date = day - ONE
        before.save(update_fields=["to_date"])
    row.to_date = later.from_date - ONE if later else None
    row.number, row.reason, row.recorded_on = said[0], said[1].strip(), clock.today()
    row.save()
    return row


def take_shut(came: Incoming) -> ShutPlaces | None:
    """Keep what a provider tells that it has shut; one that is older than what has come changes nothing.

    Raises NotFoundError for a delivery that is not known here, InputError for another's and for a text that
    names somebody by number.
    """
    latest = latest_between(SHUT_TOLD[0], came.sender, came.recipient)
    if latest is not None and latest.created > came.created:
        return None
    every = [(_of_sender(came, row["delivery"]), row["shut"]) for row in came.payload["deliveries"]]
    # What is written in words is tried as what somebody writes here is: no person is named by number
    texts = [row["reason"] for _, rows in every for row in rows]
    key = f"meddelande/{came.message}/stangda"
    act = acts.Act(DOOR, SHUT_TAKEN, key, came.recipient, content=texts)

    def keep() -> ShutPlaces:
        kept = [_keep(delivery, row) for delivery, rows in every for row in _in_order(rows)]
        return kept[-1]

    return acts.carry_out(act, keep)


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # The one before has ended when the next begins
    return sorted(rows, key=lambda row: str(row["from_date"]))


def _of_sender(came: Incoming, code: str) -> Delivery:
    found = delivery_by_code(UUID(code))
    if found.provider_id != came.sender:
        raise InputError(f"Verksamheten {found} ges av {found.provider}, inte av avsändaren.")
    if found.intervention.federation_id != came.recipient:
        raise InputError(f"Verksamheten {found} hör till ett annat förbund.")
    return found


def _keep(delivery: Delivery, told: dict[str, Any]) -> ShutPlaces:
    first, last = date.fromisoformat(told["from_date"]), told["to_date"]
    row = ShutPlaces.objects.filter(delivery=delivery, from_date=first).first()
    row = row or ShutPlaces(delivery=delivery, from_date=first)
    said = {"to_date": date.fromisoformat(last) if last else None}
    said |= {name: told[name] for name in SHUT if name not in ("from_date", "to_date")}
    if row.pk is None or any(getattr(row, name) != value for name, value in said.items()):
        if row.pk is None or row.number != told["number"]:
            row.recorded_on = clock.today()
        for name, value in said.items():
            setattr(row, name, value)
        row.save()
    return row
