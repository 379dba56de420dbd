"""The nights when the clock is changed: an hour that is not, and one that comes twice (omställning)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

SWEDEN = ZoneInfo("Europe/Stockholm")


class Hour(StrEnum):
    """How often a time of day comes on a day (klockslag)."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


def hour_of(day: date, at: time) -> Ruling[Hour]:
    """Answer whether a time of day comes once, never or twice in Sweden on a day."""
    first = datetime.combine(day, at, SWEDEN)
    second = first.replace(fold=1)
    earlier, later = _offset(first), _offset(second)
    if earlier == later:
        return Ruling(Hour.ONCE, (Reason(f"Klockan {at:%H:%M} infaller en gång den dagen."),))
    when = running_date(day)
    if earlier < later:
        text = f"Klockan {at:%H:%M} finns inte {when}: klockan ställs fram från 02:00 till 03:00."
        return Ruling(Hour.NEVER, (Reason(text), OTHER_HOUR))
    text = f"Klockan {at:%H:%M} infaller två gånger {when}: klockan ställs tillbaka från 03:00 till 02:00."
    return Ruling(Hour.TWICE, (Reason(text), OTHER_HOUR))


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


OTHER_HOUR = Reason("Välj ett klockslag före 02:00 eller från 03:00.")

EXAMPLES = (
    Example(
        hour_of,
        {"day": date(2024, 3, 31), "at": time(2, 30)},
        Hour.NEVER,
        "räknat för hand: natten då sommartiden börjar",
    ),
    Example(
        hour_of,
        {"day": date(2024, 10, 27), "at": time(2, 30)},
        Hour.TWICE,
        "räknat för hand: natten då sommartiden slutar",
    ),
)
