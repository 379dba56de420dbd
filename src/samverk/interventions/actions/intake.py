"""Opening and closing the intake of a delivery, with why and where to go instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.periods import in_force
from samverk.interventions.actions.doors import act_on, managed, waited_for
from samverk.interventions.models import Delivery, IntakeWindow

INTAKE_OPENED = acts.kind("interventions.intake_opened", "Intag öppnat")
INTAKE_CLOSED = acts.kind("interventions.intake_closed", "Intag stängt")


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day that a delivery takes people in, why, and which delivery (id) to go to instead."""

    last_day: date
    why: str
    successor: int | None = None


def open_intake(actor: Actor, delivery: int, from_date: date, *, key: str) -> IntakeWindow:
    """Let a delivery (id) take people in from a day on.

    Raises InputError for a day outside the delivery's own, ConflictError when it is open then already.
    """
    found = managed(actor, delivery)
    _check_within(found, from_date)
    act = act_on(actor, INTAKE_OPENED, key, found, from_date)
    return acts.carry_out(act, lambda: _open(delivery, from_date))


def _check_within(delivery: Delivery, day: date) -> None:
    if day < delivery.from_date:
        raise InputError(
            f"Verksamheten börjar {delivery.from_date}. Skriv den dagen eller en senare.",
            field="from_date",
        )
    if delivery.to_date and day > delivery.to_date:
        raise InputError(
            f"Verksamheten är avslutad {delivery.to_date}. Lägg upp en ny om den börjar om.",
            field="from_date",
        )


def _open(delivery: int, from_date: date) -> IntakeWindow:
    row = waited_for(delivery)
    met = row.windows.exclude(to_date__lt=from_date).order_by("from_date").first()
    if met:
        until = f" till {met.to_date}" if met.to_date else ""
        raise ConflictError(
            f"Intaget är redan öppet från {met.from_date}{until}. Stäng det först, om det ska bytas."
        )
    return IntakeWindow.objects.create(delivery=row, from_date=from_date, to_date=row.to_date)


def close_intake(actor: Actor, delivery: int, closing: Closing, *, key: str) -> IntakeWindow:
    """Close the intake of a delivery (id) after a last day.

    Closed again with the same or an earlier last day, why and successor are corrected. Raises
    InputError when intake is not open that day, without a reason, and for a successor that is the
    delivery itself, another federation's, or not there.
    """
    found = managed(actor, delivery)
    if not closing.why.strip():
        raise InputError("Skriv varför intaget stängs.", field="why")
    _check_successor(found, closing.successor)
    act = act_on(actor, INTAKE_CLOSED, key, found, closing)
    return acts.carry_out(act, lambda: _close(delivery, closing))


def _check_successor(delivery: Delivery, successor: int | None) -> None:
    if successor is None:
        return
    if successor == delivery.pk:
        raise InputError("En verksamhet ersätts inte av sig själv.", field="successor")
    home = delivery.intervention.federation_id
    if not Delivery.objects.filter(pk=successor, intervention__federation=home).exists():
        raise InputError("Välj en verksamhet i samma förbund.", field="successor")


def _close(delivery: int, closing: Closing) -> IntakeWindow:
    row = waited_for(delivery)
    window = row.windows.filter(in_force(closing.last_day)).first()
    if window is None:
        raise InputError(
            f"Intaget är inte öppet {closing.last_day}. Skriv en dag då det är öppet.",
            field="last_day",
        )
    window.to_date, window.why_closed = closing.last_day, closing.why.strip()
    window.successor_id = closing.successor
    window.save(update_fields=["to_date", "why_closed", "successor"])
    return window
