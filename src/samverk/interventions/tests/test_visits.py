"""Counting visits to what is open to all: numbers, corrected by counting again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import TODAY
from samverk.interventions import actions
from samverk.interventions.models import AttendanceCount
from samverk.interventions.tests.fair import BEGAN

pytestmark = pytest.mark.django_db


def visits(fair, **more):
    return replace(actions.NewVisits(fair.open_door.pk, TODAY, 7, 5, 1), **more)


@pytest.mark.parametrize("who", ["manager", "worker", "coordinator"])
def test_the_federation_and_those_who_work_there_count(fair, who):
    made = actions.count_visits(getattr(fair, who), visits(fair), key="k")
    assert (made.women, made.men, made.unknown) == (7, 5, 1)


def test_nobody_else_counts(fair):
    for actor in (*fair.cast.strangers, fair.elsewhere):
        with pytest.raises(NotAllowedError):
            actions.count_visits(actor, visits(fair), key="k")
    assert not AttendanceCount.objects.exists()


def test_a_day_is_counted_once_and_corrected_by_counting_again(fair):
    first = actions.count_visits(fair.worker, visits(fair), key="a")
    assert actions.count_visits(fair.worker, visits(fair), key="a") == first
    actions.count_visits(fair.coordinator, visits(fair, women=8), key="b")
    (row,) = AttendanceCount.objects.all()
    assert (row.pk, row.women, row.men) == (first.pk, 8, 5)
    assert AuditEvent.objects.filter(kind="interventions.visits_counted").count() == 2


def test_the_log_does_not_tell_how_many_came(fair):
    actions.count_visits(fair.worker, visits(fair, women=3, men=0), key="a")
    (event,) = AuditEvent.objects.filter(kind="interventions.visits_counted")
    assert event.subject_label == f"besök {TODAY}"


def test_those_who_come_by_referral_are_no_visits(fair):
    with pytest.raises(InputError, match="kräver remiss"):
        actions.count_visits(fair.manager, visits(fair, delivery=fair.delivery.pk), key="k")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": date(2024, 3, 16)}, "held_on"),
        ({"held_on": date(2019, 12, 31)}, "held_on"),
        ({"women": -1}, "women"),
        ({"unknown": 10_001}, "unknown"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fair, wrong, field):
    with pytest.raises(InputError) as told:
        actions.count_visits(fair.worker, visits(fair, **wrong), key="k")
    assert told.value.field == field


@pytest.mark.parametrize("day", [BEGAN, TODAY])
def test_the_first_day_and_today_are_counted(fair, day):
    assert actions.count_visits(fair.worker, visits(fair, held_on=day), key="k").held_on == day


def test_nobody_came_is_a_count_too(fair):
    none = visits(fair, women=0, men=0, unknown=0)
    assert actions.count_visits(fair.worker, none, key="k").women == 0


def test_a_day_after_the_end_is_refused(fair):
    ending = actions.Ending(date(2024, 2, 1))
    actions.end_delivery(fair.manager, fair.open_door.pk, ending, key="e")
    with pytest.raises(InputError, match="till 2024-02-01"):
        actions.count_visits(fair.worker, visits(fair, held_on=date(2024, 2, 2)), key="k")


def test_whose_role_is_limited_to_another_delivery_counts_nobody_here(fair):
    worker = fair.worker
    there = [replace(one, limited_to=(fair.delivery.pk,)) for one in worker.roles]
    with pytest.raises(NotAllowedError):
        actions.count_visits(replace(worker, roles=tuple(there)), visits(fair), key="k")
    here = [replace(one, limited_to=(visits(fair).delivery,)) for one in worker.roles]
    assert actions.count_visits(replace(worker, roles=tuple(here)), visits(fair), key="k")
