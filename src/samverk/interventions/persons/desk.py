"""What persons lay on the start page's desk: how many wait for the reader, and counts to send.

Numbers alone: who they are is read on the pages, where it is noted.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from samverk.directory.queries import body_ref
from samverk.exchange.queries import of_type
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.interventions.persons.models import Participation, Referral, Side
from samverk.interventions.persons.walls import reading
from samverk.interventions.persons.zone import authorities_of
from samverk.interventions.queries.telling import COUNTS
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.referral import ReferralState

WHY = "Förbundet följer upp insatserna med era antal. Det får aldrig veta vilka personerna är."

_R = ReferralState
WAITS = "Den som remitteras ska veta vad som händer, och klockan går."


def persons_waiting(visit: Visit) -> Pile:
    """Lay how many referrals and participants wait for something that the reader does."""
    asked = (
        (Right.RECEIVE, "Remisser i inkorgen", _referrals(Side.RECEIVED, _R.SUBMITTED)),
        (Right.RECEIVE, "Remisser under bedömning", _referrals(Side.RECEIVED, _R.UNDER_ASSESSMENT)),
        (Right.REFER, "Remisser att komplettera", _referrals(Side.SENT, _R.INCOMPLETE)),
        (Right.REFER, "Utkast till remisser", _referrals(Side.SENT, _R.DRAFT)),
        (
            Right.HANDLE_PARTICIPANTS,
            "Deltagare som ska börja",
            Participation.objects.filter(state=ParticipationState.PLANNED),
        ),
    )
    tasks = []
    for right, label, rows in asked:
        bodies = authorities_of(visit.actor, right)
        if bodies and (number := _number(rows, bodies, visit)):
            tasks.append(Task(label, reverse("persons"), "running", f"{number} väntar"))
    return Pile("Personer", "personer", WAITS, tuple(tasks))


def _referrals(side: Side, state: ReferralState) -> QuerySet[Referral]:
    return Referral.objects.filter(side=side, state=state)


def _number(
    rows: QuerySet[Referral] | QuerySet[Participation], bodies: list[int], visit: Visit
) -> int:
    """Count those that the reader may see: protected persons only by their named handlers."""
    with reading(bodies, visit.actor.user):
        return rows.filter(controller__in=bodies).count()


def counts_to_send(visit: Visit) -> Pile:
    """Lay the counts of each authority that the reader coordinates, with when they were last sent."""
    bodies = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    return Pile("Antal till förbundet", "antal", WHY, tuple(_task(body) for body in bodies))


def _task(body: int) -> Task:
    sent = of_type(COUNTS[0], body, limit=1)
    when = f"Senast skickat {sent[0].message.created_at:%Y-%m-%d}" if sent else "Inte skickat än"
    return Task(
        f"Antal deltagare, {body_ref(body).full_name}",
        f"{reverse('counts_to_send')}?myndighet={body}",
        "neutral" if sent else "attention",
        when,
    )
