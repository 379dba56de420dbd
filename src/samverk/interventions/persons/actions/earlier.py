"""Keeps what a change or a reactivation would write over: it stays in the record as it was."""

from __future__ import annotations

from datetime import date

from samverk.interventions.persons.models import (
    EarlierEnd,
    EarlierResult,
    Goal,
    Participation,
    ParticipationExtent,
)
from samverk.interventions.persons.records import sealed, told

Terms = tuple[int, date | None]


def set_terms(row: Participation, terms: Terms, day: date) -> None:
    """Give a locked participation its extent and planned end from a day on; the row is not saved.

    Nothing is added when they are as they were.
    """
    before = (row.extent, row.planned_end)
    if terms == before:
        return
    kept = ParticipationExtent.objects.filter(participation=row).count()
    if not kept:
        kept = 1
        _add(row, kept, before, row.starts_on)
    _add(row, kept + 1, terms, day)
    row.extent, row.planned_end = terms


def _add(row: Participation, number: int, terms: Terms, day: date) -> None:
    extent, planned_end = terms
    ParticipationExtent.objects.create(
        controller_id=row.controller_id,
        person_id=row.person_id,
        participation=row,
        number=number,
        from_date=day,
        extent=extent,
        planned_end=planned_end,
    )


def keep_end(row: Participation) -> None:
    """Keep the end of a locked participation that goes on again, and begin its next turn.

    The report, the reason and the goals' results lie there from now on; the row is not saved.
    """
    kept = {"controller_id": row.controller_id, "person_id": row.person_id, "turn": row.turn}
    if row.ended_on is not None:
        end = EarlierEnd(
            participation=row, ended_on=row.ended_on, end_reason=row.end_reason, **kept
        )
        if row.report:
            # Sealed anew: what is sealed says which row it belongs to
            end.report = sealed(row.person, end, told(row.person, row, "report"))
        end.save(force_insert=True)
    for goal in Goal.objects.filter(participation=row):
        if goal.judged_on is None:
            continue
        EarlierResult.objects.create(
            goal=goal, result=goal.result, judged_on=goal.judged_on, **kept
        )
        goal.result, goal.judged_on = "", None
        goal.save(update_fields=["result", "judged_on"])
    row.ended_on, row.end_reason, row.report, row.turn = None, "", b"", row.turn + 1
