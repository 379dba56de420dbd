"""Numbers and keys when many write at once, committed for real."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent
from samverk.foundation.numbering import next_number
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.race import race
from samverk.registry import actions
from samverk.registry.models import Case


@pytest.fixture
def stage(committed, the_day):
    return set_stage()


def new_case(stage):
    return actions.NewCase(stage.board.pk, "Samarbete", date(2024, 1, 2))


def test_numbers_taken_at_once_have_neither_gaps_nor_doubles(stage):
    def work(number):
        return actions.open_case(SETUP, new_case(stage), key=f"lopp/{number}").sequence

    assert sorted(race(work)) == list(range(1, 9))


def test_a_number_taken_in_vain_is_given_back(stage):
    def work(number):
        with transaction.atomic():
            taken = next_number("prov")
            transaction.set_rollback(number % 2 == 0)
        return taken if number % 2 else None

    kept = [taken for taken in race(work) if taken]
    assert sorted(kept) == [1, 2, 3, 4]


def test_one_form_sent_many_times_at_once_does_its_work_once(stage):
    def work(_):
        return actions.open_case(SETUP, new_case(stage), key="samma").pk

    assert len(set(race(work))) == 1
    assert Case.objects.count() == 1
    assert AuditEvent.objects.filter(kind="registry.case_opened").count() == 1


def test_of_two_people_with_one_form_at_once_one_is_told(stage):
    def work(number):
        actor = stage.owner if number else SETUP
        try:
            return actions.open_case(actor, new_case(stage), key="samma").pk
        except ConflictError:
            return None

    results = race(work, 2)
    assert results.count(None) == 1
    assert Case.objects.count() == 1


def test_a_number_is_taken_inside_a_transaction_only(stage):
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        next_number("prov")
