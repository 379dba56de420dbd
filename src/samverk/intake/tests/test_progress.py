"""Progress is counted in the files that came with the ones that still wait, not in old ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from samverk.intake.models import Source
from samverk.intake.queries import Progress, progress_of

NOON = datetime(2024, 3, 15, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def sources(*states):
    return [
        Source(state=state, uploaded_at=NOON + timedelta(minutes=minute))
        for minute, state in enumerate(states)
    ]


@pytest.mark.parametrize(
    ("states", "progress"),
    [
        ([], Progress(0, 0)),
        (["read", "read"], Progress(0, 0)),
        (["waiting", "waiting"], Progress(0, 2)),
        (["read", "waiting"], Progress(0, 1)),
        (["waiting", "read", "unreadable"], Progress(2, 3)),
    ],
)
def test_progress_is_counted_from_the_first_that_waits(states, progress):
    assert progress_of(sources(*states)) == progress


def test_reading_runs_until_all_are_done():
    assert progress_of(sources("waiting", "read")).is_running
    assert not progress_of(sources("read")).is_running
