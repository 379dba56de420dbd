"""A delivery's queue as the estimators read it: entries, stays and places, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from samverk.foundation import clock
from samverk.interventions.models import (
    CapacityRow,
    CohortStart,
    Delivery,
    ShutPlaces,
    StartMode,
)
from samverk.interventions.persons.models import (
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    QueueStep,
    Referral,
    Side,
)
from samverk.interventions.persons.queries.away import stays_of
from samverk.interventions.persons.queries.completions import held_days
from samverk.interventions.persons.queries.followed import is_protected, may_be_grouped
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.rules.interventions.capacity import shut_in
from samverk.rules.interventions.days import held
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState

if TYPE_CHECKING:
    from samverk.analytics.waiting.history import Ending, Entry, Places, Queue, Start, Stay

_Q, _P, _R = QueueState, ParticipationState, ReferralState
ENTERED_IN_ERROR = _Q.ENTERED_IN_ERROR
STAYED = (_P.ACTIVE, _P.INTERRUPTED, _P.COMPLETED, _P.ENDED_EARLY)
# The place that was taken had been offered before those who stood first
PASSED_OTHERS = PlaceOffer.objects.filter(
    entry=OuterRef("pk"), answer=OfferAnswer.ACCEPTED
).exclude(out_of_order=b"")
ASSESSED = (_R.ACCEPTED, _R.RETURNED, _R.REDIRECTED)


def history(delivery: Delivery) -> Queue:
    """Read a delivery's queue, in the open compartment of the team that receives for it."""
    return history_with_people(delivery).queue


@dataclass(frozen=True, slots=True)
class Peopled:
    """A queue, and whose each of its entries and stays is (person ids), in the same order."""

    queue: Queue
    entries: tuple[UUID, ...]
    stays: tuple[UUID, ...]


def history_with_people(delivery: Delivery) -> Peopled:
    """Read a delivery's queue, with whose each row in it is."""
    from samverk.analytics.waiting.history import Queue

    entries, stays = list(_entries(delivery)), list(_stays(delivery.pk))
    queue = Queue(
        str(delivery),
        _seen_from(delivery),
        tuple(one for _, one in entries),
        tuple(one for _, one in stays),
        tuple(_ledger(delivery)),
        tuple(_starts(delivery)),
        (delivery.name,) if delivery.start_mode == StartMode.COHORT else (),
    )
    return Peopled(queue, tuple(pk for pk, _ in entries), tuple(pk for pk, _ in stays))


def _seen_from(delivery: Delivery) -> date:
    """Answer the first day of which a step is kept: before it nobody saw who came and who left.

    Of those who waited before the system it is when they were entered: of the others from then, who
    started or gave up, nothing is known.

    Without any step nothing has been seen of a queue, and the delivery's own first day is as good.
    """
    steps = QueueStep.objects.filter(subject__delivery=delivery)
    day = Coalesce("subject__seen_from", "happened_on")
    first: date | None = steps.aggregate(first=Min(day))["first"]
    return first or delivery.from_date


def _entries(delivery: Delivery) -> Iterator[tuple[UUID, Entry]]:
    from samverk.analytics.waiting.history import Entry, Origin, Pause

    pauses: dict[object, list[Pause]] = {}
    for row in QueuePause.objects.filter(entry__delivery=delivery):
        pauses.setdefault(row.entry_id, []).append(Pause(row.from_date, row.to_date))
    told = may_be_grouped(clock.today(), delivery.provider_id, "entry")
    rows = QueueEntry.objects.filter(delivery=delivery).exclude(state=ENTERED_IN_ERROR)
    rows = rows.annotate(is_told=_answer(told), is_protected=is_protected())
    named = list(
        rows.select_related("priority", "person__home", "referral__sender").order_by("number")
    )
    asked = held_days(one.referral.thread for one in named)
    for one in named:
        # A rule for a home or a party must not show by what it changes that one protected is there
        home = None if one.is_protected else one.person.home
        entry = Entry(
            key=key_of(one.number),
            clock=one.clock_start,
            entered=_entered(one),
            ending=_ending(one),
            origin=Origin.TRANSFERRED if one.moved_from_id else Origin(one.origin),
            pauses=(
                *(Pause(when.from_date, when.to_date) for when in asked[one.referral.thread]),
                *pauses.get(one.pk, ()),
            ),
            priority=one.priority.rank if one.priority else LAST_RANK,
            home=home.short_name if home else "",
            party="" if one.is_protected else one.referral.sender.short_name,
            told=one.is_told,
        )

        yield one.person_id, entry


