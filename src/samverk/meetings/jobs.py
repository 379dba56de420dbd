"""Background work of meetings: the notice boards are tended."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.meetings.actions.posting import TEND_JOB, tend_boards

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.task(name=TEND_JOB, retry=AGAIN)
def tend() -> None:
    """Put up what was just adjusted. Doing it again, or after a crash, changes nothing more."""
    tend_boards()


@app.periodic(cron="7 0,6,12,18 * * *")
@app.task(name="samverk.meetings.jobs.tend_daily", queueing_lock="tend_daily", retry=AGAIN)
def tend_daily(timestamp: int) -> None:  # noqa: ARG001
    """Take down what has been up its time, and put up what an earlier turn could not."""
    tend_boards()
