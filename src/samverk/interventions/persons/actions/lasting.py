"""Whether a pause or a participation may last as long as is planned, by the delivery's longest times."""

from __future__ import annotations

from datetime import date

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.models import Participation
from samverk.rules.interventions.limits import LimitKind, lasts
from samverk.rules.wording import running_date


def check_return(row: Participation, planned: date, day: date) -> None:
    """Raise InputError for a planned return that cannot be, of a pause that begins on a day."""
    if planned < day:
        begins = "i dag" if day == clock.today() else running_date(day)
        raise InputError(
            f"Den planerade återkomsten är före {begins}, då uppehållet börjar.",
            field="planned_return",
        )
    _check(row, LimitKind.HOLD, day, planned, "planned_return")


def check_stay(row: Participation, planned_end: date) -> None:
    """Raise InputError for a planned end later than the longest participation allows."""
    _check(row, LimitKind.STAY, row.starts_on, planned_end, "planned_end")


def _check(row: Participation, kind: LimitKind, began: date, until: date, field: str) -> None:
    limit = catalogue.limit_on(row.delivery_id, kind, began)
    if limit is None:
        return
    ruling = lasts(began, until, limit)
    if not ruling.value:
        raise InputError(f"{ruling.reasons[0].text} Välj den dagen eller en tidigare.", field=field)
