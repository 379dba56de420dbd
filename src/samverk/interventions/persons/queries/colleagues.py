"""What waits for an answer from an authority that refers, whoever there wrote the referral.

Whoever wrote it may be away or have left: a place that nobody answers for is lost to the person.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

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
from samverk.interventions.persons.walls import asking
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState

# The thread of a referral, and the delivery (id) that it is to
Place = tuple[uuid.UUID, int]


@dataclass(frozen=True, slots=True)
class Waits:
    """Referrals (ids) whose place in a queue waits for an answer, and for a confirmation."""

    offered: frozenset[uuid.UUID]
    due: frozenset[uuid.UUID]


def waits_for_answer(bodies: Sequence[int], today: date) -> Waits:
    """Answer which accepted referrals from authorities (body ids) wait for something from there.

    Of those that the reader may know of, and whose consent holds.
    """
    known = _known(bodies, today)
    here = _here(known, today)
    ours = known.filter(_in(here)).values_list("pk", "thread", "delivery") if here else ()
    found = [(pk, state) for pk, thread, delivery in ours for state in here[thread, delivery]]
    far = _far(today).filter(referral__in=known.values("pk"))
    found += far.values_list("referral", "state")
    return Waits(
        frozenset(pk for pk, state in found if state == QueueState.OFFERED),
        frozenset(pk for pk, state in found if state == QueueState.WAITING),
    )


def _known(bodies: Sequence[int], today: date) -> QuerySet[Referral]:
    """Find the accepted referrals from authorities (body ids) that something may be told of."""
    return Referral.objects.filter(_is_known(today), side=Side.SENT, controller__in=bodies)


def _is_known(today: date) -> Q:
    """Match the accepted referrals that something may be told of."""
    lasts = Q(shared_until=None) | Q(shared_until__gte=today)
    return Q(lasts, state=ReferralState.ACCEPTED, unshared_on=None)


def _in(places: Iterable[Place]) -> Q:
    """Match referrals by thread and delivery."""
    threads: dict[int, list[uuid.UUID]] = defaultdict(list)
    for thread, delivery in places:
        threads[delivery].append(thread)
    found = Q(pk__in=())
    for delivery, of in threads.items():
        found |= Q(delivery=delivery, thread__in=of)
    return found


def _far(today: date) -> QuerySet[FarWait]:
    """Find the places in other installations that wait for something, and are not answered."""
    return with_confirm_by(FarWait.objects.all(), "referral__delivery").filter(
        _asked(today), answer=""
    )


def _here(known: QuerySet[Referral], today: date) -> dict[Place, list[str]]:
    """List the states of the places here that wait for something, by the thread and delivery of each.

    At those who receive what is ``known``, by whoever sent it: those who were ever accepted are many
    more than those who wait.
    """
    receivers = "delivery__provider__bodies"
    between = set(known.order_by().values_list("sender", receivers).distinct())
    if not between:
        return {}
    came = {"side": Side.RECEIVED, "sender__in": {sender for sender, _ in between}}
    entries = with_confirm_by(QueueEntry.objects.all()).filter(
        _asked(today), **{f"referral__{name}": of for name, of in came.items()}
    )
    tied = with_confirm_by(Referral.objects.all(), "tied_to__delivery", "tied_to__").filter(
        _asked(today, "tied_to__"), **came
    )
    found: dict[Place, list[str]] = defaultdict(list)
    with asking({body for _, body in between if body}):
        of_entries = entries.values_list("referral__thread", "referral__delivery", "state")
        of_tied = tied.values_list("thread", "delivery", "tied_to__state")
        for thread, delivery, state in of_entries.union(of_tied, all=True):
            found[thread, delivery].append(state)
    return found


def _asked(today: date, of: str = "") -> Q:
    """Match a place that is offered, and one that waits and is to be confirmed again."""
    late = {f"{of}state": QueueState.WAITING, "confirm_by__lte": today}
    return Q(**{f"{of}state": QueueState.OFFERED}) | Q(**late)


def waiting_of_others(
    user: int | None, bodies: Sequence[int], today: date, most: int
) -> list[Referral]:
    """List the referrals of colleagues of somebody (user id) that wait for an answer from there.

    Each with ``written_by``, the name of whoever wrote it; the longest waiting first. What each is to
    is read by ``with_deliveries``.
    """
    first = ReferralStep.objects.filter(subject__side=Side.SENT, number=1)
    own = first.filter(controller__in=bodies, user=user)
    known = _known(bodies, today)
    # None of what is asked for hangs on the row, so that each is found once
    waiting = (
        Q(state=ReferralState.INCOMPLETE)
        | Q(_is_known(today), _in(_here(known, today)) | Q(pk__in=_far(today).values("referral")))
        | Q(pk__in=to_answer().values("referral"))
        | Q(pk__in=moves_to_answer(today).values("pk"))
        | Q(pk__in=shares_to_renew(today).values("pk"))
    )
    rows: QuerySet[Referral] = Referral.objects.filter(
        waiting, side=Side.SENT, controller__in=bodies
    ).exclude(thread__in=own.values("subject__thread"))
    wrote = first.filter(
        subject__thread=OuterRef("thread"), controller=OuterRef("controller")
    ).values("user_name")
    named = rows.annotate(written_by=Subquery(wrote[:1]))
    order = (F("clock_start").asc(nulls_last=True), "recorded_at", "pk")
    return list(named.defer("sealed").order_by(*order)[:most])