def _entered(row: QueueEntry) -> date:
    """Answer since when an entry is seen: one who waited before the system, when they were entered."""
    seen = row.seen_from or row.joined_on
    return min(seen, row.left_on) if row.left_on else seen


def _answer(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def key_of(number: int) -> str:
    """Give the estimators' key of a place: numbers keep the order people join in, also as text."""
    return f"{number:09}"


def _ending(row: QueueEntry) -> Ending | None:
    from samverk.analytics.waiting.history import Ending, EndKind

    kinds = {
        _Q.STARTED: EndKind.STARTED,
        _Q.REMOVED: EndKind.REMOVED,
        _Q.TRANSFERRED: EndKind.TRANSFERRED,
    }
    if row.left_on is None:
        return None
    return Ending(kinds[_Q(row.state)], row.left_on, row.removal)


def _stays(delivery: int) -> Iterator[tuple[UUID, Stay]]:
    """Give each stretch of days that a participation held a place, its last day in it."""
    from samverk.analytics.waiting.history import Stay

    rows = Participation.objects.filter(delivery=delivery, state__in=STAYED)
    rows = rows.annotate(is_protected=is_protected())
    every = list(rows.select_related("home", "party", "delivery").order_by("starts_on", "pk"))
    stays = stays_of(every)
    for one in every:
        home = one.home.short_name if one.home else ""
        whose = ("", "") if one.is_protected else (home, one.party.short_name)
        for start, free in held(stays[one.pk]):
            yield one.person_id, Stay(start, free, one.delivery.name, *whose)


def _ledger(delivery: Delivery) -> Iterator[Places]:
    """Give the ledger as it is played: a delivery with one place has that, whenever any is open."""
    rows = [*_corrected_places(delivery.pk), *_places(delivery.pk), *_shut(delivery)]
    if delivery.start_mode != StartMode.SINGLE_PLACE:
        yield from rows
        return
    if not rows:
        yield from _only_place(delivery)
    for row in rows:
        shut = int(not row.available)
        yield replace(row, funded=min(row.funded, 1), maximum=1, out_of_service=shut)


def _only_place(delivery: Delivery) -> Iterator[Places]:
    """Give the one place of a delivery of which no ledger is kept: as long as the delivery is given."""
    from samverk.analytics.waiting.history import Places

    yield Places(delivery.name, delivery.from_date, 1, 1)
    if delivery.to_date is not None:
        yield Places(delivery.name, delivery.to_date + timedelta(days=1), 0, 0)


def _starts(delivery: Delivery) -> Iterator[Start]:
    """Give the days that groups begin on; one that was called off has no places, nor had it."""
    from samverk.analytics.waiting.history import Start

    if delivery.start_mode == StartMode.COHORT:
        for one in CohortStart.objects.filter(delivery=delivery, called_off=""):
            known = min(one.recorded_on, one.starts_on) if one.recorded_on else None
            yield Start(delivery.name, one.starts_on, one.places, known)


def _corrected_places(delivery: int) -> Iterator[Places]:
    """Give what rows of places said before they were corrected: it is what was known until then."""
    from samverk.analytics.waiting.history import Places

    same = Q(pgh_obj__recorded_on__gt=F("recorded_on"))
    rows = CapacityRow.pgh_event_model.objects.filter(same, pgh_obj__delivery=delivery)  # type: ignore[attr-defined]
    for row in rows.select_related("pgh_obj__delivery").order_by("pgh_id"):
        yield Places(
            row.pgh_obj.delivery.name,
            row.from_date,
            row.funded,
            row.maximum,
            row.out_of_service,
            row.recorded_on,
        )


def _places(delivery: int) -> Iterator[Places]:
    from samverk.analytics.waiting.history import Places

    found = CapacityRow.objects.filter(delivery=delivery).select_related("delivery")
    rows = list(found.order_by("from_date"))
    for row, after in zip_longest(rows, rows[1:]):
        ends = [day for day in (row.to_date, row.delivery.to_date) if day is not None]
        if row.delivery.to_date is not None and row.from_date > row.delivery.to_date:
            return
        name, numbers = row.delivery.name, (row.funded, row.maximum, row.out_of_service)
        yield Places(name, row.from_date, *numbers, row.recorded_on)
        # A row of the estimators' ledger holds until the next: what has ended has a row of none
        shut = min(ends) + timedelta(days=1) if ends else None
        if shut is not None and (after is None or shut < after.from_date):
            yield Places(name, shut, 0, 0, decided=row.recorded_on)


def _shut(delivery: Delivery) -> Iterator[Places]:
    """Give the ledger where the provider has shut places: known from the day that it was said.

    It comes after the catalogue's rows, which are what was known before.
    """
    rows = list(CapacityRow.objects.filter(delivery=delivery).order_by("from_date"))
    said = list(ShutPlaces.objects.filter(delivery=delivery).order_by("from_date"))
    begins = {row.from_date for row in said}
    for one in said:
        days = {one.from_date, *(row.from_date for row in rows if _holds(one, row.from_date))}
        for day in sorted(days):
            yield from _shut_on(delivery, rows, day, one)
        after = one.to_date + timedelta(days=1) if one.to_date else None
        if after is not None and after not in begins:
            yield from _shut_on(delivery, rows, after, one)


def _shut_on(
    delivery: Delivery, rows: list[CapacityRow], day: date, said: ShutPlaces
) -> Iterator[Places]:
    from samverk.analytics.waiting.history import Places

    row = next((one for one in rows if _holds(one, day)), None)
    if row is None or (delivery.to_date and day > delivery.to_date):
        return
    shut = shut_in(row.out_of_service, said.number if _holds(said, day) else 0)
    known = max(row.recorded_on, said.recorded_on)
    yield Places(delivery.name, day, row.funded, row.maximum, shut, known)


def _holds(row: CapacityRow | ShutPlaces, day: date) -> bool:
    return row.from_date <= day and (row.to_date is None or day <= row.to_date)


@dataclass(frozen=True, slots=True)
class Turned:
    """What was counted of referrals and offers in a period (avvikelser), for one party or all.

    ``out_of_order`` are the starts on a place that was offered before those who stood first, and
    ``lapsed`` those of the referrals that ``came`` which nobody took up in time.
    """

    returned: int
    assessed: int
    declined: int
    offered: int
    out_of_order: int
    returns: dict[str, int]
    came: int
    lapsed: int


def turned(delivery: int, first: date, last: date) -> Turned:
    """Count returns by reason, offers declined, and starts out of order, in a period."""
    came = Referral.objects.filter(
        delivery=delivery, side=Side.RECEIVED, on_paper=False, clock_start__range=(first, last)
    ).exclude(state=_R.ENTERED_IN_ERROR)
    reasons: dict[str, int] = {}
    for reason in came.filter(state=_R.RETURNED).values_list("return_reason", flat=True):
        reasons[reason] = reasons.get(reason, 0) + 1
    # What was taken back, or was of nobody, is no offer
    offers = (
        PlaceOffer.objects.filter(entry__delivery=delivery, made_on__range=(first, last))
        .exclude(answer__in=["", OfferAnswer.TAKEN_BACK])
        .exclude(entry__state=ENTERED_IN_ERROR)
    )
    started = QueueEntry.objects.filter(
        delivery=delivery, state=_Q.STARTED, left_on__range=(first, last)
    )
    return Turned(
        sum(reasons.values()),
        came.filter(state__in=ASSESSED).count(),
        offers.filter(answer=OfferAnswer.DECLINED).count(),
        offers.count(),
        started.filter(Exists(PASSED_OTHERS)).count(),
        dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        came.count(),
        came.filter(state=_R.LAPSED).count(),
    )
