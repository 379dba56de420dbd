"""A decision on somebody with a protected identity is there for its named handlers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from samverk.execution.actions import (
    NewStep,
    end_handler,
    lift_protection,
    name_handler,
    protect,
    take_step,
)
from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.tests.stage import granted
from samverk.execution.walls import counting, reading, unread
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db


def seen(stage, actor):
    with reading([stage.body], actor.user):
        return (
            GrantedDecision.objects.count(),
            RegisterStep.objects.count(),
            RegisterWait.objects.count(),
        )


def test_it_is_there_for_who_registered_it_and_for_the_reporter(stage):
    granted(stage, is_protected=True)

    assert seen(stage, stage.officer) == (1, 1, 1)
    assert seen(stage, stage.reporter) == (1, 1, 1)
    assert seen(stage, stage.colleague) == (0, 0, 0)


def test_nobody_else_can_tell_it_from_what_is_not_there(stage):
    row = granted(stage, is_protected=True)
    new = NewStep(E.EXECUTE, clock.today())
    with pytest.raises(NotFoundError) as hidden:
        take_step(stage.colleague, stage.body, row.pk, new, key="a")
    with pytest.raises(NotFoundError) as missing:
        take_step(stage.colleague, stage.body, GrantedDecision().pk, new, key="b")

    assert hidden.value.message == missing.value.message


def test_it_counts_in_totals(stage):
    granted(stage, is_protected=True)

    with reading([stage.body], stage.colleague.user):
        assert GrantedDecision.objects.count() == 0
        with counting():
            assert GrantedDecision.objects.count() == 1
        assert GrantedDecision.objects.count() == 0


def test_a_handler_is_named_and_ended(stage):
    row = granted(stage, is_protected=True)
    colleague = stage.colleague.user
    name_handler(stage.officer, stage.body, row.pk, colleague, key="namnge")
    assert seen(stage, stage.colleague)[0] == 1
    with pytest.raises(ConflictError, match="redan namngiven"):
        name_handler(stage.officer, stage.body, row.pk, colleague, key="igen")
    end_handler(stage.officer, stage.body, row.pk, colleague, key="avsluta")

    assert seen(stage, stage.colleague)[0] == 0
    with pytest.raises(InputError, match="för registret"):
        name_handler(stage.officer, stage.body, row.pk, stage.other_user.pk, key="annan")


def test_somebody_who_reports_is_always_left(stage):
    row = granted(stage, is_protected=True)
    with pytest.raises(ConflictError, match="minst en huvudrapportör"):
        end_handler(stage.officer, stage.body, row.pk, stage.reporter.user, key="avsluta")


def test_protection_is_put_on_later_and_lifted_by_the_reporter_alone(stage):
    row = granted(stage)
    protect(stage.officer, stage.body, row.pk, key="skydda")
    assert seen(stage, stage.colleague)[0] == 0
    with pytest.raises(ConflictError, match="redan skyddat"):
        protect(stage.officer, stage.body, row.pk, key="igen")
    with pytest.raises(NotAllowedError):
        lift_protection(stage.officer, stage.body, row.pk, "Skyddet upphörde", key="häv")
    with pytest.raises(InputError, match="varför skyddet hävs"):
        lift_protection(stage.reporter, stage.body, row.pk, " ", key="häv")
    lift_protection(stage.reporter, stage.body, row.pk, "Skyddet upphörde", key="häv")

    assert seen(stage, stage.colleague)[0] == 1
    with unread([stage.body]):
        assert not row.handlers.filter(ended_at=None).exists()


def test_every_table_of_the_register_is_guarded(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'execution_guard'"
        )
        guarded = {name for (name,) in cursor.fetchall()}

    models = apps.get_app_config("execution").get_models()
    assert {one._meta.db_table for one in models} == guarded


@pytest.mark.parametrize("column", ["controller_id", "recorded_at", "id"])
def test_whose_a_row_is_stays_whatever_is_ignored(stage, column):
    row = granted(stage)
    to = {"controller_id": stage.cast.other_board.pk, "id": GrantedDecision().pk}
    with unread([stage.body, stage.cast.other_board.pk]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', '{all,execution_granteddecision:all}', true)"
        )
        told = "whose a row of the register is"
        with pytest.raises(DatabaseError, match=told), transaction.atomic():
            cursor.execute(
                f"UPDATE execution_granteddecision SET {column} = %s WHERE id = %s",
                [to.get(column, clock.now() + timedelta(1)), row.pk],
            )
