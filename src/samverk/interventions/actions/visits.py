"""Counting who came to an open activity: numbers, with nobody behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import require
from samverk.interventions.actions.doors import act_on, may_count, waited_for
from samverk.interventions.models import AttendanceCount, Delivery
from samverk.interventions.queries import delivery_by_id

VISITS_COUNTED = acts.kind("interventions.visits_counted", "Antal besök registrerat")
MOST = 10_000


@dataclass(frozen=True, slots=True)
class NewVisits:
    """How many came to an open activity (delivery id) on one day."""

    delivery: int
    held_on: date
    women: int
    men: int
    unknown: int = 0


def count_visits(actor: Actor, new: NewVisits, *, key: str) -> AttendanceCount:
    """Count who came on a day; counted again, the numbers of that day are corrected.

    Raises InputError for an activity that needs a referral, a day that has not come or lies outside
    the activity's own, and numbers that cannot be.
    """
    found = delivery_by_id(new.delivery)
    require(may_count(actor, found))
    _check_day(found, new.held_on)
    for name in ("women", "men", "unknown"):
        if not 0 <= getattr(new, name) <= MOST:
            raise InputError(f"Skriv ett antal från 0 till {MOST}.", field=name)
    act = act_on(actor, VISITS_COUNTED, key, found, new)
    return acts.carry_out(act, lambda: _count(new))


def _check_day(delivery: Delivery, day: date) -> None:
    if delivery.needs_referral:
        raise InputError(
            f"{delivery} kräver remiss. Besök räknas bara i öppna verksamheter; här räknas deltagare."
        )
    if day > clock.today():
        raise InputError("Dagen har inte varit än. Räkna besöken efteråt.", field="held_on")
    if day < delivery.from_date or (delivery.to_date and day > delivery.to_date):
        until = f" till {delivery.to_date}" if delivery.to_date else ""
        raise InputError(
            f"Verksamheten finns från {delivery.from_date}{until}. Skriv en sådan dag.",
            field="held_on",
        )


def _count(new: NewVisits) -> AttendanceCount:
    waited_for(new.delivery)
    row = AttendanceCount.objects.filter(delivery=new.delivery, held_on=new.held_on).first()
    row = row or AttendanceCount(delivery_id=new.delivery, held_on=new.held_on)
    row.women, row.men, row.unknown = new.women, new.men, new.unknown
    row.save()
    return row
