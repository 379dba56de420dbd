"""When a status may be measured: not in the future, and a follow-up when it has fallen due."""

from __future__ import annotations

from datetime import date

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.interventions.persons.models import Participation
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on
from samverk.rules.interventions.participation import ENDED


def check_time(row: Participation, point: str, day: date, *, is_missing: bool) -> None:
    """Raise InputError for a day to come, and a follow-up of what goes on or is not yet due.

    Why a follow-up is missing may be known before its day.
    """
    if day > clock.today():
        raise InputError("Dagen är i framtiden.", field="measured_on")
    if point not in set(FollowUpPoint):
        return
    if row.ended_on is None or row.state not in ENDED:
        raise InputError("Deltagandet är inte avslutat: uppföljningen görs efter slutet.")
    due = due_on(row.ended_on, FollowUpPoint(point))
    if day < due and not is_missing:
        raise InputError(f"Uppföljningen görs tidigast {due}.", field="measured_on")
