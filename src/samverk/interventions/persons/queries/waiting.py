"""The latest measurement of a delivery's waits, and what may be told of it to everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samverk.directory import queries as directory
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import WaitReport
from samverk.interventions.persons.walls import unread
from samverk.interventions.ports import LEAST, MEASURES, UNTOLD, Between, Wait, WaitFigure, Waits
from samverk.interventions.queries.told_waits import ToldWaits
from samverk.rules.wording import running_date

UNMEASURED = "Väntetiden är inte uppmätt."
FEW = "Färre än tio personer har väntat: för få för en median."


def latest_shown(delivery: int, day: date) -> WaitReport | None:
    """Answer the latest measurement up to a day that its team may see, in their open compartment.

    An earlier version counted everybody alone: it waits for the next night's.
    """
    rows = WaitReport.objects.filter(delivery=delivery, day__lte=day, figures__has_key="shown")
    return rows.order_by("-day", "-recorded_at").first()


class MeasuredWaits:
    """Answers the catalogue with what was measured here, and what others have told of theirs.

    Everybody reads the same measurement for a month, and how many it rests on in tens: the difference
    between two nights would be one person.
    """

    def __init__(self, told: Waits | None = None) -> None:
        self._told = told or ToldWaits()

    def how_long(self, delivery: Delivery, day: date) -> Wait:
        """Answer how long the wait to a delivery is, by the measurement of the month."""
        return self.how_long_each([delivery], day)[delivery.pk]

    def how_long_each(self, deliveries: Iterable[Delivery], day: date) -> dict[int, Wait]:
        """Answer the same of each delivery (id), in as many questions whatever they are."""
        asked = list(deliveries)
        found = {pk: public_wait(one) for pk, one in public_reports(asked, day).items()}
        told = self._told.how_long_each([one for one in asked if one.pk not in found], day)
        unknown = {pk: one if one.text != UNTOLD else Wait(UNMEASURED) for pk, one in told.items()}
        return unknown | found


def public_report(delivery: Delivery, day: date) -> WaitReport | None:
    """Find the measurement that everybody may read in a month: the last before it, or else its first."""
    return public_reports([delivery], day).get(delivery.pk)


def public_reports(deliveries: Iterable[Delivery], day: date) -> dict[int, WaitReport]:
    """Find the measurement of the month of each delivery (id) that has one."""
    asked = {one.pk: one.provider_id for one in deliveries}
    if not asked:
        return {}
    month = day.replace(day=1)
    with unread(directory.body_ids(asked.values())):
        rows = WaitReport.objects.filter(delivery__in=asked).distinct("delivery")
        before = rows.filter(day__lte=month).order_by("delivery", "-day", "-recorded_at")
        first = rows.filter(day__lte=day).order_by("delivery", "day", "recorded_at")
        return {row.delivery_id: row for row in (*first, *before)}


def public_wait(found: WaitReport) -> Wait:
    """Tell a measurement to everybody: medians only of ten people or more."""
    if not found.figures["adds_up"]:
        return Wait(UNMEASURED)
    figures = tuple(
        WaitFigure(
            name,
            one["n"] // LEAST * LEAST,
            one["median"],
            one["ninetieth"],
            # What was measured before the intervals were kept has none
            Between(*one.get("median_between", ())),
            Between(*one.get("ninetieth_between", ())),
        )
        for name, one in _told(found.figures)
    )
    words = found.figures["outlook"]["words"] if figures else FEW
    now = "Aktuellt väntetidsläge: " if figures else ""
    return Wait(f"{now}{words} Mätt {running_date(found.day)}.", figures, found.day)


def _told(figures: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """List the measures that rest on enough people."""
    named = zip(MEASURES, (figures["waiting"], figures["completed"]), strict=True)
    return [(name, one) for name, one in named if one["n"] >= LEAST and one["median"] is not None]
