"""Two people record what one decision shows at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.federation import actions
from samverk.federation.models import MembershipFact
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race

__all__ = ["committed"]
DAY = date(2023, 5, 26)


@pytest.fixture
def shown(committed):
    """A membership, and a decision of the member's council."""
    town, council = (stage := set_stage()).town, stage.council
    new = directory.NewOrganisation("federation", "Förbundet Fyrbåken", "Fyrbåken", "fyrbaken")
    home = directory.add_organisation(SETUP, new, key="förbund")
    paper = decisions.NewDecision(
        town.pk, "Förbundet", "decides", body=council.pk, decided_on=DAY, paragraph=94
    )
    decided = decisions.register_decision(SETUP, paper, key="beslut").pk
    return actions.add_member(SETUP, home.pk, town.pk, "municipality", key="medlem").pk, decided


def recorded(shown, facts):
    """Record at once, one runner for each (kind, day); tell how many were refused."""
    membership, decision = shown

    def record(number):
        kind, day = facts[number]
        new = actions.NewFact(membership, kind, day, decision=decision)
        try:
            return bool(actions.record_fact(SETUP, new, key=f"händelse/{number}"))
        except (ConflictError, InputError):
            return False

    return race(record, len(facts)).count(False)


def test_one_decision_never_both_leaves_and_stays(shown):
    both = [("council_decided_exit", None), ("council_repealed_exit", None)] * 3
    assert recorded(shown, both) == 5
    assert MembershipFact.objects.count() == 1


def test_one_decision_is_one_event_with_its_day_and_without(shown):
    assert recorded(shown, [("council_decided_exit", None), ("council_decided_exit", DAY)] * 3) == 5
    assert MembershipFact.objects.count() == 1
