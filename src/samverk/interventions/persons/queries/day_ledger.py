"""The days of participation by home and provider municipality: a ledger for settling between them.

Each day of a person in a delivery is in one line at most. Exact: it leaves the zone only through
disclosure control. Who is protected, or has not consented to follow-up, is in the total alone, and
there only where the reader may know of them.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.away import stays_of
from samverk.interventions.persons.queries.counts import under_way
from samverk.interventions.persons.queries.followed import is_protected
from samverk.interventions.persons.walls import reading
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.days import Stay, participant_days


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
    rows = list(
        under_way(delivery, span)
        .annotate(is_protected=is_protected())
        .order_by("person", "starts_on", "recorded_at", "pk")
    )
    stays = stays_of(rows)
    given = (
        span.common(Span(delivery.from_date, delivery.to_date or span.to_date)) if rows else None
    )
    counted = _counted(rows, stays, given) if given else []
    return DayLedger(delivery.pk, span, _lines(delivery, counted), sum(days for _, days in counted))


_Counted = list[tuple[Any, int]]


def _counted(
    rows: Sequence[Participation], stays: Mapping[uuid.UUID, Stay], span: Span
) -> _Counted:
    """Pair each participation with its days, person by person."""
    people: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for row in rows:
        people[row.person_id].append(row)
    found: _Counted = []
    for own in people.values():
        days = participant_days((stays[one.pk] for one in own), span).value
        found += zip(own, days, strict=True)
    return found


def _lines(delivery: Delivery, counted: _Counted) -> tuple[DayLine, ...]:
    here = delivery.municipality_id or delivery.provider_id
    days: Counter[tuple[int | None, int]] = Counter()
    many: Counter[tuple[int | None, int]] = Counter()
    for row, number in counted:
        if number and row.is_followed and not row.is_protected:
            way = (row.home_id, row.town_id or here)
            days[way] += number
            many[way] += 1
    ways = sorted(days, key=lambda way: (way[0] is None, way[0] or 0, way[1]))
    return tuple(DayLine(*way, many[way], days[way]) for way in ways)
