"""A delivery's queue as the estimators read it: entries, stays and places, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from samverk.interventions.models import CapacityRow, Delivery
from samverk.interventions.persons.models import (
    Hold,
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
    Side,
)
from samverk.interventions.persons.queries.completions import held_days
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState

if TYPE_CHECKING:
    from samverk.analytics.waiting.history import Ending, Entry, Places, Queue, Stay

_Q, _P, _R = QueueState, ParticipationState, ReferralState
ENTERED_IN_ERROR = _Q.ENTERED_IN_ERROR
STAYED = (_P.ACTIVE, _P.INTERRUPTED, _P.COMPLETED, _P.ENDED_EARLY)
# The place that was taken had been offered before those who stood first
PASSED_OTHERS = PlaceOffer.objects.filter(
    entry=OuterRef("pk"), answer=OfferAnswer.ACCEPTED
).exclude(out_of_order="")
ASSESSED = (_R.ACCEPTED, _R.RETURNED, _R.REDIRECTED)


def history(delivery: Delivery) -> Queue:
    """Read a delivery's queue, in the open compartment of the team that receives for it."""
    from samverk.analytics.waiting.history import Queue

    entries = tuple(_entries(delivery.pk))
    first = [one.entered for one in entries]
    return Queue(
        str(delivery),
        min([delivery.from_date, *first]),
        entries,
        tuple(_stays(delivery.pk)),
        tuple(_places(delivery.pk)),
    )


def _entries(delivery: int) -> Iterator[Entry]:
    from samverk.analytics.waiting.history import Entry, Origin, Pause

    pauses: dict[object, list[Pause]] = {}
    for row in QueuePause.objects.filter(entry__delivery=delivery):
        pauses.setdefault(row.entry_id, []).append(Pause(row.from_date, row.to_date))
    rows = QueueEntry.objects.filter(delivery=delivery).exclude(state=ENTERED_IN_ERROR)
    named = list(
        rows.select_related("priority", "person__home", "referral__sender").order_by("number")
    )
    held = held_days(one.referral.thread for one in named)
    for one in named:
        home = one.person.home
        yield Entry(
            key=key_of(one.number),
            clock=one.clock_start,
            entered=one.joined_on,
            ending=_ending(one),
            origin=Origin.TRANSFERRED if one.moved_from_id else Origin.JOINED,
            pauses=(
                *(Pause(when.from_date, when.to_date) for when in held[one.referral.thread]),
                *pauses.get(one.pk, ()),
            ),
            priority=one.priority.rank if one.priority else LAST_RANK,
            home=home.short_name if home else "",
            party=one.referral.sender.short_name,
        )


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


def _stays(delivery: int) -> Iterator[Stay]:
    """Give each stretch of days that a participation held a place: a pause may have freed it."""
    from samverk.analytics.waiting.history import Stay

    freed: dict[object, list[Hold]] = {}
    holds = Hold.objects.filter(participation__delivery=delivery, keeps_place=False)
    for row in holds.order_by("from_date"):
        freed.setdefault(row.participation_id, []).append(row)
    rows = Participation.objects.filter(delivery=delivery, state__in=STAYED)
    for one in rows.select_related("home", "party", "delivery"):
        named = (
            one.delivery.name,
            one.home.short_name if one.home else "",
            one.party.short_name,
        )
        start: date | None = one.starts_on
        for hold in freed.get(one.pk, ()):
            if start is not None:
                yield Stay(start, hold.from_date, *named)
            start = hold.to_date
        if start is not None:
            yield Stay(start, one.ended_on, *named)


def _places(delivery: int) -> Iterator[Places]:
    from samverk.analytics.waiting.history import Places

    found = CapacityRow.objects.filter(delivery=delivery).select_related("delivery")
    rows = list(found.order_by("from_date"))
    for row, after in zip_longest(rows, rows[1:]):
        ends = [day for day in (row.to_date, row.delivery.to_date) if day is not None]
        if row.delivery.to_date is not None and row.from_date > row.delivery.to_date:
            return
        yield Places(row.delivery.name, row.from_date, row.funded, row.maximum, row.out_of_service)
        # A row of the estimators' ledger holds until the next: what has ended has a row of none
        shut = min(ends) + timedelta(days=1) if ends else None
        if shut is not None and (after is None or shut < after.from_date):
            yield Places(row.delivery.name, shut, 0, 0)


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
        delivery=delivery, side=Side.RECEIVED, clock_start__range=(first, last)
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
