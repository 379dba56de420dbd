"""Where a person stands in a delivery already, and which referrals stand behind a place in its queue.

Asked inside an open compartment.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q

from samverk.interventions.persons.models import Participation, QueueEntry, Referral
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.models.queues import WAITS
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.referral import OPEN, ReferralState
from samverk.rules.wording import running_date


def place_of(person: uuid.UUID, delivery: int) -> QueueEntry | None:
    """Answer the place that a person has in the queue to a delivery (id), None for none."""
    return QueueEntry.objects.filter(person=person, delivery=delivery, state__in=WAITS).first()


def takes_part_since(person: uuid.UUID, delivery: int) -> date | None:
    """Answer since when a person takes part in a delivery (id), None when they do not."""
    runs = Participation.objects.filter(person=person, delivery=delivery, state__in=RUNS)
    # One who is in the queue with a yes has a place there
    return (
        runs.exclude(state=ParticipationState.PLANNED, entry__state__in=WAITS)
        .values_list("starts_on", flat=True)
        .first()
    )


def already_there(row: Referral) -> str:
    """Tell the team, while it assesses a referral, that its person is there already; "" for not."""
    if row.state not in OPEN:
        return ""
    since = takes_part_since(row.person_id, row.delivery_id)
    if since is not None:
        return (
            f"Personen deltar redan i {row.delivery} sedan {running_date(since)}."
            " Återremittera med skälet ”redan remitterad”."
        )
    place = place_of(row.person_id, row.delivery_id)
    if place is None:
        return ""
    return (
        f"Personen finns redan i kön sedan {running_date(place.clock_start)}. Antar ni remissen får"
        " personen ingen andra plats: den knyts till platsen som finns, och den tidigaste dagen"
        " gäller. Varje remittent ser bara sin egen remiss."
    )


def behind(entry: QueueEntry) -> list[Referral]:
    """List the referrals that stand behind a place: the one that made it, and those tied to it."""
    return list(Referral.objects.filter(Q(pk=entry.referral_id) | Q(tied_to=entry)))


def accepted_behind(entry: QueueEntry) -> list[Referral]:
    """List those of the referrals behind a place that are accepted: what was entered in error is not."""
    return [row for row in behind(entry) if row.state == ReferralState.ACCEPTED]


def place_behind(referral: uuid.UUID) -> QueueEntry | None:
    """Answer the place where a received referral's person waits now, None when they do not."""
    waits = QueueEntry.objects.filter(Q(referral=referral) | Q(also_for=referral), left_on=None)
    return waits.order_by("-recorded_at").first()
