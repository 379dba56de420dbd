"""How a duty stands on a day, and when its owner is reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.federation_year.duties import Basis, Duty

# Before its last day a duty without a reminder counts as near this long.
NEAR_DAYS = 30


class DutyState(StrEnum):
    """What has been said of a duty (läge)."""

    LEFT = "kvar"
    DONE = "klar"
    NOT_NEEDED = "behövs inte"


class Urgency(StrEnum):
    """How pressing a duty is (hur bråttom)."""

    OVERDUE = "försenad"
    PASSED = "förslagets dag har passerat"
    NEAR = "snart"
    LATER = "senare"
    DONE = "klar"
    DONE_LATE = "klar för sent"
    NOT_NEEDED = "behövs inte"


_LEFT = (Urgency.OVERDUE, Urgency.PASSED, Urgency.NEAR, Urgency.LATER)


@dataclass(frozen=True, slots=True)
class Standing:
    """Ställning: how pressing, and ``days`` left to the last day, negative after it."""

    urgency: Urgency
    days: int

    @property
    def is_left(self) -> bool:
        """Answer whether it is still to be done."""
        return self.urgency in _LEFT


def standing_of(
    duty: Duty, state: DutyState, today: date, *, done_on: date | None, reminder_days: int | None
) -> Standing:
    """Answer how a duty stands. It is overdue from the day after its last day.

    A day that is only proposed makes nothing late: it passes. One that is done without a known day is
    taken to be in time.
    """
    days = (duty.due - today).days
    is_firm = duty.basis is not Basis.PROPOSED
    if state is DutyState.NOT_NEEDED:
        return Standing(Urgency.NOT_NEEDED, days)
    if state is DutyState.DONE:
        late = is_firm and done_on is not None and done_on > duty.due
        return Standing(Urgency.DONE_LATE if late else Urgency.DONE, days)
    if days < 0:
        return Standing(Urgency.OVERDUE if is_firm else Urgency.PASSED, days)
    near = max(NEAR_DAYS, reminder_days or 0)
    return Standing(Urgency.NEAR if days <= near else Urgency.LATER, days)


def reminder_day(due: date, days_before: int) -> date:
    """Compute the day of the reminder. It is sent on that day also when it is a holiday."""
    if days_before < 0:
        raise ValueError("En påminnelse kommer före sista dagen.")
    return due - timedelta(days=days_before)


def is_time_to_remind(due: date, days_before: int, today: date) -> bool:
    """Answer whether the reminder's day has come and the last day has not passed.

    So a reminder that a stopped worker missed is sent when it starts again, but never for old duties.
    """
    return reminder_day(due, days_before) <= today <= due
