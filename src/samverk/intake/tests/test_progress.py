"""Progress is counted in the files that were sent together with those that still wait."""

from __future__ import annotations

import pytest

from samverk.intake.models import Source
from samverk.intake.queries import Progress, progress_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def progress(board):
    """Count the progress of files, each given as its sending and its state."""

    def counted(*files):
        for number, (batch, state) in enumerate(files):
            facts = {"name": f"{number}.txt", "sha256": str(number), "size": 1}
            Source.objects.create(body=board, batch=batch, state=state, **facts)
        return progress_of([board.pk])

    return counted


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], Progress(0, 0)),
        ([("a", "read"), ("a", "read")], Progress(0, 0)),
        ([("a", "waiting"), ("a", "waiting")], Progress(0, 2)),
        ([("a", "read"), ("a", "unreadable"), ("a", "waiting")], Progress(2, 3)),
        ([("a", "read"), ("b", "waiting")], Progress(0, 1)),
        ([("a", "read"), ("a", "waiting"), ("b", "waiting")], Progress(1, 3)),
    ],
)
def test_the_whole_sending_is_counted(progress, files, expected):
    assert progress(*files) == expected


def test_reading_runs_until_all_are_done():
    assert Progress(1, 2).is_running
    assert not Progress(2, 2).is_running


def test_a_sending_longer_than_a_page_is_counted_whole(progress):
    assert progress(*[("a", "read")] * 40, ("a", "waiting")) == Progress(40, 41)
