"""What became of referrals, places in a queue and offers in a period, as sums by sex.

Everybody is counted, as of those who take part and wait: who has a protected identity is in these
sums and in nothing else of it. What was entered in error is in none. Nothing here is protected yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from samverk.directory import queries as directory
from samverk.federation.queries import Measure
from samverk.interventions.models import AttendanceCount, Delivery
from samverk.interventions.persons.models import (
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    Referral,
    ReferralStep,
    Sex,
    Side,
    Team,
)
from samverk.interventions.persons.queries.tallies import BEGAN, Numbers, by_measure, sums
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.queue import QueueState, RemovalReason
from samverk.rules.interventions.referral import OPEN, ReferralState, ReturnReason

REASONS: dict[Measure, ReturnReason] = {
    Measure.RETURNED_COMPLEX: ReturnReason.TOO_COMPLEX,
    Measure.RETURNED_NEAR: ReturnReason.TOO_CLOSE_TO_WORK,
    Measure.RETURNED_AGE: ReturnReason.OUTSIDE_AGE,
    Measure.RETURNED_AREA: ReturnReason.OUTSIDE_AREA,
    Measure.RETURNED_HEALTH: ReturnReason.NOT_READY_HEALTH,
    Measure.RETURNED_SUPPORT: ReturnReason.NEEDS_OTHER_SUPPORT,
    Measure.RETURNED_CLOSED: ReturnReason.INTAKE_CLOSED,
    Measure.RETURNED_CONSENT: ReturnReason.NO_CONSENT,
    Measure.RETURNED_TWICE: ReturnReason.DUPLICATE,
}
_CODED = [reason.value for reason in REASONS.values()]
_OPEN = sorted(state.value for state in OPEN)
_NOT_COUNTED = (ReferralState.DRAFT.value, ReferralState.ENTERED_IN_ERROR.value)
_ANSWERS = (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED, OfferAnswer.NO_ANSWER)


def answers_of(
    ids: Collection[int], span: Span, person: UUID | None = None
) -> Iterator[tuple[Measure, Numbers]]:
    """Count what became of everybody, or of one person, in deliveries (ids) during a period.

    The compartment is open, and read by nobody. In four questions.
    """
    only = Q(person=person) if person else Q()
    within = (span.from_date, span.to_date)
    referred = referrals_with_team(span).filter(only, delivery__in=ids)
    yield from by_measure(referred, _ends(span), "delivery", "person__sex")
    removed = QueueEntry.objects.filter(
        only, delivery__in=ids, state=QueueState.REMOVED, left_on__range=within
    ).exclude(removal=RemovalReason.ERROR)
    yield Measure.REMOVED, sums(removed, "delivery", "person__sex")
    passed = PlaceOffer.objects.filter(entry=OuterRef("entry"), answer=OfferAnswer.ACCEPTED)
    started = Participation.objects.filter(
        Exists(passed.exclude(out_of_order=b"")),
        only,
        delivery__in=ids,
        state__in=BEGAN,
        starts_on__range=within,
    )
    yield Measure.OUT_OF_ORDER, sums(started, "delivery", "sex")
    offers = PlaceOffer.objects.filter(
        only, entry__delivery__in=ids, answer__in=_ANSWERS, answered_on__range=within
    ).exclude(entry__state=QueueState.ENTERED_IN_ERROR)
    answers = {Measure.OFFERED: Q(), Measure.DECLINED: Q(answer=OfferAnswer.DECLINED)}
    yield from by_measure(offers, answers, "entry__delivery", "entry__person__sex")


def referrals_with_team(span: Span) -> QuerySet[Any]:
    """Find the referrals that a team had in a period, with the days they came and went.

    ``came_on`` is when this team got it, which for one that was passed on is later than its clock.
    ``answered_on`` is when it was answered, lapsed or was taken back, None while it is open.
    """
    steps = ReferralStep.objects.filter(subject=OuterRef("pk"))
    closing = closing_steps().filter(subject=OuterRef("pk"))
    rows = Referral.objects.filter(side=Side.RECEIVED, on_paper=False)
    return (
        rows.exclude(state__in=_NOT_COUNTED)
        .annotate(
            came_on=Subquery(steps.order_by("number").values("happened_on")[:1]),
            answered_on=Subquery(closing.order_by("-number").values("happened_on")[:1]),
        )
        .filter(Q(state__in=_OPEN) | Q(answered_on__gte=span.from_date), came_on__lte=span.to_date)
    )


def answered_with_team(span: Span) -> QuerySet[ReferralStep]:
    """Find the last step of each referral that a team had and that was answered in a period.

    They are those of ``referrals_with_team`` whose ``answered_on`` is within.
    """
    later = closing_steps().filter(subject=OuterRef("subject"), number__gt=OuterRef("number"))
    came = ReferralStep.objects.filter(
        subject=OuterRef("subject"), number=1, happened_on__lte=span.to_date
    )
    return closing_steps().filter(
        ~Exists(later),
        Exists(came),
        happened_on__range=(span.from_date, span.to_date),
        subject__side=Side.RECEIVED,
        subject__on_paper=False,
    )


def closing_steps() -> QuerySet[ReferralStep]:
    """Find the steps that answered a referral, let it lapse or took it back."""
    steps = ReferralStep.objects.filter(from_state__in=_OPEN)
    return steps.exclude(to_state__in=[*_OPEN, *_NOT_COUNTED])


def _ends(span: Span) -> dict[Measure, Q]:
    """Say how a referral came to its end in a period, by measure: each return under one reason."""
    ended = Q(answered_on__lte=span.to_date)
    returned = ended & Q(state=ReferralState.RETURNED)
    return {
        Measure.REFERRED: Q(),
        Measure.LAPSED: ended & Q(state=ReferralState.LAPSED),
        Measure.RETURNED: returned,
        **{one: returned & Q(return_reason=reason) for one, reason in REASONS.items()},
        Measure.RETURNED_OTHER: returned & ~Q(return_reason__in=_CODED),
    }


def visited(body: int) -> list[Delivery]:
    """List the open activities whose visits an authority (body id) tells of, and no team receives for.

    Where an organisation has several authorities it is the first that has a team: each visit is told once.
    """
    home = directory.body_ref(body).organisation
    every = [one.id for one in directory.bodies(organisation=home)]
    with unread(every):
        teams = list(
            Team.objects.filter(controller__in=every).values_list("controller", "delivery")
        )
    if body != min((controller for controller, _ in teams), default=min(every)):
        return []
    rows = Delivery.objects.filter(
        Exists(AttendanceCount.objects.filter(delivery=OuterRef("pk"))), provider=home
    )
    rows = rows.exclude(pk__in=[delivery for _, delivery in teams])
    return list(rows.select_related("intervention"))


def visits_in(ids: Collection[int], span: Span) -> Numbers:
    """Count the visits to open activities (delivery ids) in a period; those never counted are left out."""
    found: Numbers = {}
    within = Q(held_on__range=(span.from_date, span.to_date))
    names = {Sex.WOMAN: "women", Sex.MAN: "men", Sex.UNKNOWN: "unknown"}
    rows: QuerySet[Any] = AttendanceCount.objects.filter(delivery__in=ids)
    totals = {f"all_{name}": Sum(name, filter=within, default=0) for name in names.values()}
    for row in rows.order_by().values("delivery").annotate(**totals):
        for sex, name in names.items():
            found[row["delivery"], sex] = row[f"all_{name}"]
    return found
