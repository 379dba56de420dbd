"""What has been read in and waits to be reviewed."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.desk import Visit
from samverk.foundation.middleware import actor_for
from samverk.intake.desk import readings
from samverk.intake.models import ReadRecord, RecordState, Source
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 15)


@kept
def source(board):
    return Source.objects.create(body=board, name="protokoll.txt", sha256="a" * 64, size=9)


def record(source, order, state=RecordState.PROPOSED):
    return ReadRecord.objects.create(
        source=source, order=order, state=state, record_id=str(order), fields={}
    )


def on_desk(user):
    return [(task.label, task.state) for task in readings(Visit(actor_for(user), DAY)).tasks]


def test_a_file_waits_with_the_count_of_what_is_left(source, secretary):
    record(source, 1)
    record(source, 2)
    record(source, 3, RecordState.REJECTED)
    assert on_desk(secretary) == [("protokoll.txt", "2 att granska")]


def test_a_reviewed_file_waits_no_longer(source, secretary):
    record(source, 1, RecordState.REJECTED)
    assert on_desk(secretary) == []


def test_those_who_may_not_read_in_find_nothing(source, member, outsider):
    record(source, 1)
    assert on_desk(member) == []
    assert on_desk(outsider) == []


def test_the_task_leads_to_the_review(source, secretary):
    record(source, 1)
    (task,) = readings(Visit(actor_for(secretary), DAY)).tasks
    assert task.url == f"/inlasning/{source.pk}/granska/"
