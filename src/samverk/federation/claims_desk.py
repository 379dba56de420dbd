"""The pile that claims lay on the start page's desk: those whose next step is the reader's."""

from __future__ import annotations

from django.urls import reverse

from samverk.federation.models import Claim
from samverk.federation.queries.claim_lists import claims_waiting
from samverk.federation.queries.claims import TONES
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right, organisations_where
from samverk.rules.agreements.claim import CLAIM, ClaimState
from samverk.rules.wording import kronor_and_ore

WHY = "Pengarna betalas när någon annan än den som granskade har attesterat."


def claims(visit: Visit) -> Pile:
    """Lay the claims that wait for the reader, the oldest period on top."""
    places = {
        right: organisations_where(visit.actor, right)
        for right in (Right.SUBMIT_CLAIM, Right.REVIEW_CLAIM, Right.CERTIFY_CLAIM)
    }
    rows = claims_waiting(
        places[Right.SUBMIT_CLAIM], places[Right.REVIEW_CLAIM], places[Right.CERTIFY_CLAIM]
    )
    return Pile("Rekvisitioner", "rekvisitioner", WHY, tuple(map(_task, rows)))


def _task(row: Claim) -> Task:
    state = ClaimState(row.state)
    url = reverse("claim", args=[row.agreement.federation.slug, row.pk])
    amount = row.amount if row.approved is None else row.approved
    told = "" if amount is None else kronor_and_ore(amount)
    label = f"{row}, {row.agreement.name}"
    return Task(
        label, url, TONES.get(state, "running"), CLAIM.state_names[state].capitalize(), told
    )
