"""Which of several periods of counts tells best of the year before a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from samverk.rules.example import Example
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

Period = tuple[date, date]


def best_period(periods: Collection[Period], day: date) -> Ruling[Period | None]:
    """Answer which period covers most of the twelve months that end on ``day``; None of none.

    Of two that cover as much the one with least outside them, then the latest: a whole year comes
    before its last quarter, and a period of which nothing is in those months only when all are such.
    """
    start = add_months(day, -12) + timedelta(days=1)

    def worth(period: Period) -> tuple[int, int, date]:
        first, last = period
        inside = max((min(last, day) - max(first, start)).days + 1, 0)
        outside = (last - first).days + 1 - inside
        return (inside, -outside, last) if inside else (0, 0, last)

    best = max(periods, key=worth, default=None)
    if best is None:
        return Ruling(None, (Reason("Inget antal är inlagt."),))
    told = f"{running_date(best[0])} till {running_date(best[1])}"
    text = f"Perioden {told} täcker mest av de tolv månaderna till {running_date(day)}."
    return Ruling(best, (Reason(text),))


_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
_QUARTER = (date(2025, 10, 1), date(2025, 12, 31))
EXAMPLES = (
    Example(
        best_period,
        {"periods": (_QUARTER, _YEAR), "day": date(2026, 3, 1)},
        _YEAR,
        "konstruerat: hela året framför dess sista kvartal",
    ),
)
