"""Background work of intake, in the same database and transaction as what asked for it."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.intake.actions.reading import read_waiting


@app.task(name="samverk.intake.jobs.read", retry=RetryStrategy(max_attempts=4, exponential_wait=5))
def read(body: int) -> None:
    """Read a body's waiting files. Doing it again, or after a crash, changes nothing more."""
    read_waiting(body)
