"""Fixed lists of one's work: what a referrer has sent, and what waits at the receiving team."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samverk.interventions.persons.models import (
    Participation,
    Person,
    PlaceOffer,
    QueueEntry,
    QueueStep,
    Referral,
    ReferralStep,
    Side,
    Support,
    Team,
)
from samverk.interventions.persons.queries.parts import Asked, Part, part_read
from samverk.interventions.persons.queries.queues import in_queue
from samverk.interventions.queries.referable import deliveries_by_id
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import STILL_WAITS, QueueEvent
from samverk.rules.interventions.referral import OPEN, ReferralEvent, ReferralState

MOST_LISTED = 100
# For so long a referral that came back stands on the desk of those who sent it
RETURNED_DAYS = 30
# How long what has ended stays on the referrer's page
KEPT_DAYS = 90
# The lists of the team that receives, each under its id
INBOX, OFFERED, UNSHARED = "inkorg", "erbjudanden", "aterkallade"


def my_referrals(user: int | None, bodies: Sequence[int], today: date) -> list[Referral]:
    """List what somebody (user id) has begun at authorities (body ids): open, or lately ended.

    Whom they are about is read by ``persons_of``, of those that are shown, and what they are to by
    ``with_deliveries``.
    """
    # What a receiver has passed on is in the same thread
    begun = ReferralStep.objects.filter(
        controller__in=bodies, subject__side=Side.SENT, number=1, user=user
    )
    lately = ReferralStep.objects.filter(
        subject=OuterRef("pk"),
        event__in=[ReferralEvent.RETURN, ReferralEvent.REDIRECT, ReferralEvent.LAPSE],
        happened_on__gte=today - timedelta(days=KEPT_DAYS),
    )
    going = Q(state__in=[*OPEN, ReferralState.DRAFT, ReferralState.ACCEPTED])
    order = ("-recorded_at", "pk")
    sent = Referral.objects.filter(going | Exists(lately), side=Side.SENT, controller__in=bodies)
    mine = sent.filter(thread__in=begun.values("subject__thread"))
    return list(mine.defer("sealed").order_by(*order)[:MOST_LISTED])


def with_deliveries(rows: Iterable[Referral]) -> list[Referral]:
    """Give referrals their deliveries, each of which is read once: hundreds of rows are to a few.

    Also the one that the person is asked to go on to.
    """
    found = list(rows)
    asked = {row.moving_to_id for row in found if row.moving_to_id is not None}
    given = {one.pk: one for one in deliveries_by_id({row.delivery_id for row in found} | asked)}
    for row in found:
        row.delivery = given[row.delivery_id]
        if row.moving_to_id is not None:
            row.moving_to = given[row.moving_to_id]
    return found


def persons_of(rows: Iterable[Referral]) -> dict[uuid.UUID, Person]:
    """Read whom referrals are about, by the person's id, each with the authority that answers for it."""
    persons = Person.objects.select_related("controller__organisation")
    return persons.in_bulk({row.person_id for row in rows})


def inbox(bodies: Sequence[int], asked: Asked) -> Part[Referral]:
    """List what has come to authorities (body ids) and is not answered, the longest waiting first."""
    order = ("clock_start", "recorded_at", "pk")
    came = Referral.objects.filter(side=Side.RECEIVED, controller__in=bodies, state__in=OPEN)
    beside = Referral.objects.defer("sealed").select_related(
        "person__controller__organisation", "delivery", "sender", "assignee"
    )
    return part_read(
        INBOX,
        asked,
        came.order_by(*order),
        lambda keys: list(beside.filter(pk__in=keys).order_by(*order)),
    )


def returns_of(rows: Iterable[Referral]) -> dict[uuid.UUID, ReferralStep]:
    """Answer the step that each returned referral came back with, by the referral's id."""
    back = [row.pk for row in rows if row.state == ReferralState.RETURNED]
    steps = ReferralStep.objects.filter(subject__in=back, event=ReferralEvent.RETURN)
    return {step.subject_id: step for step in steps} if back else {}


def returned_lately(today: date) -> QuerySet[Referral]:
    """Find the referrals that came back in the last days, and whose person has not been referred since."""
    back = ReferralStep.objects.filter(
        subject=OuterRef("pk"),
        event=ReferralEvent.RETURN,
        happened_on__gt=today - timedelta(days=RETURNED_DAYS),
    )
    since = Referral.objects.filter(
        person=OuterRef("person"),
        side=Side.SENT,
        recorded_at__gte=OuterRef("recorded_at"),
        state__in=[ReferralState.DRAFT, *sorted(OPEN), ReferralState.ACCEPTED],
    )
    rows = Referral.objects.filter(side=Side.SENT, state=ReferralState.RETURNED)
    return rows.filter(Exists(back)).exclude(Exists(since))


def queues_of(bodies: Sequence[int]) -> list[Team]:
    """List the deliveries that authorities (body ids) receive for, each with how many wait in it."""
    rows = Team.objects.filter(controller__in=bodies).select_related("delivery")
    return list(rows.annotate(waiting=in_queue(STILL_WAITS)).order_by("delivery__name", "pk"))


def unshared(bodies: Sequence[int], asked: Asked, today: date) -> Part[QueueEntry]:
    """List who waits at authorities (body ids), has no consent any more, and has not been asked since."""
    since = QueueStep.objects.filter(
        subject=OuterRef("pk"), event=QueueEvent.RECONFIRM, hand=Hand.RECEIVER.name.lower()
    )
    ended = Q(referral__unshared_on__isnull=False) | Q(referral__shared_until__lt=today)
    rows = QueueEntry.objects.filter(ended, controller__in=bodies, left_on=None)
    rows = rows.exclude(Exists(since))
    order = (Coalesce("referral__unshared_on", "referral__shared_until"), "pk")
    beside = QueueEntry.objects.select_related(
        "delivery", "referral__sender", "person__controller__organisation"
    )
    return part_read(
        UNSHARED,
        asked,
        rows.order_by(*order),
        lambda keys: list(beside.filter(pk__in=keys).order_by(*order)),
    )


def open_offers(bodies: Sequence[int], asked: Asked) -> Part[PlaceOffer]:
    """List the places that are offered and not answered, the one to be answered first on top."""
    order = ("answer_by", "pk")
    rows = PlaceOffer.objects.filter(answer="", controller__in=bodies)
    beside = PlaceOffer.objects.select_related(
        "entry__delivery", "person__controller__organisation"
    )
    return part_read(
        OFFERED,
        asked,
        rows.order_by(*order),
        lambda keys: list(beside.filter(pk__in=keys).order_by(*order)),
    )


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
    rows = Support.objects.filter(referral=referral).select_related("struck")
    return list(rows.order_by("from_date", "recorded_at"))
