"""Whether a place is free for one who begins on a day, by how the delivery takes people in.

Everybody who holds a place counts, also whom the reader may not know of: no place is given away twice.
Of those only this comes out: that a start is full, and that the one place is held. Not how many they are
in a group, and not when they end, for both would be a day of somebody's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery, StartMode
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.queues import holding, open_offers_of
from samverk.interventions.persons.walls import counting
from samverk.rules.interventions.capacity import open_places
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.starting import (
    GroupStart,
    Holder,
    free_from,
    free_in_group,
    group_of,
    single_place_free,
    standing,
    told_in_group,
)
from samverk.rules.ruling import Reason, Ruling

_P = ParticipationState
# Who was in a group has had a place in it, also if they ended soon
BEGUN = (_P.ACTIVE, _P.INTERRUPTED, _P.COMPLETED, _P.ENDED_EARLY)


@dataclass(frozen=True, slots=True)
class Group:
    """A coming start of a group (kommande start), and its free places; None when nobody has said.

    ``at_most`` is what the reader may be told: fewer may be free, and 0 is that none is.
    """

    start: GroupStart
    free: Ruling[int | None]
    at_most: int | None


def group_starts(delivery: int) -> list[GroupStart]:
    """List when groups of a delivery (id) begin, also those called off."""
    return [
        GroupStart(one.starts_on, one.apply_by, one.places, one.called_off)
        for one in catalogue.starts_of(delivery)
    ]


def coming_groups(delivery: Delivery, today: date) -> list[Group]:
    """List the groups of a delivery that are to begin, with their free places; none of another kind."""
    if delivery.start_mode != StartMode.COHORT:
        return []
    starts = group_starts(delivery.pk)
    with counting():
        held = _held_in_groups(delivery.pk, starts, today)
    seen = _held_in_groups(delivery.pk, starts, today)
    return [
        _group(delivery.pk, one, held[one.day], seen[one.day])
        for one in standing(starts)
        if one.day >= today
    ]


def _group(delivery: int, start: GroupStart, held: int, seen: int) -> Group:
    free = _free(delivery, start, held)
    shown = None if free.value is None else free.value + held - seen
    return Group(start, free, told_in_group(free.value, shown))


def free_in(delivery: Delivery, day: date, today: date) -> Ruling[int | None]:
    """Count the free places in the group that one who begins on a day is in. None when nobody has said.

    There are none on a day before the first group.
    """
    starts = group_starts(delivery.pk)
    begins, _ = group_of(starts, day)
    start = next((one for one in standing(starts) if one.day == begins), None)
    if start is None:
        return Ruling(0, (Reason("Ingen grupp har börjat den dagen."),))
    with counting():
        held = _held_in_groups(delivery.pk, starts, today)
    return _free(delivery.pk, start, held[start.day])


def _free(delivery: int, start: GroupStart, held: int) -> Ruling[int | None]:
    places = catalogue.places_on(delivery, start.day)
    return free_in_group(start, open_places(places) if places else None, held)


def _held_in_groups(delivery: int, starts: list[GroupStart], today: date) -> Counter[date]:
    """Count who is in each group, has said yes to it or is offered it, by the day it begins.

    Those whom the reader may know of; whoever calls it counting has everybody.

    One with a day that no group begins, as from before offers had a day, is in the next group. One who
    is planned for a start that is called off is in none until a new day is set.
    """
    offers = open_offers_of(delivery).values_list("first_day").annotate(Count("pk"))
    rows = Participation.objects.filter(delivery=delivery).order_by()
    planned = rows.filter(state=_P.PLANNED).values_list("starts_on").annotate(Count("pk"))
    begun = rows.filter(state__in=BEGUN).values_list("starts_on").annotate(Count("pk"))
    days = [one.day for one in standing(starts)]
    off = {one.day for one in starts if one.called_off}
    following = next((one for one in days if one >= today), None)
    found: Counter[date] = Counter()
    for day, number in [*offers.order_by(), *planned]:
        which = day if day in days else following
        if which is not None and day not in off:
            found[which] += number
    for day, number in begun:
        begins, _ = group_of(starts, day)
        if begins is not None:
            found[begins] += number
    return found


def holders_of(delivery: int, today: date) -> list[Holder]:
    """List until when those hold the one place of a delivery (id) who do, or are offered it.

    A planned end that has passed tells nothing of one who is there still, and when somebody ends whom the
    reader may not know of is not told: for the reader the place is held until it is free.
    """
    rows = Participation.objects.filter(holding(), delivery=delivery).order_by()
    with counting():
        held = rows.aggregate(number=Count("pk"))["number"]
        offered = open_offers_of(delivery).aggregate(number=Count("pk"))["number"]
    seen = [
        Holder(end if end is not None and end >= today else None)
        for end in rows.values_list("planned_end", flat=True)
    ]
    return seen + [Holder()] * (held - len(seen) + offered)


def single_free_on(delivery: int, first_day: date, today: date) -> Ruling[bool]:
    """Answer whether the one place of a delivery (id) is free from a day."""
    places = catalogue.places_on(delivery, first_day)
    if places is not None and not open_places(places):
        return Ruling(False, (Reason("Platsen är stängd den dagen."),))
    return single_place_free(holders_of(delivery, today), first_day)


def first_day_for(delivery: Delivery, answer_by: date, today: date) -> date | None:
    """Propose a first day for an offer: the earliest that leaves the person the time to answer.

    In groups the next with a free place that begins after the answer; None when there is none, or when
    it is not known when the only place is free.
    """
    match delivery.start_mode:
        case StartMode.COHORT:
            groups = coming_groups(delivery, today)
            free = [one.start.day for one in groups if (one.free.value or 0) > 0]
            in_time = [day for day in free if day >= answer_by]
            return next(iter(in_time or free), None)
        case StartMode.SINGLE_PLACE:
            day = free_from(holders_of(delivery.pk, today), today)
            return max(day, answer_by) if day else None
        case _:
            return answer_by
