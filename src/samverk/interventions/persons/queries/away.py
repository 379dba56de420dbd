"""When the place of a participation was free: given up in a pause, or between an end and a return."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from samverk.interventions.persons.models import Hold, Participation, ParticipationStep
from samverk.rules.interventions.days import ONE, Away, Stay
from samverk.rules.interventions.participation import ENDING, ParticipationEvent


def stays_of(rows: Iterable[Participation]) -> dict[uuid.UUID, Stay]:
    """Answer how each participation (id) has held its place, in two questions."""
    every = list(rows)
    ends = {row.pk: row.ended_on for row in every}
    found: dict[uuid.UUID, list[Away]] = defaultdict(list)
    for hold in Hold.objects.filter(participation__in=ends, keeps_place=False):
        # A pause that lasts to the end covers the last day too
        lasts = hold.to_date is not None and hold.to_date == ends[hold.participation_id]
        back = hold.to_date + ONE if lasts and hold.to_date else hold.to_date
        found[hold.participation_id].append(Away(hold.from_date, back))
    steps = ParticipationStep.objects.filter(
        subject__in=ends, event__in=[*ENDING, ParticipationEvent.REACTIVATE]
    ).order_by("subject", "number")
    told = steps.values_list("subject", "event", "happened_on")
    for (one, _, ended), (same, event, again) in pairwise(told):
        if one == same and event == ParticipationEvent.REACTIVATE:
            found[one].append(Away(ended + ONE, max(ended + ONE, again)))
    return {row.pk: Stay(row.starts_on, row.ended_on, tuple(found[row.pk])) for row in every}
