"""Background work of what is open to everybody: those who follow are told."""

from __future__ import annotations

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.publishing.actions.subscriptions import CONFIRM_JOB
from samverk.publishing.actions.subscriptions import clear_following as clear
from samverk.publishing.actions.telling import LETTER_JOB, PostOfficeClosedError
from samverk.publishing.actions.telling import send_confirmation as confirm
from samverk.publishing.actions.telling import send_news as send
from samverk.publishing.actions.telling import tend_following as tend

# The last try is made most of a day after the first
WHILE_IT_IS_CLOSED = RetryStrategy(
    max_attempts=8, exponential_wait=4, retry_exceptions={PostOfficeClosedError}
)


@app.periodic(cron="* * * * *")
@app.task(
    name="samverk.publishing.jobs.tend_following", queueing_lock="tend_following", lock="following"
)
def tend_following(timestamp: int) -> None:  # noqa: ARG001
    """Tell those whose turn it is what is new. Doing it again, or after a crash, tells nothing twice."""
    tend()


@app.periodic(cron="*/10 * * * *")
@app.task(name="samverk.publishing.jobs.clear_following", queueing_lock="clear_following")
def clear_following(timestamp: int) -> None:  # noqa: ARG001
    """Remove what nobody confirmed in time. Doing it again changes nothing more."""
    clear()


@app.task(name=CONFIRM_JOB, retry=WHILE_IT_IS_CLOSED)
def send_confirmation(subscription: str) -> None:
    """Send the letter that a subscription is confirmed by."""
    confirm(uuid.UUID(subscription))


@app.task(name=LETTER_JOB, retry=WHILE_IT_IS_CLOSED)
def send_news(letter: str) -> None:
    """Send a letter with news. A job that is run again does not send it twice."""
    send(uuid.UUID(letter))
