"""What every end of a participation keeps: the report, how far each goal was reached, the exit status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from samverk.foundation.errors import InputError
from samverk.interventions.persons.actions.measuring import check_end_day, check_measured
from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import Goal, Hold, Participation, Point
from samverk.interventions.persons.records import sealed
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import EndReason, GoalResult, ParticipationEvent

if TYPE_CHECKING:
    from samverk.interventions.persons.actions.taking_part import Ending


def check_ending(ending: Ending) -> None:
    """Raise InputError for an ending without a report, or for a reason that is none."""
    if not ending.report.strip():
        raise InputError("Skriv slutrapporten.", field="report")
    if ending.reason and ending.reason not in set(EndReason):
        raise InputError("Välj varför deltagandet slutade i förtid.", field="reason")


def closed(row: Participation, ending: Ending, doing: Doing) -> Participation:
    """End a locked participation. Raises InputError for what its end lacks."""
    check_end_day(row, doing.day)
    check_measured(row, Point.EXIT, doing.day)
    _judge(row, ending, doing.day)
    row.ended_on, row.end_reason = doing.day, ending.reason
    row.report = sealed(row.person, row, {"text": ending.report.strip()})
    event = ParticipationEvent.END_EARLY if ending.reason else ParticipationEvent.COMPLETE
    hand = Hand.PARTICIPANT if ending.reason and ending.is_own else doing.hand
    move(row, event, replace(doing, reason=ending.reason, hand=hand))
    Hold.objects.filter(participation=row, to_date=None).update(to_date=doing.day)
    return row


def _judge(row: Participation, ending: Ending, day: date) -> None:
    results = dict(ending.goals)
    for goal in Goal.objects.filter(participation=row, struck__isnull=True):
        result = results.get(str(goal.pk), "")
        if result not in set(GoalResult):
            raise InputError("Bedöm varje mål: uppnått, delvis eller inte.", field="goals")
        goal.result, goal.judged_on = result, day
        goal.save(update_fields=["result", "judged_on"])
