"""Fixed lists of one's work: what a referrer has sent, and what waits at the receiving team."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samverk.interventions.persons.models import (
    Participation,
    PlaceOffer,
    QueueEntry,
    QueueStep,
    Referral,
    ReferralStep,
    Side,
    Support,
    Team,
)
from samverk.interventions.persons.queries.queues import in_queue
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import STILL_WAITS, QueueEvent
from samverk.rules.interventions.referral import OPEN, ReferralEvent, ReferralState

MOST_LISTED = 100
# How long what has ended stays on the referrer's page
KEPT_DAYS = 90
_BESIDE = ("person__controller__organisation", "delivery__provider")


def my_referrals(user: int | None, bodies: Sequence[int], today: date) -> list[Referral]:
    """List what somebody (user id) has begun at authorities (body ids): open, or lately ended."""
    # What a receiver has passed on is in the same thread
    mine = ReferralStep.objects.filter(
        subject__thread=OuterRef("thread"), subject__side=Side.SENT, number=1, user=user
    )
    lately = ReferralStep.objects.filter(
        subject=OuterRef("pk"),
        event__in=[ReferralEvent.RETURN, ReferralEvent.REDIRECT, ReferralEvent.LAPSE],
        happened_on__gte=today - timedelta(days=KEPT_DAYS),
    )
    going = Q(state__in=[*OPEN, ReferralState.DRAFT, ReferralState.ACCEPTED])
    order = ("-recorded_at", "pk")
    sent = Referral.objects.filter(going | Exists(lately), side=Side.SENT, controller__in=bodies)
    # Which they are is found before what stands beside them is read
    found = sent.filter(Exists(mine)).order_by(*order).values_list("pk", flat=True)[:MOST_LISTED]
    return list(_at(bodies, Side.SENT).filter(pk__in=list(found)).order_by(*order))


def inbox(bodies: Sequence[int]) -> list[Referral]:
    """List what has come to authorities (body ids) and is not answered, the longest waiting first."""
    rows = _at(bodies, Side.RECEIVED).filter(state__in=OPEN).select_related("sender")
    return list(rows.order_by("clock_start", "recorded_at", "pk")[:MOST_LISTED])


def _at(bodies: Sequence[int], side: Side) -> QuerySet[Referral]:
    rows = Referral.objects.filter(side=side, controller__in=bodies)
    return rows.select_related(*_BESIDE)


def returns_of(rows: Iterable[Referral]) -> dict[uuid.UUID, ReferralStep]:
    """Answer the step that each returned referral came back with, by the referral's id."""
    back = [row.pk for row in rows if row.state == ReferralState.RETURNED]
    steps = ReferralStep.objects.filter(subject__in=back, event=ReferralEvent.RETURN)
    return {step.subject_id: step for step in steps} if back else {}


def queues_of(bodies: Sequence[int]) -> list[Team]:
    """List the deliveries that authorities (body ids) receive for, each with how many wait in it."""
    rows = Team.objects.filter(controller__in=bodies).select_related("delivery")
    return list(rows.annotate(waiting=in_queue(STILL_WAITS)).order_by("delivery__name", "pk"))


def unshared(bodies: Sequence[int], today: date) -> list[QueueEntry]:
    """List who waits at authorities (body ids), has no consent any more, and has not been asked since."""
    asked = QueueStep.objects.filter(
        subject=OuterRef("pk"), event=QueueEvent.RECONFIRM, hand=Hand.RECEIVER.name.lower()
    )
    ended = Q(referral__unshared_on__isnull=False) | Q(referral__shared_until__lt=today)
    rows = QueueEntry.objects.filter(ended, controller__in=bodies, left_on=None)
    rows = rows.exclude(Exists(asked))
    rows = rows.select_related("delivery", "referral__sender", "person__controller__organisation")
    since = Coalesce("referral__unshared_on", "referral__shared_until")
    return list(rows.order_by(since, "pk")[:MOST_LISTED])


def open_offers(bodies: Sequence[int]) -> list[PlaceOffer]:
    """List the places that are offered and not answered, the one to be answered first on top."""
    rows = PlaceOffer.objects.filter(answer="", controller__in=bodies).select_related(
        "entry__delivery", "person__controller__organisation"
    )
    return list(rows.order_by("answer_by", "pk")[:MOST_LISTED])


def referrals_of(person: uuid.UUID) -> list[Referral]:
    """List a person's referrals, sent and received, the latest first."""
    rows = Referral.objects.filter(person=person).select_related("delivery", "sender")
    return list(rows.order_by("-recorded_at", "pk"))


def participations_of(person: uuid.UUID) -> list[Participation]:
    """List what a person takes or has taken part in, the latest first."""
    rows = Participation.objects.filter(person=person).select_related("delivery")
    return list(rows.order_by("-starts_on", "pk"))


def support_of(referral: uuid.UUID) -> list[Support]:
    """List the support that was given while a person waited, as it began."""
    return list(Support.objects.filter(referral=referral).order_by("from_date", "recorded_at"))
