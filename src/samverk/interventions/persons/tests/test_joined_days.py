"""Booked days of two records that are joined: none is lost, none is booked twice."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.errors import ConflictError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.tests.ledger import FEBRUARY, JANUARY, set_ledger
from samverk.interventions.persons.tests.test_joined_records import join
from samverk.interventions.persons.walls import unread

LAST = date(2024, 1, 31)


@pytest.fixture
def ledger(party):
    return set_ledger(party)


def bits(ledger):
    """The days that are booked of each person, month by month."""
    held = {}
    for one in ledger.entries():
        key = (one.person_id, one.month)
        held[key] = held.get(key, 0) + one.added - one.removed
    return {key: days for key, days in held.items() if days}


def test_days_after_one_another_are_numbered_on_and_the_next_month_is_booked(ledger):
    ledger.takes_part(0, JANUARY, date(2024, 1, 10))
    ledger.takes_part(1, date(2024, 1, 11), None)
    for nth in range(2, 9):
        ledger.takes_part(nth)
    ledger.book(JANUARY)
    kept, other = ledger.people[:2]
    before = bits(ledger)
    join(ledger.party, kept, other)
    after = bits(ledger)
    both = before[kept.pk, JANUARY] + before[other.pk, JANUARY]
    assert after[kept.pk, JANUARY] == both == 2**31 - 1
    mine = [one.number for one in ledger.entries() if one.person_id == kept.pk]
    assert mine == [1, 2]
    ledger.book(FEBRUARY)
    # Nothing of January is booked anew, and February is the joined person's
    assert bits(ledger)[kept.pk, JANUARY] == both
    assert bits(ledger)[kept.pk, FEBRUARY].bit_count() == 29


def test_the_same_days_in_both_are_put_right_first(ledger):
    twice = [ledger.takes_part(nth, JANUARY, LAST) for nth in (0, 1)]
    for nth in range(2, 9):
        ledger.takes_part(nth)
    ledger.book(JANUARY)
    kept, other = ledger.people[:2]
    with pytest.raises(ConflictError, match=r"samtidigt.*bokförda i båda"):
        join(ledger.party, kept, other)
    party = ledger.party
    persons.correct_participation(
        party.coordinator, party.receives, twice[1].pk, "Samma en gång till", key="fel"
    )
    with pytest.raises(ConflictError, match="januari 2024 är bokförda"):
        join(party, kept, other, key="b")
    ledger.book(FEBRUARY)
    join(party, kept, other, key="c")
    with unread([party.receives]):
        assert bits(ledger)[kept.pk, JANUARY].bit_count() == 31
