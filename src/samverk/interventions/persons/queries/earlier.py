"""What a participation was before: its extents by day, and the ends that were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.interventions.persons.models import (
    EarlierEnd,
    EarlierResult,
    Participation,
    ParticipationExtent,
)
from samverk.interventions.persons.records import told


@dataclass(frozen=True, slots=True)
class EndLine:
    """An end that was taken back: when, as planned or why early, the report, and goals with results."""

    ended_on: date
    how: str
    report: str
    goals: tuple[tuple[str, str], ...]


def extents_of(row: Participation) -> list[ParticipationExtent]:
    """List a participation's extents and planned ends, the first first; none when it never changed."""
    return list(ParticipationExtent.objects.filter(participation=row).order_by("number"))


def extent_on(row: Participation, day: date) -> int:
    """Answer a participation's extent in percent on a day: of two changes that day the last."""
    rows = ParticipationExtent.objects.filter(participation=row, from_date__lte=day)
    found = rows.order_by("-number").values_list("extent", flat=True).first()
    return row.extent if found is None else found


def earlier_ends(row: Participation) -> list[EndLine]:
    """List a participation's earlier ends. The caller has noted that its person is read."""
    if row.turn == 1:
        return []
    results: dict[int, list[tuple[str, str]]] = {}
    judged = EarlierResult.objects.filter(goal__participation=row).select_related("goal")
    for one in judged.order_by("goal__recorded_at", "goal"):
        text = str(told(row.person, one.goal).get("text", ""))
        results.setdefault(one.turn, []).append((text, one.get_result_display()))
    return [
        EndLine(
            one.ended_on,
            f"i förtid: {one.get_end_reason_display()}" if one.end_reason else "enligt plan",
            str(told(row.person, one, "report").get("text", "")),
            tuple(results.get(one.turn, ())),
        )
        for one in EarlierEnd.objects.filter(participation=row).order_by("turn")
    ]
