"""Looks in the index for the newest of what it holds, some months at a time.

How many months are asked for next follows from how much the last ones held, so that little more is read
than what is given. When what is left must be read whole, it is asked for at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from samverk.publishing.queries.asked import quoted

IN_ORDER = "ORDER BY day DESC NULLS LAST, id DESC"
# The months up to today's that are asked for first, and the most at a time; how much more is asked for
# than should be enough, and how many times
FIRST, LONGEST, ROOM, TIMES = 3, 36, 1.3, 5
YEAR = 12
LOOK = """
WITH found AS MATERIALIZED (
    SELECT id, day FROM publishing_open_record WHERE words @@ %s::tsquery{within}
)
SELECT id FROM found{left} {order} LIMIT %s
"""
# What is older, of a day far ahead, or of no day
LEFT = " WHERE day IS NULL OR day < %s OR day >= %s"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which days something is looked for (sökperiod); none where a day is missing."""

    since: date | None
    until: date | None

    @property
    def sql(self) -> str:
        """The condition, to stand after another; it takes the ``days``."""
        told = ((" AND day >= %s", self.since), (" AND day <= %s", self.until))
        return "".join(sql for sql, day in told if day)

    @property
    def days(self) -> list[date]:
        """The days of the condition, in its order."""
        return [day for day in (self.since, self.until) if day]


def looked(query: str, bounds: Bounds, most: int, today: date) -> list[int]:
    """List what the index finds (ids of records), newest first, no more than ``most``.

    What no month of is asked for comes last: a meeting may be called for next year, not for later ones.
    """
    ahead = date(today.year + 1, YEAR, 1)
    above = _month(min(bounds.until, ahead) if bounds.until else ahead) + 1
    floor = _month(bounds.since or date.min)
    found: list[int] = []
    upper, months = above, FIRST
    lower = max(min(above - 1, _month(today)) - FIRST + 1, floor)
    for _ in range(TIMES):
        if months > LONGEST or len(found) >= most or upper <= floor:
            break
        held = _look(_within_months(query, lower, upper), bounds, most - len(found))
        found += held
        months = _enough(most - len(found), len(held) / months)
        upper, lower = lower, max(lower - months, floor)
    is_left = upper > floor or not bounds.until or bounds.until >= _first_day(above)
    if len(found) < most and is_left:
        found += _look(query, bounds, most - len(found), (_first_day(upper), _first_day(above)))
    return found


def ids(query: str, values: Sequence[Any]) -> list[int]:
    """Ask for ids."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def _look(query: str, bounds: Bounds, most: int, left: Sequence[date] = ()) -> list[int]:
    sql = LOOK.format(within=bounds.sql, left=LEFT if left else "", order=IN_ORDER)
    return ids(sql, [query, *bounds.days, *left, most])


def _enough(lacking: int, in_a_month: float) -> int:
    """How many months should hold what is lacking; more than are asked for when few hold anything."""
    return int(lacking * ROOM / in_a_month) + 1 if in_a_month else LONGEST + 1


def _within_months(query: str, lower: int, upper: int) -> str:
    marks = (quoted(f"=month:{_first_day(one):%Y-%m}") for one in range(lower, upper))
    return f"({query}) & ({' | '.join(marks)})"


def _month(day: date) -> int:
    """Number a month, so that they can be counted over years."""
    return day.year * YEAR + day.month - 1


def _first_day(month: int) -> date:
    return date(month // YEAR, month % YEAR + 1, 1)
