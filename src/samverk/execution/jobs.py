"""Background work of the register: files are read in, and those that nobody went on with go at night."""

from __future__ import annotations

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.execution.actions.importing import IMPORT_JOB
from samverk.execution.actions.running import clear_files, run_left
from samverk.execution.actions.running import run_import as run

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.task(name=IMPORT_JOB, retry=AGAIN)
def run_import(body: int, row: str) -> None:
    """Read in a file that has been asked for. Doing it again reads it in once."""
    run(body, uuid.UUID(row))


@app.periodic(cron="* * * * *")
@app.task(name="samverk.execution.jobs.run_left", queueing_lock="register_imports")
def take_up_left(timestamp: int) -> None:  # noqa: ARG001
    """Read in what a crash has left. Doing it again reads in nothing twice."""
    run_left()


@app.periodic(cron="37 3 * * *")
@app.task(name="samverk.execution.jobs.clear_files", queueing_lock="register_files", retry=AGAIN)
def clear(timestamp: int) -> None:  # noqa: ARG001
    """Let go the files that nobody went on with. Doing it again lets none go twice."""
    clear_files()
