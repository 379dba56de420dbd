"""How many take part and wait in a party's deliveries: sums by sex, which count everybody.

They are counted where nobody reads: protected persons are in the sums and in nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samverk.federation.queries import Measure
from samverk.interventions.persons.models import Participation, QueueEntry, Sex, Team
from samverk.interventions.persons.queries.kept_counts import kept_counts
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState

ENDED = (ParticipationState.COMPLETED, ParticipationState.ENDED_EARLY)
Numbers = dict[tuple[int, str], int]
BEGAN = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED, *ENDED)


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """How many in one delivery and one measure during a period; participations, not persons."""

    delivery: int
    code: UUID
    name: str
    federation: int
    measure: Measure
    women: int
    men: int
    unknown: int

    @property
    def total(self) -> int:
        """All who were counted."""
        return self.women + self.men + self.unknown


def counts_between(body: int, start: date, end: date) -> list[DeliveryCount]:
    """Count an authority's (body id) deliveries over a period, by name and measure, in the
    same number of queries however many take part.

    The caller has the right to the authority's persons. No row of a person comes out.
    """
    with unread([body]):
        teams = Team.objects.filter(controller=body).select_related("delivery__intervention")
        deliveries = sorted((team.delivery for team in teams), key=lambda row: row.name)
        ids = [row.pk for row in deliveries]
        sums = dict(_counted(ids, start, end))
        kept = kept_counts(ids, Span(start, end), [body])
    for measure, by in sums.items():
        for row in kept.of(measure):
            by[row.delivery_id, row.sex] = by.get((row.delivery_id, row.sex), 0) + row.number
    return [
        DeliveryCount(
            row.pk,
            row.code,
            row.name,
            row.intervention.federation_id,
            measure,
            *(by.get((row.pk, sex), 0) for sex in (Sex.WOMAN, Sex.MAN, Sex.UNKNOWN)),
        )
        for row in deliveries
        for measure, by in sums.items()
    ]


def _counted(ids: list[int], start: date, end: date) -> Iterator[tuple[Measure, Numbers]]:
    part = Participation.objects.filter(delivery__in=ids)
    went_on = Q(ended_on__isnull=True) | Q(ended_on__gte=start)
    took_part = part.filter(went_on, state__in=BEGAN, starts_on__lte=end)
    yield Measure.TOOK_PART, _sums(took_part, "sex")
    started = part.filter(state__in=BEGAN, starts_on__range=(start, end))
    yield Measure.STARTED, _sums(started, "sex")
    ended = part.filter(state__in=ENDED, ended_on__range=(start, end))
    yield Measure.ENDED, _sums(ended, "sex")
    stayed = Q(left_on__isnull=True) | Q(left_on__gt=end)
    waited = QueueEntry.objects.filter(stayed, delivery__in=ids, joined_on__lte=end)
    waited = waited.exclude(state=QueueState.ENTERED_IN_ERROR)
    yield Measure.WAITING, _sums(waited, "person__sex")


def _sums(rows: QuerySet[Any], sex: str) -> Numbers:
    found = rows.order_by().values_list("delivery", sex).annotate(number=Count("pk"))
    return {(delivery, of): number for delivery, of, number in found}
