"""What became of a referral at the other authority, as far as its sender may know.

The sender learns of its own referral alone: whether the person waits, is offered a place or has left.
"""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from samverk.directory import queries as directory
from samverk.interventions.models import Delivery, PriorityClass
from samverk.interventions.persons.models import (
    FarWait,
    OfferAnswer,
    PlaceOffer,
    QueueEntry,
    Referral,
    Side,
)
from samverk.interventions.persons.queries.lasting import with_confirm_by
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.interventions.persons.walls import asking
from samverk.interventions.queries.referable import deliveries_by_id
from samverk.rules.interventions.disclosure import Crossing, reason_told, tellable
from samverk.rules.interventions.queue import (
    QUEUE,
    REFUSED_ANSWERS,
    REMOVAL_REASONS,
    Coming,
    QueueState,
    RemovalReason,
)
from samverk.rules.interventions.referral import ReferralState
from samverk.rules.wording import running_date

_OPEN_OFFERS = PlaceOffer.objects.filter(answer="").values("answer_by")
OPEN_OFFER = _OPEN_OFFERS.filter(entry=OuterRef("pk"))[:1]
OFFER_OF_TIED = _OPEN_OFFERS.filter(entry=OuterRef("tied_to"))[:1]
# The first day of what is offered, or said yes to
_FIRST_DAYS = (
    PlaceOffer.objects.filter(
        answer__in=["", OfferAnswer.ACCEPTED],
        entry__state__in=[QueueState.OFFERED, QueueState.STARTING],
    )
    .order_by("-number")
    .values("first_day")
)
FIRST_DAY = _FIRST_DAYS.filter(entry=OuterRef("pk"))[:1]
FIRST_DAY_OF_TIED = _FIRST_DAYS.filter(entry=OuterRef("tied_to"))[:1]


