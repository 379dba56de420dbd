"""Who is responsible for a participation, who assesses a referral, and what nobody is responsible for.

Whoever's role has ended, or no longer reaches the delivery, is responsible no more, though their name
stands where it was written.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.models import User
from samverk.foundation.people import holders_reaching, still_reaches
from samverk.interventions.persons.models import NamedHandler, Participation, Protection, Referral
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.models.referrals import Side
from samverk.rules.interventions.referral import ReferralState

ASSESSED = (ReferralState.UNDER_ASSESSMENT, ReferralState.INCOMPLETE)
PLACE = {"body": "controller", "part": "delivery"}


def without_responsible(day: date) -> Q:
    """Build the condition that nobody is responsible for a participation on a day."""
    holds = still_reaches(Role.CASE_WORKER, day, user="responsible", **PLACE)
    return Q(responsible=None) | ~Q(holds)


def unassigned(day: date) -> QuerySet[Participation]:
    """Find the participations under way that nobody is responsible for, the earliest start first."""
    rows = Participation.objects.filter(without_responsible(day), state__in=RUNS)
    return rows.order_by("starts_on", "recorded_at", "pk")


def unassessed(day: date) -> QuerySet[Referral]:
    """Find the referrals under assessment whose assessor no longer receives for the delivery."""
    holds = still_reaches(Role.RECEIVER, day, user="assignee", **PLACE)
    rows = Referral.objects.filter(side=Side.RECEIVED, state__in=ASSESSED)
    return rows.filter(Q(assignee=None) | ~Q(holds))


def is_without_responsible(row: Participation) -> bool:
    """Answer whether nobody is responsible for a participation now."""
    return Participation.objects.filter(without_responsible(clock.today()), pk=row.pk).exists()


def colleagues_for(role: Role, row: Participation | Referral) -> list[User]:
    """List who may take over a row: who has the role for its delivery, and may know of the person."""
    found = holders_reaching(role, row.controller_id, row.delivery_id)
    if not Protection.objects.filter(person=row.person_id, lifted_at=None).exists():
        return found
    named = NamedHandler.objects.filter(person=row.person_id, ended_at=None)
    know = set(named.values_list("user", flat=True))
    return [one for one in found if one.pk in know]
