"""When a status may be measured, and which measurement a start or an end rests on.

A measurement belongs to one turn of a participation: a reactivation begins the next, and what was
measured at the end before stays as it was written.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.models import (
    Hold,
    Measurement,
    Participation,
    ParticipationStep,
    Point,
)
from samverk.interventions.persons.queries.measured import measured_in_turn, was_struck
from samverk.rules.interventions.follow_up import FollowUpPoint
from samverk.rules.interventions.measuring import (
    Timeliness,
    Windows,
    follow_up_window,
    timeliness,
    window_around,
)
from samverk.rules.interventions.participation import (
    ENDED,
    ParticipationEvent,
    ParticipationState,
)
from samverk.rules.wording import running_date

ALREADY = "Mätningen är redan registrerad."
GOES_ON = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED)


def windows() -> Windows:
    """Give the days that this installation counts as near."""
    return Windows(
        settings.MEASURE_DAYS, settings.FOLLOW_UP_DAYS_BEFORE, settings.FOLLOW_UP_DAYS_AFTER
    )


def check_time(row: Participation, point: str, day: date, *, is_missing: bool) -> bool:
    """Answer whether a measurement comes too late to count. Raises InputError, ConflictError.

    Why a follow-up is missing may be known before its day, and counts whenever it is known.
    """
    if day > clock.today():
        raise InputError("Dagen är i framtiden.", field="measured_on")
    if point in set(FollowUpPoint):
        return _check_follow_up(row, FollowUpPoint(point), day, is_missing=is_missing)
    if point == Point.ENTRY:
        _check_entry(row, day)
    else:
        _check_exit(row, day)
    made = measured_in_turn(row, point).last()
    if made and timeliness(day, window_around(made.measured_on, windows())).value == "in_time":
        raise ConflictError(
            f"{ALREADY} Den är från {running_date(made.measured_on)}. Mät på nytt för en dag mer än"
            f" {windows().around} dagar därifrån."
        )
    return False


def _check_entry(row: Participation, day: date) -> None:
    if row.state != ParticipationState.PLANNED:
        _check_again(row, Point.ENTRY, row.starts_on, day)
        return
    # Who was in the queue may have begun any day since
    known = row.entry.joined_on if row.entry else row.starts_on
    first = window_around(min(known, row.starts_on), windows()).first
    if day < first:
        raise InputError(
            f"Status vid start mäts tidigast {running_date(first)}. Kontrollera året.",
            field="measured_on",
        )


def _check_exit(row: Participation, day: date) -> None:
    if row.state in ENDED:
        _check_again(row, Point.EXIT, row.ended_on or day, day)
        return
    if row.state not in GOES_ON:
        raise InputError("Deltagandet pågår inte: det finns inget avslut att mäta vid.")
    if day < row.starts_on:
        raise InputError(f"Deltagandet började {running_date(row.starts_on)}.", field="measured_on")


def _check_again(row: Participation, point: Point, of: date, day: date) -> None:
    """Raise ConflictError unless one at the point was in error, InputError far from the day it is of."""
    if row.state not in (*GOES_ON, *ENDED) or not was_struck(row, point):
        raise ConflictError(ALREADY)
    if timeliness(day, window_around(of, windows())).value is not Timeliness.IN_TIME:
        raise InputError(
            f"Status {point.label} mäts högst {windows().around} dagar från {running_date(of)}.",
            field="measured_on",
        )


def _check_follow_up(
    row: Participation, point: FollowUpPoint, day: date, *, is_missing: bool
) -> bool:
    if row.ended_on is None or row.state not in ENDED:
        raise InputError("Deltagandet är inte avslutat: uppföljningen görs efter slutet.")
    if not row.is_followed:
        raise InputError("Personen har inte samtyckt till uppföljning: den görs då inte.")
    if measured_in_turn(row, point).exists():
        raise ConflictError(ALREADY)
    if day < row.ended_on:
        raise InputError(
            f"Dagen är före slutet, {running_date(row.ended_on)}.", field="measured_on"
        )
    if is_missing:
        return False
    window = follow_up_window(row.ended_on, point, windows())
    found = timeliness(day, window).value
    if found is Timeliness.EARLY:
        raise InputError(
            f"Uppföljningen görs tidigast {running_date(window.first)}.", field="measured_on"
        )
    return found is Timeliness.LATE


def measured_anew(row: Participation, made: dict[str, Measurement]) -> str:
    """Answer which status is measured and may be measured for another day; "" for none."""
    waits = row.state == ParticipationState.PLANNED
    point = Point.ENTRY if waits else Point.EXIT
    may = waits or row.state in GOES_ON
    return point.value if may and made.get(point) else ""


def measured_after_error(row: Participation, made: dict[str, Measurement]) -> list[str]:
    """List the statuses at the start and the end that are to be measured again: they were in error."""
    asked = [Point.ENTRY] if row.state in (*GOES_ON, *ENDED) else []
    asked += [Point.EXIT] if row.state in ENDED else []
    return [point.value for point in asked if point not in made and was_struck(row, point)]


def follow_up_counts(row: Participation, point: FollowUpPoint) -> tuple[str, ...]:
    """Say on which days a follow-up counts; nothing while the participation goes on."""
    if row.ended_on is None:
        return ()
    window = follow_up_window(row.ended_on, point, windows())
    reasons = timeliness(clock.today(), window).reasons
    return (*(one.text for one in reasons), "Senare antecknas den, men räknas inte.")


def check_measured(row: Participation, point: Point, day: date) -> None:
    """Raise InputError unless a status in this turn is measured near the day of a start or an end."""
    made = measured_in_turn(row, point).last()
    if made is None:
        raise InputError(f"Registrera status {point.label} först, eller varför den saknas.")
    near = window_around(day, windows())
    if timeliness(made.measured_on, near).value != Timeliness.IN_TIME:
        raise InputError(
            f"Status {point.label} är mätt {running_date(made.measured_on)}, mer än"
            f" {windows().around} dagar från {running_date(day)}. Mät status {point.label} på nytt.",
            field="day",
        )


def check_end_day(row: Participation, day: date) -> None:
    """Raise InputError for an end before the start, a pause, or the day that it went on again."""
    if day < row.starts_on:
        raise InputError(f"Deltagandet började {running_date(row.starts_on)}.", field="day")
    hold = Hold.objects.filter(participation=row, from_date__gt=day).order_by("-from_date").first()
    if hold is not None and hold.to_date is None:
        raise InputError(
            f"Uppehållet började {running_date(hold.from_date)}."
            " Deltagandet kan inte sluta före det. Välj den dagen eller en senare.",
            field="day",
        )
    again = (ParticipationEvent.RESUME, ParticipationEvent.REACTIVATE)
    steps = ParticipationStep.objects.filter(subject=row, event__in=again, happened_on__gt=day)
    went_on = steps.order_by("-happened_on").first()
    if went_on is not None:
        raise InputError(
            f"Deltagandet återupptogs {running_date(went_on.happened_on)}."
            " Välj den dagen eller en senare.",
            field="day",
        )
