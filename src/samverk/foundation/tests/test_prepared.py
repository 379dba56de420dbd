"""Questions keep their plans, and none has more values than the database takes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from samverk.foundation.models import IdempotencyKey
from samverk.foundation.planning import planned_for_values
from samverk.foundation.postgres.prepared import MOST

pytestmark = pytest.mark.django_db
KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def kept(words: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [f"%{words}%"])
        return int(cursor.fetchone()[0])


def test_a_question_that_is_asked_again_keeps_its_plan():
    for number in range(4):
        list(IdempotencyKey.objects.filter(key=str(number), kind="ett prov"))
    assert kept("foundation_idempotencykey") >= 1
    assert connection.connection.prepared_max == MOST


def test_many_rows_are_saved_some_at_a_time():
    now = timezone.now()
    rows = [IdempotencyKey(key=str(n), kind="k", actor="a", created_at=now) for n in range(11_000)]
    IdempotencyKey.objects.bulk_create(rows)
    assert IdempotencyKey.objects.filter(kind="k").count() == 11_000
    fields = IdempotencyKey._meta.fields
    assert connection.ops.bulk_batch_size(fields, rows) * len(fields) <= 65_535


def test_what_is_planned_for_its_values_keeps_no_plan():
    with planned_for_values():
        for number in range(4):
            list(IdempotencyKey.objects.filter(actor=str(number), kind="utan plan"))
    assert kept('"foundation_idempotencykey"."actor" =') == 0
    for number in range(4):
        list(IdempotencyKey.objects.filter(actor=str(number), kind="med plan"))
    assert kept('"foundation_idempotencykey"."actor" =') == 1
