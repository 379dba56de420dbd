"""Whether a delivery takes people in on a day, since when it does not, and where to go instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.interventions.models import Delivery, IntakeWindow

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Intake:
    """The intake of a delivery as it is on a day (intagsläge).

    ``until`` is the last day of what is open, ``opens_on`` the first day of what comes next,
    ``closed_on`` the last day of what was; ``why`` and ``successor`` belong to an end that is set.
    """

    is_open: bool
    until: date | None = None
    opens_on: date | None = None
    closed_on: date | None = None
    why: str = ""
    successor: Delivery | None = None

    @property
    def tone(self) -> str:
        """How the state is shown: see ``samverk.web.statuses``."""
        return "good" if self.is_open else "running" if self.opens_on else "stopped"

    @property
    def words(self) -> str:
        """Tell the state in a few words."""
        if self.is_open:
            return f"Öppet till och med {self.until}" if self.until else "Öppet"
        if self.opens_on:
            return f"Öppnar {self.opens_on}"
        return f"Stängt sedan {self.closed_on + ONE}" if self.closed_on else "Inte öppet än"


def intake_in(windows: Sequence[IntakeWindow], day: date) -> Intake:
    """Read the intake of a day from a delivery's windows, with successors fetched."""
    met = [one for one in windows if one.from_date <= day]
    latest = max(met, key=lambda one: one.from_date, default=None)
    nexts = [one.from_date for one in windows if one.from_date > day]
    opens_on = min(nexts, default=None)
    if latest is None:
        return Intake(is_open=False, opens_on=opens_on)
    ending = (latest.why_closed, latest.successor)
    if latest.to_date is None or day <= latest.to_date:
        return Intake(True, latest.to_date, opens_on, None, *ending)
    return Intake(False, None, opens_on, latest.to_date, *ending)


def windows_of(delivery: int) -> list[IntakeWindow]:
    """List when a delivery (id) has taken people in and will, the latest first."""
    rows = IntakeWindow.objects.filter(delivery=delivery).select_related("successor")
    return list(rows.order_by("-from_date"))
