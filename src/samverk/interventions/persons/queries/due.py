"""What falls due for those who work with persons: follow-ups, consents that run out, places to offer on.

Asked inside an open compartment; the lines of the desk count them.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from samverk.interventions.persons.models import (
    Consent,
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    Referral,
    Side,
)
from samverk.interventions.persons.models.participations import RUNS
from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.follow_up import MONTHS
from samverk.rules.interventions.participation import ENDED
from samverk.rules.interventions.queue import SAME_PLACE_DAYS, QueueState
from samverk.rules.interventions.referral import OPEN, ReferralState

# A consent is renewed while there is time to ask the person
RENEW_DAYS = 30
MOST_TO_RENEW = 50
# The last follow-up is made a year after, and may be late
FOLLOWED_DAYS = 400


@dataclass(frozen=True, slots=True)
class Due:
    """Follow-ups that have fallen due (uppföljningar att göra): some of them, and how many there are.

    Each is a participation (id), its end, the point and the day.
    """

    rows: tuple[tuple[uuid.UUID, date, str, date], ...]
    total: int


# The database counts months as the rule does: a day that the month lacks is its last
_DAYS = ", ".join(
    f"('{point.value}', (part.ended_on + make_interval(months => {months}))::date)"
    for point, months in MONTHS.items()
)
# Each participation is read once, whichever of its follow-ups are due, and they are counted on the way
_FALLEN_DUE = """
SELECT part.id, part.ended_on, follow.point, follow.due, count(*) OVER ()
FROM ({ended}) part (id, ended_on, turn)
CROSS JOIN LATERAL (VALUES {days}) follow (point, due)
WHERE follow.due <= %s AND NOT EXISTS (
    SELECT FROM persons_measurement made
    WHERE made.participation_id = part.id AND made.turn = part.turn AND made.point = follow.point
    AND NOT EXISTS (SELECT FROM persons_struck struck WHERE struck.measurement_id = made.id)
)
ORDER BY follow.due, part.id OFFSET %s LIMIT %s
"""


def follow_ups_due(ours: QuerySet[Participation], today: date, shown: slice = slice(None)) -> Due:
    """Find the follow-ups that have fallen due and are not made, of some participations.

    The longest due first. Only of those who have consented to follow-up.
    """
    rows = ours.filter(state__in=sorted(ENDED), is_followed=True, ended_on__isnull=False)
    try:
        ended, given = rows.order_by().values_list("pk", "ended_on", "turn").query.sql_with_params()
    except EmptyResultSet:
        return Due((), 0)
    first = shown.start or 0
    most = None if shown.stop is None else shown.stop - first
    with connection.cursor() as cursor:
        asked = _FALLEN_DUE.format(ended=ended, days=_DAYS)
        cursor.execute(asked, [*given, today, first, most])
        found = cursor.fetchall()
    return Due(tuple((pk, day, point, due) for pk, day, point, due, _ in found), _total(found))


def _total(found: list[Any]) -> int:
    return found[0][4] if found else 0


def shares_to_renew(today: date) -> QuerySet[Referral]:
    """Find the referrals sent whose consent soon comes to its last day, while they still matter."""
    return Referral.objects.filter(
        side=Side.SENT,
        state__in=[*sorted(OPEN), ReferralState.ACCEPTED],
        unshared_on=None,
        shared_until__range=(today, today + timedelta(days=RENEW_DAYS)),
    )


def is_to_renew(row: Referral, today: date) -> bool:
    """Answer whether a referral is one of ``shares_to_renew``, without asking the database."""
    if row.shared_until is None or row.unshared_on is not None:
        return False
    soon = today <= row.shared_until <= today + timedelta(days=RENEW_DAYS)
    return soon and row.side == Side.SENT and row.state in (*OPEN, ReferralState.ACCEPTED)


def follow_ups_to_renew(today: date) -> QuerySet[Consent]:
    """Find the consents to follow-up that soon run out, of those who are still to be followed up."""
    followed = Participation.objects.filter(
        Q(state__in=RUNS)
        | Q(state__in=sorted(ENDED), ended_on__gt=today - timedelta(days=FOLLOWED_DAYS)),
        person=OuterRef("person"),
        is_followed=True,
    )
    held = Consent.objects.filter(purpose=Purpose.FOLLOW_UP, withdrawn_on=None)
    longer = held.filter(
        Q(to_date=None) | Q(to_date__gt=OuterRef("to_date")), person=OuterRef("person")
    )
    soon = held.filter(to_date__range=(today, today + timedelta(days=RENEW_DAYS)))
    return soon.filter(Exists(followed)).exclude(Exists(longer))


def consents_to_renew(bodies: Sequence[int], today: date) -> list[Consent]:
    """List the consents to follow-up to renew at authorities (body ids), the first to run out on top."""
    rows = follow_ups_to_renew(today).filter(controller__in=bodies)
    beside = rows.select_related("person__controller__organisation")
    return list(beside.order_by("to_date", "pk")[:MOST_TO_RENEW])


def turned_down_lately(today: date) -> QuerySet[PlaceOffer]:
    """Find the places that somebody lately said no to or did not answer, and nobody has been offered since.

    Only while somebody else waits there.
    """
    of_it = {"entry__delivery": OuterRef("entry__delivery")}
    later = PlaceOffer.objects.filter(
        made_on__gte=OuterRef("answered_on"), recorded_at__gt=OuterRef("recorded_at"), **of_it
    )
    others = QueueEntry.objects.filter(
        delivery=OuterRef("entry__delivery"), state=QueueState.WAITING
    ).exclude(pk=OuterRef("entry"))
    rows = PlaceOffer.objects.filter(
        answer__in=[OfferAnswer.DECLINED, OfferAnswer.NO_ANSWER],
        answered_on__gt=today - timedelta(days=SAME_PLACE_DAYS),
    )
    return rows.filter(Exists(others)).exclude(Exists(later))
