"""Background work of intake, in the same database and transaction as what asked for it."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.intake.actions.batches import running
from samverk.intake.actions.batches.sending import BATCH_JOB
from samverk.intake.actions.read_in_turn import read_in_turn, take_up_reading


@app.task(name="samverk.intake.jobs.read", retry=RetryStrategy(max_attempts=4, exponential_wait=5))
def read(body: int) -> None:
    """Read a body's waiting files. Doing it again, or after a crash, changes nothing more."""
    read_in_turn(body)


@app.periodic(cron="* * * * *")
@app.task(name="samverk.intake.jobs.take_up", queueing_lock="intake_reading")
def take_up(timestamp: int) -> None:  # noqa: ARG001
    """Go on with the files that a crash has left unread. Doing it again puts none in the queue twice."""
    take_up_reading()


@app.task(name=BATCH_JOB, retry=RetryStrategy(max_attempts=4, exponential_wait=5))
def work_on_batch(batch: int) -> None:
    """Go through a batch, or read its next files. Doing it again, or twice at once, reads none twice."""
    running.work_on_batch(batch)


@app.periodic(cron="* * * * *")
@app.task(name="samverk.intake.jobs.take_up_batches", queueing_lock="intake_batches")
def take_up_batches(timestamp: int) -> None:  # noqa: ARG001
    """Go on with the batches that a crash has stopped. Doing it again puts none in the queue twice."""
    running.take_up_batches()


@app.periodic(cron="41 3 * * *")
@app.task(name="samverk.intake.jobs.clear_batches", queueing_lock="intake_batches_left")
def clear_batches(timestamp: int) -> None:  # noqa: ARG001
    """Let go the batches that nobody started. Doing it again lets none go twice."""
    running.clear_batches()
