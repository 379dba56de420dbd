"""Background work of the register: files are read in or let go, and the reporters are reminded."""

from __future__ import annotations

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.execution.actions.importing import IMPORT_JOB
from samverk.execution.actions.reminding import remind_of_register
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


@app.periodic(cron="31 5 * * *")
@app.task(name="samverk.execution.jobs.remind", queueing_lock="execution_remind", retry=AGAIN)
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind of what is new, at six or seven in Sweden. Doing it again tells of nothing twice."""
    remind_of_register()
