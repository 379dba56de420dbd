"""What waits for an answer from an authority that refers, whoever there wrote the referral.

Whoever wrote it may be away or have left: a place that nobody answers for is lost to the person.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from samverk.directory import queries as directory
from samverk.interventions.persons.models import (
    FarWait,
    QueueEntry,
    Referral,
    ReferralStep,
    Side,
)
from samverk.interventions.persons.queries.due import shares_to_renew
from samverk.interventions.persons.queries.lasting import with_confirm_by
from samverk.interventions.persons.queries.moves import moves_to_answer
from samverk.interventions.persons.queries.proposals import to_answer
from samverk.interventions.persons.walls import unread
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState


@dataclass(frozen=True, slots=True)
class Waits:
    """Referrals (ids) whose place in a queue waits for an answer, and for a confirmation."""

    offered: frozenset[uuid.UUID]
    due: frozenset[uuid.UUID]


def waits_for_answer(bodies: Sequence[int], today: date) -> Waits:
    """Answer which accepted referrals from authorities (body ids) wait for something from there.

    Of those that the reader may know of, and whose consent holds. Two questions whatever they are
    many: theirs, and their places at the receivers.
    """
    known = Referral.objects.filter(
        Q(shared_until=None) | Q(shared_until__gte=today),
        side=Side.SENT,
        controller__in=bodies,
        state=ReferralState.ACCEPTED,
        unshared_on=None,
    )
    places = {
        (thread, delivery): (pk, provider)
        for pk, thread, delivery, provider in known.values_list(
            "pk", "thread", "delivery", "delivery__provider"
        )
    }
    if not places:
        return Waits(frozenset(), frozenset())
    found = [(places[place][0], state) for place, state in _here(places, today) if place in places]
    far = with_confirm_by(FarWait.objects.all(), "referral__delivery").filter(
        _asked(today), referral__in=[pk for pk, _ in places.values()], answer=""
    )
    found += far.values_list("referral", "state")
    return Waits(
        frozenset(pk for pk, state in found if state == QueueState.OFFERED),
        frozenset(pk for pk, state in found if state == QueueState.WAITING),
    )


def _here(
    places: dict[tuple[uuid.UUID, int], tuple[uuid.UUID, int]], today: date
) -> list[tuple[tuple[uuid.UUID, int], str]]:
    """List the places in queues here, each by its referral's thread and delivery, with its state."""
    providers = {provider for _, provider in places.values()}
    receivers = [one.id for home in providers for one in directory.bodies(organisation=home)]
    threads = [thread for thread, _ in places]
    own = {"referral__thread__in": threads, "referral__side": Side.RECEIVED}
    with unread(receivers):
        rows = with_confirm_by(QueueEntry.objects.all()).filter(_asked(today), **own)
        found = [
            ((thread, delivery), state)
            for thread, delivery, state in rows.values_list(
                "referral__thread", "referral__delivery", "state"
            )
        ]
        tied = with_confirm_by(Referral.objects.all(), "tied_to__delivery", "tied_to__").filter(
            _asked(today, "tied_to__"), thread__in=threads, side=Side.RECEIVED
        )
        found += [
            ((thread, delivery), state)
            for thread, delivery, state in tied.values_list("thread", "delivery", "tied_to__state")
        ]
    return found


def _asked(today: date, of: str = "") -> Q:
    """Match a place that is offered, and one that waits and is to be confirmed again."""
    late = {f"{of}state": QueueState.WAITING, "confirm_by__lte": today}
    return Q(**{f"{of}state": QueueState.OFFERED}) | Q(**late)


def waiting_of_others(
    user: int | None, bodies: Sequence[int], waits: Waits, today: date, most: int
) -> list[Referral]:
    """List the referrals of colleagues of somebody (user id) that wait for an answer from there.

    Each with ``written_by``, the name of whoever wrote it; the longest waiting first.
    """
    first = ReferralStep.objects.filter(
        subject__thread=OuterRef("thread"),
        subject__side=Side.SENT,
        controller=OuterRef("controller"),
        number=1,
    )
    waiting = (
        Q(state=ReferralState.INCOMPLETE)
        | Q(pk__in=waits.offered | waits.due)
        | Exists(to_answer().filter(referral=OuterRef("pk")))
        | Exists(moves_to_answer(today).filter(pk=OuterRef("pk")))
        | Exists(shares_to_renew(today).filter(pk=OuterRef("pk")))
    )
    rows: QuerySet[Referral] = Referral.objects.filter(
        waiting, side=Side.SENT, controller__in=bodies
    ).exclude(Exists(first.filter(user=user)))
    named = rows.annotate(written_by=Subquery(first.values("user_name")[:1]))
    order = (F("clock_start").asc(nulls_last=True), "recorded_at", "pk")
    return list(
        named.select_related("delivery__provider", "moving_to__provider")
        .defer("sealed")
        .order_by(*order)[:most]
    )
