"""Deciding how long a pause or a participation in a delivery may last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.periods import in_force
from samverk.interventions.actions.doors import act_on, managed, waited_for
from samverk.interventions.models import TimeLimit
from samverk.rules.interventions.limits import MOST_DAYS, LimitKind
from samverk.rules.wording import running_date

LIMIT_SET = acts.kind("interventions.limit_set", "Längsta tid registrerad")


@dataclass(frozen=True, slots=True)
class NewLimit:
    """How long something in a delivery (id) may last from a day on. None for no limit any more."""

    delivery: int
    kind: str
    from_date: date
    days: int | None
    decided_in: str = ""


def set_limit(actor: Actor, new: NewLimit, *, key: str) -> TimeLimit:
    """Set how long something may last from a day on; what held before ends the day before.

    Set again from the same day, it is corrected. Raises InputError for what is no kind, for a number
    of days that cannot be, and for a day before the delivery or before a limit that holds later.
    """
    found = managed(actor, new.delivery)
    if new.kind not in set(LimitKind):
        raise InputError("Välj vad gränsen gäller.", field="kind")
    if new.days is not None and not 1 <= new.days <= MOST_DAYS:
        raise InputError(f"Skriv antal dagar, 1 till {MOST_DAYS}.", field="days")
    if new.from_date < found.from_date:
        began = running_date(found.from_date)
        raise InputError(f"Verksamheten började {began}.", field="from_date")
    act = act_on(actor, LIMIT_SET, key, found, new)
    return acts.carry_out(act, lambda: _set(new))


def _set(new: NewLimit) -> TimeLimit:
    rows = waited_for(new.delivery).limits.filter(kind=new.kind)
    later = rows.filter(from_date__gt=new.from_date).order_by("from_date").first()
    if later is not None:
        raise InputError(
            f"En gräns är redan registrerad från {running_date(later.from_date)}."
            " Välj den dagen eller en senare.",
            field="from_date",
        )
    before = rows.filter(in_force(new.from_date)).first()
    if before is not None and before.from_date == new.from_date:
        return _correct(before, new)
    if before is not None:
        before.to_date = new.from_date - timedelta(days=1)
        before.save(update_fields=["to_date"])
    if new.days is None:
        return _ended(before)
    return TimeLimit.objects.create(
        delivery_id=new.delivery,
        kind=new.kind,
        days=new.days,
        decided_in=new.decided_in.strip(),
        from_date=new.from_date,
    )


def _ended(before: TimeLimit | None) -> TimeLimit:
    if before is None:
        raise InputError("Ingen gräns gäller den dagen. Skriv antal dagar.", field="days")
    return before


def _correct(row: TimeLimit, new: NewLimit) -> TimeLimit:
    if new.days is None:
        raise InputError(
            "Gränsen började den dagen. Välj dagen efter för att avsluta den.", field="from_date"
        )
    row.days, row.decided_in = new.days, new.decided_in.strip()
    row.save(update_fields=["days", "decided_in"])
    return row
