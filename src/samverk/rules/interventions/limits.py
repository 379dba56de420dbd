"""How long a pause or a participation may last, and a wait until it is confirmed (längsta tid).

The federation has decided it.

No law sets it. The limit that held the day that something began applies to it, also when another has
been decided since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

MOST_DAYS = 3650


class LimitKind(StrEnum):
    """What a limit is of (vad gränsen gäller)."""

    WAIT_PAUSE = "wait_pause"
    HOLD = "hold"
    STAY = "stay"
    RECONFIRM = "reconfirm"


LIMITS = {
    LimitKind.WAIT_PAUSE: "paus i kön",
    LimitKind.HOLD: "uppehåll i deltagandet",
    LimitKind.STAY: "deltagande",
    LimitKind.RECONFIRM: "tid mellan bekräftelser av väntan",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """The most days that something may last (längsta tid), from the day that it began."""

    kind: LimitKind
    days: int


def last_day(began: date, limit: Limit) -> date:
    """Compute the last day that something which began on a day may last: the first day counts."""
    return began + timedelta(days=limit.days - 1)


def lasts(began: date, until: date, limit: Limit) -> Ruling[bool]:
    """Answer whether something that began on a day may last until another."""
    last = last_day(began, limit)
    text = (
        f"Längsta tid för {LIMITS[limit.kind]} är {limit.days} dagar: till och med"
        f" {running_date(last)}."
    )
    return Ruling(until <= last, (Reason(text),))


_WEEK = Limit(LimitKind.WAIT_PAUSE, 7)
EXAMPLES = (
    Example(
        lasts,
        {"began": date(2024, 2, 26), "until": date(2024, 3, 3), "limit": _WEEK},
        True,
        "konstruerat: sju dagar över skottdagen, den första räknas med",
    ),
    Example(
        lasts,
        {"began": date(2024, 2, 26), "until": date(2024, 3, 4), "limit": _WEEK},
        False,
        "konstruerat: dagen efter",
    ),
)
