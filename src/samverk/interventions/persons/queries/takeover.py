"""How far it has come when another board is to receive for what a team receives for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Participation, QueueEntry, Referral, Side, Team
from samverk.interventions.persons.models.queues import WAITS
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.referral import OPEN

GOES_ON = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Takeover:
    """What is left with the team (läget inför en övergång), of those whom the reader may know of.

    ``successor`` is whom the catalogue names as taking over, None for nobody yet. ``unanswered`` are
    referrals, ``waiting`` places in the queue, ``taking_part`` those who take part.
    """

    is_open: bool
    successor: Delivery | None
    unanswered: int
    waiting: int
    taking_part: int


def takeover_from(team: Team, day: date) -> Takeover:
    """Answer how it stands with a team on a day, inside its authority's open compartment."""
    intake = catalogue.intake_in(catalogue.windows_of(team.delivery_id), day)
    ours = {"controller": team.controller_id, "delivery": team.delivery_id}
    referrals = Referral.objects.filter(**ours, side=Side.RECEIVED, state__in=OPEN)
    return Takeover(
        is_open=intake.is_open,
        successor=intake.successor,
        unanswered=referrals.count(),
        waiting=QueueEntry.objects.filter(**ours, state__in=WAITS).count(),
        taking_part=Participation.objects.filter(**ours, state__in=GOES_ON).count(),
    )
