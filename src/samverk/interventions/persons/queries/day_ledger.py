"""The days of participation by home and provider municipality: a ledger for settling between them.

Each day of a person in a delivery is in one line at most. Exact: it leaves the zone only through
disclosure control. Who is protected, or has not consented to follow-up, is in the total alone, and
there only where the reader may know of them.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Hold,
    Participation,
    ParticipationStep,
    Protection,
)
from samverk.interventions.persons.queries.counts import under_way
from samverk.interventions.persons.walls import reading
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.days import ONE, Away, Stay, participant_days
from samverk.rules.interventions.participation import ParticipationEvent

ENDINGS = (ParticipationEvent.COMPLETE, ParticipationEvent.END_EARLY)


@dataclass(frozen=True, slots=True)
class DayLine:
    """Days of those from one municipality (organisation id, None when not known) at another's."""

    home: int | None
    provider: int
    participations: int
    days: int


@dataclass(frozen=True, slots=True)
class DayLedger:
    """A delivery's participant-days (deltagardagar) in a period; ``total`` is of all who are counted."""

    delivery: int
    span: Span
    lines: tuple[DayLine, ...]
    total: int


def days_shown(delivery: Delivery, span: Span, body: int, user: int | None) -> DayLedger:
    """Count a delivery's days in a period, while it was given, of those whom a reader may know of.

    At an authority (body id), for a user (id). The caller answers for that they may be taken out.
    """
    with reading([body], user):
        return _ledger(delivery, span)


def _ledger(delivery: Delivery, span: Span) -> DayLedger:
    protected = Protection.objects.filter(person=OuterRef("person"), lifted_at=None)
    rows = list(
        under_way(delivery, span)
        .annotate(is_protected=Exists(protected))
        .order_by("person", "starts_on", "recorded_at", "pk")
    )
    away = _away(rows)
    given = (
        span.common(Span(delivery.from_date, delivery.to_date or span.to_date)) if rows else None
    )
    counted = _counted(rows, away, given) if given else []
    return DayLedger(delivery.pk, span, _lines(delivery, counted), sum(days for _, days in counted))


_Counted = list[tuple[Any, int]]


def _counted(
    rows: Sequence[Participation], away: dict[uuid.UUID, list[Away]], span: Span
) -> _Counted:
    """Pair each participation with its days, person by person."""
    people: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for row in rows:
        people[row.person_id].append(row)
    found: _Counted = []
    for own in people.values():
        stays = [Stay(one.starts_on, one.ended_on, tuple(away[one.pk])) for one in own]
        found += zip(own, participant_days(stays, span).value, strict=True)
    return found


def _away(rows: Sequence[Participation]) -> dict[uuid.UUID, list[Away]]:
    """Find when each participation's place was free: given up, or between end and reactivation."""
    found: dict[uuid.UUID, list[Away]] = defaultdict(list)
    ends = {row.pk: row.ended_on for row in rows}
    for hold in Hold.objects.filter(participation__in=ends, keeps_place=False):
        # A pause that lasts to the end covers the last day too
        lasts = hold.to_date is not None and hold.to_date == ends[hold.participation_id]
        back = hold.to_date + ONE if lasts and hold.to_date else hold.to_date
        found[hold.participation_id].append(Away(hold.from_date, back))
    steps = ParticipationStep.objects.filter(
        subject__in=ends, event__in=[*ENDINGS, ParticipationEvent.REACTIVATE]
    ).order_by("subject", "number")
    told = steps.values_list("subject", "event", "happened_on")
    for (one, _, ended), (same, event, again) in pairwise(told):
        if one == same and event == ParticipationEvent.REACTIVATE:
            found[one].append(Away(ended + ONE, max(ended + ONE, again)))
    return found


def _lines(delivery: Delivery, counted: _Counted) -> tuple[DayLine, ...]:
    provider = delivery.municipality_id or delivery.provider_id
    days: Counter[int | None] = Counter()
    many: Counter[int | None] = Counter()
    for row, number in counted:
        if number and row.is_followed and not row.is_protected:
            days[row.home_id] += number
            many[row.home_id] += 1
    homes = sorted(days, key=lambda home: (home is None, home or 0))
    return tuple(DayLine(home, provider, many[home], days[home]) for home in homes)
