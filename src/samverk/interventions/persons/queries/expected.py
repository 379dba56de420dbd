"""How long one may expect to wait, for whoever refers: the three measures in words, and as of when.

What nobody has measured, or rests on fewer than ten people, is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from samverk.directory import queries as directory
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import WaitReport
from samverk.interventions.persons.walls import unread
from samverk.interventions.ports import LEAST, Between, Wait, WaitFigure
from samverk.interventions.queries.starts import starting_words
from samverk.interventions.queries.told_waits import told_waits
from samverk.rules.wording import running_date

# It is measured every night: what is older tells nothing of the queue as it is
FRESH_DAYS = 14
UNMEASURED = "Okänt: väntetiden har inte mätts här de senaste två veckorna."
UNSURE = "Okänt: talen i den senaste mätningen går inte ihop."
FEW = "Okänt: färre än tio personer att räkna på."


@dataclass(frozen=True, slots=True)
class Expected:
    """The wait to a delivery (förväntad väntan): its measures with their words, and how they held.

    ``why_unknown`` says why there are none, else "". ``day`` is the day that was measured. ``starting``
    says when somebody can begin, "" where it is at any time.
    """

    why_unknown: str = ""
    day: date | None = None
    measures: tuple[tuple[str, str], ...] = ()
    held: str = ""
    ahead: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    starting: str = ""

    @property
    def in_short(self) -> str:
        """What one who is referred now can expect, in one sentence."""
        return self.why_unknown or self.measures[-1][1]

    def coming(self, rank: int, clock: date) -> str:
        """Tell when a place comes for one who waits in a class since a day; "" when it is not known.

        It is the same for all who stand near each other, so that nobody's rank can be read.
        """
        place = [rank, clock.isoformat()]
        found = next((one for one in self.ahead if place <= one["through"]), None)
        return _span(found) if found else ""


def expected_waits(deliveries: Iterable[Delivery], day: date) -> dict[int, Expected]:
    """Answer the wait to each delivery (id), by the latest measurements, in the same few queries."""
    asked = list(deliveries)
    ids = [one.pk for one in asked]
    with unread(one.id for one in directory.bodies()):
        rows = WaitReport.objects.filter(
            delivery__in=ids, day__range=(day - timedelta(days=FRESH_DAYS), day)
        )
        latest = rows.order_by("delivery", "-day", "-recorded_at").distinct("delivery")
        found = {row.delivery_id: _expected(row) for row in latest}
    told = told_waits([one for one in asked if one.pk not in found], day)
    found |= {pk: _as_told(wait) for pk, wait in told.items()}
    starting = starting_words(asked, day)
    return {
        pk: replace(found.get(pk, Expected(UNMEASURED)), starting=starting.get(pk, ""))
        for pk in ids
    }


def _as_told(wait: Wait) -> Expected:
    """Tell what another installation says of the wait to what is given there."""
    if not wait.figures:
        return Expected(wait.text)
    figures = tuple((one.measure, _figure(one)) for one in wait.figures)
    return Expected("", None, (*figures, ("Enligt den som ger insatsen", wait.text)))


def _figure(one: WaitFigure) -> str:
    """Tell a measure of another installation: the same numbers as the open catalogue has."""
    usual = one.longest_usual
    told = [f"Hälften väntar högst {one.median} dagar{_within(one.median_between)}."]
    if usual is not None:
        told.append(f"Nio av tio väntar högst {usual} dagar{_within(one.usual_between)}.")
    return " ".join([*told, f"Räknat på minst {one.least} personer."])


def _within(found: Between) -> str:
    return f" ({found.in_words})" if found.in_words else ""


def _expected(row: WaitReport) -> Expected:
    figures = row.figures
    if not figures["adds_up"]:
        return Expected(UNSURE, row.day)
    outlook = figures["outlook"]
    enough = outlook["stays_ended"] >= LEAST
    return Expected(
        "",
        row.day,
        (
            ("Väntande", _words(figures["waiting"])),
            ("Genomförda", _words(figures["completed"])),
            (
                "Aktuellt väntetidsläge",
                f"{outlook['words']} Räknat på {outlook['stays_ended']} avslutade deltaganden."
                if enough
                else FEW,
            ),
        ),
        outlook["held"] if enough else "",
        tuple(outlook.get("ahead", ())) if enough else (),
    )


def _words(measure: dict[str, Any]) -> str:
    return str(measure["words"]) if measure["n"] >= LEAST else FEW


def _span(found: dict[str, Any]) -> str:
    if found["first"] is None:
        return "Ingen plats kan förutses."
    first = running_date(date.fromisoformat(found["first"]))
    if found["last"] is None:
        return f"En plats kommer tidigast {first}. Hur länge det dröjer går inte att säga."
    last = running_date(date.fromisoformat(found["last"]))
    return f"En plats kommer troligen mellan {first} och {last} (minst åtta fall av tio)."
