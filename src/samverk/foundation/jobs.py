"""Background work of the foundation: letters, and what is cleared away at night."""

from __future__ import annotations

import smtplib

from django.contrib.sessions.backends.db import SessionStore
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.foundation.log_seals.checking import check_log, keep_proof
from samverk.foundation.log_seals.making import UnsettledError
from samverk.foundation.log_seals.making import seal_log as seal
from samverk.foundation.login.letters import SEND_JOB, Letter, send

# Done jobs are kept this long, for whoever looks into what happened.
KEPT_HOURS = 72
AT_A_CLOSED_POST_OFFICE = RetryStrategy(
    max_attempts=6, exponential_wait=4, retry_exceptions={OSError, smtplib.SMTPException}
)
SETTLED_SOON = RetryStrategy(max_attempts=4, wait=600, retry_exceptions={UnsettledError})


@app.periodic(cron="53 * * * *")
@app.task(name="samverk.foundation.jobs.seal_log", queueing_lock="seal_log", retry=SETTLED_SOON)
def seal_log(timestamp: int) -> None:  # noqa: ARG001
    """Seal what has come to the log in the hour. Doing it again seals no line twice."""
    seal()


@app.periodic(cron="11 4 * * *")
@app.task(name="samverk.foundation.jobs.prove_log", queueing_lock="prove_log")
def prove_log(timestamp: int) -> None:  # noqa: ARG001
    """Check the whole log against its seals, and keep what came of it."""
    keep_proof(check_log())


@app.task(name=SEND_JOB, retry=AT_A_CLOSED_POST_OFFICE)
def send_letter(letter: dict[str, str], user: int | None, host: str) -> None:
    """Send one letter. After a crash it may go out twice, with a link of its own each time."""
    send(Letter(**letter), user=user, host=host)


@app.periodic(cron="17 3 * * *")
@app.task(name="samverk.foundation.jobs.clear_sessions", queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001
    """Remove the sessions that have ended: nobody can use them, and they fill the table."""
    SessionStore.clear_expired()


@app.periodic(cron="27 3 * * *")
@app.task(name="samverk.foundation.jobs.clear_jobs", queueing_lock="clear_jobs", pass_context=True)
async def clear_jobs(context: object, timestamp: int) -> None:  # noqa: ARG001
    """Remove jobs that were done days ago: their arguments name people and addresses."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
