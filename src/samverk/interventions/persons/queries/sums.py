"""How many take part and wait in a party's deliveries, and what came of it: sums by sex.

They are counted where nobody reads. Who takes part and waits is counted of everybody, and so is what
became of referrals and offers: protected persons are in those sums and in nothing else. What came of
taking part is counted of those who have consented to follow-up. Visits have nobody behind them.
What is here is exact: it leaves the zone only as :mod:`editions` tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samverk.federation.queries import Measure
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Goal,
    Occupation,
    Participation,
    Point,
    QueueEntry,
    Sex,
    Team,
)
from samverk.interventions.persons.queries.answered import answers_of, visited, visits_in
from samverk.interventions.persons.queries.followed import is_protected
from samverk.interventions.persons.queries.kept_counts import kept_counts
from samverk.interventions.persons.queries.measured import that_count
from samverk.interventions.persons.queries.tallies import (
    BEGAN,
    ENDED,
    Numbers,
    by_measure,
    sums,
)
from samverk.interventions.persons.walls import reading, unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState

AT_WORK = (Occupation.WORK, Occupation.STUDIES)
_SOME = Q(met=True) | Q(partly=True)
_MOVES = Q(could_move=True, at_end=True)
# What came of those who ended: see _ends
ENDS = {
    Measure.COMPLETED: Q(state=ParticipationState.COMPLETED),
    Measure.ENDED_EARLY: Q(state=ParticipationState.ENDED_EARLY),
    Measure.GOALS_MET: Q(met=True, partly=False, missed=False),
    Measure.GOALS_PARTLY: _SOME & (Q(partly=True) | Q(missed=True)),
    Measure.GOALS_NOT: Q(met=False, partly=False, missed=True),
    Measure.NOT_AT_WORK: _MOVES,
    Measure.TO_WORK: _MOVES & Q(works=True),
}
AFTERWARDS = {
    measure: Q(point=point, **({"occupation__in": AT_WORK} if works else {}))
    for measure, point, works in (
        (Measure.ANSWERED_3, Point.M3, False),
        (Measure.WORKING_3, Point.M3, True),
        (Measure.ANSWERED_6, Point.M6, False),
        (Measure.WORKING_6, Point.M6, True),
        (Measure.ANSWERED_12, Point.M12, False),
        (Measure.WORKING_12, Point.M12, True),
    )
}


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """How many in one delivery and one measure during a period, in the measure's unit: not persons."""

    delivery: int
    code: UUID
    name: str
    federation: int
    orientation: str
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
    same number of questions however many take part.

    Everybody is counted: it is for what no person reads before disclosure control has been there.
    """
    others = visited(body)
    with unread([body]):
        return _between(body, Span(start, end), others)


def counts_shown_between(
    body: int, start: date, end: date, user: int | None
) -> list[DeliveryCount]:
    """Count as ``counts_between`` those whom a reader (user id) may know of."""
    others = visited(body)
    with reading([body], user):
        return _between(body, Span(start, end), others, is_shown=True)


def _between(
    body: int, span: Span, others: list[Delivery], *, is_shown: bool = False
) -> list[DeliveryCount]:
    teams = Team.objects.filter(controller=body).select_related("delivery__intervention")
    deliveries = sorted([*(team.delivery for team in teams), *others], key=lambda row: row.name)
    ids = [row.pk for row in deliveries]
    found = dict(_counted(ids, span))
    kept = kept_counts(ids, span, [body], is_shown=is_shown)
    for measure, by in found.items():
        for row in kept.of(measure):
            by[row.delivery_id, row.sex] = by.get((row.delivery_id, row.sex), 0) + row.number
    visits = visits_in(ids, span)
    found[Measure.VISITS] = visits
    # Where nobody counts visits they are not known to be none
    counted = {delivery for delivery, _ in visits}
    return [
        DeliveryCount(
            row.pk,
            row.code,
            row.name,
            row.intervention.federation_id,
            row.intervention.orientation,
            measure,
            *(by.get((row.pk, sex), 0) for sex in (Sex.WOMAN, Sex.MAN, Sex.UNKNOWN)),
        )
        for row in deliveries
        for measure, by in found.items()
        if measure is not Measure.VISITS or row.pk in counted
    ]


def _counted(ids: list[int], span: Span) -> Iterator[tuple[Measure, Numbers]]:
    part, start, end = Participation.objects.filter(delivery__in=ids), span.from_date, span.to_date
    within = (start, end)
    went_on = Q(ended_on__isnull=True) | Q(ended_on__gte=start)
    took_part = part.filter(went_on, state__in=BEGAN, starts_on__lte=end)
    yield Measure.TOOK_PART, sums(took_part, "delivery", "sex")
    started = part.filter(state__in=BEGAN, starts_on__range=within)
    yield Measure.STARTED, sums(started, "delivery", "sex")
    ended = part.filter(state__in=ENDED, ended_on__range=within)
    yield Measure.ENDED, sums(ended, "delivery", "sex")
    stayed = Q(left_on__isnull=True) | Q(left_on__gt=end)
    waited = QueueEntry.objects.filter(stayed, delivery__in=ids, joined_on__lte=end)
    waited = waited.exclude(state=QueueState.ENTERED_IN_ERROR)
    yield Measure.WAITING, sums(waited, "delivery", "person__sex")
    yield from came_of(ids, span)
    yield from answers_of(ids, span)


def came_of(
    ids: Collection[int], span: Span, person: UUID | None = None
) -> Iterator[tuple[Measure, Numbers]]:
    """Count what came of everybody, or of one person. The compartment is open, and read by nobody."""
    only = Q(person=person) if person else Q()
    within = (span.from_date, span.to_date)
    ended = Participation.objects.filter(
        only, delivery__in=ids, state__in=ENDED, ended_on__range=within
    )
    yield from by_measure(_ends(ended), ENDS, "delivery", "sex")
    answers = that_count().filter(
        only,
        ~is_protected(),
        participation__delivery__in=ids,
        participation__state__in=ENDED,
        participation__is_followed=True,
        measured_on__range=within,
        missing="",
    )
    yield from by_measure(answers, AFTERWARDS, "participation__delivery", "participation__sex")


def _ends(ended: QuerySet[Participation]) -> QuerySet[Participation]:
    """Give the ends that are followed up, each with what came of it."""
    goals = Goal.objects.filter(participation=OuterRef("pk"), struck__isnull=True)
    goals = goals.exclude(result="")
    known = that_count().filter(participation=OuterRef("pk"), missing="")
    at_start = known.filter(point=Point.ENTRY).exclude(occupation__in=AT_WORK)
    at_end = known.filter(point=Point.EXIT)
    return ended.filter(~is_protected(), is_followed=True).annotate(
        met=Exists(goals.filter(result="achieved")),
        partly=Exists(goals.filter(result="partly")),
        missed=Exists(goals.filter(result="not")),
        could_move=Exists(at_start),
        at_end=Exists(at_end),
        works=Exists(at_end.filter(occupation__in=AT_WORK)),
    )
