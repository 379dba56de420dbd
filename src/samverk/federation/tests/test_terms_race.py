"""Two people register the by-laws' terms at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import actions as directory
from samverk.federation import actions
from samverk.federation.models import FederationTerms
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race

__all__ = ["committed"]


@pytest.fixture
def federation(committed):
    new = directory.NewOrganisation("federation", "Förbundet Fyrbåken", "Fyrbåken", "fyrbaken")
    return directory.add_organisation(SETUP, new, key="förbund").pk


def test_one_gets_through_and_the_other_is_told(federation):
    def register(number):
        day = date(2020, 1, 1 + number % 2)
        new = actions.NewTerms(federation, 3, "calendar-years", "15 §", day, "Förbundsordningen")
        try:
            return bool(actions.set_terms(SETUP, new, key=f"villkor/{number}"))
        except (ConflictError, InputError):
            return False

    assert any(race(register, 6))
    assert FederationTerms.objects.filter(to_date=None).count() == 1