# By when to answer an offer, and the first day of what is offered
Days = tuple[date | None, date | None, date]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the receiver's queue (köplats), for the referrer. ``answer_by`` None without offer.

    ``rank`` is that of the priority class and ``order`` why the place stands where it does, never where.
    ``answer`` is what was answered from here to another installation (``is_far``), which has not answered
    yet.
    ``delivery`` is what is waited for: another than what was referred to once the place was moved.
    ``first_day`` is when the person would begin, or will after a yes; None when it is not known.
    """

    state: QueueState
    clock_start: date
    confirmed_on: date
    confirm_by: date
    left_on: date | None
    removal: str
    answer_by: date | None
    rank: int
    order: str
    delivery: Delivery
    answer: str = ""
    answered_on: date | None = None
    refusal: str = ""
    may_answer: bool = True
    is_far: bool = False
    first_day: date | None = None

    def is_offered(self, today: date) -> bool:
        """Answer whether the referrer may answer an offer, on a day."""
        return bool(
            self.may_answer
            and self.state is QueueState.OFFERED
            and self.answer_by
            and today <= self.answer_by
            and not self.answer
        )

    @property
    def answer_name(self) -> str:
        """What was answered, in words."""
        return "ja" if self.answer == "accepted" else "nej"

    @property
    def refusal_name(self) -> str:
        """Why what was answered did not count, in words; "" when it did or may."""
        return REFUSED_ANSWERS[Coming(self.refusal)] if self.refusal else ""

    @property
    def state_name(self) -> str:
        """The state in words."""
        return QUEUE.state_names[self.state]

    @property
    def removal_name(self) -> str:
        """Why the person left the queue, in words; "" while they have not."""
        return REMOVAL_REASONS[RemovalReason(self.removal)] if self.removal else ""


def waits_behind(rows: Iterable[Referral]) -> dict[uuid.UUID, Waiting]:
    """Answer the place in a queue that each accepted, sent referral led to, by the referral's id.

    Of a place that was moved the latest. For one in another installation it is what that told last.
    None is there once the consent to exchange information is taken back, or has run out, or when it
    leaves the queue out.
    """
    rows = list(rows)
    shared = {row.pk: row.shared for row in rows}
    accepted = {
        (row.thread, row.delivery_id): row.pk
        for row in rows
        if row.state == ReferralState.ACCEPTED
        and row.shut_on is None
        and tellable(row.shared, Crossing.QUEUE).value
    }
    if not accepted:
        return {}
    given = {row.delivery_id: row.delivery for row in rows}
    with asking(directory.body_ids(one.provider_id for one in given.values())):
        found = _places(accepted, given)
    missing = set(accepted.values()) - set(found)
    if missing:
        elsewhere = FarWait.objects.filter(referral__in=missing)
        far: QuerySet[Any] = with_confirm_by(elsewhere, "referral__delivery")
        for told in far.select_related("referral__delivery"):
            found[told.referral_id] = _waiting(told, _days(told))
    return {
        pk: replace(one, removal=reason_told(shared[pk], Crossing.QUEUE, one.removal))
        for pk, one in found.items()
    }


def _places(
    accepted: dict[tuple[uuid.UUID, int], uuid.UUID], given: dict[int, Delivery]
) -> dict[uuid.UUID, Waiting]:
    """Find the places here that accepted referrals led to, or were tied to, by the sent one's id.

    ``given`` are the deliveries that are read already, by id.
    """
    found: dict[uuid.UUID, Waiting] = {}
    rows = QueueEntry.objects.filter(
        referral__thread__in=[thread for thread, _ in accepted], referral__side=Side.RECEIVED
    )
    offered = rows.annotate(
        answer_by=Subquery(OPEN_OFFER),
        first_day=Subquery(FIRST_DAY),
        thread=F("referral__thread"),
        came_to=F("referral__delivery"),
        came_on=F("referral__clock_start"),
    )
    named = with_confirm_by(offered).select_related("priority").defer("priority_ground")
    entries = [
        one for one in named.order_by("recorded_at") if (one.thread, one.came_to) in accepted
    ]
    given = given | _read(entries, given)
    for one in entries:
        one.delivery = given[one.delivery_id]
        found[accepted[one.thread, one.came_to]] = _of_ours(one, one.came_on, _days(one))
    # Who still has a place of their own is tied to no other
    moved = {pk for pk, one in found.items() if one.state is QueueState.TRANSFERRED}
    own = set(found) - moved
    left = [thread for (thread, _), pk in accepted.items() if pk not in own]
    for row in _tied(left) if left else ():
        place = (row.thread, row.delivery_id)
        if place in accepted and row.tied_to is not None:
            found[accepted[place]] = _of_ours(row.tied_to, row.clock_start, _days(row))
    return found


def _read(entries: Iterable[QueueEntry], given: Container[int]) -> dict[int, Delivery]:
    """Read the deliveries of places that were moved to another than those that are read already."""
    moved = {one.delivery_id for one in entries if one.delivery_id not in given}
    return {one.pk: one for one in deliveries_by_id(moved)} if moved else {}


def _tied(threads: Iterable[uuid.UUID]) -> Iterable[Any]:
    """Find the referrals that came to somebody who stood in the queue already."""
    tied = Referral.objects.filter(
        thread__in=list(threads), side=Side.RECEIVED, tied_to__isnull=False
    ).annotate(answer_by=Subquery(OFFER_OF_TIED), first_day=Subquery(FIRST_DAY_OF_TIED))
    rows = with_confirm_by(tied, "tied_to__delivery", "tied_to__")
    return rows.select_related("tied_to__priority", "tied_to__delivery__provider")


def _days(row: Any) -> Days:
    return row.answer_by, row.first_day, row.confirm_by


def _of_ours(entry: QueueEntry, own: date | None, days: Days) -> Waiting:
    """Tell a referrer of a place with the clock of their ``own`` referral: nothing of who else refers."""
    entry.clock_start = max(entry.clock_start, own or entry.clock_start)
    return _waiting(entry, days)


def _waiting(row: QueueEntry | FarWait, days: Days) -> Waiting:
    # Of a class in another installation's queue nothing is told
    group = row.priority if isinstance(row, QueueEntry) else None
    said: dict[str, Any] = {}
    if isinstance(row, FarWait):
        said = {name: getattr(row, name) for name in ("answer", "answered_on", "refusal")}
        said |= {"may_answer": row.offer is not None, "is_far": True}
    return Waiting(
        QueueState(row.state),
        row.clock_start,
        row.confirmed_on,
        days[2],
        row.left_on,
        row.removal,
        days[0],
        group.rank if group else LAST_RANK,
        _order(row, group),
        # Of a move within another installation nothing is told
        row.delivery if isinstance(row, QueueEntry) else row.referral.delivery,
        first_day=days[1],
        **said,
    )


def _order(row: QueueEntry | FarWait, group: PriorityClass | None) -> str:
    """Say the reason for the order. The ground is the team's own words, and stays with the team."""
    since = f"Klockan startade {running_date(row.clock_start)}."
    if isinstance(row, FarWait):
        return f"Mottagaren avgör ordningen i sin kö. {since}"
    named = f"Prioritetsklass: {group.name}." if group else "Ingen prioritetsklass."
    if row.state == QueueState.PAUSED:
        return f"{named} {since} Under pausen erbjuds ingen plats, men dagen behålls."
    return f"{named} {since} De som väntat längre i samma klass får plats först."
