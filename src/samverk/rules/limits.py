"""A last day for something that people do, and how it was kept.

All is counted in dates: what an hour is called on a night when the clock changes is settled by the
caller, who turns a local time (Europe/Stockholm) into its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.holidays import closing_name, next_open_day
from samverk.rules.ruling import Reason
from samverk.rules.wording import running_date


class Timing(StrEnum):
    """How a last day was kept (tidhållning).

    ``DOUBTFUL`` is after the day but in time if the rule of the next weekday applies.
    """

    IN_TIME = "in_time"
    DOUBTFUL = "doubtful"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limit:
    """A last day and what is known of how it was kept (frist). ``done`` is None when not known."""

    latest: date
    done: date | None
    timing: Timing


def limit(latest: date, done: date | None, *, may_move: bool = False) -> Limit:
    """Weigh the day that something was done against its last day.

    ``may_move`` says that the rule of the next weekday might apply: then days up to that one are
    doubtful, not late.
    """
    if done is None:
        return Limit(latest, None, Timing.UNKNOWN)
    if done <= latest:
        return Limit(latest, done, Timing.IN_TIME)
    moved = next_open_day(latest).value if may_move else latest
    return Limit(latest, done, Timing.DOUBTFUL if done <= moved else Timing.LATE)


def moved_limit_doubt(latest: date) -> tuple[Reason, ...]:
    """Remark that a last day on a closed day might move. Empty when the day is an open one."""
    name = closing_name(latest)
    if name is None:
        return ()
    moved = next_open_day(latest).value
    text = (
        f"Sista dagen, {running_date(latest)}, är {name}. Att den därför flyttas till "
        f"{running_date(moved)} är Samverks läsning av 2 § lagen om beräkning av lagstadgad tid: "
        "det är inte bekräftat, så håll den tidigare dagen."
    )
    return (Reason(text),)
