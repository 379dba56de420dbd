"""Several certify at the same moment against one commitment: together they never exceed it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.federation import actions
from samverk.federation.models import Claim, Commitment
from samverk.federation.tests import claiming
from samverk.foundation.errors import SamverkError
from samverk.foundation.tests.cast import set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race
from samverk.rules.agreements.stretches import Span

__all__ = ["committed"]
HALVES = [
    Span(date(2024, 1, 1), date(2024, 1, 14)),
    Span(date(2024, 1, 15), date(2024, 1, 31)),
    Span(date(2024, 2, 1), date(2024, 2, 14)),
    Span(date(2024, 2, 15), date(2024, 2, 29)),
]


@pytest.fixture
def waiting(committed):
    """Four claims of 5 000 kronor that wait to be certified, and a commitment of 12 000."""
    with time_machine.travel("2024-03-15T12:00:00+01:00", tick=False):
        set_stage()
        ready = claiming.ready()
        made = ready.signed(claim_days=365)
        ready.committed(made, 1_200_000)
        claims = [_to_certify(ready, made, span) for span in HALVES]
    return ready.certifier, claims


def _to_certify(ready, made, span):
    claim = ready.claimed(made, span, 5)
    for who, event in (
        (claiming.SETUP, "submit"),
        (ready.reviewer, "review"),
        (ready.reviewer, "propose"),
    ):
        claim = ready.move(who, claim, event)
    return claim.pk


def test_two_fit_and_the_rest_are_refused(waiting):
    certifier, claims = waiting

    def certify(number):
        move = actions.ClaimMove("certify")
        try:
            actions.move_claim(certifier, claims[number], move, key=f"attest/{number}")
        except SamverkError:
            return False
        return True

    assert race(certify, len(claims)).count(True) == 2
    assert Commitment.objects.get().certified == 1_000_000
    assert Claim.objects.filter(state="certified").count() == 2
