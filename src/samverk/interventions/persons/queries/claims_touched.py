"""Claims that a participation entered in error touches: for the payee's economist, and never who it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from samverk.directory import queries as directory
from samverk.federation import queries as federation
from samverk.federation.queries import StandingClaim
from samverk.interventions.persons.models import ParticipationStep
from samverk.interventions.persons.queries.sessions import STARTED
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.participation import ParticipationEvent

# Older than this is settled otherwise: a claim is corrected within its year
LOOKED_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A participation that turned out to be none: given by whom, in what, which days, known when."""

    provider: int
    intervention: int
    span: Span
    known_at: datetime

    def touches(self, claim: StandingClaim) -> bool:
        """Answer whether a claim was made with it, and has not been put right since."""
        same = (self.provider, self.intervention) == (claim.payee, claim.intervention)
        overlaps = self.span.common(claim.span) is not None
        return same and overlaps and claim.said_at < self.known_at


def claims_touched(payees: Collection[int], now: datetime) -> list[StandingClaim]:
    """List the payees' (organisation ids) claims that rest on a participation entered in error.

    Nothing is told of it but that it was there: also of one whose person is hidden.
    """
    claims = federation.standing_claims(payees) if payees else []
    wrong = _wrong(payees, now - LOOKED_BACK) if claims else []
    return [one for one in claims if any(each.touches(one) for each in wrong)]


def _wrong(payees: Collection[int], since: datetime) -> list[_Wrong]:
    bodies = [one.id for payee in payees for one in directory.bodies(organisation=payee)]
    began = reduce(or_, (Q(from_state=state.value) for state in STARTED))
    with unread(bodies):
        rows = ParticipationStep.objects.filter(
            began,
            controller__in=bodies,
            event=ParticipationEvent.CORRECT,
            recorded_at__gte=since,
        ).values_list(
            "subject__delivery__provider",
            "subject__delivery__intervention",
            "subject__starts_on",
            "subject__ended_on",
            "happened_on",
            "recorded_at",
        )
        return [
            _Wrong(provider, intervention, _days(first, last or marked), at)
            for provider, intervention, first, last, marked, at in rows
        ]


def _days(first: date, last: date) -> Span:
    return Span(first, max(first, last))
