"""Swedish public holidays and the days on which a period does not end.

Two notions that are easily mixed: a public holiday (allmän helgdag, lag 1989:253), and a day that
moves a deadline under 2 § lag (1930:173), which also counts Saturdays and three eves. Other eves,
such as trettondedagsafton, count in neither (RÅ 2004 not 40).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.statutes.time import PERIOD_NEXT_WEEKDAY, PUBLIC_HOLIDAYS
from samverk.rules.wording import running_date, sentence

_SATURDAY, _SUNDAY = 5, 6


def easter_day(year: int) -> date:
    """Compute påskdagen by the Gregorian rule (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter_day(year) + timedelta(days=days)


def _saturday_from(month: int, day: int) -> Callable[[int], date]:
    """The Saturday in the seven days that begin on the given day."""

    def find(year: int) -> date:
        first = date(year, month, day)
        return first + timedelta(days=(_SATURDAY - first.weekday()) % 7)

    return find


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """One public holiday (allmän helgdag) of lag (1989:253) and the time it stands in the list.

    ``from_date`` date.min means that the day was a holiday before the act of 1989 gathered them.
    """

    name: str
    find: Callable[[int], date]
    from_date: date = date.min
    to_date: date = date.max


HOLIDAYS = (
    HolidayRow("nyårsdagen", _fixed(1, 1)),
    HolidayRow("trettondedag jul", _fixed(1, 6)),
    HolidayRow("långfredagen", _from_easter(-2)),
    HolidayRow("påskdagen", _from_easter(0)),
    HolidayRow("annandag påsk", _from_easter(1)),
    HolidayRow("första maj", _fixed(5, 1)),
    HolidayRow("Kristi himmelsfärdsdag", _from_easter(39)),
    HolidayRow("pingstdagen", _from_easter(49)),
    # 2004:1320 exchanged annandag pingst for nationaldagen, so 2005 already has the new list.
    HolidayRow("annandag pingst", _from_easter(50), to_date=date(2005, 3, 31)),
    HolidayRow("nationaldagen", _fixed(6, 6), from_date=date(2005, 4, 1)),
    HolidayRow("midsommardagen", _saturday_from(6, 20)),
    HolidayRow("alla helgons dag", _saturday_from(10, 31)),
    HolidayRow("juldagen", _fixed(12, 25)),
    HolidayRow("annandag jul", _fixed(12, 26)),
)

EVES = (
    ("midsommarafton", lambda year: _saturday_from(6, 20)(year) - timedelta(days=1)),
    ("julafton", _fixed(12, 24)),
    ("nyårsafton", _fixed(12, 31)),
)


def public_holidays(year: int) -> dict[date, str]:
    """List the year's public holidays with their Swedish names. Ordinary Sundays are left out."""
    named: dict[date, str] = {}
    for row in HOLIDAYS:
        day = row.find(year)
        if row.from_date <= day <= row.to_date:
            # Första maj can be Kristi himmelsfärdsdag as well (2008).
            named[day] = f"{named[day]} och {row.name}" if day in named else row.name
    return dict(sorted(named.items()))


def holiday_name(day: date) -> str | None:
    """Name the public holiday that falls on ``day`` (also "söndag"), else None."""
    named = public_holidays(day.year).get(day)
    return named or ("söndag" if day.weekday() == _SUNDAY else None)


def is_weekday(day: date) -> bool:
    """Answer whether the day is a vardag: neither Sunday nor public holiday.

    The trap: Saturday, julafton and midsommarafton are vardagar; only ``closing_name`` counts them.
    """
    return holiday_name(day) is None


def closing_name(day: date) -> str | None:
    """Name what moves the last day of a period from ``day`` (2 § lag 1930:173), else None."""
    eve = next((name for name, find in EVES if find(day.year) == day), None)
    saturday = "lördag" if day.weekday() == _SATURDAY else None
    return holiday_name(day) or eve or saturday


def weekday_of(day: date) -> Ruling[bool]:
    """Answer whether ``day`` is a vardag, with the reason (lag 1989:253)."""
    name = holiday_name(day)
    text = (
        f"{running_date(day)} är {name}, alltså inte vardag."
        if name
        else f"{running_date(day)} är varken söndag eller helgdag."
    )
    return Ruling(
        name is None,
        (because(sentence(text), PUBLIC_HOLIDAYS, day),),
        unknown_wordings(day, PUBLIC_HOLIDAYS),
    )


def next_open_day(day: date) -> Ruling[date]:
    """Move the last day to act to the next day that does not close (2 § lag 1930:173)."""
    moved = day
    reasons = []
    while name := closing_name(moved):
        reasons.append(f"{running_date(moved)} är {name}")
        moved += timedelta(days=1)
    if not reasons:
        return Ruling(day, (), unknown_wordings(day, PERIOD_NEXT_WEEKDAY))
    closed = sentence(", ".join(reasons))
    text = f"{closed}: åtgärden får vidtas nästa vardag, {running_date(moved)}."
    return Ruling(
        moved,
        (because(text, PERIOD_NEXT_WEEKDAY, day),),
        unknown_wordings(day, PERIOD_NEXT_WEEKDAY),
    )


EXAMPLES = (
    Example(weekday_of, {"day": date(2004, 5, 31)}, False, "annandag pingst före 2004:1320"),
    Example(weekday_of, {"day": date(2005, 6, 6)}, False, "nationaldagen efter 2004:1320"),
    Example(weekday_of, {"day": date(2026, 6, 19)}, True, "midsommarafton är vardag, inte helgdag"),
    Example(next_open_day, {"day": date(2004, 1, 5)}, date(2004, 1, 5), "RÅ 2004 not 40"),
    Example(next_open_day, {"day": date(2025, 12, 24)}, date(2025, 12, 29), "konstruerat: jul"),
)
