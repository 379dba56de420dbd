"""The latest measurement of a delivery's waits, and what may be told of it to everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from samverk.directory import queries as directory
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.models import WaitReport
from samverk.interventions.persons.walls import unread
from samverk.interventions.ports import LEAST, Wait, WaitFigure
from samverk.rules.wording import running_date

UNMEASURED = "Väntetiden är inte uppmätt."
FEW = "Färre än tio personer har väntat: för få för en median."


def latest_report(delivery: int, day: date) -> WaitReport | None:
    """Answer the latest measurement up to a day, in the team's open compartment."""
    rows = WaitReport.objects.filter(delivery=delivery, day__lte=day)
    return rows.order_by("-day", "-recorded_at").first()


class MeasuredWaits:
    """Answers the catalogue with what was measured here; medians only of ten people or more."""

    def how_long(self, delivery: int, day: date) -> Wait:
        """Answer how long the wait to a delivery (id) is, by its latest measurement."""
        provider = catalogue.delivery_by_id(delivery).provider_id
        with unread([one.id for one in directory.bodies(organisation=provider)]):
            found = latest_report(delivery, day)
        if found is None or not found.figures["adds_up"]:
            return Wait(UNMEASURED)
        figures = tuple(
            WaitFigure(name, one["n"], one["median"], one["ninetieth"])
            for name, one in _told(found.figures)
        )
        words = found.figures["outlook"]["words"] if figures else FEW
        now = "Aktuellt väntetidsläge: " if figures else ""
        return Wait(f"{now}{words} Mätt {running_date(found.day)}.", figures)


def _told(figures: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """List the measures that rest on enough people."""
    named = (("Väntande", figures["waiting"]), ("Genomförda", figures["completed"]))
    return [(name, one) for name, one in named if one["n"] >= LEAST and one["median"] is not None]
